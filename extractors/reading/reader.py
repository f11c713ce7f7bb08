"""Reads paths to articles and rejections, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extractors.reading.articles import make_article, storable
from extractors.reading.cleaning import clean_line
from extractors.reading.formats import STANDARD_INPUT_FORMAT, format_of, supported_suffixes
from extractors.reading.formats.format import Format
from extractors.reading.publication import shown
from extractors.reading.records import Article, Problem, Record, Rejection
from extractors.reading.sources import STANDARD_INPUT, Source, find_sources


def read(paths: Sequence[Path | str], *, stdin: BinaryIO | None = None) -> Iterator[Article | Rejection]:
    """Everything that these paths hold, in a stable order: an article or a rejection for each record seen.

    `paths` are files, folders (read recursively, in sorted order, hidden files passed over) and `-` for
    standard input as JSON Lines, taken from `stdin` or else from the process. Files are streamed;
    bad input never stops the rest. A file that holds no record at all is one rejection.

    Raises InputNotFound, before anything is read, for paths that do not exist.

    >>> import io
    >>> for item in read(["-"], stdin=io.BytesIO(b'{"id": "a1", "text": "Der Kanzler reist nach Wien."}')):
    ...     print(item.article_id, item.text)
    a1 Der Kanzler reist nach Wien.
    """
    if stdin is None and STANDARD_INPUT in map(str, paths):
        stdin = sys.stdin.buffer
    return _read_all(find_sources(paths, stdin))


def _read_all(sources: Iterator[Source]) -> Iterator[Article | Rejection]:
    for source in sources:
        yield from _read_source(source)


def _read_source(source: Source) -> Iterator[Article | Rejection]:
    number = 0
    try:
        format_ = _format(source)
        for found in format_.read(source):
            number += 1
            yield _article_or_rejection(found, source, format_, number)
        if number == 0:
            raise Problem("empty_file", "There is no record in it.")
    except Problem as problem:  # of the file, or of the rest of it
        yield _rejection(problem, source, number + 1)
    except Exception as error:  # whatever else a file brings about: it never stops the others
        yield _rejection(_failure(error), source, number + 1)


def _format(source: Source) -> Format:
    if source.problem:
        raise source.problem
    if source.path == STANDARD_INPUT:
        return STANDARD_INPUT_FORMAT
    format_ = format_of(source.name)
    if format_ is None:
        known = ", ".join(supported_suffixes())
        raise Problem(
            "unsupported_type",
            f"No reader for files of this type. Read are {known}, each also with .gz. Convert it, or take it out of the folder.",
        )
    return format_


def _article_or_rejection(found: Record | Problem, source: Source, format_: Format, number: int) -> Article | Rejection:
    if isinstance(found, Problem):
        return _rejection(found, source, number, in_record=True)
    try:
        return make_article(found, source, format_, number)
    except Problem as problem:
        return _rejection(problem, source, number, in_record=format_.has_ids)
    except Exception as error:
        return _rejection(_failure(error), source, number, in_record=format_.has_ids)


def _failure(error: Exception) -> Problem:
    what = shown(str(error), 200) if str(error) else "no message"
    return Problem(
        "reader_failed",
        f"It could not be read ({type(error).__name__}: {what}). Mend it or take it out, and tell us: no file should do that.",
    )


def _rejection(problem: Problem, source: Source, number: int, *, in_record: bool = False) -> Rejection:
    path = storable(source.path)
    where = "standard input" if path == STANDARD_INPUT else path
    if in_record or number > 1:
        where += f", record {number}"
    return Rejection(
        path=path,
        record_number=number,
        article_id=problem.article_id,
        reason_code=problem.code,
        message=clean_line(f"{where}: {problem.message}"),
        language=problem.language,
    )
