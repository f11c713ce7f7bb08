"""JSON Lines: one record a line; a bad line costs one record. Also what standard input is read as.

Objects that are written over several lines are read, too, where the first line shows them: a bracket and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from extractors.reading.formats.format import Format
from extractors.reading.formats.json_file import MAX_FILE_SIZE, records_of_json
from extractors.reading.lines import Line, read_lines
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

_OPENINGS = ("{", "[", "[{")


def read_json_lines(source: Source) -> Iterator[Record | Problem]:
    """The records in their order; empty lines are none."""
    with source.open() as stream:
        lines = (line for line in read_lines(stream) if line.problem or line.text.strip())
        first = next(lines, None)
        if first is None:
            return
        rest = chain([first], lines)
        for line in _joined(rest) if first.text.strip() in _OPENINGS else rest:
            if line.problem:
                yield line.problem
            else:
                yield from _parse(line)


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Each value that is spread over lines as one line: it ends where a line closes it at its beginning."""
    parts: list[Line] = []
    size = 0
    for line in lines:
        parts.append(line)
        size += len(line.text)
        if size > MAX_FILE_SIZE:
            raise Problem(
                "too_large",
                f"The JSON value from line {parts[0].number} on is over {MAX_FILE_SIZE / 1e6:g} MB. Split it.",
            )
        if line.text.startswith(("}", "]")) or line.problem:
            yield _join(parts)
            parts, size = [], 0
    if parts:
        yield _join(parts)


def _join(parts: list[Line]) -> Line:
    problem = next((part.problem for part in parts if part.problem), None)
    encoding = next((part.encoding for part in parts if part.encoding != "utf-8"), "utf-8")
    # `}, {` between two objects that no brackets enclose
    text = "".join(part.text for part in parts).rstrip().removesuffix(",")
    return Line(parts[0].number, text, encoding, problem)


def _parse(line: Line) -> Iterator[Record | Problem]:
    try:
        content = json.loads(line.text)
    except json.JSONDecodeError as error:
        yield Problem(
            "broken_json",
            f"Line {line.number + error.lineno - 1} is no valid JSON from column {error.colno} on: {error.msg}. "
            "Mend the line; the others are read.",
        )
    except (ValueError, RecursionError) as error:
        yield Problem(
            "broken_json",
            f"Line {line.number} is JSON that cannot be read: {error}. Mend the line; the others are read.",
        )
    else:
        if isinstance(content, list) and not (content and all(isinstance(item, dict) for item in content)):
            content = None  # one line, one problem
        yield from records_of_json(content, line.encoding)


FORMAT = Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, has_ids=True)
