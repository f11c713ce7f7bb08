"""Countries by name, adjective, people, capital, building and first part of a compound."""

from __future__ import annotations

import pytest

from extractors import reference


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Frankreich", "FR"), ("Frankreichs", "FR"), ("USA", "US"), ("Vereinigten Staaten", "US"), ("Ukraine", "UA"),
        ("Großbritannien", "GB"), ("Grossbritannien", "GB"), ("Vereinigtes Königreich", "GB"), ("Vereinigten Königreichs", "GB"),
        ("Südkoreas", "KR"), ("Türkei", "TR"), ("Tschechien", "CZ"), ("Kosovo", "XK"), ("Weißrussland", "BY"),
        ("Palästina", "PS"), ("DR Kongo", "CD"), ("Elfenbeinküste", "CI"), ("Emirate", "AE"), ("UdSSR", "SU"),
        ("Laos", "LA"), ("Volksrepublik China", "CN"), ("Saudi-Arabiens", "SA"), ("Saudi–Arabien", "SA"),
    ],
)  # fmt: skip
def test_country_names(form: str, code: str) -> None:
    assert reference.country_of_name(form) == code


@pytest.mark.parametrize(
    "form", ["Am", "In", "Es", "IN", "AM", "De", "frankreich", "war", "", " ", "Zar", "Paris", "Französin"]
)
def test_words_that_are_no_country(form: str) -> None:
    assert reference.country_of_name(form) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("französischen", "FR"), ("Französische", "FR"), ("US-amerikanische", "US"), ("amerikanisches", "US"), ("ukrainischer", "UA"),
        ("britisch", "GB"), ("englischem", "GB"), ("saudi-arabische", "SA"), ("saudische", "SA"), ("kasachischen", "KZ"),
        ("nordkoreanisch", "KP"), ("Schweizer", "CH"), ("schweizerische", "CH"), ("deutsche", "DE"), ("nigrischen", "NE"),
        ("nigerianischen", "NG"), ("sowjetische", "SU"), ("weissrussischen", "BY"),
        ("europäische", None), ("westliche", None), ("koreanische", None), ("schöne", None),
    ],
)  # fmt: skip
def test_country_adjectives(word: str, code: str | None) -> None:
    assert reference.country_of_adjective(word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Franzosen", "FR"), ("Französin", "FR"), ("Ukrainerinnen", "UA"), ("Russe", "RU"), ("Amerikanern", "US"),
        ("Deutschen", "DE"), ("Israelis", "IL"), ("Ungarn", "HU"), ("Palästinenser", "PS"), ("Polens", None), ("Bäcker", None),
    ],
)  # fmt: skip
def test_demonyms(word: str, code: str | None) -> None:
    assert reference.country_of_demonym(word) == code


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Kreml", "RU"), ("Kremls", "RU"), ("Elysée", "FR"), ("Élysée-Palast", "FR"), ("Weiße Haus", "US"), ("Weißen Hauses", "US"),
        ("Downing Street", "GB"), ("Pentagon", "US"), ("Bundesregierung", "DE"), ("Quai d'Orsay", "FR"), ("Haus", None),
    ],
)  # fmt: skip
def test_metonyms(form: str, code: str | None) -> None:
    assert reference.country_of_metonym(form) == code


@pytest.mark.parametrize(
    ("form", "code"),
    [("Paris", "FR"), ("Kiew", "UA"), ("Kyjiws", "UA"), ("Tel Aviv", "IL"), ("Den Haag", "NL"), ("Hamburg", None)],
)
def test_capitals(form: str, code: str | None) -> None:
    assert reference.country_of_capital(form) == code


@pytest.mark.parametrize(
    ("word", "prefix", "rest", "code", "acts"),
    [
        ("US-Außenminister", "US", "Außenminister", "US", True),
        ("UK-Regierung", "UK", "Regierung", "GB", True),
        ("Ukraine-Beauftragter", "Ukraine", "Beauftragter", "UA", False),
        ("Saudi-Arabien-Reise", "Saudi-Arabien", "Reise", "SA", False),
    ],
)
def test_compounds_with_a_country(word: str, prefix: str, rest: str, code: str, acts: bool) -> None:
    assert reference.country_of_compound_prefix(word) == reference.CompoundPrefix(prefix, rest, code, acts)


@pytest.mark.parametrize("word", ["US-", "-US", "Kommissions-Chef", "Saudi-Arabien", "Außenminister", "", "In-Situ"])
def test_compounds_without_a_country(word: str) -> None:
    found = reference.country_of_compound_prefix(word)
    assert found is None or found.prefix == "Saudi"
