"""Folders, links, archives, standard input; and everything that can be wrong with a file."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.reading import REASONS, Article, InputNotFound, Rejection, formats, read
from extractors.reading.formats import supported_suffixes
from extractors.reading.formats.format import Format
from extractors.reading.records import Record
from extractors.reading.sources import Source

TEXT = "Die Ministerin ist am Montag in Prag mit ihrem Amtskollegen zusammengekommen."


def names(found: list[Article | Rejection]) -> list[str]:
    return [Path(item.path).name for item in found]


# -- folders -----------------------------------------------------------------------------------


def test_folders_are_read_recursively_in_sorted_order(write, read_all, tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "c.txt", "b/1.txt", "b/deep/er/0.txt"):
        write(name, TEXT)
    assert [os.path.relpath(item.path, tmp_path) for item in read_all(tmp_path)] == [
        "a/9.txt",
        "b/1.txt",
        "b/2.txt",
        "b/deep/er/0.txt",
        "c.txt",
    ]


def test_hidden_files_and_folders_are_passed_over(write, read_all, tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", ".hidden.txt", "a.txt"):
        write(name, TEXT)
    assert names(read_all(tmp_path)) == ["a.txt"]


def test_every_other_file_is_accounted_for(write, read_all, tmp_path: Path) -> None:
    for name in ("LICENSE", "a.txt", "b.pdf", "c.tar.gz", "d.txt.gz.gz"):
        write(name, TEXT)
    assert [getattr(item, "reason_code", "ok") for item in read_all(tmp_path)] == [
        "unsupported_type",
        "ok",
        *["unsupported_type"] * 3,
    ]


def test_a_path_given_twice_is_read_once(write, read_all, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("folder/a.txt", TEXT)
    hidden = write("folder/.kept/b.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert names(read_all(path, path, "folder/a.txt")) == ["a.txt"]
    assert names(read_all("folder", path, "folder")) == ["a.txt"]
    assert names(read_all("folder", hidden)) == ["a.txt", "b.txt"]


def test_the_path_is_reported_as_it_was_given(
    write, read_article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("folder/a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert read_article("folder").path == "folder/a.txt"


def test_paths_that_do_not_exist_are_misuse_and_told_before_anything_is_read(write) -> None:
    with pytest.raises(InputNotFound, match=r"nowhere\.txt, neither"):
        read([write("a.txt", TEXT), "nowhere.txt", "neither"])


def test_a_file_name_that_is_no_unicode_can_be_stored(read_article, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"K\xf6ln.txt")).write_text(TEXT)
    article = read_article(tmp_path)
    assert article.article_id == r"K\xf6ln"
    article.path.encode("utf-8")


def test_a_name_is_the_same_however_its_umlauts_are_written(write, read_article) -> None:
    assert read_article(write("Ko\u0308ln.txt", TEXT)).article_id == "Köln"


# -- links -------------------------------------------------------------------------------------


def test_a_link_that_leads_out_of_the_folder_is_not_followed(write, read_all, tmp_path: Path) -> None:
    write("outside/secret.txt", TEXT)
    folder = write("folder/a.txt", TEXT).parent
    (folder / "b.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (folder / "c").symlink_to(tmp_path / "outside")
    (folder / "d.txt").symlink_to("../nowhere.txt")
    found = read_all(folder)
    assert [getattr(item, "reason_code", "ok") for item in found] == [
        "ok",
        "link_outside",
        "link_outside",
        "link_outside",
    ]
    assert str(tmp_path / "outside" / "secret.txt") in found[1].message


def test_links_within_the_folder_are_followed_to_files_and_never_in_circles(write, read_all) -> None:
    folder = write("folder/sub/a.txt", TEXT).parent.parent
    (folder / "b.txt").symlink_to("sub/a.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "void.txt").symlink_to("sub/nothing.txt")
    found = {Path(item.path).name: getattr(item, "reason_code", "ok") for item in read_all(folder)}
    assert found == {
        "a.txt": "ok",
        "b.txt": "ok",
        "circle": "link_to_folder",
        "self.txt": "unreadable",
        "void.txt": "unreadable",
    }


def test_a_link_that_is_given_itself_is_followed(write, read_article, tmp_path: Path) -> None:
    write("outside/a.txt", TEXT)
    link, folder_link = tmp_path / "link.txt", tmp_path / "folder"
    link.symlink_to("outside/a.txt")
    folder_link.symlink_to("outside")
    assert read_article(link).article_id == "link"
    assert read_article(folder_link).article_id == "a"


# -- files that cannot be read -----------------------------------------------------------------


def test_a_file_that_vanishes_while_others_are_read_is_unreadable(write, tmp_path: Path) -> None:
    write("a.txt", TEXT)
    vanishing = write("b.txt", TEXT)
    write("c.txt", TEXT)
    found = read([tmp_path])
    first = next(found)
    vanishing.unlink()
    second, third = found
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Rejection)
    assert second.reason_code == "unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(write, read_rejection) -> None:
    path = write("a.txt", TEXT)
    path.chmod(0)
    assert "Permission denied" in read_rejection(path).message


def test_a_permission_that_is_missing_is_told(write, read_rejection, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = write("a.txt", TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    rejection = read_rejection(path)
    assert rejection.reason_code == "unreadable"
    assert "Permission denied" in rejection.message


def test_pipes_and_sockets_are_not_waited_for(read_all, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        assert [item.reason_code for item in read_all(".")] == ["unsupported_type", "unsupported_type"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.md", b"", "empty_file"),
        ("a.html", b"", "empty_file"),
        ("a.txt", b" \n\xc2\xa0\n", "no_text"),
        ("a.txt", b"\xef\xbb\xbf", "no_text"),
        ("a.txt", b"--- 2025 ---", "no_text"),
        ("a.txt", b" date 2025-05-06 ", "no_text"),
        ("a.txt", b"%PDF-1.7 ...", "binary"),
        ("a.txt", bytes(range(256)), "binary"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n", "binary"),
        ("a.csv", gzip.compress(b"id,text"), "binary"),
        ("a.txt", b"Text " + bytes(range(0x80, 0x100)), "undecodable"),
        ("a.txt", b"The minister travelled to Prague on Monday and met her counterpart in the castle.", "not_german"),
        ("a.txt", b"Die Ministerin reist. " * 95_000, "too_large"),
        ("a.txt", b"Die Ministerin reist. " * 500_000, "too_large"),
        ("a.txt", "Öffentlich. ".encode() * 160_000, "too_large"),
        ("a.html", b"<html>" * 3_000_000, "too_large"),
        ("a.txt", b"Die Ministerin reist. " * 10_000, "too_costly"),
        ("a.txt", b"Sie sah a b c d e. " * 8_000, "too_costly"),
        ("a.txt", b"Die Ministerin reist" + b" .,.,.,.,.," * 4_000, "too_costly"),
        ("a.txt", b"Die Ministerin reist. " + b"QmFzZTY0" * 700, "too_costly"),
        ("a.txt.gz", b"", "empty_file"),
        ("a.txt.gz", TEXT.encode(), "broken_archive"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "broken_archive"),
        ("a.jsonl.gz", gzip.compress(b'{"id": "x"}')[:15] + b"\x00" * 8, "broken_archive"),
        ("a.parquet.gz", b"\x1f\x8b\x08", "broken_archive"),
    ],
)
def test_a_bad_file_gets_its_reason_and_the_others_are_read(
    write, read_all, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = write(name, content)
    write("z.txt", TEXT)
    rejection, other = read_all(tmp_path)
    assert isinstance(other, Article)
    assert isinstance(rejection, Rejection)
    assert (rejection.reason_code, rejection.path, rejection.record_number) == (code, str(path), 1)
    assert rejection.message.startswith(f"{path}: ")
    assert rejection.reason_code in REASONS


def test_what_costs_little_enough_is_read(write, read_article) -> None:
    text = ("Die Ministerin reist. " * 10_000)[:199_999] + "."
    assert len(read_article(write("a.txt", text)).text) == 200_000
    assert len(read_article(write("b.txt", f"{TEXT} " * 30 + "x" * 5_000)).text) > 7_000


def test_marks_of_layout_do_not_count_against_a_text(write, read_article) -> None:
    picture = f'<img src="data:image/png;base64,{"QmFzZTY0" * 20_000}">'
    record = {"id": "x", "text": f"<p>Die Ministerin reist.</p>{picture}<p>Sie kommt morgen an.</p>"}
    assert read_article(write("a.json", json.dumps(record))).text == "Die Ministerin reist.\n\nSie kommt morgen an."


def test_a_budget_that_is_overdrawn_names_what_is_too_much(write, read_rejection) -> None:
    rejection = read_rejection(write("a.txt", "Die Ministerin reist. " + "QmFzZTY0" * 700))
    assert "A word of the text, 'QmFzZTY0QmFzZTY0QmFz'…, has 5,600 characters" in rejection.message


class Unforeseen:
    """A format whose library fails in a way that nobody thought of, at the second record."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, source: Source) -> Iterator[Record]:
        yield Record(encoding="utf-8", id="first", text=TEXT)
        raise self.error


