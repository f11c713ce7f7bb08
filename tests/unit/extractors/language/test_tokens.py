"""What is one token in German news."""

import pickle

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("die US-Sondergesandte", ["die", "US-Sondergesandte"]),
        ("ÖVP-Europaministerin und Nato-Generalsekretär", ["ÖVP-Europaministerin", "und", "Nato-Generalsekretär"]),
        ("wollen teilnehmen.Auch", ["wollen", "teilnehmen", ".", "Auch"]),
        ("bei der NATO.Danach", ["bei", "der", "NATO", ".", "Danach"]),
        ("im Jahr 2025.", ["im", "Jahr", "2025", "."]),
        ("am 6. Januar", ["am", "6.", "Januar"]),
        ("1.400 Leute, 3,5 Mio. Euro", ["1.400", "Leute", ",", "3,5", "Mio.", "Euro"]),
        ("„Nein!“, rief er.", ["„", "Nein", "!", "“", ",", "rief", "er", "."]),
        ("er.„Neu“", ["er", ".", "„", "Neu", "“"]),
        ("z. B. Dr. Maier", ["z.", "B.", "Dr.", "Maier"]),
        ("die (CDU)-Frau", ["die", "(", "CDU", ")", "-Frau"]),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens


@pytest.mark.parametrize("run", [".,", "a.", "(", "🙂", "„Ja“", "x", "a/b-", "1.", "https://blatt.example/a?"])
def test_of_a_run_without_a_blank_nothing_is_lost(nlp: Language, run: str) -> None:
    text = f" Merz kam.  {run * 400} Macron ging.\n\n{run * 400}\tEnde. "
    doc = nlp.make_doc(text)
    assert doc.text == text
    words = [token.text for token in doc if token.text.strip()]
    assert words[:3] == ["Merz", "kam", "."]
    assert words[-2:] == ["Ende", "."]


def test_the_tokenizer_can_be_pickled(nlp: Language) -> None:
    text = "Merz kam. " + ".," * 400
    again = pickle.loads(pickle.dumps(nlp.tokenizer))
    assert [token.text for token in again(text)] == [token.text for token in nlp.make_doc(text)]
