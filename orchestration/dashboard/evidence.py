"""What articles say, as a page shows it: their text with everything marked, the sentences a meeting rests on, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from orchestration.dashboard.data import Row
from orchestration.dashboard.highlights import Span, marked
from orchestration.dashboard.queries import articles
from orchestration.dashboard.view import View
from orchestration.highlights import highlights, outermost


def article_spans(view: View, article: Row, mentions: Sequence[Row], heads: dict[str, str]) -> list[Span]:
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


def quotes(view: View, report: Row, claims: Sequence[Row], names: Sequence[Row]) -> list[dict[str, Any]]:
    """The different sentences of one article, in its order, with the names marked and the claims that were read in each.

    A sentence that is a part of another one is left out.
    """
    said = [report, *(claim for claim in claims if claim["article_key"] == report["article_key"])]
    texts = {(row["char_start"], row["char_end"]): row["evidence_text"] for row in said}
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
            "text": _shifted(texts[start, end], spans, start),
            "claims": [row for row in said[1:] if start <= row["char_start"] and row["char_end"] <= end],
        }
        for start, end in outermost(texts)
    ]


def with_previous_dates(view: View, reports: Sequence[Row]) -> list[Row]:
    """The reports, each with the date in words that was reported before it, where it says another one."""
    before, result = "", []
    for report in reports:
        said = view.word.span(report["reported_date"], report["reported_end_date"], report["reported_date_precision"])
        result.append(
            {**report, "date_said": said, "date_before": before if report["is_date_changed"] and said else ""}
        )
        before = said or before
    return result


def in_words(view: View, row: Row) -> Row:
    """A contradiction with its two statements in words."""
    groups = {"status": "statuses", "participation": "participation_statuses", "mode": "modes"}

    def said(statement: str) -> str:
        if row["subject"] == "date":
            return view.word.short_date(date.fromisoformat(statement))
        return view.word.value(groups[row["subject"]], statement) if row["subject"] in groups else statement

    return {**row, "said_1": said(row["statement_1"]), "said_2": said(row["statement_2"])}


def _shifted(text: str, spans: Sequence[Span], start: int) -> Markup:
    """A part of an article that begins at `start`, marked by spans whose offsets count from the article's beginning."""
    return marked(
        text,
        [Span(s.start - start, s.end - start, s.css, s.href) for s in spans if start <= s.start < start + len(text)],
    )
