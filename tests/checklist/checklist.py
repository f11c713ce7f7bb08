"""A checklist of phenomena (Ribeiro et al. 2020, "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList").

    python -m tests.checklist.checklist [--failed PHENOMENON] [--markdown] [--record]

Every phenomenon has at least ten invented texts with what a careful reader would find in them; a case passes if all that it
states holds. Prints the pass rate of each phenomenon; `--failed` prints the cases of one that do not pass, with what was read;
`--record` writes how many pass to passing.json, which the tests hold later readers against.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors.actors.entity import Entity
from extractors.extraction import Reading, read_meetings
from extractors.language import load

FOLDER = Path(__file__).parent
RECORD = FOLDER / "passing.json"


@dataclass(frozen=True)
class Case:
    """One text and what is stated of it (`expected`, by the names of `CHECKS`)."""

    phenomenon: str
    area: str
    text: str
    published_on: date
    expected: dict[str, Any]


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """All cases of the files in the folder."""
    for path in sorted(folder.glob("*.toml")):
        for phenomenon in tomllib.loads(path.read_text("utf-8"))["phenomenon"]:
            for case in phenomenon["case"]:
                expected = {k: v for k, v in case.items() if k not in {"text", "published"}}
                yield Case(phenomenon["name"], path.stem, case["text"], case["published"], expected)


def faults(reading: Reading, expected: dict[str, Any]) -> list[str]:
    """What of the expectations does not hold, a line each."""
    return [fault for name, wanted in expected.items() for fault in CHECKS[name](reading, wanted)]


def _entities(reading: Reading, name: str) -> list[Entity]:
    """Those with this name, or printed so; a person also by its last name where the full one is not found as one."""
    found = [e for e in reading.entities if name == e.name or name in {m.text(reading.doc) for m in e.mentions}]
    return found or [e for e in reading.entities if e.kind == "person" and e.name.split()[-1] == name.split()[-1]]


def _claims(reading: Reading, name: str) -> list[Any]:
    numbers = {e.number for e in _entities(reading, name)}
    return [claim for claim in reading.claims if claim.entity in numbers]


def _statuses(reading: Reading, wanted: dict[str, str]) -> Iterator[str]:
    for name, status in wanted.items():
        found = {claim.status for claim in _claims(reading, name)}
        if status == "none" and found:
            yield f"{name} takes no part, but is {found}"
        elif status != "none" and status not in found:
            yield f"{name} should be {status}, is {found or 'at no meeting'}"


def _count(reading: Reading, wanted: int) -> Iterator[str]:
    if len(reading.meetings) != wanted:
        yield f"{wanted} meetings are told, {len(reading.meetings)} found"


def _first(attribute: str) -> Any:
    def check(reading: Reading, wanted: str) -> Iterator[str]:
        found = [getattr(meeting, attribute) for meeting in reading.meetings[:1]]
        if found != [wanted]:
            yield f"{attribute} is {wanted}, found {found}"

    return check


def _day(reading: Reading, wanted: date) -> Iterator[str]:
    found = [meeting.when.start_date if meeting.when else None for meeting in reading.meetings[:1]]
    if found != [wanted]:
        yield f"it is on {wanted}, found {[str(day) for day in found]}"


def _place(reading: Reading, wanted: str) -> Iterator[str]:
    places = [m.place for m in reading.meetings[:1] if m.place is not None]
    if not {e.number for e in _entities(reading, wanted)} & set(places):
        yield f"it is in {wanted}, found {[reading.entities[p].name for p in places]}"


def _of_claims(attribute: str) -> Any:
    def check(reading: Reading, wanted: dict[str, str]) -> Iterator[str]:
        for name, value in wanted.items():
            found = {getattr(claim, attribute) for claim in _claims(reading, name)}
            if value not in found:
                yield f"{attribute} of {name} is {value}, found {found or 'at no meeting'}"

    return check


def _represents(reading: Reading, wanted: dict[str, str]) -> Iterator[str]:
    for name, body in wanted.items():
        persons = [e for e in _entities(reading, name) if e.kind == "person"]
        acts_for = [{e.country_code, e.organization} - {None} or {"none"} for e in persons]
        if not any(body in bodies for bodies in acts_for):
            yield f"{name} acts for {body}, found {[(e.country_code, e.organization) for e in persons]}"


def _companies(reading: Reading, names: list[str]) -> list[set[int]]:
    return [{claim.meeting for claim in _claims(reading, name)} for name in names]


def _together(reading: Reading, wanted: list[list[str]]) -> Iterator[str]:
    for names in wanted:
        if not set.intersection(*_companies(reading, names)):
            yield f"{' and '.join(names)} meet"


def _apart(reading: Reading, wanted: list[list[str]]) -> Iterator[str]:
    for names in wanted:
        one, *others = _companies(reading, names)
        if one.intersection(*others):
            yield f"{' and '.join(names)} do not meet"


CHECKS = {
    "meetings": _count,
    "persons": _statuses,
    "bodies": _statuses,
    "status": _first("status"),
    "type": _first("meeting_type"),
    "day": _day,
    "place": _place,
    "mode": _of_claims("mode"),
    "role": _of_claims("role"),
    "represents": _represents,
    "together": _together,
    "apart": _apart,
}
"""What a case can state, by the key in its file."""


def failures(every: list[Case]) -> Iterator[tuple[Case, list[str]]]:
    """Each case with what of it does not hold."""
    for case, doc in zip(every, load().pipe(case.text for case in every), strict=True):
        yield case, faults(read_meetings(doc, case.published_on), case.expected)


def passing(found: Iterable[tuple[Case, list[str]]]) -> dict[str, list[int]]:
    """How many cases of each phenomenon (`area/name`) pass, and how many there are."""
    counts: dict[str, list[int]] = {}
    for case, wrong in found:
        of = counts.setdefault(f"{case.area}/{case.phenomenon}", [0, 0])
        of[0] += not wrong
        of[1] += 1
    return counts


def main() -> None:
    """Print the table, or the failures of a phenomenon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failed", metavar="PHENOMENON", help="print its cases that do not pass")
    parser.add_argument("--markdown", action="store_true", help="the table as docs/quality.md has it")
    parser.add_argument("--record", action="store_true", help="write passing.json")
    options = parser.parse_args()
    found = list(failures([case for case in cases() if options.failed in {None, case.phenomenon}]))
    for case, wrong in found:
        if options.failed and wrong:
            print(case.text, *wrong, sep="\n    ", end="\n\n")
    counts = passing(found)
    for name, (right, of) in counts.items():
        area, _, phenomenon = (part.replace("_", " ") for part in name.partition("/"))
        row = (area, phenomenon, f"{right} of {of}")
        print(("| " + " | ".join(row) + " |") if options.markdown else f"{row[0]:26} {row[1]:64} {row[2]}")
    right, of = (sum(values) for values in zip(*counts.values(), strict=True))
    print(f"\n{len(counts)} phenomena, {of} cases, {right} pass ({right / of:.0%})")
    if options.record:
        RECORD.write_text(json.dumps(counts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
