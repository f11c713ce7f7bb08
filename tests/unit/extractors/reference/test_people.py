"""Registered people by full name and by surname, and the offices they held on a day."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import reference


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Wolodymyr Selenskij", "Wolodymyr Selenskyj"), ("Selenskyjs", "Wolodymyr Selenskyj"), ("Zelensky", "Wolodymyr Selenskyj"),
        ("Andrii Jermak", "Andrij Jermak"), ("Yermak", "Andrij Jermak"), ("Rustem Umerow", "Rustem Umjerow"), ("Umerov", "Rustem Umjerow"),
        ("Erdogan", "Recep Tayyip Erdoğan"), ("von der Leyens", "Ursula von der Leyen"), ("Macron", "Emmanuel Macron"),
        ("J. D. Vance", "JD Vance"), ("Kim Jong Un", "Kim Jong-un"), ("Xi", "Xi Jinping"), ("Sisi", "Abdel Fattah al-Sisi"),
        ("al-Sisi", "Abdel Fattah al-Sisi"), ("López Obrador", "Andrés Manuel López Obrador"), ("Charles III.", "Charles III."),
    ],
)  # fmt: skip
def test_people_by_any_spelling(form: str, name: str) -> None:
    assert [person.name_de for person in reference.person_candidates(form)] == [name]


def test_a_shared_surname_gives_every_candidate() -> None:
    names = {person.name_de for person in reference.person_candidates("Johnson")}
    assert names == {"Boris Johnson", "Mike Johnson"}


def test_a_genitive_is_told_from_a_name() -> None:
    assert reference.person_candidates("Trumps")
    assert not reference.person_candidates("Trumps", with_genitive=False)
    assert reference.person_candidates("Zeman", with_genitive=False)


def test_unknown_people_give_none() -> None:
    assert reference.person_candidates("III.") == []
    assert reference.person_candidates("Erika Mustermann") == []
    assert reference.person_candidates("") == []
    assert reference.person_candidates("macron") == []


def test_offices_on_a_day() -> None:
    (scholz,) = reference.person_candidates("Olaf Scholz")
    assert [office.role_title for office in scholz.offices_on(date(2021, 12, 7))] == ["Finanzminister"]
    assert [office.role_title for office in scholz.offices_on(date(2024, 1, 1))] == ["Bundeskanzler"]
    assert scholz.offices_on(date(2025, 6, 1)) == ()


def test_a_coarse_last_day_lasts_to_the_end_of_the_month() -> None:
    (tillerson,) = reference.person_candidates("Rex Tillerson")
    assert tillerson.offices[0].valid_to == date(2018, 3, 31)


def test_without_a_first_day_nobody_knows() -> None:
    office = reference.Office("Berater", "IR", None, None, None, "gipfel")
    assert office.is_held_on(date(2020, 1, 1)) is None
