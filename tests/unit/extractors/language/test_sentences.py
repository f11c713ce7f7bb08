"""Where German news sentences end, and where they do not."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    "sentences",
    [
        ["Der Gipfel beginnt.", "Danach reden alle."],
        ["Sie kamen am 6. Januar nach Wien."],
        ["Vom 8. bis 10. Juli tagt der Rat."],
        ["Es war der 2. Weltkrieg."],
        ["Er kam am 6.", "Danach ging er."],
        ["Er trifft am 30.1. Tonino Picula in Zagreb."],
        ["Am 05.01. telefonierte Merz.", "Danach reiste er ab."],
        ["Sie tagen vom 12.1. bis 14.1. Wien wird abgesperrt."],
        ["Am Mi., 14.1., trifft er Meloni."],
        ["Am 14./15.1. Oslo, am 2.2. Rom: so ist es geplant."],
        ["Er kommt am 30.1.", "Danach geht er."],
        ["Die Version war 2.1.", "Merz hat sie gelesen."],
        ["Das geschah 2025.", "Es war Herbst."],
        ["Das geschah 2025.", "Trump war dabei."],
        ["George W. Bush und Donald J. Trump trafen Dr. Maier."],
        ["Man sprach z. B. über Gas, u. a. mit Prof. Dr. Huber."],
        ["Man sprach über Gas, Öl usw.", "Der Rat nickte."],
        ["Es kostet 3 Mio. Euro."],
        ["Sie wollen teilnehmen.", "Auch Wien kommt."],
        ["Das war 2025.", "Dann kam der Winter."],
        ["„Wir gehen hin.“", "Das sagte er in Rom."],
        ["„Wir gehen hin“, sagte er.", "„Wir bleiben.“"],
        ["„Wir gehen hin.“, sagte er."],
        ["„Wer kommt?“, fragte sie."],
        ["»Gut!«", "Er lachte."],
        ["«Gut!»", "Er lachte."],
        ['"Wir gehen."', "Danach war Ruhe."],
        ["Er sagte: Wir reden."],
        ["Papst Leo XIV. empfing den Kanzler."],
        ["Sie ging (das war klar.)", "Er blieb."],
        ["Das ist … Wahnsinn."],
        ["Er schwieg …", "Dann sprach er."],
        ["Der Rat billigte 1.400 Anträge."],
    ],
)
def test_sentences_of_running_text(nlp: Language, sentences: list[str]) -> None:
    assert [s.text.strip() for s in nlp(" ".join(sentences)).sents] == sentences


def test_missing_blank_after_the_stop(nlp: Language) -> None:
    assert [s.text for s in nlp("Sie wollen teilnehmen.Auch Wien kommt. Das war 2025.Dann kam Schnee.").sents] == [
        "Sie wollen teilnehmen.",
        "Auch Wien kommt.",
        "Das war 2025.",
        "Dann kam Schnee.",
    ]


def test_headline_without_stop_ends_at_the_line(nlp: Language) -> None:
    doc = nlp("Gipfel in Wien beginnt\nVon Eva Muster\n\nDer Gipfel beginnt heute.")
    assert [s.text.strip() for s in doc.sents] == [
        "Gipfel in Wien beginnt",
        "Von Eva Muster",
        "Der Gipfel beginnt heute.",
    ]


def test_wrapped_line_goes_on(nlp: Language) -> None:
    assert len(list(nlp("Der Gipfel beginnt\nheute in Wien.").sents)) == 1
    assert len(list(nlp("Der Gipfel beginnt\n\nheute in Wien.").sents)) == 2
