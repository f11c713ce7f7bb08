"""Plain text: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.reading.decoding import decode
from extractors.reading.formats.format import Format
from extractors.reading.headlines import split_machine_header
from extractors.reading.records import Record
from extractors.reading.sources import Source

MAX_FILE_SIZE = 4_100_000  # 2 MB of text, in UTF-16


def read_text(source: Source) -> Iterator[Record]:
    """One record: a machine header gives the date, a first line that is a headline will be the title."""
    text, encoding = decode(source.read(MAX_FILE_SIZE))
    published, text = split_machine_header(text)
    yield Record(encoding=encoding, text=text, published=published, first_line_may_be_title=True)


FORMAT = Format("plain text", (".txt",), read_text)
