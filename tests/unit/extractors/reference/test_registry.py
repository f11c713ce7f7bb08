"""The registry of people: rows that agree, dates in order, one holder of an office at a time, and how much is covered."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from extractors import reference
from extractors.reference.tables import REFERENCE
from tools import registry_coverage


def rows(name: str = "people.csv") -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_rows_of_a_person_agree() -> None:
    same: dict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for row in rows():
        same[row["person_id"]].add(
            (row["person_name"], row["variants"], row["surname"], row["gender"] + row["wikidata_id"])
        )
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["person_id"]), row
        assert row["gender"] in {"m", "f"}, row
        assert row["source"], row
    assert [person for person, versions in same.items() if len(versions) > 1] == []


def test_dates_are_dates_in_order_and_offices_do_not_repeat() -> None:
    for row in rows():
        for cell in (row["valid_from"], row["valid_to"]):
            assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", cell), row
    for person in reference.people().values():
        for office in person.offices:
            assert not (office.valid_from and office.valid_to) or office.valid_from <= office.valid_to, person
        keys = [(o.role_title, o.country_code, o.organization, o.valid_from) for o in person.offices]
        assert len(set(keys)) == len(keys), person


def test_one_person_at_a_time_holds_an_office_that_only_one_can_hold() -> None:
    heads = {"Bundeskanzler", "Präsident", "Premierminister", "Ministerpräsident", "Außenminister"}
    terms: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for person in reference.people().values():
        for office in person.offices:
            role = office.role_title.removesuffix("in")
            if office.country_code and role in heads and office.valid_from:
                terms[office.country_code, role].append(
                    (office.valid_from, office.valid_to or date.max, person.name_de)
                )
    for (code, role), held in terms.items():
        for (_, end, first), (start, _, second) in pairwise(sorted(held)):
            # A month's precision lets two terms overlap within it.
            assert start >= end or (start.year, start.month) == (end.year, end.month), (code, role, first, second)


ALONE = {
    ("organization", "NATO"): "Generalsekretär",
    ("organization", "Vereinte Nationen"): "Generalsekretär",
    ("organization", "OSZE"): "Generalsekretär",
    ("organization", "Europäische Union"): "Kommissionspräsident",
    ("organization", "Afrikanische Union"): "Kommissionspräsident",
}


@pytest.mark.parametrize(("party", "role"), ALONE.items())
def test_an_organization_has_one_head_at_a_time(party: tuple[str, str], role: str) -> None:
    terms = sorted(
        (office.valid_from, office.valid_to or date.max)
        for person in reference.people().values()
        for office in person.offices
        if office.organization == party[1]
        and registry_coverage.masculine(office.role_title) == role
        and office.valid_from
    )
    assert len(terms) >= 2
    for (_, end), (start, _) in pairwise(terms):
        assert start >= end or (start.year, start.month) == (end.year, end.month), (party, start)


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    for person in reference.people().values():
        terms = defaultdict(list)
        for office in person.offices:
            key = (registry_coverage.masculine(office.role_title), office.country_code, office.organization)
            terms[key].append((office.valid_from or date.min, office.valid_to or date.max))
        for key, held in terms.items():
            for (_, end), (start, _) in pairwise(sorted(held)):
                assert start >= end, (person.name_de, key)


def test_every_row_says_by_whom_it_was_written_and_who_confirms_it() -> None:
    sources = {"hand", "CIA World Factbook 2026-01", "list of world leaders 2026-08-22"}
    for row in rows():
        assert row["source"].split("|")[0] == "hand", row
        assert set(row["source"].split("|")) <= sources, row


def test_names_of_people_are_generated_from_their_own_letters() -> None:
    for form in ("Oleksandr Syrskyi", "Roustem Oumierov", "Sergej Lavrov"):
        assert len(reference.person_candidates(form)) == 1, form


def test_the_offices_that_summits_are_made_of_have_known_holders() -> None:
    asked = registry_coverage.expectations()
    held = defaultdict(list)
    for office, known in registry_coverage.coverage(asked).items():
        held[office.group] += known
    shares = {group: sum(known) / len(known) for group, known in held.items()}
    assert len(shares) == 5
    assert all(share >= 0.97 for share in shares.values()), shares


def test_the_page_about_the_coverage_is_up_to_date() -> None:
    assert registry_coverage.PAGE.read_text(encoding="utf-8") == registry_coverage.page()


def test_people_are_what_is_built_from_the_sources() -> None:
    pytest.importorskip("translitua", reason="only who edits people_by_hand.csv needs it")
    path = REFERENCE / "sources" / "build_people.py"
    spec = importlib.util.spec_from_file_location("build_people", path)
    assert spec is not None
    assert spec.loader is not None
    build_people = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build_people)
    sources = (path.parent / name for name in ("people_by_hand.csv", "native_names.csv", "heads_of_2026.csv"))
    assert build_people.build(*map(build_people.read, sources)) == rows()
