"""One function a page: which template, with which rows. What the pages look like is in `templates/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from orchestration.dashboard import maps, network
from orchestration.dashboard.charts import shown_months
from orchestration.dashboard.data import Row
from orchestration.dashboard.highlights import Span, marked, snippet
from orchestration.dashboard.parameters import EVERYONE, encounter_filter, meeting_filter, number
from orchestration.dashboard.pictures import dated_meetings, region
from orchestration.dashboard.queries import actors, articles, meetings, overview, search
from orchestration.dashboard.view import View
from orchestration.highlights import highlights

ROWS = 50  # of a list on one page
MET = 60  # actors that one has met, on its page
NEWEST = 8  # meetings on the overview
PAIRS = 25  # rows below the network


class NotFoundError(LookupError):
    """There is no such meeting, actor or article."""


@dataclass(frozen=True)
class Page:
    """A template with its title and values; `status` is HTTP's."""

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
            "newest": meetings.with_participants(published, newest),
            "not_drawn": numbers["meetings"] - sum(row["meetings"] for row in months if row["month"] in shown),
            "unconfirmed": overview.unconfirmed(published)[:NEWEST],
        },
    )


def list_meetings(view: View) -> Page | Redirect:
    """The meetings that fit a filter."""
    published, wanted = view.published, meeting_filter(view.query)
    page = number(view.query, "page")
    shown = meetings.meetings(published, wanted, first=(page - 1) * ROWS, most=ROWS)
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
    reports, claims = _with_previous_dates(view, meetings.reports(published, key)), meetings.claims(published, key)
    names = articles.names_in(published, [report["article_key"] for report in reports])
    return Page(
        "meeting.html",
        view.word.headline(one),
        {
            "meeting": one,
            "reports": [{**report, "quotes": _quotes(view, report, claims, names)} for report in reports],
            "contradictions": [_said(view, row) for row in meetings.contradictions(published, key)],
            "matches": meetings.matches(published, key),
            "redirect": _redirected_from(view, "meeting"),
        },
    )


def list_actors(view: View) -> Page:
    """The actors, those with most meetings first."""
    kind = view.query.get("type") or None
    shown, pager = _paged(actors.actors(view.published, actor_type=kind), view)
    return Page("actors.html", view.word.text("actors"), {"actors": shown, "pager": pager, "kind": kind})


