"""Files of many records: JSON, JSON Lines, CSV, Parquet. They hold the same articles, so they give the same ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
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
GOOD = json.dumps(RECORDS[2])


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


def test_what_is_not_read_is_named(write, read_article) -> None:
    line = {"id": "x", "text": RECORDS[2]["text"], "clicks": 5, "author": "A. Muster", "image": None, "tags": []}
    assert read_article(write("a.jsonl", json.dumps(line))).warnings == ("fields that are not read: clicks, author",)
    assert read_article(write("b.jsonl", GOOD)).warnings == ()


def test_names_of_fields_are_not_quoted_without_end(read_all) -> None:
    record = {f"{n}{'x' * 5_000}": n for n in range(1, 100)}
    rejection, article = read_all(
        "-", stdin="\n".join(map(json.dumps, [record, {**record, "id": "x", "text": RECORDS[2]["text"]}])).encode()
    )
    assert rejection.reason_code == "no_text"
    assert len(rejection.message) < 1_000
    assert len(article.warnings[0]) < 1_000
    assert "and 87 more" in article.warnings[0]


@pytest.mark.parametrize(
    ("record", "source", "url"),
    [
        (
            {"maintext": "TEXT", "date_publish": "2025-05-06 09:12:00", "source_domain": "blatt.example"},
            "blatt.example",
            None,
        ),
        ({"plaintext": "TEXT", "publishing_date": "2025-05-06T09:12:00+02:00", "publisher": "Blatt"}, "Blatt", None),
        ({"text": "TEXT", "publish_date": "2025-05-06", "media_name": "Blatt"}, "Blatt", None),
        (
            {
                "articleBody": "TEXT",
                "datePublished": "2025-05-06",
                "publisher": {"@type": "Organization", "name": "Blatt"},
            },
            "Blatt",
            None,
        ),
        (
            {"content": "TEXT", "publishedAt": "2025-05-06T09:12:00Z", "source": {"id": None, "name": "Blatt"}},
            "Blatt",
            None,
        ),
        (
            {"content": "TEXT", "pubDate": "Tue, 06 May 2025 09:12:00 +0200", "link": "https://b.example/1"},
            None,
            "https://b.example/1",
        ),
        (
            {"text": "TEXT", "date": "2025-05-06", "hostname": "b.example", "source": "https://b.example/1"},
            "b.example",
            "https://b.example/1",
        ),
        ({"body": "TEXT", "seendate": "20250506T091200Z", "domain": "b.example"}, "b.example", None),
        (
            {"content": {"rendered": "<p>TEXT</p>"}, "date": "2025-05-06T09:12:00", "link": "https://b.example/1"},
            None,
            "https://b.example/1",
        ),
        ({"Text": "TEXT", "Veröffentlicht am": "6. Mai 2025", "Quelle": "Blatt"}, "Blatt", None),
    ],
)
def test_the_fields_of_other_tools_are_read(
    write, read_article, record: dict[str, Any], source: str | None, url: str | None
) -> None:
    line = json.dumps({"id": "x", **record}).replace("TEXT", RECORDS[2]["text"])
    article = read_article(write("a.jsonl", line))
    assert (article.text, article.published_on) == (RECORDS[2]["text"], date(2025, 5, 6))
    assert (article.source, article.url, article.warnings) == (source, url, ())


@pytest.mark.parametrize("inner", [lambda found: found, lambda found: {"results": found}])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_an_answer_of_a_web_service_is_unwrapped(write, read_all, name: str, inner: Any) -> None:
    answer = (
        {"status": "ok", "totalResults": 3, "articles": RECORDS} if name == "a.json" else {"response": inner(RECORDS)}
    )
    if name == "a.jsonl" and inner(RECORDS) is RECORDS:
        answer = {"items": RECORDS}
    assert [item.article_id for item in read_all(write(name, json.dumps(answer)))] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("indent", [1, 2, 4, "\t"])
def test_json_that_is_written_over_several_lines_is_read_as_json_lines_too(write, read_all, indent: int | str) -> None:
    objects = [json.dumps(record, indent=indent) for record in RECORDS]
    for content in ("\n".join(objects), ",\n".join(objects), json.dumps(RECORDS, indent=indent)):
        found = read_all(write("a.jsonl", content))
        assert [getattr(item, "reason_code", item.article_id) for item in found] == ["a1", "a2", "a3"]


def test_of_json_over_several_lines_one_bad_object_costs_one_record(write, read_all) -> None:
    good = json.dumps(RECORDS[1], indent=2)
    found = read_all(write("a.jsonl", "\n".join([good, '{\n  "id": "x",\n  "text": \n}', good])))
    assert codes(found) == ["ok", "broken_json", "ok"]
    assert "Line 13 is no valid JSON" in found[1].message


def test_german_names_of_columns_are_read(write, read_article) -> None:
    rows = f"Datum;Titel;Text;Quelle\n06.05.2025;Gipfel in Wien;{RECORDS[2]['text']};Musterblatt\n"
    article = read_article(write("a.csv", rows))
    assert (article.title, article.published_on, article.source) == ("Gipfel in Wien", date(2025, 5, 6), "Musterblatt")


@pytest.mark.parametrize(("first", "delimiter"), [("sep=;", ";"), ("sep=,", ","), ('"sep=|"', "|"), ("SEP=\t", "\t")])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_first_line_that_excel_writes_names_the_delimiter(
    write, read_all, first: str, delimiter: str, codec: str
) -> None:
    rows = as_delimited(RECORDS, delimiter).decode()
    articles = read_all(write("a.csv", f"{first}\r\n{rows}", encoding=codec))
    assert [article.article_id for article in articles] == ["a1", "a2", "a3"]


def test_columns_of_which_none_holds_a_text_are_named(write, read_rejection) -> None:
    rejection = read_rejection(write("a.csv", "Nummer;Klicks\n1;2\n3;4\n"))
    assert rejection.reason_code == "broken_record"
    assert "None of its columns (Nummer, Klicks)" in rejection.message


def test_a_column_that_is_there_twice_is_not_lost_unsaid(write, read_article) -> None:
    article = read_article(write("a.csv", f"id,text,text\nx,{RECORDS[2]['text']},Noch ein Text.\n"))
    assert article.warnings == ("fields that are not read: text (2)",)


def test_a_record_without_an_id_goes_by_its_address(read_article) -> None:
    record = {"text": RECORDS[2]["text"], "url": "https://blatt.example/1"}
    assert read_article("-", stdin=json.dumps(record).encode()).article_id == "https://blatt.example/1"


def test_a_record_without_an_id_and_an_address_goes_by_its_text(read_all) -> None:
    texts = [RECORDS[2]["text"], RECORDS[2]["text"], RECORDS[1]["text"]]
    one, same, other = read_all("-", stdin="\n".join(json.dumps({"text": text}) for text in texts).encode())
    assert one.article_id == same.article_id != other.article_id
    assert "it has no id" in one.warnings[0]


@pytest.mark.parametrize(
    ("cut", "kept"),
    [
        ("Merz ist in Rom. „Gut!“ Er traf Kęstutis Bud… [+1434 chars]", "Merz ist in Rom. „Gut!“"),
        ("Er traf Kęstutis Bud… [+1434 chars]", "Er traf Kęstutis"),
    ],
)
def test_a_text_that_a_service_cuts_off_is_read_up_to_its_last_whole_sentence(
    read_article, cut: str, kept: str
) -> None:
    article = read_article("-", stdin=json.dumps({"id": "x", "text": cut}).encode())
    assert article.text == kept
    assert article.warnings == ("the text is cut off: its service gives the beginning only",)


@pytest.mark.parametrize("field", ["source", "url"])
def test_a_source_that_is_no_text_costs_no_article(read_article, field: str) -> None:
    record = {"id": "x", "text": RECORDS[2]["text"], field: ["a", "b"]}
    assert read_article("-", stdin=json.dumps(record).encode()).warnings == (
        f"the field `{field}` holds a list, not a text, and is not read",
    )


@pytest.mark.parametrize(
    "published", ["vor 2 Stunden", "01/06/2026", "2026-01", True, "nan", float("nan"), "0000-00-00"]
)
def test_a_day_that_is_not_beyond_doubt_costs_no_article(read_article, published: object) -> None:
    record = {"id": "x", "text": RECORDS[2]["text"], "published": published}
    article = read_article("-", stdin=json.dumps(record).encode())
    assert article.published_on is None
    # what JSON calls NaN says nothing
    assert [warning.split(":")[0] for warning in article.warnings] == (
        [] if published != published else ["the day of publication is not known"]
    )


def test_entities_and_tags_are_cleaned(read_article) -> None:
    record = {
        "id": "x",
        "title": "S&ouml;der trifft &amp;quot;Freunde&amp;quot;",
        "text": "<p>Finanzminister <strong>Lars Klingbeil</strong> empf&auml;ngt <a href='x?a=1&amp;b=2'>Roland Lescure</a>.</p>"
        "<script>var a = 1;</script><p>NATO-Generalsekret&#228;r Mark&nbsp;Rutte kam<br/>nach Br&#xFC;ssel.</p>",
        "source": "Blatt &amp; Co",
    }
    article = read_article("-", stdin=json.dumps(record).encode())
    assert article.text == (
        'Söder trifft "Freunde"\n\nFinanzminister Lars Klingbeil empfängt Roland Lescure.\n\n'
        "NATO-Generalsekretär Mark Rutte kam\nnach Brüssel."
    )
    assert article.source == "Blatt & Co"


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


def as_parquet_of(**columns: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


TEXTS = [RECORDS[1]["text"], RECORDS[2]["text"]]
FAR = {
    "days in the year 29,000": pa.array([10**7, 20_000], pa.date32()),
    "moments in the year 292,000": pa.array([2**62, 1_728_000_000_000_000], pa.timestamp("us", "UTC")),
    "lengths of time": pa.array([2**62, 5], pa.duration("us")),
}


@pytest.mark.parametrize("kind", FAR)
def test_a_value_of_a_table_that_cannot_be_costs_itself(write, read_all, tmp_path, kind: str) -> None:
    write("a.parquet", as_parquet_of(id=["a", "b"], text=TEXTS, published=FAR[kind]))
    write("z.jsonl", GOOD)
    found = read_all(tmp_path)
    assert [item.article_id for item in found] == ["a", "b", "a3"]
    assert found[0].published_on is None
    assert "the day of publication is not known" in found[0].warnings[0]
    assert found[1].published_on == (date(2024, 10, 4) if "length" not in kind else None)


def test_a_zone_that_there_is_not_costs_the_moment(write, read_all) -> None:
    moments = pa.array([1_728_000_000_000_000, None], pa.timestamp("us", "Mars/Olympus"))
    first, second = read_all(write("a.parquet", as_parquet_of(id=["a", "b"], text=TEXTS, published=moments)))
    assert (first.published_on, len(first.warnings), second.warnings) == (None, 1, ())


def test_two_columns_of_one_name_are_refused_by_name(write, read_rejection) -> None:
    file = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array(["c"])], ["id", "text", "text"]), file
    )
    rejection = read_rejection(write("a.parquet", file.getvalue()))
    assert (rejection.reason_code, "one name are there twice: text" in rejection.message) == ("broken_record", True)


def test_columns_of_a_table_that_are_not_read_are_named(write, read_all) -> None:
    first, _ = read_all(write("a.parquet", as_parquet_of(id=["a", "b"], text=TEXTS, clicks=[1, 2])))
    assert first.warnings == ("fields that are not read: clicks",)


# -- one bad record costs one record -----------------------------------------------------------


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
        (b'{"id": "", "text": "Der Kanzler reist nach Wien."}', "no_id"),
        (b'{"id": ["x"], "text": "Der Kanzler reist nach Wien."}', "no_id"),
        (b'{"id": "x"}', "no_text"),
        (b'{"id": "x", "title": "Gipfel in Wien", "text": null}', "no_text"),
        (b'{"id": "x", "text": " \\u00a0\\u200b -- 2025 "}', "no_text"),
        (b'{"id": "x", "text": ["Ein Absatz.", "Noch einer."]}', "broken_record"),
        (b'{"id": "x", "text": "Der Kanzler reist nach Wien.", "title": {"de": "Gipfel"}}', "broken_record"),
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
