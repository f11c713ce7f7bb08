"""Files that are one article each: plain text, Markdown, HTML."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.reading import Article

LEAD = "Die Ministerin ist am Montag in Prag mit ihrem Amtskollegen zusammengekommen."
MORE = "Nach dem Gespräch wollten beide über das Abkommen nicht öffentlich sprechen."
TITLE = "Ministerin trifft Amtskollegen in Prag"

# -- plain text --------------------------------------------------------------------------------


def test_the_whole_file_is_the_article_and_its_stem_the_id(write, read_article) -> None:
    path = write("prag_0001.txt", f"{LEAD}\n\n{MORE}\n")
    article = read_article(path)
    assert (article.article_id, article.title, article.text) == ("prag_0001", None, f"{LEAD}\n\n{MORE}")
    assert (article.path, article.record_number, article.encoding, article.language) == (str(path), 1, "utf-8", "de")


def test_a_text_without_a_header_has_no_date(write, read_article) -> None:
    article = read_article(write("a.txt", LEAD))
    assert (article.published_on, article.published_at) == (None, None)


def test_the_machine_header_becomes_the_date_and_leaves_the_text(write, read_article) -> None:
    article = read_article(write("a.txt", f" date 2025-05-06 {LEAD}\n\n{MORE}"))
    assert (article.published_on, article.published_at) == (date(2025, 5, 6), None)
    assert article.text == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n\r\n"])
def test_a_headline_is_the_title_and_the_first_line_of_the_text(write, read_article, gap: str) -> None:
    article = read_article(write("a.txt", f"{TITLE}{gap}{LEAD}"))
    assert article.title == TITLE
    assert article.text == f"{TITLE}\n\n{LEAD}"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_changes_nothing_but_what_is_recorded(write, read_article, codec: str) -> None:
    article = read_article(write("a.txt", f"{TITLE}\n{LEAD} {MORE}", encoding=codec))
    reference = read_article(write("reference/a.txt", f"{TITLE}\n{LEAD} {MORE}"))
    assert (article.text, article.content_hash) == (reference.text, reference.content_hash)
    assert article.encoding == {"cp1252": "windows-1252"}.get(codec, codec)


def test_the_five_example_articles_have_the_dates_and_titles_that_they_print(read_all) -> None:
    folder = Path(__file__).parents[4] / "seeds" / "articles"
    articles = {item.article_id[:3]: item for item in read_all(folder)}
    assert all(isinstance(article, Article) for article in articles.values())
    assert {number: article.published_on for number, article in articles.items()} == {
        "000": None,
        "001": None,
        "002": date(2026, 1, 6),
        "003": None,
        "004": date(2025, 9, 4),
    }
    assert [number for number, article in articles.items() if article.title] == ["001", "003"]
    assert articles["004"].text.startswith("Paris (Reuters) - ")


# -- Markdown ----------------------------------------------------------------------------------

FRONT_MATTER = f"""---
id: prag-7
title: "{TITLE}"
date: 2025-05-06T18:30:00+02:00
source: Musterblatt
url: https://www.example.org/prag
tags: [Prag, Diplomatie]
---
"""


def test_front_matter_gives_the_fields(write, read_article) -> None:
    article = read_article(write("a.md", f"{FRONT_MATTER}\n{LEAD}\n"))
    assert article.article_id == "prag-7"
    assert article.published_on == date(2025, 5, 6)
    assert article.published_at == datetime(2025, 5, 6, 16, 30, tzinfo=UTC)
    assert (article.source, article.url) == ("Musterblatt", "https://www.example.org/prag")
    assert article.text == f"{TITLE}\n\n{LEAD}"


def test_markdown_needs_no_front_matter(write, read_article) -> None:
    article = read_article(write("prag.md", f"# {TITLE}\n\n{LEAD}"))
    assert (article.article_id, article.title, article.text) == ("prag", TITLE, f"{TITLE}\n\n{LEAD}")


def test_a_heading_that_repeats_the_title_is_not_doubled(write, read_article) -> None:
    assert read_article(write("a.md", f"{FRONT_MATTER}# {TITLE}\n\n{LEAD}")).text == f"{TITLE}\n\n{LEAD}"


def test_marks_of_layout_go_and_wrapped_lines_are_joined(write, read_article) -> None:
    body = (
        "Die **Ministerin** ist\nin [Prag](https://example.org) _angekommen_.\n\n![Foto](a.jpg)\n\n"
        "## Treffen\n\n- Sie traf ihren Amtskollegen.\n- Danach gab es ein Essen.\n\n> „Wir sind uns einig“, sagte sie.\n"
    )
    assert read_article(write("a.md", body)).text == (
        "Die Ministerin ist in Prag angekommen.\n\nTreffen\n\nSie traf ihren Amtskollegen.\n\nDanach gab es ein Essen.\n\n„Wir sind uns einig“, sagte sie."
    )


def test_empty_fields_and_an_empty_front_matter_are_none(write, read_article) -> None:
    article = read_article(write("a.md", f"---\ntitle: ~\ndate:\nsource: null\n---\n{LEAD}"))
    assert (article.title, article.published_on, article.source) == (None, None, None)
    assert read_article(write("b.md", f"---\n---\n{LEAD}")).text == LEAD


@pytest.mark.parametrize(
    "front_matter",
    [
        "---\ntitle: [Prag\n---\n",
        "---\ntitle: Prag: Treffen: Ende\n---\n",
        "---\nnur ein Satz\n---\n",
        "---\ntitle: Prag\n",
    ],
)
def test_front_matter_that_cannot_be_read_is_rejected(write, read_rejection, front_matter: str) -> None:
    assert read_rejection(write("a.md", front_matter + LEAD)).reason_code == "malformed_front_matter"


def test_an_impossible_date_in_the_front_matter_is_a_warning(write, read_article) -> None:
    article = read_article(write("a.md", f"---\ndate: 2025-02-30\n---\n{LEAD}"))
    assert (article.article_id, article.published_on) == ("a", None)
    assert article.warnings == ("the day of publication is not known: '2025-02-30' does not exist",)


@pytest.mark.parametrize("levels", [2, 12])
def test_front_matter_whose_values_stand_for_others_is_refused_before_they_multiply(
    write, read_rejection, levels: int
) -> None:
    """Nine aliases of nine aliases of …: a file of half a kilobyte with a billion values."""
    lines = ["l0: &l0 [Prag]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, levels)]
    rejection = read_rejection(write("a.md", "\n".join(["---", *lines, f"date: *l{levels - 1}", "---", LEAD])))
    assert rejection.reason_code == "malformed_front_matter"
    assert "*l0 is an alias" in rejection.message


# -- HTML --------------------------------------------------------------------------------------


def page(head: str = "", body: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="de"><head><title>{TITLE} - Musterblatt</title>{head}</head><body>'
        "<nav><a href='/'>Startseite</a><a href='/politik'>Politik</a></nav>"
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{body}<p>{MORE}</p><h2>Wie es weitergeht</h2>"
        "<p>Im Herbst ist ein weiteres Treffen vorgesehen, zu dem auch der Präsident erwartet wird.</p></article>"
        "<footer>© 2026 Musterblatt. Alle Rechte vorbehalten.</footer></body></html>"
    )


METADATA = (
    '<meta property="og:site_name" content="Musterblatt"><meta property="og:title" content="Ministerin trifft Amtskollegen in Prag">'
    '<link rel="canonical" href="https://www.example.org/politik/prag.html">'
)


def test_a_page_gives_its_article_and_nothing_around_it(write, read_article) -> None:
    article = read_article(write("prag.html", page(METADATA)))
    assert (article.article_id, article.title) == ("prag", TITLE)
    assert (article.source, article.url) == ("Musterblatt", "https://www.example.org/politik/prag.html")
    assert article.text.startswith(f"{TITLE}\n\n{LEAD}\n\n{MORE}")
    assert article.text.count(TITLE) == 1
    assert "Startseite" not in article.text
    assert "Rechte" not in article.text


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-05-06T00:30:00+02:00"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-05-06T00:30:00+02:00"}]}</script>',
        '<meta property="article:published_time" content="2025-05-06T00:30:00+02:00">',
        '<meta name="date" content="2025-05-06T00:30:00+02:00"><meta property="article:modified_time" content="2025-05-09">',
    ],
)
def test_the_page_states_when_it_was_published(write, read_article, head: str) -> None:
    article = read_article(write("prag.html", page(head)))
    assert article.published_on == date(2025, 5, 6)
    assert article.published_at == datetime(2025, 5, 5, 22, 30, tzinfo=UTC)


def test_the_time_element_of_the_article_states_it_too(write, read_article) -> None:
    article = read_article(write("prag.html", page(body='<time datetime="2025-05-06">6. Mai 2025</time>')))
    assert article.published_on == date(2025, 5, 6)


def test_a_date_that_the_article_only_tells_of_is_not_its_own(write, read_article) -> None:
    told = "<p>Das letzte Treffen war am 24. Februar 2022, das Abkommen stammt vom 2019-03-01.</p>"
    assert read_article(write("prag.html", page(body=told))).published_on is None


def test_a_date_in_the_address_or_of_a_change_is_no_date_of_publication(write, read_article) -> None:
    head = '<link rel="canonical" href="https://www.example.org/2024/03/01/prag.html"><meta property="article:modified_time" content="2025-05-09">'
    assert read_article(write("prag.html", page(head))).published_on is None


def test_an_impossible_date_of_a_page_is_a_warning_unless_it_states_another(write, read_article) -> None:
    impossible = '<meta property="article:published_time" content="2025-02-30">'
    assert "'2025-02-30' does not exist" in read_article(write("a.html", page(impossible))).warnings[0]
    assert read_article(
        write("b.html", page(impossible + '<meta name="date" content="2025-03-02">'))
    ).published_on == date(2025, 3, 2)


def test_the_encoding_that_a_page_declares_is_believed_where_it_can_be(write, read_article) -> None:
    west = page('<meta charset="iso-8859-1">')
    assert read_article(write("west.html", west, encoding="cp1252")).text.startswith(f"{TITLE}\n\n{LEAD}")
    wrong = read_article(write("wrong.html", west, encoding="utf-8"))
    assert (wrong.encoding, "Gespräch" in wrong.text) == ("utf-8", True)
    polish = page('<meta charset="iso-8859-2">').replace("© 2026 Musterblatt", "Łódź")
    east = read_article(write("east.html", polish, encoding="iso-8859-2"))
    assert (east.encoding, "Gespräch" in east.text) == ("iso-8859-2", True)


def test_reading_a_page_uses_no_network(write, read_article, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page_with_links = page(
        METADATA, '<img src="https://www.example.org/a.jpg"><iframe src="https://www.example.org/b"></iframe>'
    )
    assert read_article(write("prag.html", page_with_links)).title == TITLE


@pytest.mark.parametrize(
    "content", ["<html><body></body></html>", "<html><body><img src='a.png'></body></html>", "<p></p>", "   "]
)
def test_a_page_without_an_article_is_rejected(write, read_rejection, content: str) -> None:
    assert read_rejection(write("a.html", content)).reason_code == "no_text"
