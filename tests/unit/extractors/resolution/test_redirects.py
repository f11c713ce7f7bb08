"""Where keys lead that were published once: told from the places in the articles that they stood for."""

from __future__ import annotations

import polars as pl
import pytest

from extractors.keys import make_key
from extractors.resolution import resolve
from extractors.resolution.redirects import Published, actor_redirects, meeting_redirects

OLD = "0123456789abcdef"
PLACES = {"key": pl.String, "article_key": pl.String, "char_start": pl.Int64, "char_end": pl.Int64}


def published(places, *, keys=(), articles=()):
    """What readers have: `places` are (article id, first and last code point) at which the old one was told of."""
    rows = [(OLD, make_key("article", article), start, end) for article, start, end in places]
    return Published(
        frozenset({OLD, *keys}),
        frozenset(make_key("article", article) for article in articles),
        pl.DataFrame(rows, schema=PLACES, orient="row"),
    )


@pytest.fixture
def macron(corpus):
    """An actor of the registry in two articles, mentioned at the beginning of each."""
    for number, article_id in enumerate(("a1", "a2")):
        article = corpus.article(article_id, f"2026-01-0{number + 5}")
        person = article.person("Emmanuel Macron", "Präsident", "FR")
        article.meeting(person, kind="visit", on="2026-01-05", at=article.place("Paris", "FR"))
    for table in ("mention", "reported_meeting"):
        for row in corpus.rows[table]:
            row.setdefault("char_start", 0)
            row["char_end"] = row["char_start"] + 15
    articles, extracted = corpus.frames()
    return articles, extracted, resolve(articles, extracted)


def test_an_actor_that_the_registry_knows_now_is_the_one_that_its_mentions_mean(macron):
    articles, extracted, resolved = macron
    [row] = actor_redirects(published([("a1", 0, 15), ("a2", 0, 15)]), resolved, extracted, articles)
    assert (row["old_key"], row["subject"], row["reason"]) == (OLD, "actor", "registered")
    assert row["new_key"] == resolved["entity_actor"]["actor_key"][0]
    assert row["evidence"] == "2 of its 2 mentions are those of the new one, in a1, a2"


@pytest.mark.parametrize(
    ("keys", "articles_before", "reason"),
    [(True, ["a1", "a2"], "merged"), (False, ["a2"], "earlier_report"), (False, ["a1", "a2"], "read_anew")],
)
def test_a_meeting_says_why_it_has_another_key(macron, keys, articles_before, reason):
    articles, extracted, resolved = macron
    [new] = set(resolved["meeting_link"]["meeting_key"])
    report = extracted["reported_meeting"].row(0, named=True)
    before = published(
        [("a2", report["char_start"] + 5, report["char_end"] + 40)],
        keys=[new] if keys else [],
        articles=articles_before,
    )
    [row] = meeting_redirects(before, resolved, extracted, articles)
    assert (row["new_key"], row["reason"]) == (new, reason)
    assert ("a1 has come in" in row["evidence"]) == (reason == "earlier_report")


def test_what_no_article_tells_of_any_more_leads_nowhere(macron):
    articles, extracted, resolved = macron
    before = published([("a1", 500, 510), ("gone", 0, 15)])
    assert meeting_redirects(before, resolved, extracted, articles) == []
    assert actor_redirects(before, resolved, extracted, articles) == []
