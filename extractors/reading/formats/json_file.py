"""JSON: one record, or an array of them, in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractors.reading.decoding import decode
from extractors.reading.formats.fields import record_of
from extractors.reading.formats.format import Format
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

MAX_FILE_SIZE = 64_000_000  # is held in memory as a whole; JSON Lines is not


def read_json(source: Source) -> Iterator[Record | Problem]:
    """The record, or the records of the array."""
    try:
        data = source.read(MAX_FILE_SIZE)
    except Problem as problem:
        if problem.code == "too_large":
            raise Problem(
                "too_large",
                f"JSON in one piece is read up to {MAX_FILE_SIZE / 1e6:g} MB. Give it as JSON Lines (.jsonl).",
            ) from None
        raise
    text, encoding = decode(data)
    if not text.strip():
        raise Problem("empty_file", "The file holds blanks only.")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        hint = " One object a line? Then name the file .jsonl." if error.msg == "Extra data" else " Mend it there."
        raise Problem(
            "broken_json", f"No valid JSON from line {error.lineno}, column {error.colno} on: {error.msg}.{hint}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise Problem("broken_json", f"JSON that cannot be read: {error}. Mend it.") from None
    for item in content if isinstance(content, list) else [content]:
        yield record_of_json(item, encoding)


def record_of_json(item: Any, encoding: str) -> Record | Problem:
    """The record that a JSON value holds; a Problem where it is no object."""
    if isinstance(item, dict):
        return record_of(item, encoding)
    return Problem("broken_record", "This is no JSON object. Give objects with at least `id` and `text`.")


FORMAT = Format("JSON", (".json",), read_json, has_ids=True)
