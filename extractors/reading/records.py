"""What passes through the reading room: raw records, clean articles, rejections and their reasons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

REASONS: dict[str, str] = {
    "archive_bomb": "The archive unpacks to far more than an archive of texts does.",
    "binary": "The file holds binary data, not text.",
    "broken_archive": "The archive is damaged or cut off.",
    "broken_file": "The file is not what its name says.",
    "broken_json": "The line or file is no valid JSON.",
    "broken_record": "The record's shape is wrong: columns are missing, or a field holds no text.",
    "conflicting_versions": "The same id came with different contents in one run.",
    "empty_file": "The file holds nothing, or no record.",
    "link_outside": "The link leads out of the folder that was given.",
    "link_to_folder": "The link leads to a folder that is read at its own place.",
    "malformed_front_matter": "The YAML front matter cannot be read.",
    "no_id": "The record has no id.",
    "no_text": "There is no text in it.",
    "not_german": "The text is not German.",
    "reader_failed": "The reader failed on it, which is a fault of Gipfel's.",
    "too_costly": "The text is longer, or has longer words, than an article has.",
    "too_large": "The text is over 2 MB, or the record or file over what is read at once.",
    "undecodable": "The bytes are text in no known encoding.",
    "unreadable": "The file cannot be opened or read.",
    "unsupported_type": "No reader is registered for files of this type.",
}
"""Every reason for which something is rejected: its code and what it means."""


class Problem(Exception):  # noqa: N818 - it is passed on as a value more often than raised
    """Why a record or a file cannot become an article; `code` is one of `REASONS`.

    A format yields one for a bad record and goes on, or raises one to give up the file.
    """

    def __init__(self, code: str, message: str, *, article_id: str | None = None, language: str | None = None) -> None:
        if code not in REASONS:
            raise ValueError(f"{code!r} is not one of extractors.reading.REASONS")
        super().__init__(message)
        self.code = code
        self.message = message
        self.article_id = article_id
        self.language = language


@dataclass(frozen=True)
class Record:
    """One article as a format found it: values as they stand, nothing cleaned or checked yet.

    `first_line_may_be_title` is set by formats without a field for the title. `unread` names the fields that hold something
    and were not read. `id` is None where the input has no field for it, empty where it has one that says nothing.
    """

    encoding: str
    text: Any = None
    id: Any = None
    title: Any = None
    published: Any = None
    source: Any = None
    url: Any = None
    language: Any = None
    first_line_may_be_title: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A clean German article, ready to be stored.

    `text` is final: every offset counts its code points. It starts with `title` and a blank line
    where there is a title. `published_on` is the day in the source's zone, Berlin's where it states none; `published_at` is that
    moment in UTC, None where no time or no time zone is given. `record_number` starts at 1. `warnings` say what of the
    record was not read, or not understood.
    """

    article_id: str
    title: str | None
    text: str
    language: str
    source: str | None
    url: str | None
    published_on: date | None
    published_at: datetime | None
    path: str
    record_number: int
    encoding: str
    content_hash: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejection:
    """Something seen that did not become an article: where, why (a code of `REASONS`), what to do.

    `language` is the detected or given language where that is the reason.
    """

    path: str
    record_number: int
    article_id: str | None
    reason_code: str
    message: str
    language: str | None = None


def content_hash(
    *,
    title: str | None,
    text: str,
    published_at: datetime | None,
    published_on: date | None,
    source: str | None,
    url: str | None,
    language: str,
) -> str:
    """SHA-256, in hex, over what makes a version of an article; where it came from does not count.

    >>> same = dict(title=None, published_at=None, published_on=None, source=None, url=None, language="de")
    >>> content_hash(text="Ein Treffen.", **same) == content_hash(text="Kein Treffen.", **same)
    False
    """
    fields = {
        "title": title,
        "text": text,
        "published_at": published_at.isoformat() if published_at else None,
        "published_on": published_on.isoformat() if published_on else None,
        "source": source,
        "url": url,
        "language": language,
    }
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
