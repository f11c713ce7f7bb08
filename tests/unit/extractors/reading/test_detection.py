from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.reading.detection import detect_language, stated_language

GERMAN = (
    "Die Ministerin ist am Montag nach Prag gereist, um mit ihrem Amtskollegen über das neue Abkommen zu sprechen. "
    "Nach dem Treffen sagte sie, dass beide Seiten noch in diesem Jahr unterschreiben wollen."
)


@pytest.mark.parametrize("text", [GERMAN, GERMAN.upper(), GERMAN.replace("ü", "ue").replace("ä", "ae")])
def test_running_german_text_is_german(text: str) -> None:
    assert detect_language(text) == "de"


@pytest.mark.parametrize(
    "headline",
    [
        "Gipfel",
        "Merz in Kiew",
        "G20",
        "Cameron in Berlin",
        "EU – USA",
        "Live: Selenskyj in Washington",
        "London: May trifft Rutte",
        "Trump: „No deal“",
        "Raumfrachter dockt an Raumstation an",
    ],
)
def test_a_short_headline_is_never_taken_for_another_language(headline: str) -> None:
    assert detect_language(headline) == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister travelled to Prague on Monday to talk about the new agreement with her counterpart.", "en"),
        ("De minister is maandag naar Praag gereisd om met haar collega over het nieuwe verdrag te spreken.", "nl"),
        ("La ministre s'est rendue lundi à Prague pour parler du nouvel accord avec son homologue.", "fr"),
        (
            "D'Ministesch ass e Méindeg op Prag gereest, fir mat hirem Kolleg iwwer dat neit Ofkommes ze schwätzen.",
            "lb",
        ),
        ("Ministr zahraničí se v pondělí v Praze setkal se svým protějškem.", "cs"),
        ("Le président rencontre le chancelier à Berlin.", "fr"),
        ("Зеленський зустрівся з Макроном", "uk"),
        ("Ο πρωθυπουργός συναντήθηκε με τον πρόεδρο", "el"),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "value", ["de", "DE", "de-AT", "de_CH", "deu", "ger", "German", "Deutsch", "Deutsch (Österreich)"]
)
def test_german_has_many_names(value: str) -> None:
    assert stated_language(value) == "de"


@pytest.mark.parametrize("value", [None, "", "und", "unknown", "n/a", "?", 7])
def test_an_input_may_state_no_language(value: object) -> None:
    assert stated_language(value) is None


def test_the_model_is_not_loaded_for_plain_german() -> None:
    code = (
        "import sys; from extractors.reading.detection import detect_language;"
        f"assert detect_language({GERMAN!r}) == 'de'; assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
