"""Who says so, and on whose behalf somebody comes."""

from __future__ import annotations

import pytest

from extractors.meetings.attribution import source_kind, unnamed_source


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Tusk soll zwei EU-Diplomaten zufolge am Montag nach Wien reisen.", "zwei EU-Diplomaten", "unnamed"),
        ("Nach Angaben aus Regierungskreisen trifft Tusk den Kanzler.", "Regierungskreisen", "unnamed"),
        ("Tusk reist nach Wien, hieß es aus Verhandlungskreisen.", "Verhandlungskreisen", "unnamed"),
        ("Tusk kommt, wie aus polnischen Sicherheitskreisen verlautete.", "polnischen Sicherheitskreisen", "unnamed"),
        ("Tusk kommt, so ein ranghoher Beamter, am Montag.", "ein ranghoher Beamter", "unnamed"),
        ("Tusk kommt nach Wien, teilte das polnische Präsidialamt mit.", "das polnische Präsidialamt", "office"),
        ("Nach Angaben eines Sprechers der Regierung kommt Tusk.", "eines Sprechers der Regierung", "office"),
        ("Laut Medienberichten kommt Tusk nach Wien.", "Medienberichten", "media"),
        ("Einem Bericht der Zeitung zufolge kommt Tusk nach Wien.", "Einem Bericht der Zeitung", "media"),
    ],
)
def test_a_source_without_a_name_is_kept_in_the_words_of_the_article(nlp, text, words, kind):
    [sentence] = nlp(text).sents
    phrase = unnamed_source(sentence)
    assert (phrase.text, source_kind(phrase)) == (words, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Tusk sprach in Wien mit Diplomaten.",
        "Tusk kommt, sagte Macron.",
        "Den Angaben zufolge kommt Tusk.",
        "Die Rufe wurden laut, und Tusk traf in Wien Berater.",
    ],
)
def test_who_is_met_or_has_a_name_is_no_unnamed_source(nlp, text):
    [sentence] = nlp(text).sents
    assert unnamed_source(sentence) is None


def test_a_claim_keeps_its_source(read):
    reading = read("Bundeskanzler Friedrich Merz trifft in Rom Giorgia Meloni, sagte ein Diplomat.")
    assert {(c.according_to, c.according_to_text, c.according_to_type) for c in reading.claims} == {
        (None, "ein Diplomat", "unnamed")
    }


def test_a_named_source_is_kept_by_name(read):
    reading = read(
        "Andrij Jermak teilte mit, dass Selenskyj am Freitag in Riad US-Außenminister Marco Rubio treffen werde."
    )
    assert {(c.according_to_text, c.according_to_type) for c in reading.claims} == {("Andrij Jermak", "actor")}


def test_who_represents_a_country_comes_on_its_behalf(read):
    reading = read(
        "Am Freitag treffen sich der französische Präsident Emmanuel Macron und NATO-Generalsekretär Mark Rutte in Paris. "
        "Österreich wird beim Treffen von Europaministerin Claudia Plakolm vertreten."
    )
    behalf = {
        reading.entities[c.entity].name: reading.entities[c.on_behalf_of].name
        for c in reading.claims
        if c.on_behalf_of is not None
    }
    assert behalf == {"Claudia Plakolm": "Österreich"}


def test_who_takes_the_place_of_another_comes_on_his_behalf(read):
    reading = read(
        "Am Freitag treffen sich der französische Präsident Emmanuel Macron und NATO-Generalsekretär Mark Rutte in Paris. "
        "Bundeskanzler Friedrich Merz lässt sich von Außenminister Johann Wadephul vertreten."
    )
    behalf = {
        reading.entities[c.entity].name: reading.entities[c.on_behalf_of].name
        for c in reading.claims
        if c.on_behalf_of is not None
    }
    assert behalf == {"Johann Wadephul": "Friedrich Merz"}
