"""Clauses are told from commas, subordinators and the place of the verb."""

import pytest

from extractors.meetings.clauses import split_clauses


def clauses_of(nlp, text):
    [sentence] = nlp(text).sents
    return [" ".join(t.text for t in c.tokens if not t.is_punct) for c in split_clauses(sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merz traf Macron in Berlin.", ["Merz traf Macron in Berlin"]),
        ("Merz sagte, dass er Macron treffe.", ["Merz sagte", "dass er Macron treffe"]),
        ("Die Delegation, die gestern kam, trifft Merz.", ["Die Delegation trifft Merz", "die gestern kam"]),
        ("Er reist nach Wien, um mit Stocker zu sprechen.", ["Er reist nach Wien", "um mit Stocker zu sprechen"]),
        (
            "Das Papier, das als Grundlage dienen soll, ist fertig.",
            ["Das Papier ist fertig", "das als Grundlage dienen soll"],
        ),
        (
            "Macron traf Starmer, Friedrich Merz schaltete sich zu.",
            ["Macron traf Starmer", "Friedrich Merz schaltete sich zu"],
        ),
        (
            "Starmer nimmt nicht teil, für ihn kommt Cooper.",
            ["Starmer nimmt nicht teil", "für ihn kommt Cooper"],
        ),
        (
            "Am Montag treffen sich Macron, Merz und Starmer in Rom.",
            ["Am Montag treffen sich Macron Merz und Starmer in Rom"],
        ),
        (
            "Die Präsidentin der Kommission, Ursula von der Leyen, und Costa sind da.",
            ["Die Präsidentin der Kommission Ursula von der Leyen und Costa sind da"],
        ),
        (
            "Das Treffen werde nur dazu dienen, den Präsidenten Putin „weiter zu stärken“.",
            ["Das Treffen werde nur dazu dienen", "den Präsidenten Putin weiter zu stärken"],
        ),
    ],
)
def test_subordinate_clauses_are_told_from_the_main_clause(nlp, text, expected):
    assert clauses_of(nlp, text) == expected


def test_an_apposition_is_no_clause(nlp):
    text = "Merz trifft Emma Roth, die Botschafterin der Schweiz, und Paul Meier."
    assert len(clauses_of(nlp, text)) == 1


def test_every_token_belongs_to_exactly_one_clause(nlp):
    doc = nlp(
        "Wie der Sprecher sagte, will Merz, der heute in Rom ist, morgen Meloni treffen, falls es die Lage erlaubt."
    )
    for sentence in doc.sents:
        tokens = sorted(t.i for c in split_clauses(sentence) for t in c.tokens)
        assert tokens == [t.i for t in sentence]
