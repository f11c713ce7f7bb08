"""One function a page: which template, with which rows. What the pages look like is in `templates/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from orchestration.dashboard import maps, network
from orchestration.dashboard.charts import shown_months
from orchestration.dashboard.data import Row
from orchestration.dashboard.evidence import article_spans, in_words, quotes, with_previous_dates
from orchestration.dashboard.graph import graph_of, largest
from orchestration.dashboard.highlights import marked, snippet
from orchestration.dashboard.parameters import EVERYONE, encounter_filter, meeting_filter, number, words
from orchestration.dashboard.pictures import dated_meetings, region
from orchestration.dashboard.queries import actors, articles, meetings, overview, search
from orchestration.dashboard.tables import SORT, arranged
from orchestration.dashboard.view import View
from orchestration.dashboard.wording import plain

ROWS = 50  # of a list on one page
MET = 60  # actors that one has met, or that act for it, on its page
NEWEST = 8  # meetings on the overview
PAIRS = 25  # rows below the network
_TYPES = ("person", "country", "organization", "group")  # in the order in which actors are listed


class NotFoundError(LookupError):
    """There is no such meeting, actor or article."""


@dataclass(frozen=True)
class Page:
    """A template with its title and values."""

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """Another address to go to."""

    location: str


def show_overview(view: View) -> Page:
    """What is in the warehouse, and what is new."""
    published = view.published
    newest = meetings.meetings(published, most=NEWEST, by_news=True)
    numbers, months = overview.counts(published), overview.months(published)
    shown = shown_months(months)
    return Page(
        "overview.html",
        view.word.text("overview"),
        {
            "counts": numbers,
            "newest": meetings.with_participants(published, _sorted(view, "meetings", newest)),
            "not_drawn": numbers["meetings"] - sum(row["meetings"] for row in months if row["month"] in shown),
            "unconfirmed": overview.unconfirmed(published)[:NEWEST],
        },
    )


def list_meetings(view: View) -> Page | Redirect:
    """The meetings that fit a filter."""
    published, wanted = view.published, meeting_filter(view.query)
    page, first = number(view.query, "page"), (number(view.query, "page") - 1) * ROWS
    if SORT in view.query:  # by what is said of them, which the database does not know
        shown = _sorted(view, "meetings", meetings.meetings(published, wanted))[first : first + ROWS]
    else:
        shown = meetings.meetings(published, wanted, first=first, most=ROWS)
    if not shown and page > 1:  # such a page was there when the link was made
        return Redirect(view.link("meetings", **{**view.query, "page": None, "lang": view.word.language}))
    count = shown[0]["found_count"] if shown else 0
    named = {key: actors.actor(published, key) for key in (wanted.actor, wanted.other) if key}
    place = next((row for row in meetings.places(published) if row["place_key"] == wanted.place), None)
    return Page(
        "meetings.html",
        view.word.text("meetings"),
        {
            "meetings": meetings.with_participants(published, shown),
            "pager": {"page": page, "pages": max(1, -(-count // ROWS)), "count": count},
            "wanted": wanted,
            "named_actors": [actor for actor in named.values() if actor],
            "place": place,
            "article": articles.article(published, wanted.article) if wanted.article else None,
        },
    )


def show_meeting(view: View) -> Page | Redirect:
    """One meeting with all that is said of it."""
    published, key = view.published, view.query.get("key", "").strip().lower()
    one = meetings.meeting(published, key)
    if one is None:
        return _followed(view, "meeting", key)
    reports, claims = with_previous_dates(view, meetings.reports(published, key)), meetings.claims(published, key)
    names = articles.names_in(published, [report["article_key"] for report in reports])
    return Page(
        "meeting.html",
        view.word.headline(one),
        {
            "meeting": {**one, "participants": _sorted(view, "participants", one["participants"])},
            "reports": [{**report, "quotes": quotes(view, report, claims, names)} for report in reports],
            "contradictions": [in_words(view, row) for row in meetings.contradictions(published, key)],
            "matches": meetings.matches(published, key),
            "redirect": _redirected_from(view, "meeting"),
        },
    )


def list_actors(view: View) -> Page:
    """The actors, those with most meetings first."""
    kind = view.query.get("type") or None
    shown, pager = _paged(_sorted(view, "actors", actors.actors(view.published, actor_type=kind)), view)
    return Page("actors.html", view.word.text("actors"), {"actors": shown, "pager": pager, "kind": kind})


def show_actor(view: View) -> Page | Redirect:
    """One actor: offices, meetings, whom it met, spellings, articles."""
    published, key = view.published, view.query.get("key", "").strip().lower()
    one = actors.actor(published, key)
    if one is None:
        return _followed(view, "actor", key)
    most = meetings.ALL if SORT in view.query else ROWS
    shown = meetings.meetings(published, meetings.MeetingFilter(actor=key), most=most)
    found = meetings.with_participants(published, shown)
    own = [{**m, "own": next(p for p in m["participants"] if p["actor_key"] == key)} for m in found]
    met, mentioned = actors.met(published, key), actors.articles_on(published, key)
    representatives = actors.representatives(published, key)
    return Page(
        "actor.html",
        one["actor_name"],
        {
            "actor": one,
            "offices": _sorted(view, "offices", actors.offices(published, key)),
            "representatives": representatives[:MET],
            "representative_count": len(representatives),
            "meetings": _sorted(view, "own_meetings", own)[:ROWS],
            "meeting_count": shown[0]["found_count"] if shown else 0,
            "met": met[:MET],
            "met_count": len(met),
            "names": actors.names(published, key),
            "articles": mentioned[:ROWS],
            "article_count": len(mentioned),
            "redirect": _redirected_from(view, "actor"),
        },
    )


def list_articles(view: View) -> Page:
    """The articles, newest first."""
    shown, pager = _paged(_sorted(view, "articles", articles.articles(view.published)), view)
    return Page("articles.html", view.word.text("articles"), {"articles": shown, "pager": pager})


def show_article(view: View) -> Page:
    """One article: its text with everything marked that was read in it."""
    published = view.published
    one = articles.article(published, view.query.get("key", "").strip())
    if one is None:
        raise NotFoundError
    key = one["article_key"]
    mentions, roles = articles.mentions(published, key), articles.roles(published, key)
    claims, reports = articles.claims(published, key), articles.reports(published, key)
    found = meetings.meetings(published, meetings.MeetingFilter(article=key))
    heads = {meeting["meeting_key"]: view.word.headline(meeting) for meeting in found}
    named = {
        mention["actor_key"]: {**mention, "role": roles.get(mention["actor_key"])}
        for mention in mentions
        if mention["actor_key"]
    }
    said = [{**claim, "headline": heads.get(claim["meeting_key"], "")} for claim in claims]
    spans = article_spans(view, one, mentions, heads)
    return Page(
        "article.html",
        view.word.article(one),
        {
            "article": one,
            "text": marked(one["text"], spans),
            "meetings": meetings.with_participants(published, found),
            "reports": {report["meeting_key"]: report for report in reports},
            "claims": _sorted(view, "statements", said),
            "named": sorted(
                named.values(), key=lambda row: (_TYPES.index(row["actor_type"]), plain(row["actor_name"]))
            ),
        },
    )


def show_timeline(view: View) -> Page:
    """The meetings in the order of their days."""
    dated = dated_meetings(view)
    return Page(
        "timeline.html",
        view.word.text("timeline"),
        {
            "meetings": meetings.with_participants(view.published, _sorted(view, "meetings", dated.drawn)[:ROWS]),
            "shown": min(ROWS, len(dated.drawn)),
            "dated": dated,
            "undated": meetings.with_participants(view.published, _sorted(view, "meetings", dated.undated)[:ROWS]),
            "wanted": meeting_filter(view.query),
        },
    )


def show_map(view: View) -> Page:
    """Where the meetings take place."""
    places = _sorted(view, "places", meetings.places(view.published))
    return Page(
        "map.html",
        view.word.text("map"),
        {"places": places, "region": region(view), "regions": maps.REGIONS},
    )


def show_network(view: View) -> Page:
    """Who met whom."""
    wanted, around = encounter_filter(view.query), view.query.get("actor") or None
    pairs = actors.encounters(view.published, **wanted)
    graph = graph_of(pairs, around)
    drawn = {size: len(largest(graph, most, around)) for size, most in network.MOST.items()}
    if around:
        pairs = [pair for pair in pairs if around in (pair["actor_key_1"], pair["actor_key_2"])]
    shown, pager = _paged(_sorted(view, "encounters", pairs), view, PAIRS)
    return Page(
        "network.html",
        view.word.text("network"),
        {
            "pairs": shown,
            "pager": pager,
            "drawn": drawn,
            "all": len(graph),
            "kind": view.query.get("type") or "person",
            "everyone": EVERYONE,
            "wanted": wanted,
            "around": actors.actor(view.published, around) if around else None,
        },
    )


def show_search(view: View) -> Page:
    """What fits some words, of every kind."""
    wanted = words(view.query)
    found = search.search(view.published, wanted) if wanted else {}
    met = _sorted(view, "meetings", found.get("meetings", []))
    return Page(
        "search.html",
        view.word.text("search"),
        {
            "words": wanted,
            "found": found,
            "meetings": meetings.with_participants(view.published, met),
            "snippets": {row["article_key"]: snippet(row["text"], wanted) for row in found.get("articles", [])},
            "limit": search.LIMIT,
        },
    )


PAGES: dict[str, Callable[[View], Page | Redirect]] = {
    "overview": show_overview,
    "meetings": list_meetings,
    "meeting": show_meeting,
    "timeline": show_timeline,
    "map": show_map,
    "network": show_network,
    "actors": list_actors,
    "actor": show_actor,
    "articles": list_articles,
    "article": show_article,
    "search": show_search,
}


def _sorted(view: View, table: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of a table in the order that the address means."""
    return arranged(rows, table, view.query, view.word)


def _paged(rows: Sequence[Row], view: View, most: int = ROWS) -> tuple[list[Row], dict[str, int]]:
    """The rows of the page that the address means, and the numbers that the pager shows."""
    pages = max(1, -(-len(rows) // most))
    page = min(number(view.query, "page"), pages)
    return list(rows[(page - 1) * most : page * most]), {"page": page, "pages": pages, "count": len(rows)}


def _followed(view: View, subject: str, key: str) -> Redirect:
    found = overview.redirect(view.published, subject, key)
    if found is None:
        raise NotFoundError
    return Redirect(view.link(subject, key=found["current_key"], was=key))


def _redirected_from(view: View, subject: str) -> Row | None:
    """The row of the old key that led here, so that the page can say so."""
    return (
        overview.redirect(view.published, subject, view.query["was"].strip().lower()) if view.query.get("was") else None
    )
