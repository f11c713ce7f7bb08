"""What the world is called in German: countries, organizations, groups, people in office, places.

Looks names up in `seeds/reference/*.csv` (see the README there) and decides nothing: whether `Berlin` is
the city or the government is up to the caller. Every lookup takes a form as printed, inflected or not,
and returns None (or an empty list) for a form it does not know. Files are read once, when first needed.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

REFERENCE = Path(__file__).parents[1] / "seeds" / "reference"

Row = TypeVar("Row")

_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_GENITIVES = ("s", "es", "'", "'s")
_GERMAN_UMLAUTS = frozenset("aouAOU")
_SMALLEST_STEM = 3  # letters left when a genitive -s is taken off


@dataclass(frozen=True)
class Country:
    """A state, territory or past state. Coordinates are those of its capital, in degrees.

    `status` is state | territory | historical. `compound_prefixes` are the first parts of words like
    `US-Außenminister`, which say for whom an office is held.
    """

    country_code: str
    name_de: str
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
    """A person of the registry with every spelling and office known of them; `gender` is m, f or None."""

    person_id: str
    name_de: str
    variants: tuple[str, ...]
    gender: str | None
    wikidata_id: str | None
    offices: tuple[Office, ...]

    def offices_on(self, day: date) -> tuple[Office, ...]:
        """Offices held on that day, as far as the dates tell."""
        return tuple(office for office in self.offices if office.is_held_on(day))


@dataclass(frozen=True)
class Place:
    """A place: `place_type` is city | building | region | island | country; coordinates in degrees."""

    name_de: str
    country_code: str | None
    latitude: float | None
    longitude: float | None
    place_type: str
    city: str | None = None
    population: int | None = None


@dataclass(frozen=True)
class CompoundPrefix:
    """A hyphenated word cut in two: `US-Außenminister` → prefix `US`, rest `Außenminister`, key `US`.

    `key` is a country's code or an organization's German name. `acts` is False where the prefix is
    more often a topic than an actor (`Ukraine-Beauftragter`, `China-Reise`).
    """

    prefix: str
    rest: str
    key: str
    acts: bool


# -- forms -------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def normalize(form: str) -> str:
    """The form as it is looked up: lower case, one kind of hyphen and apostrophe, foreign accents off, `ß` as `ss`.

    >>> normalize("Elysée–Palast"), normalize("Großbritannien"), normalize("Erdoğan"), normalize("Özil")
    ('elysee-palast', 'grossbritannien', 'erdogan', 'özil')
    """
    if form.isascii():
        text = form
    else:
        kept: list[str] = []
        for char in unicodedata.normalize("NFD", form):
            if not unicodedata.combining(char) or (char == "\u0308" and kept and kept[-1] in _GERMAN_UMLAUTS):
                kept.append(char)
        text = unicodedata.normalize("NFC", "".join(kept))
        text = re.sub("[‐‑‒–—]", "-", text).translate({0x2019: "'", 0x2018: "'", 0x2BB: "'", 0xB4: "'", 0x131: "i", 0x142: "l", 0x141: "L"})
    return " ".join(text.casefold().split())


def is_abbreviation(form: str) -> bool:
    """Whether a form is written in capitals, so that its case tells it from a word: `IS`, `UN`, `G7`, not `Is`."""
    letters = [char for char in form if char.isalpha()]
    return len(form) <= 5 and bool(letters) and all(char.isupper() for char in letters)


class Index:
    """Finds what a printed form names: any case but for abbreviations, genitives too, never a word in lower case."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for form, key in entries:
            if is_abbreviation(form):
                self._exact.setdefault(form, key)
            else:
                self._folded.setdefault(normalize(form), key)

    def find(self, form: str) -> str | None:
        form = form.strip()
        if not form or form[0].islower():
            return None
        if key := self._exact.get(form):
            return key
        folded = normalize(form)
        if key := self._folded.get(folded):
            return key
        for ending in _GENITIVES:
            if folded.endswith(ending) and len(folded) - len(ending) >= _SMALLEST_STEM:
                stem = form.replace("’", "'")[: -len(ending)]
                if key := self._exact.get(stem) or self._folded.get(folded[: -len(ending)]):
                    return key
        return None


