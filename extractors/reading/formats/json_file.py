"""JSON: one record, an array of them, or the answer of a web service that wraps them, in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractors.reading.decoding import decode
from extractors.reading.formats.fields import record_of, records_in
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
    yield from records_of_json(content, encoding)


def records_of_json(content: Any, encoding: str) -> Iterator[Record | Problem]:
    """The records that a JSON value holds: an object, an array of objects, or an object around one; a Problem for what is none."""
    if isinstance(content, dict):
        wrapped = records_in(content)
        content = [content] if wrapped is None else wrapped
    if not isinstance(content, list):
        content = [content]
    for item in content:
        if isinstance(item, dict):
            yield record_of(item, encoding)
        else:
            yield Problem("broken_record", "This is no JSON object. Give objects with at least `id` and `text`.")


FORMAT = Format("JSON", (".json",), read_json, has_ids=True)