@pytest.mark.parametrize(
    "error", [OverflowError("date value out of range"), RecursionError(), MemoryError(), KeyError("x")]
)
def test_an_error_that_nobody_foresaw_costs_the_rest_of_one_file(
    write, read_all, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    odd = write("a.csv", "")
    write("b.txt", TEXT)
    monkeypatch.setitem(formats._BY_SUFFIX, ".csv", Format("odd", (".csv",), Unforeseen(error), has_ids=True))
    first, rejection, other = read_all(tmp_path)
    assert (first.article_id, other.article_id) == ("first", "b")
    assert (rejection.reason_code, rejection.path, rejection.record_number) == ("reader_failed", str(odd), 2)
    assert type(error).__name__ in rejection.message


def test_an_error_that_nobody_foresaw_costs_one_record(write, read_all, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> str:
        raise ZeroDivisionError

    lines = [json.dumps({"id": str(n), "text": f"{TEXT} {n}"}) for n in range(3)]
    path = write("a.jsonl", "\n".join(lines))
    with monkeypatch.context() as patched:
        patched.setattr("extractors.reading.articles.detect_language", fail)
        found = read_all(path)
    assert [(item.reason_code, item.record_number) for item in found] == [("reader_failed", n) for n in (1, 2, 3)]


def test_a_link_to_a_name_that_is_too_long_costs_nothing_but_itself(write, read_all) -> None:
    folder = write("folder/b.txt", TEXT).parent
    (folder / "a.txt").symlink_to("x" * 300)
    (folder / "c.txt").symlink_to("sub/" + "y" * 300)
    assert [getattr(item, "reason_code", "ok") for item in read_all(folder)] == ["unreadable", "ok", "unreadable"]


def test_what_an_archive_holds_before_it_breaks_off_is_read(write, read_all) -> None:
    numbers = range(10_000)
    lines = b"".join(json.dumps({"id": str(n), "text": f"{TEXT} {n * 7919 % 10007}"}).encode() + b"\n" for n in numbers)
    *articles, rejection = read_all(write("a.jsonl.gz", gzip.compress(lines)[:-5000]))
    assert rejection.reason_code == "broken_archive"
    assert rejection.record_number == len(articles) + 1
    assert 0 < len(articles) < len(numbers)
    assert all(isinstance(article, Article) for article in articles)


def test_an_archive_that_unpacks_to_absurdly_much_is_given_up(write, read_rejection) -> None:
    bomb = io.BytesIO()
    with gzip.open(bomb, "wb") as archive:
        for _ in range(40):
            archive.write(b" " * 1_000_000)
    assert read_rejection(write("a.jsonl.gz", bomb.getvalue())).reason_code == "archive_bomb"
    assert read_rejection(write("a.parquet.gz", bomb.getvalue())).reason_code == "archive_bomb"


SHREDS = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from(
            [
                b"---\n",
                b"id,text\n",
                b'"',
                b"{",
                b'{"id": "x", "text": "',
                b"}\n",
                b"<html><body><p>",
                b"</p>",
                b"<?xml ?>",
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                b"PAR1",
                b"date 2025-05-06 ",
                b"\n",
                b"\x1f\x8b\x08",
                TEXT.encode(),
                TEXT.encode("utf-16"),
            ]
        ),
    ),
    max_size=8,
).map(b"".join)