# -- files -------------------------------------------------------------------------------------


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = REFERENCE / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path} is missing: the reference data belongs to the project, check it out again.") from error


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _first_day(cell: str) -> date | None:
    """`2021-12-08`, `2021-12` or `2021`; a coarse date means its first day."""
    return date.fromisoformat(cell + "0000-01-01"[len(cell) :]) if cell else None


def _last_day(cell: str) -> date | None:
    """A coarse date means its last day at most 28, 30 or 31, the day before the next month or year."""
    if not cell or len(cell) == len("2021-12-08"):
        return _first_day(cell)
    first = _first_day(cell)
    assert first is not None
    following = date(first.year + 1, 1, 1) if len(cell) == len("2021") or first.month == 12 else date(first.year, first.month + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by code."""
    found = {}
    for row in _rows("countries.csv"):
        found[row["country_code"]] = Country(
            row["country_code"], row["name_de"], _list(row["variants"]), _list(row["adjectives"]), _list(row["demonyms"]),
            row["capital"], _list(row["capital_variants"]), _list(row["metonyms"]), _list(row["compound_prefixes"]),
            row["wikidata_id"] or None, _number(row["latitude"]), _number(row["longitude"]), row["status"], row["source"],
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def organizations() -> dict[str, Organization]:
    """All organizations by German name."""
    found = {}
    for row in _rows("organizations.csv"):
        found[row["name_de"]] = Organization(
            row["name_de"], _list(row["variants"]), row["kind"], _list(row["metonyms"]), _list(row["compound_prefixes"]),
            row["stands_for"] or None, row["country_code"] or None, row["seat"] or None, row["wikidata_id"] or None, row["source"],
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """All groups by German name."""
    return {
        row["name_de"]: Group(
            row["name_de"], _list(row["variants"]), row["kind"], _list(row["members"]), row["wikidata_id"] or None, row["source"]
        )
        for row in _rows("groups.csv")
    }


@lru_cache(maxsize=1)
def people() -> dict[str, RegisteredPerson]:
    """All registered people by person_id; the rows of a person, one an office, are put together."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _rows("people.csv"):
        rows.setdefault(row["person_id"], []).append(row)
    return {person_id: _person(person_id, offices) for person_id, offices in rows.items()}


def _person(person_id: str, rows: list[dict[str, str]]) -> RegisteredPerson:
    return RegisteredPerson(
        person_id,
        rows[0]["person_name"],
        tuple(dict.fromkeys(variant for row in rows for variant in _list(row["variants"]))),
        next((row["gender"] for row in rows if row["gender"]), None),
        next((row["wikidata_id"] for row in rows if row["wikidata_id"]), None),
        tuple(
            Office(
                row["role_title"], row["country_code"] or None, row["organization"] or None,
                _first_day(row["valid_from"]), _last_day(row["valid_to"]), row["source"],
            )  # fmt: skip
            for row in rows
            if row["role_title"]
        ),
    )


# -- countries ---------------------------------------------------------------------------------


def _country_index(forms: Callable[[Country], Iterable[str]]) -> Index:
    # States first: where a state and a territory share a form, the state is meant.
    ordered = sorted(countries().values(), key=lambda country: not country.is_sovereign)
    return Index((form, country.country_code) for country in ordered for form in forms(country))


@lru_cache(maxsize=1)
def _country_names() -> Index:
    return _country_index(lambda country: (country.name_de, *country.variants))


@lru_cache(maxsize=1)
def _country_metonyms() -> Index:
    return _country_index(lambda country: country.metonyms)


@lru_cache(maxsize=1)
def _capitals() -> Index:
    return _country_index(lambda country: (*filter(None, [country.capital]), *country.capital_variants))


@lru_cache(maxsize=1)
def _demonyms() -> Index:
    return _country_index(lambda country: (form for base in country.demonyms for form in _demonym_forms(base)))


def _demonym_forms(base: str) -> Iterator[str]:
    yield base
    if base.endswith("in"):
        yield base + "nen"
    elif base in ("Deutsche", "Deutscher"):
        yield from ("Deutsche", "Deutschen", "Deutscher", "Deutschem")
    elif base.endswith("e"):
        yield base + "n"
    elif base.endswith(("er", "ar", "al")):
        yield from (base + "s", base + "n")
    elif base.endswith(("it", "ot")):
        yield base + "en"
    else:
        yield base + "s"
    if base == "Ungar":
        yield from ("Ungarn", "Ungars")


@lru_cache(maxsize=1)
def _country_adjectives() -> dict[str, str]:
    return {normalize(stem): country.country_code for country in countries().values() for stem in country.adjectives}


def country_of_name(form: str) -> str | None:
    """Code of the country that a name means, inflected or not; never for ISO codes or words in lower case.

    >>> country_of_name("Vereinigten Staaten"), country_of_name("Frankreichs"), country_of_name("Am")
    ('US', 'FR', None)
    """
    return _country_names().find(form)


def country_of_adjective(word: str) -> str | None:
    """Code of the country that an adjective belongs to, with any ending.

    >>> country_of_adjective("französischen"), country_of_adjective("US-amerikanische"), country_of_adjective("schöne")
    ('FR', 'US', None)
    """
    folded = normalize(word)
    for ending in _ADJECTIVE_ENDINGS:
        if folded.endswith(ending) and (code := _country_adjectives().get(folded[: len(folded) - len(ending)])):
            return code
    return None


def country_of_demonym(word: str) -> str | None:
    """Code of the country whose people a noun names.

    >>> country_of_demonym("Franzosen"), country_of_demonym("Ukrainerin"), country_of_demonym("Bäcker")
    ('FR', 'UA', None)
    """
    return _demonyms().find(word)


def country_of_metonym(form: str) -> str | None:
    """Code of the country whose government a building or an office stands for; capitals are asked for apart.

    >>> country_of_metonym("Kreml"), country_of_metonym("Weißen Hauses")
    ('RU', 'US')
    """
    return _country_metonyms().find(form)


def country_of_capital(form: str) -> str | None:
    """Code of the country whose capital or seat of government a city is.

    >>> country_of_capital("Paris"), country_of_capital("Kyjiw"), country_of_capital("Hamburg")
    ('FR', 'UA', None)
    """
    return _capitals().find(form)


@lru_cache(maxsize=1)
def _country_prefixes() -> dict[str, str]:
    return {prefix: country.country_code for country in countries().values() for prefix in country.compound_prefixes}


def country_of_compound_prefix(word: str) -> CompoundPrefix | None:
    """The country in front of a hyphenated word, with what follows.

    >>> country_of_compound_prefix("US-Außenminister")
    CompoundPrefix(prefix='US', rest='Außenminister', key='US', acts=True)
    >>> country_of_compound_prefix("Ukraine-Beauftragter").acts
    False
    """
    for prefix, rest in _cuts(word):
        if code := _country_prefixes().get(prefix):
            return CompoundPrefix(prefix, rest, code, acts=True)
        if (code := _country_names().find(prefix)) and code == _country_names().find(prefix + "s"):
            return CompoundPrefix(prefix, rest, code, acts=False)
    return None


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Every cut at a hyphen, the longest prefix first."""
    parts = re.split("[-‐‑–]", word)
    for cut in range(len(parts) - 1, 0, -1):
        if parts[0] and parts[cut]:
            yield "-".join(parts[:cut]), "-".join(parts[cut:])


# -- organizations, groups, people -------------------------------------------------------------


@lru_cache(maxsize=1)
def _organization_names() -> Index:
    return Index((form, o.name_de) for o in organizations().values() for form in (o.name_de, *o.variants))


@lru_cache(maxsize=1)
def _organization_metonyms() -> Index:
    return Index((form, o.name_de) for o in organizations().values() for form in o.metonyms)


@lru_cache(maxsize=1)
def _organization_prefixes() -> dict[str, str]:
    return {prefix: o.name_de for o in organizations().values() for prefix in o.compound_prefixes}


@lru_cache(maxsize=1)
def _group_names() -> Index:
    return Index((form, g.name_de) for g in groups().values() for form in (g.name_de, *g.variants))


def organization_of_name(form: str) -> Organization | None:
    """The organization that a name or abbreviation means.

    >>> organization_of_name("Nato").name_de, organization_of_name("Vereinten Nationen").name_de
    ('NATO', 'Vereinte Nationen')
    """
    key = _organization_names().find(form)
    return organizations()[key] if key else None


def organization_of_metonym(form: str) -> Organization | None:
    """The organization that a city or building stands for.

    >>> organization_of_metonym("Brüssel").name_de
    'Europäische Union'
    """
    key = _organization_metonyms().find(form)
    return organizations()[key] if key else None


def organization_of_compound_prefix(word: str) -> CompoundPrefix | None:
    """The organization in front of a hyphenated word, with what follows.

    >>> organization_of_compound_prefix("NATO-Generalsekretär")
    CompoundPrefix(prefix='NATO', rest='Generalsekretär', key='NATO', acts=True)
    """
    for prefix, rest in _cuts(word):
        if name := _organization_prefixes().get(prefix):
            return CompoundPrefix(prefix, rest, name, acts=True)
        if organization := organization_of_name(prefix):
            return CompoundPrefix(prefix, rest, organization.name_de, acts=True)
    return None


def group_of_name(form: str) -> Group | None:
    """The group of countries that a name means.

    >>> group_of_name("G7-Staaten").name_de, group_of_name("Sechsergruppe").name_de
    ('G7', '5+1-Gruppe')
    """
    key = _group_names().find(form)
    return groups()[key] if key else None


@lru_cache(maxsize=1)
def _people_by_name() -> dict[str, tuple[RegisteredPerson, ...]]:
    found: dict[str, list[RegisteredPerson]] = {}
    for person in people().values():
        names = {normalize(name) for name in (person.name_de, *person.variants)}
        for name in names | {surname_of(name) for name in names}:
            found.setdefault(name, []).append(person)
    return {name: tuple(persons) for name, persons in found.items()}


_PARTICLES = frozenset("von van der de den di da dos del bin al el ibn la le zu zur".split())


def surname_of(name: str) -> str:
    """The surname in a full name, with the particles before it.

    >>> surname_of("Ursula von der Leyen"), surname_of("Emmanuel Macron")
    ('von der Leyen', 'Macron')
    """
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def person_candidates(name: str) -> list[RegisteredPerson]:
    """Registered people that a name may mean: by full name in any spelling, by surname, in the genitive.

    >>> [person.name_de for person in person_candidates("Selenskijs")]
    ['Wolodymyr Selenskyj']
    """
    if not name or name[0].islower():
        return []
    folded, index = normalize(name), _people_by_name()
    for form in (folded, *(folded.removesuffix(ending) for ending in ("s", "'", "'s"))):
        if form in index:
            return list(index[form])
    return []


# -- places ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in _rows("places.csv"):
        place = Place(
            row["name_de"], row["country_code"] or None, _number(row["latitude"]), _number(row["longitude"]),
            row["place_type"], row["city"] or None,
        )  # fmt: skip
        for form in (row["name_de"], *_list(row["variants"])):
            found.setdefault(normalize(form), place)
    for country in countries().values():
        place = Place(country.name_de, country.country_code, country.latitude, country.longitude, "country")
        for form in (country.name_de, *country.variants):
            found.setdefault(normalize(form), place)
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, Place]:
    """Cities by form; the rows are sorted by population, so the first one to claim a form keeps it."""
    found: dict[str, Place] = {}
    with (REFERENCE / "cities.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for name, variants, code, latitude, longitude, population, _ in rows:
            place = Place(name, code, float(latitude), float(longitude), "city", None, int(population))
            found.setdefault(normalize(name), place)
            if variants:
                for form in variants.split("|"):
                    found.setdefault(normalize(form), place)
    return found


def place_of_name(form: str) -> Place | None:
    """The place that a name means: a capital or a large city before a small one, buildings and regions, countries.

    >>> place_of_name("Brüssel").country_code, place_of_name("Mar-a-Lago").place_type, place_of_name("Ukraine").place_type
    ('BE', 'building', 'country')
    """
    if not form or not form[0].isalpha() or form[0].islower():
        return None
    folded = normalize(form)
    candidates = [folded, *(folded[: -len(e)] for e in _GENITIVES if folded.endswith(e) and len(folded) - len(e) >= _SMALLEST_STEM)]
    for candidate in candidates:
        if place := _places().get(candidate) or _cities().get(candidate):
            return place
    return None
