"""What the marts say of the words of one article, as highlights of its text: names, offices, dates, meetings, claims.

The one place where rows become highlights. `gipfel show article` prints them, the published asset shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractors.display import Highlight

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MENTIONS = """
select
    mention.char_start, mention.char_end, coalesce(actor_type, 'place') as kind, coalesce(actor_name, place_name) as name,
    phrase_char_start, phrase_char_end, any_value(actor_match.role_title) as role_title
from marts.fct_mention as mention
left join marts.dim_actor using (actor_key)
left join marts.dim_place using (place_key)
left join marts.fct_actor_match as actor_match
    on actor_match.article_key = mention.article_key and actor_match.actor_key = mention.actor_key
where mention.article_key = ?
group by all
"""
_DATES = """
select char_start, char_end, start_date, end_date, date_precision from marts.fct_time_expression where article_key = ?
"""
_MEETINGS = "select char_start, char_end, meeting_key from marts.fct_meeting_mention where article_key = ?"
_CLAIMS = """
select char_start, char_end, meeting_key from marts.fct_meeting_report where article_key = $key
union
select char_start, char_end, meeting_key from marts.fct_participation_claim where article_key = $key
"""
SHORT = 8  # digits of a key that are shown
_EDGES = re.compile(r"^\W+|\W+$")


def highlights(connection: DuckDBPyConnection, article_key: str, text: str) -> list[Highlight]:
    """All highlights of an article, in order of the text. `connection` is one to a published file or a build."""
    found = set()
    for start, end, kind, name, phrase_start, phrase_end, role in _rows(connection, _MENTIONS, [article_key]):
        found.add(Highlight(start, end, kind, name))
        if kind == "person":
            # what stands around the name, `Bundeskanzler` before it and `dem Sondergesandten` behind it
            for part in ((phrase_start, start), (end, phrase_end)):
                part_start, part_end = _trimmed(text, *part)
                if part_start < part_end:
                    found.add(Highlight(part_start, part_end, "office", role or ""))
    for start, end, first, last, precision in _rows(connection, _DATES, [article_key]):
        found.add(Highlight(start, end, "date", day_label(first, last, precision)))
    for start, end, meeting in _rows(connection, _MEETINGS, [article_key]):
        found.add(Highlight(start, end, "meeting", meeting[:SHORT]))
    for start, end, meeting in _rows(connection, _CLAIMS, {"key": article_key}):
        found.add(Highlight(start, end, "claim", meeting[:SHORT]))
    return sorted(found)


def outermost(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces of a text, each once and in its order, without those that are a part of another one.

    >>> outermost([(20, 30), (0, 9), (4, 9), (0, 9)])
    [(0, 9), (20, 30)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(pieces), key=lambda piece: (piece[0], -piece[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found


def day_label(first: Any, last: Any, precision: str) -> str:
    """A date as exactly as it is known; `?` where it could not be resolved.

    >>> from datetime import date
    >>> day_label(date(2026, 1, 1), None, "month"), day_label(None, None, "day")
    ('2026-01', '?')
    """
    if first is None:
        return "?"
    if precision in ("month", "year"):
        return str(first)[: {"month": 7, "year": 4}[precision]]
    if precision == "week":
        return f"week of {first}"
    return f"{first} to {last}" if last and last != first else str(first)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and blanks at either end."""
    if start >= end:
        return start, start
    words = _EDGES.sub("", text[start:end])
    start = text.index(words, start) if words else end
    return start, start + len(words)


def _rows(connection: DuckDBPyConnection, sql: str, parameters: Any) -> list[tuple[Any, ...]]:
    return connection.execute(sql, parameters).fetchall()
