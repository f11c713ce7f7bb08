"""Where keys lead that were published once and are there no more.

A key is as old as the first article that it is made from: an older article that comes in late, a merge, or a new
row of the registry gives another one. Readers who have noted the old key must still find their way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from extractors.keys import make_key

_FIRST = {
    "actor": ("entity_actor", "entity_key", "actor_key"),
    "meeting": ("meeting_link", "reported_meeting_key", "meeting_key"),
}


@dataclass(frozen=True)
class Published:
    """What readers have been given last.

    `keys` are the keys of its actors or meetings, `articles` those of its articles. `places` says where the articles
    speak of those whose key has gone: columns key, article_key, char_start, char_end.
    """

    keys: frozenset[str]
    articles: frozenset[str]
    places: pl.DataFrame


def actor_redirects(
    published: Published,
    resolved: Mapping[str, pl.DataFrame],
    extracted: Mapping[str, pl.DataFrame],
    articles: pl.DataFrame,
) -> list[dict[str, Any]]:
    """Rows of `schemas.REDIRECT`, without time and run, for the actors in `published.places`.

    An old actor is now the one that most of its mentions mean.
    """
    now = extracted["mention"].join(resolved["entity_actor"], on="entity_key")
    found = published.places.join(now, on=["article_key", "char_start", "char_end"])
    registered = frozenset(resolved["actor"].filter("is_registered")["actor_key"])
    columns = found.select("key", "article_key", "method", "evidence", new_key="actor_key")
    return _redirects("actor", published, columns, resolved, extracted["entity"], articles, registered)


def meeting_redirects(
    published: Published,
    resolved: Mapping[str, pl.DataFrame],
    extracted: Mapping[str, pl.DataFrame],
    articles: pl.DataFrame,
) -> list[dict[str, Any]]:
    """Rows of `schemas.REDIRECT`, without time and run, for the meetings in `published.places`.

    An old meeting is now the one that most of its articles report in the same words, or in words that overlap.
    """
    links = resolved["meeting_link"].join(extracted["reported_meeting"], on="reported_meeting_key")
    by_hand = resolved["meeting_match"].filter(pl.col("method") == "override")
    reason = {row["report_b"]: row["reasons"] for row in by_hand.iter_rows(named=True)}
    found = published.places.join(links, on="article_key", suffix="_now").filter(
        (pl.col("char_start") < pl.col("char_end_now")) & (pl.col("char_start_now") < pl.col("char_end"))
    )
    columns = found.select(
        "key",
        "article_key",
        "method",
        new_key="meeting_key",
        evidence=pl.col("reported_meeting_key").replace_strict(reason, default="", return_dtype=pl.String),
    )
    return _redirects("meeting", published, columns, resolved, extracted["reported_meeting"], articles, frozenset())


def _redirects(
    subject: str,
    published: Published,
    found: pl.DataFrame,
    resolved: Mapping[str, pl.DataFrame],
    members: pl.DataFrame,
    articles: pl.DataFrame,
    registered: frozenset[str],
) -> list[dict[str, Any]]:
    """`found` has a row for every place where the old one is the new one: key, new_key, article_key, method, evidence."""
    table, member, key_column = _FIRST[subject]
    article_id = dict(articles.select("article_key", "article_id").iter_rows())
    owner = dict(members.select(member, "article_key").iter_rows())
    first_article = {
        key: owner[entity]
        for entity, key in resolved[table].select(member, key_column).iter_rows()
        if make_key(subject, entity) == key
    }
    rows = []
    for (old,), places in sorted(found.group_by("key")):
        counts = places.group_by("new_key").len().sort(["len", "new_key"], descending=[True, False])
        new, shared = counts.row(0)
        here = places.filter(pl.col("new_key") == new)
        total = published.places.filter(pl.col("key") == old).height
        decisions = sorted(set(here.filter((pl.col("method") == "override") & (pl.col("evidence") != ""))["evidence"]))
        first = first_article.get(new)
        if decisions:
            reason = "override"
        elif new in registered:
            reason = "registered"
        elif new in published.keys:
            reason = "merged"
        elif first is not None and first not in published.articles:
            reason = "earlier_report"
        else:
            reason = "read_anew"
        what = "mentions" if subject == "actor" else "reports"
        evidence = [f"{shared} of its {total} {what} are those of the new one, in {_ids(here, article_id)}"]
        if reason == "earlier_report" and first is not None:
            evidence.insert(0, f"{article_id.get(first, first)} has come in and is earlier")
        rows.append(
            {
                "old_key": old,
                "new_key": new,
                "subject": subject,
                "reason": reason,
                "evidence": "; ".join([*decisions, *evidence]),
            }
        )
    return rows


def _ids(places: pl.DataFrame, article_id: Mapping[str, str], most: int = 3) -> str:
    ids = sorted({article_id.get(key, key) for key in places["article_key"]})
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")
