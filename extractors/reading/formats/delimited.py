"""CSV and TSV: a line of column names, then one record a row. A first line `sep=;`, as Excel writes it, names the delimiter."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from extractors.reading.formats.fields import names_a_text, record_of
from extractors.reading.formats.format import Format
from extractors.reading.lines import MAX_LINE_SIZE, Line, read_lines
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

_DELIMITERS = ",;\t|"
_EXCEL = re.compile(r'"?sep=(?P<delimiter>[^"\r\n])"?\s*', re.IGNORECASE)


class _Feed:
    """Hands lines to the csv module and remembers what it took for the row at hand."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.start()

    def start(self) -> None:
        self.first = self.last = 0
        self.encodings: set[str] = set()
        self.problem: Problem | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.first = self.first or line.number
        self.last = line.number
        self.problem = self.problem or line.problem
        self.encodings.add(line.encoding)
        return line.text

    @property
    def encoding(self) -> str:
        """The one of the row's lines that says most: plain ASCII lines are valid UTF-8, too."""
        return next((encoding for encoding in sorted(self.encodings) if encoding != "utf-8"), "utf-8")

    @property
    def place(self) -> str:
        return f"Line {self.first}" if self.first == self.last else f"Lines {self.first} to {self.last}"


def read_delimited(source: Source) -> Iterator[Record | Problem]:
    """The records in their order. The delimiter (comma, semicolon, tab, bar) is told from the column names."""
    csv.field_size_limit(MAX_LINE_SIZE)  # of the process; the default is too small for articles
    with source.open() as stream:
        lines = read_lines(stream)
        header = next(lines, None)
        delimiter = "\t" if source.name.endswith(".tsv") else ""
        if header and (excel := _EXCEL.fullmatch(header.text)):
            delimiter = excel["delimiter"]
            header = next(lines, None)
        if header is None:
            return
        if header.problem:
            raise header.problem
        delimiter = delimiter or max(_DELIMITERS, key=header.text.count)
        try:
            columns = next(csv.reader([header.text], delimiter=delimiter, strict=True), [])
        except csv.Error as error:
            raise Problem("broken_record", f"The line of column names cannot be read: {error}. Mend it.") from None
        if not names_a_text(columns):
            named = ", ".join(columns)[:200]
            raise Problem(
                "broken_record",
                f"None of its columns ({named}) is known to hold the text. Name them `id`, `text`, `title`, `published` …",
            )
        yield from _rows(_Feed(lines), _told_apart(columns), delimiter)


def _told_apart(columns: list[str]) -> list[str]:
    """The names of the columns; one that was there before is numbered, so that nothing is lost unsaid.

    >>> _told_apart(["id", "text", "text"])
    ['id', 'text', 'text (2)']
    """
    seen: dict[str, int] = {}
    result = []
    for name in columns:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result


def _rows(feed: _Feed, columns: list[str], delimiter: str) -> Iterator[Record | Problem]:
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(
                "broken_record", f"{feed.place}: {error}. Close quotation marks, and double those within a field."
            )
            continue
        if feed.problem:
            yield feed.problem
        elif len(row) != len(columns):
            if any(field.strip() for field in row):
                yield Problem(
                    "broken_record",
                    f"{feed.place}: {len(row)} fields where {len(columns)} columns are named. Put texts in quotation marks.",
                )
        else:
            yield record_of(dict(zip(columns, row, strict=True)), feed.encoding)


FORMAT = Format("CSV", (".csv", ".tsv"), read_delimited, has_ids=True)
