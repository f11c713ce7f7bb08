"""Names of the fields of a record, in whatever format it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractors.reading.records import Record

# The first name is ours. Where a record has several, the first that holds something counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id"),
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "published_on", "date"),
    "source": ("source", "publisher", "site"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_KNOWN = {alias for aliases in ALIASES.values() for alias in aliases}


def known_columns(names: Iterable[str]) -> list[str]:
    """Those of the names that mean something to us, as they are written.

    >>> known_columns(["ID", "Text", "clicks"])
    ['ID', 'Text']
    """
    return [name for name in names if name.strip().lower() in _KNOWN]


def record_of(fields: Mapping[str, Any], encoding: str) -> Record:
    """The record that these fields hold; names in any case, unknown ones are passed over.

    >>> record_of({"ID": "a1", "Headline": "Gipfel", "text": "Ein Treffen."}, "utf-8").title
    'Gipfel'
    """
    lower = {str(name).strip().lower(): value for name, value in fields.items()}
    values: dict[str, Any] = {
        field: next((lower[alias] for alias in aliases if lower.get(alias) not in (None, "")), None)
        for field, aliases in ALIASES.items()
    }
    return Record(encoding=encoding, **values)
