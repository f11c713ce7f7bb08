"""Lines of a stream, decoded one at a time, so that one bad line costs one record."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractors.reading.decoding import bom_encoding, check_is_text, decode_8_bit
from extractors.reading.records import Problem
from extractors.reading.sources import BUFFER_SIZE

# 2 MB of text, every character of it written as \u00e4
MAX_LINE_SIZE = 16_000_000


@dataclass(frozen=True)
class Line:
    """A line with its line end, its 1-based number and encoding; or the problem in its stead."""

    number: int
    text: str
    encoding: str
    problem: Problem | None = None


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Every line of the stream. UTF-16 and UTF-32 need their BOM or a start that shows them.

    Raises Problem `binary` at the start, and `undecodable` where UTF-16 breaks off.
    """
    buffered = io.BufferedReader(stream, BUFFER_SIZE) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.readline(MAX_LINE_SIZE + 1)
    check_is_text(head)
    encoding = bom_encoding(head)
    if encoding is not None and encoding != "utf-8-sig":
        yield from _wide_lines(head, buffered, encoding)
        return
    if encoding == "utf-8-sig":
        head = head.removeprefix(codecs.BOM_UTF8)
    number = 0
    line = head
    while line:
        number += 1
        yield _too_long(number) if _is_cut(line, buffered) else _decoded(number, line, encoding)
        line = buffered.readline(MAX_LINE_SIZE + 1)


def _decoded(number: int, line: bytes, encoding: str | None) -> Line:
    try:
        text, found = decode_8_bit(line)
    except Problem as problem:
        return Line(number, "", "", Problem(problem.code, f"Line {number}: {problem.message}"))
    return Line(number, text, encoding if encoding and found == "utf-8" else found)


def _is_cut(line: bytes, stream: BinaryIO) -> bool:
    """Whether the line is over the limit; if so, passes over the rest of it."""
    if len(line) <= MAX_LINE_SIZE:
        return False
    while line and not line.endswith(b"\n"):
        line = stream.readline(BUFFER_SIZE)
    return True


def _too_long(number: int) -> Line:
    return Line(
        number,
        "",
        "",
        Problem("too_large", f"Line {number} is over {MAX_LINE_SIZE / 1e6:g} MB, more than one article has. Split it."),
    )


def _wide_lines(head: bytes, stream: BinaryIO, encoding: str) -> Iterator[Line]:
    """UTF-16 and UTF-32: a byte 10 is no line end there, so the stream is decoded first."""
    decoder = codecs.getincrementaldecoder(encoding)()
    number, pending, skipping = 0, "", False
    chunk = head
    while True:
        try:
            pending += decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise Problem(
                "undecodable", f"After line {number}, {encoding} breaks off: {error.reason}. Save the file as UTF-8."
            ) from None
        *lines, pending = pending.split("\n")
        if not chunk and (pending or skipping):
            lines, pending = [*lines, pending], ""
        for text in lines:
            number += 1
            yield _too_long(number) if skipping or len(text) > MAX_LINE_SIZE else Line(number, text + "\n", encoding)
            skipping = False
        if len(pending) > MAX_LINE_SIZE:
            pending, skipping = "", True
        if not chunk:
            return
        chunk = stream.read(BUFFER_SIZE)
