from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.decoding import decode
from extractors.reading.records import Problem

TEXT = "Der Präsident sagte in Köln: „Größere Änderungen für Österreich“ – und 3 € mehr."


@pytest.mark.parametrize(
    ("codec", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_umlauts_come_out_right_in_every_encoding(codec: str, recorded: str) -> None:
    assert decode(TEXT.encode(codec)) == (TEXT, recorded)


def test_dos_umlauts_come_out_right() -> None:
    text = "Der Präsident sprach in Köln über Änderungen für größere Städte."
    assert decode(text.encode("cp850"))[0] == text


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_decides(bom: bytes) -> None:
    codec = "utf-16-le" if bom == b"\xff\xfe" else "utf-16-be"
    assert decode(bom + "Grüße".encode(codec)) == ("Grüße", "utf-16")


@given(st.text(st.sampled_from("abcdefgh ÄÖÜäöüß,.–„“éè\n"), min_size=1, max_size=200))
def test_what_german_papers_print_survives_utf_8_and_utf_16(text: str) -> None:
    assert decode(text.encode("utf-8"))[0] == text
    assert decode(text.encode("utf-8-sig"))[0] == text
    assert decode(text.encode("utf-16"))[0] == text


@given(
    st.lists(
        st.sampled_from(
            [
                "Präsident",
                "trifft",
                "Müller",
                "Köln",
                "für",
                "größere",
                "Städte",
                "Österreich",
                "André",
                "äußert",
                "„Übung“",
                "–",
            ]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_what_german_papers_print_survives_windows_1252(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(text.encode("cp1252"))[0] == text


def test_damaged_utf_8_is_not_taken_for_something_else() -> None:
    damaged = TEXT.encode().replace("ö".encode(), b"\xc3", 1)
    with pytest.raises(Problem) as caught:
        decode(damaged)
    assert caught.value.code == "undecodable"
    assert f"Byte {damaged.index(bytes([0xC3, ord('l')])) + 1} " in caught.value.message


def test_bytes_at_random_are_undecodable() -> None:
    with pytest.raises(Problem) as caught:
        decode(b"Text " + bytes(range(0x80, 0x100)) * 3)
    assert caught.value.code == "undecodable"


def test_utf_16_that_breaks_off_is_undecodable() -> None:
    with pytest.raises(Problem) as caught:
        decode(TEXT.encode("utf-16")[:-1])
    assert caught.value.code == "undecodable"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nText",
        b"PK\x03\x04abc",
        b"\x89PNG\r\n",
        b"\x00\x01\x02\x03" * 20,
        b"MZ\x90\x00\x03\x00\x00\x00\x04",
        b"\x1b\x01\x02Text\x03\x04",
    ],
)
def test_pictures_archives_and_programs_are_binary(data: bytes) -> None:
    with pytest.raises(Problem) as caught:
        decode(data)
    assert caught.value.code == "binary"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_never_a_crash(data: bytes) -> None:
    with contextlib.suppress(Problem):
        decode(data)
