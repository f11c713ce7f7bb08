"""The files of `seeds/reference` as typed rows, read once. What a form names is looked up elsewhere."""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "seeds" / "reference"


@dataclass(frozen=True)
class Country:
    """A state, territory or past state. Coordinates are those of its capital, in degrees.

    `country_code` and `alpha3` are its codes of ISO 3166-1; `genitive` is printed with its article (`der Ukraine`).
    `status` is state | territory | historical. `compound_prefixes` are the first parts of words like
    `US-Außenminister`, which say for whom an office is held.
    """

    country_code: str
    alpha3: str
    name_de: str
    genitive: str
    variants: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    capital_variants: tuple[str, ...]
    metonyms: tuple[str, ...]
    compound_prefixes: tuple[str, ...]
    wikidata_id: str | None
    latitude: float | None
    longitude: float | None
    status: str
    source: str

    @property
    def is_sovereign(self) -> bool:
        """A state of its own, no territory of another one."""
        return self.status == "state"


@dataclass(frozen=True)
class Organization:
    """An organization: `kind` is international | eu_institution | un_body | armed_group | party | ngo.

    `stands_for` is the organization on whose behalf its offices are held (`Europäische Kommission` →
    `Europäische Union`), `country_code` the country it is at home in, where it is at home in one.
    """

    name_de: str
    variants: tuple[str, ...]
    kind: str
    metonyms: tuple[str, ...]
    compound_prefixes: tuple[str, ...]
    stands_for: str | None
    country_code: str | None
    seat: str | None
    wikidata_id: str | None
    source: str


@dataclass(frozen=True)
class Group:
    """Countries that act together under a name: `kind` is forum | format | coalition | region; `members` are codes."""

    name_de: str
    variants: tuple[str, ...]
    kind: str
    members: tuple[str, ...]
    wikidata_id: str | None
    source: str


@dataclass(frozen=True)
class Office:
    """An office of a person over a time; a date is None where unknown, `valid_to` also where it goes on."""

    role_title: str
    country_code: str | None
    organization: str | None
    valid_from: date | None
    valid_to: date | None
    source: str

    def is_held_on(self, day: date) -> bool | None:
        """Whether the office was held that day; None where the dates do not tell."""
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return False
        return True if self.valid_from else None


@dataclass(frozen=True)
class RegisteredPerson:
    """A person of the registry with every spelling and office known of them; `gender` is m, f or None.

    `surnames` is given only where it is not the last word of the name (`Xi`, `López Obrador`).
    """

    person_id: str
    name_de: str
    variants: tuple[str, ...]
    surnames: tuple[str, ...]
    gender: str | None
    wikidata_id: str | None
    offices: tuple[Office, ...]

    def offices_on(self, day: date) -> tuple[Office, ...]:
        """Offices held on that day, as far as the dates tell."""
        return tuple(office for office in self.offices if office.is_held_on(day))


@dataclass(frozen=True)
class Place:
    """A place: `place_type` is city | building | region | island | country; coordinates in degrees.

    `city` is the city that a building stands in, where there is one; `residence_of` the office whose holder receives there.
    """

    name_de: str
    variants: tuple[str, ...]
    country_code: str | None
    latitude: float | None
    longitude: float | None
    place_type: str
    city: str | None = None
    population: int | None = None
    residence_of: str | None = None


def _read(name: str) -> Iterator[dict[str, str]]:
    path = REFERENCE / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path} is missing: it belongs to the project, check it out again.") from error


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, parted by `|`."""
    return tuple(part for part in cell.split("|") if part)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _first_day(cell: str) -> date | None:
    """`2021-12-08`, `2021-12` or `2021`; a coarse date means its first day."""
    return date.fromisoformat(cell + "0000-01-01"[len(cell) :]) if cell else None


def _last_day(cell: str) -> date | None:
    """The same, but a coarse date means its last day."""
    if not cell or len(cell) == len("2021-12-08"):
        return _first_day(cell)
    year, month = int(cell[:4]), int(cell[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by code."""
    found = {}
    for row in _read("countries.csv"):
        found[row["country_code"]] = Country(
            row["country_code"], row["alpha3"], row["name_de"], row["genitive"],
            split_list(row["variants"]), split_list(row["adjectives"]), split_list(row["demonyms"]),
            row["capital"], split_list(row["capital_variants"]), split_list(row["metonyms"]), split_list(row["compound_prefixes"]),
            row["wikidata_id"] or None, _number(row["latitude"]), _number(row["longitude"]), row["status"], row["source"],
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def organizations() -> dict[str, Organization]:
    """All organizations by German name."""
    found = {}
    for row in _read("organizations.csv"):
        found[row["name_de"]] = Organization(
            row["name_de"], split_list(row["variants"]), row["kind"], split_list(row["metonyms"]), split_list(row["compound_prefixes"]),
            row["stands_for"] or None, row["country_code"] or None, row["seat"] or None, row["wikidata_id"] or None, row["source"],
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """All groups by German name."""
    return {
        row["name_de"]: Group(
            row["name_de"], split_list(row["variants"]), row["kind"], split_list(row["members"]),
            row["wikidata_id"] or None, row["source"],
        )
        for row in _read("groups.csv")
    }  # fmt: skip


@lru_cache(maxsize=1)
def people() -> dict[str, RegisteredPerson]:
    """All registered people by person_id; the rows of a person, one an office, are put together."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _read("people.csv"):
        rows.setdefault(row["person_id"], []).append(row)
    return {person_id: _person(person_id, offices) for person_id, offices in rows.items()}


def _person(person_id: str, rows: list[dict[str, str]]) -> RegisteredPerson:
    return RegisteredPerson(
        person_id,
        rows[0]["person_name"],
        tuple(dict.fromkeys(variant for row in rows for variant in split_list(row["variants"]))),
        split_list(rows[0]["surname"]),
        next((row["gender"] for row in rows if row["gender"]), None),
        next((row["wikidata_id"] for row in rows if row["wikidata_id"]), None),
        tuple(_office(row) for row in rows if row["role_title"]),
    )


def _office(row: dict[str, str]) -> Office:
    return Office(
        row["role_title"],
        row["country_code"] or None,
        row["organization"] or None,
        _first_day(row["valid_from"]),
        _last_day(row["valid_to"]),
        row["source"],
    )


@lru_cache(maxsize=1)
def places_by_hand() -> tuple[Place, ...]:
    """The buildings, regions and small places of `places.csv`, in its order."""
    return tuple(
        Place(
            row["name_de"], split_list(row["variants"]), row["country_code"] or None, _number(row["latitude"]),
            _number(row["longitude"]), row["place_type"], city=row["city"] or None, residence_of=row["residence_of"] or None,
        )
        for row in _read("places.csv")
    )  # fmt: skip


def city_rows() -> Iterator[list[str]]:
    """The 34,000 rows of `cities.csv` as lists of cells, in its order: the cities that news means first."""
    with (REFERENCE / "cities.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows
