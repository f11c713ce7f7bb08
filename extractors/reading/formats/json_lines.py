"""JSON Lines: one record a line; a bad line costs one record. Also what standard input is read as."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractors.reading.formats.format import Format
from extractors.reading.formats.json_file import record_of_json
from extractors.reading.lines import Line, read_lines
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source


def read_json_lines(source: Source) -> Iterator[Record | Problem]:
    """The records in their order; empty lines are none."""
    with source.open() as stream:
        for line in read_lines(stream):
            if line.problem:
                yield line.problem
            elif line.text.strip():
                yield _parse(line)


def _parse(line: Line) -> Record | Problem:
    try:
        return record_of_json(json.loads(line.text), line.encoding)
    except json.JSONDecodeError as error:
        return Problem(
            "broken_json",
            f"Line {line.number} is no valid JSON from column {error.colno} on: {error.msg}. Mend the line; the others are read.",
        )
    except (ValueError, RecursionError) as error:
        return Problem(
            "broken_json",
            f"Line {line.number} is JSON that cannot be read: {error}. Mend the line; the others are read.",
        )


FORMAT = Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, has_ids=True)
