"""Feeds and news agencies' files in XML: RSS, Atom, RDF, NITF; and XML that is none of them."""

from __future__ import annotations

from datetime import date

import pytest

TEXT = "Außenminister Johann Wadephul hat am Montag in Oslo seinen Kollegen Espen Barth Eide getroffen."
MORE = "Danach reiste er weiter nach Helsinki, wo ihn Elina Valtonen erwartete."

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Musterblatt</title><language>de-de</language>
<item><title>Wadephul in Oslo</title><link>https://blatt.example/1</link><guid>blatt-1</guid>
<pubDate>Tue, 06 Jan 2026 00:15:00 +0100</pubDate>
<description>Der Minister ist in Norwegen.</description><content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]></content:encoded></item>
<item><title>Weiter nach Helsinki</title><link>https://blatt.example/2</link><description>{MORE.replace("e", "&#101;", 1)}</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Musterblatt</title>
<entry><title>Wadephul in Oslo</title><id>urn:1</id><updated>2026-01-07T10:00:00Z</updated><published>2026-01-05T23:30:00Z</published>
<link rel="self" href="https://blatt.example/self"/><link href="https://blatt.example/1"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{MORE}</p></div></content></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Musterblatt</title></channel>
<item><title>Wadephul in Oslo</title><link>https://blatt.example/1</link><dc:date>2026-01-06T08:00:00+01:00</dc:date><description>{TEXT}

{MORE}</description></item></rdf:RDF>"""

NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata><doc-id id-string="dpa:1"/>
<date.issue norm="20260106T101500+0100"/></docdata></head><body><body.head><hedline><hl1>Wadephul in Oslo</hl1></hedline></body.head>
<body.content><p>{TEXT}</p><p>{MORE}</p></body.content></body></nitf>"""


@pytest.mark.parametrize(
    ("name", "content", "article_id", "url"),
    [
        ("a.rss", RSS, "blatt-1", "https://blatt.example/1"),
        ("a.xml", RSS, "blatt-1", "https://blatt.example/1"),
        ("a.atom", ATOM, "urn:1", "https://blatt.example/1"),
        ("a.rdf", RDF, "https://blatt.example/1", "https://blatt.example/1"),
        ("a.nitf", NITF, "dpa:1", None),
    ],
)
def test_every_kind_gives_the_same_article(write, read_all, name: str, content: str, article_id: str, url: str) -> None:
    article = read_all(write(name, content))[0]
    assert (article.article_id, article.url) == (article_id, url)
    assert article.text == f"Wadephul in Oslo\n\n{TEXT}\n\n{MORE}"
    assert article.published_on == date(2026, 1, 6)
    assert article.source == (None if name == "a.nitf" else "Musterblatt")


def test_every_item_is_an_article(write, read_all) -> None:
    assert [item.text.partition("\n")[0] for item in read_all(write("a.rss", RSS))] == [
        "Wadephul in Oslo",
        "Weiter nach Helsinki",
    ]


def test_entities_of_html_that_a_feed_does_not_declare_are_read(write, read_all) -> None:
    assert "Auß" in read_all(write("a.rss", RSS.replace("Auß", "Au&szlig;")))[0].text


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("<urlset><url/></urlset>", "unsupported_type", "<urlset>"),
        ("<newsItem><itemMeta/></newsItem>", "unsupported_type", "<newsitem>"),
        (RSS[:-20], "broken_file", "no valid XML"),
        ("<rss><channel/></rss>", "empty_file", "no record"),
        ("nur ein Satz", "broken_file", "no valid XML"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_is(write, read_rejection, content: str, code: str, told: str) -> None:
    rejection = read_rejection(write("a.xml", content))
    assert (rejection.reason_code, told in rejection.message) == (code, True)


def test_entities_of_entities_are_not_multiplied_and_no_file_is_looked_up(write, read_all) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "Merz"><!ENTITY file SYSTEM "file:///etc/passwd">{levels}]>'
    content = (
        f"{bomb}<rss><channel><item><guid>x</guid><description>{TEXT} &l11; &file;</description></item></channel></rss>"
    )
    for item in read_all(write("a.xml", content)):
        assert len(getattr(item, "text", "")) < 1_000
        assert "root:" not in getattr(item, "text", "")
