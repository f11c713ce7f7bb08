"""From bytes to characters: UTF-8 with or without BOM, UTF-16, UTF-32, Windows-1252, and few others by charset-normalizer.

A wrong guess would turn `Müller` into `MÃ¼ller` and lose him, so a guess has to look like German
(or any Western) text, else the bytes count as undecodable.
"""

from __future__ import annotations

import codecs
import re

from extractors.reading.records import Problem

_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document; save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive; give it a name that ends in .gz"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PAR1", "a Parquet file; give it a name that ends in .parquet"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt"),
)
_CONTROL = bytes(range(0x09)) + bytes(range(0x0E, 0x20))
_CONTROL_SHARE = 0.02
_HEAD = 4096

_EXPECTED = set(
    "äöüÄÖÜßàáâãåæçèéêëìíîïñòóôõøùúûýÿœšžÀÁÅÆÇÈÉÊËÎÓÔØÚŒŠŽčćđıłńřśşğňěőűăâț„“”‚‘’‹›«»–—…€•§°´·©®²³½£×\xa0\xad"
)
_EXPECTED_SHARE = 0.9
# Marks of a wrong guess: a capital with a diacritic, or a quotation mark, in the midst of a word.
_MISREAD = re.compile(r"[a-zäöüß][À-ÞŠŽŸ][a-zäöüß]|[^\W\d_][„”‚€§†‡¤¢£¥ƒˆ‰¶¼¾][^\W\d_]")
_OTHERS = ["cp850", "mac_roman", "cp1250", "iso8859_15"]


def bom_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes give away: a byte order mark, or UTF-16 without one."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    head = head[: min(len(head), _HEAD) // 2 * 2]
    if len(head) >= 4:
        even, odd = head[::2].count(0), head[1::2].count(0)
        half = len(head) // 2
        if odd > 0.7 * half and even < 0.1 * half:
            return "utf-16-le"
        if even > 0.7 * half and odd < 0.1 * half:
            return "utf-16-be"
    return None


def check_is_text(head: bytes) -> None:
    """Raises Problem `binary` where the first bytes are those of a picture, an archive, a program …"""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Problem("binary", f"This is no text but {what}.")
    if bom_encoding(head):
        return
    head = head[:_HEAD]
    control = len(head) - len(head.translate(None, _CONTROL))
    if 0 in head or control > _CONTROL_SHARE * len(head):
        raise Problem("binary", "This is no text but binary data. Give a file of text.")


def decode(data: bytes) -> tuple[str, str]:
    """The characters and the encoding they were in; a BOM is not part of them.

    >>> decode("Köln".encode("cp1252"))
    ('Köln', 'windows-1252')

    Raises Problem `binary` or `undecodable`.
    """
    check_is_text(data[:_HEAD])
    encoding = bom_encoding(data[:_HEAD])
    if encoding is None:
        return decode_8_bit(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise _undecodable(encoding, error) from None


def decode_8_bit(data: bytes) -> tuple[str, str]:
    """The same for bytes that have no BOM and are not UTF-16, e.g. one line of a file."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if _is_damaged_utf_8(data):
        raise _undecodable("utf-8", broken)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing in it
        pass
    else:
        if _is_plausible(text):
            return text, "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_isolation=_OTHERS).best()
    if best is not None:
        text = data.decode(best.encoding, errors="replace")
        if _is_plausible(text):
            return text, best.encoding
    raise _undecodable("utf-8", broken)


def _is_damaged_utf_8(data: bytes) -> bool:
    """Mostly UTF-8: more characters of several bytes are in order than bytes are out of order."""
    text = data.decode("utf-8", errors="surrogateescape")
    in_order = sum(character in _EXPECTED for character in text)
    out_of_order = sum("\udc80" <= character <= "\udcff" for character in text)
    return in_order > out_of_order


def _is_plausible(text: str) -> bool:
    special = [character for character in text if not character.isascii()]
    expected = sum(character in _EXPECTED for character in special)
    return expected >= _EXPECTED_SHARE * len(special) and not _MISREAD.search(text)


def _undecodable(encoding: str, error: UnicodeDecodeError) -> Problem:
    return Problem(
        "undecodable",
        f"Byte {error.start + 1} is out of order in {encoding.removesuffix('-sig')}, and no other encoding fits. Save the text as UTF-8.",
    )
