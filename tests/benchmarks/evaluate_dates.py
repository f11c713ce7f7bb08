"""Scores the finder of time expressions on a TimeML corpus (KRAUTS; CC BY-NC, for evaluation only, not part of the project).

    python tests/benchmarks/evaluate_dates.py FOLDER [--errors N]

FOLDER holds .tml files, searched recursively; those in folders named *Heideltime* or *raw-text* are other systems'
output and left out. Prints span precision, recall and F1, strict (same offsets) and relaxed (overlap, one to one), over
all four TIMEX3 types, and over DATE and TIME alone; then the share of right values among the matched DATE
expressions whose gold value is a day, week, month or year. All are resolved with tense unknown against the document's
creation time, as no tagger runs here. To be comparable with TIMEX3, which marks the two ends of a range apart and leaves
prepositions out, ranges are split at their connective and a leading `vor` or `in` is dropped.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractors.dates import TimeExpression, find_time_expressions, resolve
from extractors.dates.values import Range

CONNECTIVE = re.compile(
    r"\s*(?:\bbis(?: einschließlich)?(?: zum| zu)?\b|[–—/-]|\b(?:und|sowie|oder|auf)\b(?: am| vom| zum| dem| den)?)\s*"
)
TYPE = {"time_of_day": "TIME", "part_of_day": "TIME", "duration": "DURATION", "repetition": "SET"}


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    timex_type: str
    value: str


def gold_of(path: Path) -> tuple[str, date | None, list[Span]]:
    """Text, creation date and gold spans of a TimeML file."""
    root = ET.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    printed = (created.get("value") or "")[:10] if created is not None else ""
    pieces: list[str] = []
    spans: list[Span] = []

    def walk(element: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        end = sum(map(len, pieces))
        if element.tag == "TIMEX3" and end > start:
            spans.append(Span(start, end, element.get("type", ""), element.get("value", "")))

    for text in root.iter("TEXT"):
        walk(text)
    return "".join(pieces), date.fromisoformat(printed) if len(printed) == 10 else None, spans


def system_of(text: str, created: date | None) -> list[Span]:
    """Our expressions as TIMEX3 spans."""
    return [
        Span(part.char_start, part.char_end, _type(part), _value(part, created))
        for expression in find_time_expressions(text)
        for part in _timex_parts(expression)
    ]


def _timex_parts(expression: TimeExpression) -> Iterator[TimeExpression]:
    if isinstance(expression.value, Range) and (found := CONNECTIVE.search(expression.text, 1)):
        yield _slice(expression, 0, found.start(), value=expression.value.start, kind="date")
        yield _slice(expression, found.end(), len(expression.text), value=expression.value.end, kind="date")
        return
    if expression.kind == "time_of_day" and (found := re.search(r"\s*(?:bis|[–-])\s*", expression.text)):
        yield _slice(expression, 0, found.start())
        yield _slice(expression, found.end(), len(expression.text))
        return
    leading = re.match(
        r"(?:vor|in) (?!kurzem|langem|Kürze|Bälde|Zukunft|naher|letzter)", expression.text, re.IGNORECASE
    )
    yield _slice(expression, leading.end() if leading else 0, len(expression.text))


def _slice(expression: TimeExpression, start: int, end: int, **changes: object) -> TimeExpression:
    return replace(
        expression,
        char_start=expression.char_start + start,
        char_end=expression.char_start + end,
        text=expression.text[start:end],
        **changes,  # type: ignore[arg-type]
    )


def _type(expression: TimeExpression) -> str:
    return TYPE.get(expression.kind, "TIME" if expression.part_of_day else "DATE")


def _value(expression: TimeExpression, created: date | None) -> str:
    day = resolve(expression, created)
    if day.start_date is None:
        return ""
    year, week, _ = day.start_date.isocalendar()
    forms = {
        "day": day.start_date.isoformat(),
        "week": f"{year}-W{week:02}",
        "month": f"{day.start_date:%Y-%m}",
        "year": f"{day.start_date:%Y}",
    }
    return forms.get(day.precision, "")


def matched(gold: list[Span], system: list[Span], *, strict: bool) -> list[tuple[Span, Span]]:
    """One-to-one pairs, greedy from left to right."""
    pairs, free = [], list(system)
    for wanted in gold:
        for span in free:
            if (
                (span.start, span.end) == (wanted.start, wanted.end)
                if strict
                else span.start < wanted.end and wanted.start < span.end
            ):
                pairs.append((wanted, span))
                free.remove(span)
                break
    return pairs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print the N most frequent misses and false alarms")
    options = parser.parse_args()
    paths = [
        p
        for p in sorted(options.folder.rglob("*.tml"))
        if not re.search("heideltime|raw-text", str(p.parent), re.IGNORECASE)
    ]
    if not paths:
        print(f"no .tml files in {options.folder}", file=sys.stderr)
        return 2
    documents = [(text, gold, system_of(text, created)) for text, created, gold in map(gold_of, paths)]
    print(f"{len(paths)} documents")
    for types in (("DATE", "TIME", "DURATION", "SET"), ("DATE", "TIME")):
        chosen = [
            ([g for g in gold if g.timex_type in types], [s for s in system if s.timex_type in types])
            for _, gold, system in documents
        ]
        for strict in (True, False):
            right = sum(len(matched(gold, system, strict=strict)) for gold, system in chosen)
            wanted, given = sum(len(g) for g, _ in chosen), sum(len(s) for _, s in chosen)
            precision, recall = right / max(given, 1), right / max(wanted, 1)
            name = "+".join(types) + (" strict" if strict else " relaxed")
            print(
                f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(wanted + given, 1):.3f}  ({right} of {wanted} gold, {given} found)"
            )
    concrete = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?(?=\Z|-WE|T)")
    pairs = [
        (found.group(), span.value)
        for _, gold, system in documents
        for wanted, span in matched(gold, system, strict=False)
        if wanted.timex_type == "DATE" and (found := concrete.match(wanted.value))
    ]
    print(
        f"value right in {sum(a == b for a, b in pairs)} of {len(pairs)} matched DATE with a concrete value: {sum(a == b for a, b in pairs) / max(len(pairs), 1):.3f}"
    )
    if options.errors:
        print_errors(documents, options.errors)
    return 0


def print_errors(documents: list[tuple[str, list[Span], list[Span]]], count: int) -> None:
    missed, alarms, spans, values = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for text, gold, system in documents:
        pairs = matched(gold, system, strict=False)
        missed.update(
            f"{g.timex_type} {text[g.start - 25 : g.start]}[{text[g.start : g.end]}]{text[g.end : g.end + 12]}".replace(
                "\n", " "
            )
            for g in gold
            if g not in [a for a, _ in pairs]
        )
        alarms.update(
            f"{s.timex_type} {text[max(0, s.start - 25) : s.start]}[{text[s.start : s.end]}]{text[s.end : s.end + 12]}".replace(
                "\n", " "
            )
            for s in system
            if s not in [b for _, b in pairs]
        )
        for g, s in pairs:
            if (g.start, g.end) != (s.start, s.end):
                spans[f"{text[g.start : g.end]!r} / {text[s.start : s.end]!r}"] += 1
            if s.value != g.value and g.value[:1].isdigit():
                values[f"{text[g.start : g.end]!r} {g.value} / {s.value}"] += 1
    for title, counter in (
        ("missed", missed),
        ("false alarms", alarms),
        ("spans gold/ours", spans),
        ("values gold/ours", values),
    ):
        print(f"\n== {title} ({sum(counter.values())})")
        for line, number in counter.most_common(count):
            print(number, line)


if __name__ == "__main__":
    sys.exit(main())
