"""Names of the fields of a record, in whatever format it comes; the names are in `lexicons/record_fields.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractors.reading.records import Record

_LEXICON: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parents[2] / "lexicons" / "record_fields.toml").read_text("utf-8")
)
_FIELDS = ("id", "text", "title", "published", "source", "url", "language")
_MARKS = re.compile(r"[\s_.:-]+")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DEPTH = 5


def _plain(name: object) -> str:
    """The name as it is compared: `publishedAt`, `published_at` and `Published At` are one."""
    return _MARKS.sub("", str(name)).lower()


_ALIASES: dict[str, list[str]] = {field: [_plain(name) for name in _LEXICON[field]] for field in _FIELDS}
_KNOWN = {alias for aliases in _ALIASES.values() for alias in aliases}
_WRAPPERS = [_plain(name) for name in _LEXICON["wrappers"]]


def known_columns(names: Iterable[str]) -> list[str]:
    """Those of the names that mean something to us, as they are written.

    >>> known_columns(["ID", "Text", "publishedAt", "clicks"])
    ['ID', 'Text', 'publishedAt']
    """
    return [name for name in names if _plain(name) in _KNOWN]


def names_a_text(names: Iterable[object]) -> bool:
    """Whether one of these columns or fields can hold an article's text.

    >>> names_a_text(["Datum", "Inhalt"]), names_a_text(["status", "articles"])
    (True, False)
    """
    return not {_plain(name) for name in names}.isdisjoint(_ALIASES["text"])


def record_of(fields: Mapping[str, Any], encoding: str, passed_over: Iterable[str] = ()) -> Record:
    """The record that these fields hold. What holds something and is not read is named in `unread`, and so is `passed_over`.

    >>> record = record_of({"ID": "a1", "Titel": "Gipfel", "text": "Ein Treffen.", "clicks": 5}, "utf-8")
    >>> record.title, record.unread
    ('Gipfel', ('clicks',))
    """
    held = {_plain(name): name for name, value in reversed(list(fields.items())) if not is_empty(value)}
    used: dict[str, str] = {}
    for field, aliases in _ALIASES.items():
        if name := next((held[alias] for alias in aliases if alias in held), None):
            used[field] = name
    if "source" in used and "url" not in used and _is_address(fields[used["source"]]):
        used["url"] = used.pop("source")  # trafilatura writes the page's address there
        if name := next(
            (held[alias] for alias in _ALIASES["source"] if alias in held and held[alias] != used["url"]), ""
        ):
            used["source"] = name
    values = {field: fields[name] if field == "published" else text_in(fields[name]) for field, name in used.items()}
    if "id" not in values and any(_plain(name) in _ALIASES["id"] for name in fields):
        values["id"] = ""  # there should be one
    unread = [name for name, value in fields.items() if name not in used.values() and not is_empty(value)]
    return Record(encoding=encoding, unread=(*map(str, unread), *passed_over), **values)


def records_in(content: Mapping[str, Any], depth: int = 0) -> list[Any] | None:
    """The list of records that an answer of a web service wraps, None where the content is a record itself.

    >>> records_in({"status": "ok", "articles": [{"content": "Ein Treffen."}]})
    [{'content': 'Ein Treffen.'}]
    """
    if names_a_text(content) or depth > _DEPTH:
        return None
    plain = {_plain(name): value for name, value in content.items()}
    for name in _WRAPPERS:
        inner = plain.get(name)
        if isinstance(inner, list):
            return [item.get("_source", item) if isinstance(item, dict) else item for item in inner]
        if isinstance(inner, dict) and (found := records_in(inner, depth + 1)) is not None:
            return found
    return None


def is_empty(value: object) -> bool:
    """Whether a field holds nothing; `nan` is how tables say so."""
    return value is None or value != value or (isinstance(value, (str, list, dict)) and not value)


def text_in(value: Any) -> Any:
    """The text that an object or a list of one has in it, else the value itself.

    >>> text_in({"id": None, "name": "Musterblatt"}), text_in({"de": "Gipfel"})
    ('Musterblatt', {'de': 'Gipfel'})
    """
    for _ in range(_DEPTH):
        if isinstance(value, dict):
            holder = next((name for name in _LEXICON["holders"] if not is_empty(value.get(name))), None)
            if holder is None:
                return value
            value = value[holder]
        elif isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            [value] = value
        else:
            break
    return value


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.match(value) is not None
