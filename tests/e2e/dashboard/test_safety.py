"""Nothing that somebody wrote or typed does harm: not an article, not an address, not another site."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.dashboard.downloads import DOWNLOADS
from orchestration.dashboard.pages import PAGES
from tests.e2e.dashboard.html import Links
from tests.e2e.dashboard.server import browsing, publish_copy

MARKUP = """"><script>alert(1)</script><img src=x onerror='alert(2)'>"""
PARAMETERS = [
    *("key", "was", "q", "sort", "page", "status", "kind", "place", "actor", "other", "article", "since", "until"),
    *("type", "region", "confirmed", "abroad", "unconfirmed", "lang", "anchor", "view", "self"),
]
INJECTIONS = ["' or 1=1 --", "'; drop table dim_actor; --", "$key", "%s", "{0}", "../../etc/passwd", "\0", MARKUP]


def test_what_somebody_types_is_never_markup(browse):
    checked = {"sort": "meetings", "page": "actors", "since": "meetings", "until": "timeline", "region": "map"}
    unchecked = dict.fromkeys(set(PARAMETERS) - set(checked), MARKUP)
    asked = [(page, unchecked) for page in PAGES] + [(page, {name: MARKUP}) for name, page in checked.items()]
    for page, query in asked:
        html = browse.get("/" if page == "overview" else f"/{page}", params=query).text
        assert "<script" not in html, (page, query)
        assert "<img src=x" not in html, (page, query)


def test_what_an_article_says_is_never_markup(seeds_warehouse, tmp_path, addresses):
    """Every text that an article can bring in: its own, its title, source and address, names, offices, evidence."""
    texts = {
        "dim_article": ["title", "text", "source"],
        "dim_actor": ["actor_name"],
        "dim_actor_name": ["name"],
        "dim_meeting": ["meeting_name", "stated_participants"],
        "dim_place": ["place_name"],
        "dim_affiliation": ["role_title"],
        "fct_actor_match": ["role_title"],
        "fct_meeting_report": ["evidence_text"],
        "fct_participation_claim": ["evidence_text", "according_to_text"],
        "fct_meeting_match": ["reasons"],
    }
    changed = [
        f"update {table} set {column} = $markup".replace("$markup", "'" + MARKUP.replace("'", "''") + "'")
        for table, columns in texts.items()
        for column in columns
    ]
    publish_copy(
        seeds_warehouse, tmp_path / "gipfel.duckdb", *changed, "update dim_article set url = 'javascript:alert(3)'"
    )
    with browsing(tmp_path / "gipfel.duckdb") as client:
        for page, path in addresses.items():
            answer = client.get(path.replace("Macron", "script"))
            assert answer.status_code == 200, page
            assert "alert(1)" in answer.text, f"{page} shows it, as text"
            assert "<script" not in answer.text, page
            assert "<img src=x" not in answer.text, page
            assert not [link for link in Links(answer.text).found if link.startswith("javascript")], page
        for picture in ("timeline", "map", "network", "most_active"):
            svg = client.get(f"/picture/{picture}.svg").text
            assert "<script" not in svg
            assert "<img" not in svg


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([*PAGES, *(f"{name}.csv" for name in DOWNLOADS)]),
    st.dictionaries(
        st.sampled_from(PARAMETERS), st.one_of(st.sampled_from(INJECTIONS), st.text(max_size=20)), max_size=4
    ),
)
def test_whatever_an_address_asks_is_answered_or_refused(browse, page, query):
    """Never an error of the program itself, which would tell of its inside."""
    answer = browse.get("/" if page == "overview" else f"/{page}", params=query)
    assert answer.status_code in (200, 308, 400, 404)


def test_no_value_is_taken_for_sql(browse):
    everything = len(browse.get("/meetings.csv").content)
    for parameter in ("status", "kind", "place", "actor", "article", "q"):
        for injection in INJECTIONS[:2]:
            assert len(browse.get("/meetings.csv", params={parameter: injection}).content) < 10
    assert len(browse.get("/meetings.csv").content) == everything


def test_what_is_asked_for_at_length_is_refused_at_once(browse):
    answer = browse.get("/search", params={"q": "wort " * 2000, "lang": "de"})
    assert answer.status_code == 400
    assert "q: 9999 &gt; 200" in answer.text


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/../pages.py"]
)
def test_no_other_file_is_served(browse, path):
    with socket.create_connection((browse.base_url.host, browse.base_url.port)) as raw:  # httpx would tidy the path
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65_536), b""))
    assert re.match(rb"HTTP/1.1 (404|405)", answer)


def test_no_other_site_is_asked_and_none_may_ask(browse):
    answer = browse.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert browse.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_no_other_machine_may_ask(browse):
    """It listens on the loopback address alone: on another one of this machine nobody answers."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", browse.base_url.port), timeout=5).close()


def test_a_taken_port_is_told(browse, gipfel):
    port = str(urlsplit(str(browse.base_url)).port)
    answer = gipfel("dashboard", "--port", port)
    assert answer.returncode == 1
    assert f"Port {port} is taken" in answer.stderr
