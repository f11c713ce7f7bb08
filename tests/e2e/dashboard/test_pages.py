"""The dashboard over HTTP: every link leads somewhere, every table and picture can be downloaded."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import duckdb
import httpx
import pytest

from orchestration.dashboard.downloads import DOWNLOADS
from orchestration.dashboard.pages import PAGES
from orchestration.dashboard.pictures import PICTURES
from tests.e2e.dashboard.conftest import MOST_TO_SHOW
from tests.e2e.dashboard.html import Links, rows_of, text_of
from tests.e2e.dashboard.server import browsing, publish_copy


def test_every_link_leads_somewhere(browse):
    """From the overview to all that can be reached: in one language, and each picture and table of a kind once."""
    waiting, seen, kinds, elsewhere = ["/?lang=de"], set(), set(), set()
    while waiting:
        link = waiting.pop()
        kind = re.sub(r"\?.*sort=.*|=[^&]*", "", link)  # an order of each page, and else every set of parameters
        if link in seen or (kind in kinds and not re.fullmatch(r"/(meeting|actor|article)\?key=\w+&lang=de", link)):
            continue
        seen.add(link)
        kinds.add(kind)
        answer = browse.get(link)
        assert answer.status_code == 200, link
        if answer.headers["content-type"].startswith("text/html"):
            found = Links(answer.text).found
            waiting += [
                urlsplit(f)._replace(fragment="").geturl() for f in found if f.startswith("/") and "lang=en" not in f
            ]
            elsewhere |= {urlsplit(f).hostname for f in found} - {None}
    assert elsewhere <= {"www.wikidata.org"}, (
        "and nothing but an actor's page there leads out, as no example has an address"
    )
    pages = {urlsplit(link).path.strip("/") or "overview" for link in seen}
    assert pages >= set(PAGES) - {"search"}
    assert pages >= {f"{table}.csv" for table in DOWNLOADS}
    assert pages >= {f"picture/{name}.png" for name in PICTURES}


def test_every_anchor_is_on_its_page(browse, keys):
    pages: dict[str, str] = {}
    links = [link for link in Links(browse.get("/meeting", params={"key": keys["meeting"]}).text).found if "#" in link]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        page = pages.setdefault(
            path, browse.get(path or "/meeting", params=None if path else {"key": keys["meeting"]}).text
        )
        assert f'id="{anchor}"' in page, link


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_is_in_the_language_of_its_link_and_so_are_its_links(browse, keys, page, language):
    parameters = {"lang": language} | ({"key": keys[page]} if page in MOST_TO_SHOW else {})
    html = browse.get("/" if page == "overview" else f"/{page}", params=parameters).text
    assert f'<html lang="{language}">' in html
    ours = [link for link in Links(html).found if link.startswith("/") and not link.startswith("/static/")]
    others = [link for link in ours if f"lang={language}" not in link]
    assert len(others) == 1, "only the switch of the language"
    assert (page if page != "overview" else "/?") in others[0]


def test_the_browser_says_which_language_its_reader_likes(browse):
    assert '<html lang="en">' in browse.get("/", headers={"Accept-Language": "en-US,en;q=0.9,de;q=0.5"}).text
    assert '<html lang="de">' in browse.get("/", headers={"Accept-Language": "fr"}).text


def test_a_meeting_shows_who_takes_part_and_the_words_of_each_article(browse, seeds_warehouse, keys):
    shown = text_of(browse.get("/meeting", params={"key": keys["meeting"]}).text)
    with duckdb.connect(seeds_warehouse.resolve(), read_only=True) as connection:
        connection.execute("use marts")
        names = connection.execute(
            "select actor_name from fct_participation join dim_actor using (actor_key) where meeting_key = ?",
            [keys["meeting"]],
        ).fetchall()
        words = connection.execute(
            "select evidence_text from fct_meeting_report where meeting_key = ?", [keys["meeting"]]
        ).fetchall()
    assert len(names) > 5
    assert len(words) > 1
    for (said,) in names + words:
        # tags part words from punctuation, so blanks do not count
        assert re.sub(r"\s", "", said) in re.sub(r"\s", "", shown)


def test_an_article_shows_its_whole_text(browse, seeds_warehouse, keys):
    html = browse.get("/article", params={"key": keys["article"]}).text
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', html, flags=re.DOTALL)
    with duckdb.connect(seeds_warehouse.resolve(), read_only=True) as connection:
        text = connection.execute(
            "select text from marts.dim_article where article_key = ?", [keys["article"]]
        ).fetchall()[0][0]
    assert shown is not None
    assert unescape(re.sub(r"<[^>]*>", "", shown[1])) == text
    assert {"person", "office", "date", "meeting", "claim"} <= set(re.findall(r'class="(\w+)', shown[1]))


def test_search_finds_names_offices_and_texts_whatever_the_accents(browse):
    found = text_of(browse.get("/search", params={"q": "JEAN noel", "lang": "de"}).text)
    assert "Jean-Noël Barrot" in found
    assert "David Lammy" in text_of(browse.get("/search", params={"q": "aussenminister großbritannien"}).text)
    assert "Nothing was found for “gibtsnicht”." in text_of(
        browse.get("/search", params={"q": "gibtsnicht", "lang": "en"}).text
    )


@pytest.mark.parametrize("table", sorted(DOWNLOADS))
def test_a_table_can_be_downloaded(browse, keys, table):
    of = {"participants": "meeting", "claims": "meeting", "reports": "meeting", "mentions": "article"}
    key = keys[of.get(table, "actor")]
    answer = browse.get(f"/{table}.csv", params={"key": key})
    assert answer.headers["content-disposition"] == f'attachment; filename="gipfel_{table}.csv"'
    assert rows_of(answer.content)


def test_a_download_has_the_filters_of_its_page(browse):
    everything = rows_of(browse.get("/meetings.csv").content)
    held = rows_of(browse.get("/meetings.csv", params={"status": "held"}).content)
    assert {row["meeting_status"] for row in held} == {"held"}
    assert len(held) == sum(row["meeting_status"] == "held" for row in everything)


@pytest.mark.parametrize("picture", sorted(PICTURES))
def test_a_picture_can_be_downloaded(browse, picture):
    parameters = {"key": busiest_office_holder(browse)} if picture == "offices" else {}
    png = browse.get(f"/picture/{picture}.png", params=parameters)
    assert png.content.startswith(b"\x89PNG")
    assert len(png.content) > 5_000
    assert browse.get(f"/picture/{picture}.svg", params=parameters).text.startswith("<svg")


def busiest_office_holder(browse: httpx.Client) -> str:
    """Somebody with two dated offices."""
    for row in rows_of(browse.get("/actors.csv", params={"type": "person"}).content):
        offices = rows_of(browse.get("/offices.csv", params={"key": row["actor_key"]}).content)
        if sum(bool(office["valid_from"]) for office in offices) > 1:
            return row["actor_key"]
    raise AssertionError("nobody holds two offices")


def test_a_page_of_a_list_that_is_no_more_leads_to_the_first(browse):
    answer = browse.get("/meetings?status=held&page=99&lang=de", follow_redirects=True)
    assert "page" not in str(answer.url)
    assert "status=held" in str(answer.url)
    assert "Kein Treffen passt" not in answer.text


@pytest.mark.parametrize("page", sorted(MOST_TO_SHOW))
def test_what_there_is_not_is_said(browse, page):
    answer = browse.get(f"/{page}", params={"key": "nothing", "lang": "en"})
    assert answer.status_code == 404
    assert "There is no such thing here" in answer.text


@pytest.mark.parametrize(
    "address", ["/meetings?since=yesterday", "/meetings?page=-1", "/map?region=moon", "/meetings.csv?until=1.1."]
)
def test_what_means_nothing_is_named(browse, address):
    answer = browse.get(address)
    assert answer.status_code == 400
    assert address.partition("?")[2].partition("=")[0] in text_of(answer.text)


def test_an_old_key_leads_to_the_new_one(seeds_warehouse, keys, tmp_path):
    redirect = (
        "insert into dim_redirect by name select 'feedfacefeedface' as old_key, '{key}' as new_key, '{key}' as current_key,"
        " '{subject}' as subject, 'merged' as reason, 'both in Wien' as evidence, timestamp '2026-01-07' as redirected_at, 'r' as run_id"
    )
    statements = [redirect.format(key=keys[subject], subject=subject) for subject in ("meeting", "actor")]
    publish_copy(seeds_warehouse, tmp_path / "gipfel.duckdb", *statements)
    with browsing(tmp_path / "gipfel.duckdb", follow_redirects=True) as client:
        for subject in ("meeting", "actor"):
            answer = client.get(f"/{subject}", params={"key": "feedfacefeedface", "lang": "en"})
            assert f"key={keys[subject]}" in str(answer.url)
            assert "The old key feedface leads here (joined with another one: both in Wien)." in text_of(answer.text)


def test_contradictions_stand_side_by_side(seeds_warehouse, keys, tmp_path):
    statement = f"""insert into fct_contradiction by name
        select 'c1' as contradiction_key, '{keys["meeting"]}' as meeting_key, null as actor_key, one.article_key as article_key_1,
            other.article_key as article_key_2, 'date' as subject, '2026-01-06' as statement_1, '2026-01-07' as statement_2,
            'am Dienstag' as evidence_text_1, 'erst am Mittwoch' as evidence_text_2
        from dim_article as one, dim_article as other where one.article_key < other.article_key limit 1"""
    publish_copy(seeds_warehouse, tmp_path / "gipfel.duckdb", statement)
    with browsing(tmp_path / "gipfel.duckdb") as client:
        shown = text_of(client.get(f"/meeting?lang=de&key={keys['meeting']}").text)
    assert "Widersprüche" in shown
    assert "06.01.2026" in shown
    assert "07.01.2026" in shown
    assert "erst am Mittwoch" in shown
