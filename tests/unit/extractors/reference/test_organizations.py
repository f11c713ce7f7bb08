"""Organizations and groups by name, abbreviation and first part of a compound."""

from __future__ import annotations

import pytest

from extractors import reference


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Nato", "NATO"), ("NATO", "NATO"), ("EU", "Europäische Union"), ("Europäischen Union", "Europäische Union"),
        ("Vereinten Nationen", "Vereinte Nationen"), ("UN", "Vereinte Nationen"), ("Weltsicherheitsrats", "UN-Sicherheitsrat"),
        ("IAEO", "Internationale Atomenergiebehörde"), ("WHO", "Weltgesundheitsorganisation"), ("Huthi-Rebellen", "Huthi"),
        ("Hamas", "Hamas"), ("IS", "Islamischer Staat"), ("Hisbollah", "Hisbollah"), ("OSZE", "OSZE"),
    ],
)  # fmt: skip
def test_organizations(form: str, name: str) -> None:
    found = reference.organization_of_name(form)
    assert found is not None
    assert found.name_de == name


@pytest.mark.parametrize("form", ["Is", "Au", "un", "Un", "Bund", ""])
def test_words_that_are_no_organization(form: str) -> None:
    assert reference.organization_of_name(form) is None


def test_offices_of_eu_institutions_are_held_for_the_union() -> None:
    for form in ("EU-Kommission", "Europäischer Rat", "Rat der EU", "EU-Parlament"):
        found = reference.organization_of_name(form)
        assert found is not None
        assert found.stands_for == "Europäische Union"


@pytest.mark.parametrize(
    ("word", "name", "rest"),
    [
        ("NATO-Generalsekretär", "NATO", "Generalsekretär"),
        ("Nato-Chef", "NATO", "Chef"),
        ("EU-Außenbeauftragte", "Europäische Union", "Außenbeauftragte"),
        ("EU-Kommission-Sprecher", "Europäische Kommission", "Sprecher"),
        ("Hamas-Delegation", "Hamas", "Delegation"),
        ("UN-Generalsekretär", "Vereinte Nationen", "Generalsekretär"),
    ],
)
def test_compounds_with_an_organization(word: str, name: str, rest: str) -> None:
    assert reference.organization_of_compound_prefix(word) == reference.CompoundPrefix(
        word[: -len(rest) - 1], rest, name, True
    )


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Koalition der Willigen", "Koalition der Willigen"), ("G7", "G7"), ("G-7", "G7"), ("G7-Staaten", "G7"), ("E3", "E3"),
        ("Weimarer Dreiecks", "Weimarer Dreieck"), ("Visegrad-Staaten", "Visegrád-Gruppe"), ("Brics-Staaten", "BRICS"),
        ("Ukraine-Kontaktgruppe", "Ramstein-Gruppe"), ("Normandie-Formats", "Normandie-Format"),
    ],
)  # fmt: skip
def test_groups(form: str, name: str) -> None:
    found = reference.group_of_name(form)
    assert found is not None
    assert found.name_de == name