@pytest.mark.parametrize("suffix", [*supported_suffixes(), ".txt.gz", ".jsonl.gz", ".parquet.gz"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(content=SHREDS)
def test_whatever_a_file_holds_ends_as_records(write, read_all, suffix: str, content: bytes) -> None:
    found = read_all(write(f"a{suffix}", content))
    assert [item.record_number for item in found] == list(range(1, len(found) + 1))
    assert found
    for item in found:
        if isinstance(item, Rejection):
            assert item.reason_code in REASONS


# -- standard input and streams ----------------------------------------------------------------


class Endless(io.RawIOBase):
    """A stream of records without an end, which knows how much of it was taken."""

    def __init__(self) -> None:
        self.taken = 0
        self._lines: Iterator[bytes] = (
            json.dumps({"id": str(n), "text": TEXT}).encode() + b"\n" for n in itertools.count()
        )

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        line = next(self._lines)
        buffer[: len(line)] = line
        self.taken += len(line)
        return len(line)


def test_records_are_streamed() -> None:
    stream = Endless()
    found = read(["-"], stdin=io.BufferedReader(stream))
    assert [item.article_id for item in itertools.islice(found, 3)] == ["0", "1", "2"]
    assert stream.taken < 1_000_000


def test_standard_input_is_read_beside_files(write, read_all) -> None:
    found = read_all(write("a.txt", TEXT), "-", "-", stdin=json.dumps({"id": "x", "text": TEXT}).encode())
    assert [(item.article_id, item.path == "-") for item in found] == [("a", False), ("x", True)]


def test_an_empty_standard_input_is_accounted_for(read_rejection) -> None:
    rejection = read_rejection("-", stdin=b"")
    assert (rejection.reason_code, rejection.path) == ("empty_file", "-")
