"""Write docs/registry_coverage.md: of which high offices the registry knows the holder, by group and year.

    python tools/registry_coverage.py [--missing]

An office counts for a year when people.csv names somebody who held it on 1 July (in the last year: on the day until
which the sources tell). Which offices are asked for stands in seeds/reference/expected_offices.toml. `--missing` lists
those that nobody is known for. A test fails while the page differs from the data.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors import reference
from extractors.titles import parse_title

PROJECT = Path(__file__).resolve().parents[1]
EXPECTED = PROJECT / "seeds" / "reference" / "expected_offices.toml"
PAGE = PROJECT / "docs" / "registry_coverage.md"

INTRODUCTION = """\
# What the registry covers

<!-- Written by `make docs` from seeds/reference/people.csv and expected_offices.toml; change it there. -->

Of which high offices `seeds/reference/people.csv` names the holder: on 1 July of a year, in {last.year} on {last}.
An office that was vacant or did not exist that day counts as unknown. Whoever is not named is no stranger to the warehouse: people of no registry get actors of their own.
"""


@dataclass(frozen=True)
class ExpectedOffice:
    """An office that somebody should be known for: its party is a country's code or an organization's name."""

    group: str
    party: str
    titles: frozenset[str]


def expectations() -> dict[str, Any]:
    with EXPECTED.open("rb") as file:
        return tomllib.load(file)


def expected_offices(asked: dict[str, Any]) -> Iterator[ExpectedOffice]:
    """All offices that are asked for, group after group."""
    titles = {kind: frozenset(names) for kind, names in asked["titles"].items()}
    states = asked["states"]
    sovereign = sorted(country.country_code for country in reference.countries().values() if country.is_sovereign)
    for code in sovereign:
        if code not in states["realms"] + states["without_head_of_state"]:
            yield ExpectedOffice("heads of state", code, titles["head_of_state"])
    for code in sovereign:
        if code not in states["governed_by_head_of_state"]:
            yield ExpectedOffice("heads of government", code, titles["head_of_government"])
    for group, codes in (("G20", states["g20"]), ("EU", states["eu"])):
        for code in codes:
            yield ExpectedOffice(f"foreign ministers of the {group}", code, titles["foreign_minister"])
    for name, roles in asked["organizations"].items():
        for role in roles:
            yield ExpectedOffice("heads of organizations", name, frozenset([role]))


def days(asked: dict[str, Any]) -> list[date]:
    """The days that stand for the years."""
    last: date = asked["last_day"]
    return [date(year, 7, 1) for year in range(asked["first_year"], last.year)] + [last]


def masculine(role: str) -> str:
    """`Ministerpräsidentin` as `Ministerpräsident`, also with words after it."""
    first, *rest = role.split()
    title = parse_title(first)
    return " ".join([(title.masculine if title else None) or first.removesuffix("in"), *rest])


def known_offices() -> dict[str, list[tuple[str, reference.Office]]]:
    """Offices of the registry by party, with their title in the masculine."""
    found: dict[str, list[tuple[str, reference.Office]]] = {}
    for person in reference.people().values():
        for office in person.offices:
            if party := office.organization or office.country_code:
                found.setdefault(party, []).append((masculine(office.role_title), office))
    return found


def coverage(asked: dict[str, Any]) -> dict[ExpectedOffice, list[bool]]:
    """Whether somebody is known for an office, day by day."""
    known = known_offices()
    return {
        expected: [
            any(
                office.is_held_on(day)
                for role, office in known.get(expected.party, ())
                if {role, office.role_title} & expected.titles
            )
            for day in days(asked)
        ]
        for expected in expected_offices(asked)
    }


def page() -> str:
    """The page as it should be."""
    asked = expectations()
    found = coverage(asked)
    years = [day.year for day in days(asked)]
    lines = [INTRODUCTION.format(last=asked["last_day"])]
    lines.append("| group | offices | " + " | ".join(map(str, years)) + " | all years |")
    lines.append("|---|" + "---:|" * (len(years) + 2))
    for group in dict.fromkeys(expected.group for expected in found):
        held = [known for expected, known in found.items() if expected.group == group]
        by_year = [sum(column) for column in zip(*held, strict=True)]
        share = sum(by_year) / (len(held) * len(years))
        lines.append(f"| {group} | {len(held)} | " + " | ".join(map(str, by_year)) + f" | {share:.1%} |")
    people = reference.people()
    offices = [office for person in people.values() for office in person.offices]
    confirmed = sum("|" in office.source for office in offices)
    lines.append(
        f"\n{len(people):,} people with {len(offices):,} offices; the first day of {confirmed} of these stands in a list"
        " of somebody else's too (column `source`), the others are written by hand from public knowledge."
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true", help="list the offices that nobody is known for")
    if parser.parse_args().missing:
        asked = expectations()
        for expected, known in coverage(asked).items():
            years = [str(day.year) for day, is_known in zip(days(asked), known, strict=True) if not is_known]
            if years:
                print(expected.group, expected.party, *years)
    else:
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
