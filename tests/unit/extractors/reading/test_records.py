"""Files of many records: JSON, JSON Lines, CSV, Parquet. They hold the same articles, so they give the same ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from extractors.reading import Article, Rejection

RECORDS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "title": "Ministerin trifft Amtskollegen",
        "text": 'Die Ministerin ist am Montag in Prag eingetroffen.\n\nSie sagte: "Wir sind uns einig", und reiste weiter; auch nach Wien.',
        "published": "2025-05-06T18:30:00+02:00",
        "source": "Musterblatt",
        "url": "https://www.example.org/a1",
        "language": "de",
    },
    {
        "id": "a2",
        "title": "",
        "text": "Größere Gespräche sind für den Herbst in Köln geplant.",
        "published": "2025-05-07",
        "source": "",
        "url": "",
        "language": "",
    },
    {
        "id": "a3",
        "title": "",
        "text": "Der Präsident ist über das Treffen nicht unterrichtet worden.",
        "published": "",
        "source": "",
        "url": "",
        "language": "",
    },
]


def as_json(records: list[dict[str, Any]]) -> bytes:
    return json.dumps(records).encode()


def as_json_lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_delimited(records: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue().encode()


def as_parquet(records: list[dict[str, Any]]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame(records).write_parquet(file, row_group_size=2)
    return file.getvalue()


FILES = {
    "a.json": as_json(RECORDS),
    "a.jsonl": as_json_lines(RECORDS),
    "a.ndjson": as_json_lines(RECORDS),
    "a.csv": as_delimited(RECORDS),
    "semicolons.csv": as_delimited(RECORDS, ";"),
    "a.tsv": as_delimited(RECORDS, "\t"),
    "a.parquet": as_parquet(RECORDS),
    "UPPER.JSONL": as_json_lines(RECORDS),
}
FILES |= {f"{name}.gz": gzip.compress(content) for name, content in FILES.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_articles(write, read_all, name: str) -> None:
    path = write(name, FILES[name])
    articles = read_all(path)
    assert all(isinstance(article, Article) for article in articles), articles
    assert [(a.article_id, a.title, a.published_on, a.source, a.path, a.record_number) for a in articles] == [
        ("a1", "Ministerin trifft Amtskollegen", date(2025, 5, 6), "Musterblatt", str(path), 1),
        ("a2", None, date(2025, 5, 7), None, str(path), 2),
        ("a3", None, None, None, str(path), 3),
    ]
    assert articles[0].text == f"{RECORDS[0]['title']}\n\n{RECORDS[0]['text']}"
    assert articles[0].published_at == datetime(2025, 5, 6, 16, 30, tzinfo=UTC)
    assert [a.content_hash for a in articles] == [a.content_hash for a in read_all("-", stdin=as_json_lines(RECORDS))]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_files_of_records_come_in_every_encoding(write, read_all, name: str, codec: str) -> None:
    content = as_json_lines(RECORDS) if name.endswith("l") else FILES[name]
    if name == "a.json":
        content = json.dumps(RECORDS, ensure_ascii=False).encode()
    articles = read_all(write(name, content.decode(), encoding=codec))
    assert [article.text for article in articles][1:] == [RECORDS[1]["text"], RECORDS[2]["text"]]
    assert articles[1].encoding == {"cp1252": "windows-1252"}.get(codec, codec)


def test_one_json_object_is_one_record(write, read_article) -> None:
    assert read_article(write("a.json", json.dumps(RECORDS[1]))).article_id == "a2"


def test_fields_have_other_names_too_and_unknown_ones_do_not_matter(write, read_article) -> None:
    line = {
        "article_id": 17,
        "Headline": "Gipfel in Wien",
        "body": RECORDS[2]["text"],
        "date": "06.05.2025",
        "publisher": "Musterblatt",
        "link": "x",
        "lang": "de-AT",
        "clicks": 5,
    }
    article = read_article(write("a.jsonl", json.dumps(line)))
    assert (article.article_id, article.title, article.published_on, article.source, article.url, article.language) == (
        "17",
        "Gipfel in Wien",
        date(2025, 5, 6),
        "Musterblatt",
        "x",
        "de",
    )


def test_a_title_that_the_text_begins_with_is_not_doubled(write, read_article) -> None:
    record = {"id": "a", "title": "Gipfel  in Wien", "text": f"Gipfel in\u00a0Wien\n{RECORDS[2]['text']}"}
    assert read_article(write("a.jsonl", json.dumps(record))).text == f"Gipfel in Wien\n\n{RECORDS[2]['text']}"


def test_a_record_read_back_from_what_was_stored_is_the_same(write, read_all) -> None:
    stored = read_all(write("a.jsonl", FILES["a.jsonl"]))
    exported = [
        {
            "id": a.article_id,
            "title": a.title,
            "text": a.text,
            "published": (a.published_at or a.published_on or "") and str(a.published_at or a.published_on),
            "source": a.source,
            "url": a.url,
        }
        for a in stored
    ]
    again = read_all(write("b.jsonl", as_json_lines(exported)))
    assert [a.content_hash for a in again] == [a.content_hash for a in stored]


def test_parquet_brings_dates_and_times_of_its_own(write, read_all) -> None:
    file = io.BytesIO()
    pl.DataFrame(
        {
            "id": [1, 2],
            "text": [RECORDS[1]["text"], RECORDS[2]["text"]],
            "published": [datetime(2025, 5, 6, 16, 30, tzinfo=UTC), None],
        },
        schema_overrides={"published": pl.Datetime("ns", "Europe/Vienna")},
    ).write_parquet(file)
    first, second = read_all(write("a.parquet", file.getvalue()))
    assert (first.article_id, first.published_on, first.published_at) == (
        "1",
        date(2025, 5, 6),
        datetime(2025, 5, 6, 16, 30, tzinfo=UTC),
    )
    assert second.published_on is None


# -- one bad record costs one record -----------------------------------------------------------

GOOD = json.dumps(RECORDS[2])


def codes(found: list[Article | Rejection]) -> list[str]:
    return [item.reason_code if isinstance(item, Rejection) else "ok" for item in found]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"id": "x", "text": "Der Satz endet', "broken_json"),
        (b"{id: x}", "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b"[1, 2]", "broken_record"),
        (b'"nur ein Satz"', "broken_record"),
        (b'{"text": "Der Kanzler reist nach Wien."}', "no_id"),
        (b'{"id": "", "text": "Der Kanzler reist nach Wien."}', "no_id"),
        (b'{"id": ["x"], "text": "Der Kanzler reist nach Wien."}', "no_id"),
        (b'{"id": "x"}', "no_text"),
        (b'{"id": "x", "title": "Gipfel in Wien", "text": null}', "no_text"),
        (b'{"id": "x", "text": " \\u00a0\\u200b -- 2025 "}', "no_text"),
        (b'{"id": "x", "text": ["Ein Absatz.", "Noch einer."]}', "broken_record"),
        (b'{"id": "x", "text": "Der Kanzler reist nach Wien.", "title": {"de": "Gipfel"}}', "broken_record"),
        (b'{"id": "x", "text": "Der Kanzler reist nach Wien.", "published": "2025-02-30"}', "impossible_date"),
        (b'{"id": "x", "text": "Der Kanzler reist nach Wien.", "language": "nl"}', "not_german"),
        (
            b'{"id": "x", "text": "The chancellor is going to travel to Vienna and will meet the president there."}',
            "not_german",
        ),
        (b'{"id": "x", "text": "Der Pr\xc3\xa4sident k\xc3 m\xc3\xb6chte"}', "undecodable"),
        (b'{"id": "x", "text": "' + b"Der Kanzler reist nach Wien. " * 70_000 + b'"}', "too_large"),
        (b'{"id": "x", "text": "' + b"Der Kanzler reist nach Wien. " * 700_000 + b'"}', "too_large"),
        (b'{"id": "' + b"x" * 2_000 + b'", "text": "Der Kanzler reist nach Wien."}', "no_id"),
    ],
)
def test_a_bad_line_is_rejected_alone(read_all, line: bytes, code: str) -> None:
    found = read_all("-", stdin=GOOD.encode() + b"\n" + line + b"\n\n" + GOOD.encode())
    assert codes(found) == ["ok", code, "ok"]
    assert [item.record_number for item in found] == [1, 2, 3]
    assert found[1].path == "-"
    assert found[1].message.startswith("standard input, record 2: ")


def test_a_rejected_record_keeps_its_id_and_language(read_rejection) -> None:
    rejection = read_rejection("-", stdin=b'{"id": "x9", "text": "Bonjour.", "language": "fr-FR"}')
    assert (rejection.article_id, rejection.reason_code, rejection.language) == ("x9", "not_german", "fr")


def test_a_stated_language_is_believed_over_the_looks_of_the_text(read_article) -> None:
    text = "No deal, no problem: Make Europe great again, says the new slogan of the young movement from the south."
    assert read_article("-", stdin=json.dumps({"id": "x", "text": text, "language": "de"}).encode()).language == "de"


def test_broken_json_in_one_piece_is_rejected_with_the_place(write, read_rejection) -> None:
    rejection = read_rejection(write("a.json", '[\n{"id": "x", "text": }\n]'))
    assert rejection.reason_code == "broken_json"
    assert "line 2, column 21" in rejection.message


def test_json_lines_named_json_get_a_hint(write, read_rejection) -> None:
    assert ".jsonl" in read_rejection(write("a.json", FILES["a.jsonl"])).message


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,Gipfel", "broken_record"),
        ("x,Gipfel,Der Kanzler, der nach Wien reist.", "broken_record"),
        ('x,Gipfel,"Der "Kanzler" reist nach Wien."', "broken_record"),
        (",Gipfel,Der Kanzler reist nach Wien.", "no_id"),
        ("x,Gipfel,", "no_text"),
    ],
)
def test_a_bad_row_is_rejected_alone(write, read_all, row: str, code: str) -> None:
    good = "y,,Der Präsident wartet in Wien."
    found = read_all(write("a.csv", f"id,title,text\n{good}\n{row}\n\n{good}\n"))
    assert codes(found) == ["ok", code, "ok"]
    assert found[1].record_number == 2


def test_a_quotation_mark_left_open_is_told_with_the_lines_it_swallows(write, read_rejection) -> None:
    rejection = read_rejection(write("a.csv", 'id,text\nx,"Der Kanzler\nreist nach Wien.\n'))
    assert rejection.reason_code == "broken_record"
    assert "Lines 2 to 3" in rejection.message


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.parquet", b"PAR1 and nothing more"), ("b.parquet", FILES["a.parquet"][:-20]), ("c.parquet", b"id,text\n")],
)
def test_a_parquet_file_that_is_none_is_rejected(write, read_rejection, name: str, content: bytes) -> None:
    assert read_rejection(write(name, content)).reason_code == "broken_file"


def test_parquet_without_a_column_that_means_something_is_rejected(write, read_rejection) -> None:
    file = io.BytesIO()
    pl.DataFrame({"clicks": [1, 2]}).write_parquet(file)
    assert read_rejection(write("a.parquet", file.getvalue())).reason_code == "broken_record"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b""),
        ("a.jsonl", b"\n\n"),
        ("a.json", b"[]"),
        ("a.json", b" "),
        ("a.csv", b"id,text\n"),
        ("a.csv", b""),
    ],
)
def test_a_file_without_a_record_is_accounted_for(write, read_rejection, name: str, content: bytes) -> None:
    assert read_rejection(write(name, content)).reason_code == "empty_file"
