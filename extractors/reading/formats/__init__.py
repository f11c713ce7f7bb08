"""The input formats, one module each.

**A new format** is one small module and one line here: write `formats/xyz.py` with a function
that takes a `Source` and yields a `Record` for each article (or a `Problem`, for a bad one), give it a
`FORMAT = Format(name, suffixes, read)`, and add it to `FORMATS`. Cleaning, checks, languages, dates, `.gz`,
folders, errors of files and the accounting are done around it and need no thought.

    def read_xyz(source: Source) -> Iterator[Record | Problem]:
        text, encoding = decode(source.read(limit=4_000_000))
        yield Record(encoding=encoding, text=text)

    FORMAT = Format("xyz", (".xyz",), read_xyz)
"""

from __future__ import annotations

from extractors.reading.formats import delimited, feed, html, json_file, json_lines, markdown, parquet, text
from extractors.reading.formats.format import Format

FORMATS: tuple[Format, ...] = (
    text.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    json_file.FORMAT,
    json_lines.FORMAT,
    delimited.FORMAT,
    feed.FORMAT,
    parquet.FORMAT,
)
STANDARD_INPUT_FORMAT = json_lines.FORMAT

_BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}


def supported_suffixes() -> tuple[str, ...]:
    """Every suffix that is read; each of them may be followed by `.gz`.

    >>> ".jsonl" in supported_suffixes()
    True
    """
    return tuple(_BY_SUFFIX)


def format_of(name: str) -> Format | None:
    """The format of a file by its name (lower case, without `.gz`), None where there is none.

    >>> format_of("meldungen.jsonl").name
    'JSON Lines'
    """
    stem, dot, suffix = name.rpartition(".")
    return _BY_SUFFIX.get(dot + suffix) if stem else None
