"""Cities, buildings, regions and countries as places."""

from __future__ import annotations

import pytest

from extractors import reference


@pytest.mark.parametrize(
    ("form", "name", "code", "place_type"),
    [
        ("Brüssel", "Brüssel", "BE", "city"), ("Kyjiw", "Kiew", "UA", "city"), ("Genfs", "Genf", "CH", "city"),
        ("Den Haag", "Den Haag", "NL", "city"), ("San José", "San José", "CR", "city"), ("Odessa", "Odessa", "UA", "city"),
        ("Mar-a-Lago", "Mar-a-Lago", "US", "building"), ("Camp David", "Camp David", "US", "building"),
        ("Bürgenstock", "Bürgenstock", "CH", "region"), ("Schweiz", "Schweiz", "CH", "country"), ("Lwiw", "Lwiw", "UA", "city"),
        ("Weißen Hauses", "Weißes Haus", "US", "building"), ("Scharm El-Scheich", "Scharm el-Scheich", "EG", "city"),
    ],
)  # fmt: skip
def test_places(form: str, name: str, code: str, place_type: str) -> None:
    place = reference.place_of_name(form)
    assert place is not None
    assert (place.name_de, place.country_code, place.place_type) == (name, code, place_type)
    assert place.latitude is not None


def test_words_that_are_no_place() -> None:
    for form in ("", "am", "Gipfeltreffen", "10", "Man", "Auch", "Ende", "Mai"):
        assert reference.place_of_name(form) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Genfer", "Genf"),
        ("Münchner", "München"),
        ("Wiener", "Wien"),
        ("Kyjiwer", "Kiew"),
        ("Minister", None),
        ("Peter", None),
    ],
)
def test_adjectives_of_cities(word: str, name: str | None) -> None:
    place = reference.place_of_adjective(word)
    assert (place and place.name_de) == name