def show_actor(view: View) -> Page | Redirect:
    """One actor: offices, meetings, whom it met, spellings, articles."""
    published, key = view.published, view.query.get("key", "").strip().lower()
    one = actors.actor(published, key)
    if one is None:
        return _followed(view, "actor", key)
    shown = meetings.meetings(published, meetings.MeetingFilter(actor=key), most=ROWS)
    found = meetings.with_participants(published, shown)
    met, mentioned = actors.met(published, key), actors.articles_on(published, key)
    own = {m["meeting_key"]: next(p for p in m["participants"] if p["actor_key"] == key) for m in found}
    return Page(
        "actor.html",
        one["actor_name"],
        {
            "actor": one,
            "offices": actors.offices(published, key),
            "representatives": actors.representatives(published, key),
            "meetings": found,
            "meeting_count": shown[0]["found_count"] if shown else 0,
            "own": own,
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
    shown, pager = _paged(articles.articles(view.published), view)
    return Page("articles.html", view.word.text("articles"), {"articles": shown, "pager": pager})


def show_article(view: View) -> Page:
    """One article: its text with everything marked that was read in it."""
    published = view.published
    one = articles.article(published, view.query.get("key", "").strip())
    if one is None:
        raise NotFoundError
    key = one["article_key"]
    mentions, claims, reports = (
        articles.mentions(published, key),
        articles.claims(published, key),
        articles.reports(published, key),
    )
    roles = articles.roles(published, key)
    found = meetings.meetings(published, meetings.MeetingFilter(article=key))
    heads = {meeting["meeting_key"]: view.word.headline(meeting) for meeting in found}
    named: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        if mention["actor_key"]:
            entry = named.setdefault(
                mention["actor_key"], {**mention, "role": roles.get(mention["actor_key"]), "printed": {}}
            )
            entry["printed"][mention["mention_text"]] = None
    spans = _article_spans(view, one, mentions, heads)
    return Page(
        "article.html",
        view.word.article(one),
        {
            "article": one,
            "text": marked(one["text"], spans),
            "meetings": meetings.with_participants(published, found),
            "reports": {report["meeting_key"]: report for report in reports},
            "claims": [{**claim, "headline": heads.get(claim["meeting_key"], "")} for claim in claims],
            "named": sorted(named.values(), key=lambda row: (row["actor_type"], row["actor_name"])),
        },
    )


def show_timeline(view: View) -> Page:
    """The meetings in the order of their days."""
    dated = dated_meetings(view)
    return Page(
        "timeline.html",
        view.word.text("timeline"),
        {
            "meetings": meetings.with_participants(view.published, dated.drawn[:ROWS]),
            "shown": min(ROWS, len(dated.drawn)),
            "dated": dated,
            "undated": meetings.with_participants(view.published, dated.undated[:ROWS]),
            "wanted": meeting_filter(view.query),
        },
    )


def show_map(view: View) -> Page:
    """Where the meetings take place."""
    places = meetings.places(view.published)
    return Page(
        "map.html",
        view.word.text("map"),
        {"places": places, "region": region(view), "regions": maps.REGIONS},
    )


def show_network(view: View) -> Page:
    """Who met whom."""
    wanted, around = encounter_filter(view.query), view.query.get("actor") or None
    pairs = actors.encounters(view.published, **wanted)
    graph = network.graph_of(pairs, around)
    drawn = {size: len(network.largest(graph, most, around)) for size, most in network.MOST.items()}
    if around:
        pairs = [pair for pair in pairs if around in (pair["actor_key_1"], pair["actor_key_2"])]
    shown, pager = _paged(pairs, view, PAIRS)
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
    words = view.query.get("q", "").strip()
    found = search.search(view.published, words) if words else {}
    return Page(
        "search.html",
        view.word.text("search"),
        {
            "words": words,
            "found": found,
            "meetings": meetings.with_participants(view.published, found.get("meetings", [])),
            "snippets": {row["article_key"]: snippet(row["text"], words) for row in found.get("articles", [])},
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


def _with_previous_dates(view: View, reports: Sequence[Row]) -> list[Row]:
    """The reports, each with the date in words that was reported before it, where it says another one."""
    before, result = "", []
    for report in reports:
        said = view.word.span(report["reported_date"], report["reported_end_date"], report["reported_date_precision"])
        result.append(
            {**report, "date_said": said, "date_before": before if report["is_date_changed"] and said else ""}
        )
        before = said or before
    return result


def _quotes(view: View, report: Row, claims: Sequence[Row], names: Sequence[Row]) -> list[dict[str, Any]]:
    """The different sentences of one article, in its order, with the names marked and the claims that were read in each.

    A sentence that is a part of another one is left out.
    """
    said = [report, *(claim for claim in claims if claim["article_key"] == report["article_key"])]
    pieces = {(row["char_start"], row["char_end"]): row["evidence_text"] for row in said}
    spans = [
        Span(
            name["char_start"],
            name["char_end"],
            name["kind"],
            view.link("actor", key=name["actor_key"]) if name["actor_key"] else None,
        )
        for name in names
        if name["article_key"] == report["article_key"]
    ]
    return [
        {
            "start": start,
            "text": _shifted(text, spans, start),
            "claims": [row for row in said[1:] if start <= row["char_start"] and row["char_end"] <= end],
        }
        for (start, end), text in sorted(pieces.items())
        if not any((s, e) != (start, end) and s <= start and end <= e for s, e in pieces)
    ]


def _shifted(text: str, spans: Sequence[Span], start: int) -> Markup:
    """A part of an article that begins at `start`, marked by spans whose offsets count from the article's beginning."""
    return marked(
        text,
        [Span(s.start - start, s.end - start, s.css, s.href) for s in spans if start <= s.start < start + len(text)],
    )


def _article_spans(view: View, article: Row, mentions: Sequence[Row], heads: dict[str, str]) -> list[Span]:
    """What `orchestration.highlights` finds in an article, with links and tool tips of this dashboard, and places to jump to."""
    published, key = view.published, article["article_key"]
    links: dict[tuple[str, int, int], str] = {}
    tips: dict[tuple[str, int, int], str] = {}
    for row in mentions:
        place = ("meetings", {"place": row["place_key"]})
        target, parameters = ("actor", {"key": row["actor_key"]}) if row["actor_key"] else place
        links[row["actor_type"] or "place", row["char_start"], row["char_end"]] = view.link(target, **parameters)
    for row in articles.meeting_mentions(published, key):
        at = ("meeting", row["char_start"], row["char_end"])
        links[at] = view.link("meeting", key=row["meeting_key"])
        tips[at] = heads.get(row["meeting_key"], "")
    for row in articles.dates(published, key):
        days = view.word.span(row["start_date"], row["end_date"], row["date_precision"])
        tips["date", row["char_start"], row["char_end"]] = days or view.word.text("unknown")
    nominal = {(row["char_start"], row["char_end"]) for row in mentions if row["mention_type"] != "name"}
    spans = []
    for found in highlights(published.connection, key, article["text"]):
        at = (found.kind, found.start, found.end)
        is_claim = found.kind == "claim"
        css = f"{found.kind} nominal" if (found.start, found.end) in nominal and at in links else found.kind
        tip = tips.get(at, "" if is_claim else found.label)
        spans.append(
            Span(found.start, found.end, css, links.get(at), tip, anchor=f"c{found.start}" if is_claim else None)
        )
    return spans


def _said(view: View, row: Row) -> Row:
    """A contradiction with its two statements in words."""
    groups = {"status": "statuses", "participation": "participation_statuses", "mode": "modes"}

    def in_words(statement: str) -> str:
        if row["subject"] == "date":
            return view.word.short_date(date.fromisoformat(statement))
        return view.word.value(groups[row["subject"]], statement) if row["subject"] in groups else statement

    return {**row, "said_1": in_words(row["statement_1"]), "said_2": in_words(row["statement_2"])}
