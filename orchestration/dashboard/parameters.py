"""What the parameters of an address mean. All are optional; a value that means nothing is an error that names it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from orchestration.dashboard.queries.meetings import MeetingFilter
from orchestration.dashboard.wording import LANGUAGES

EVERYONE = "all"
LONGEST = 200  # letters of the words to search for: each word is sought in all there is


class BadRequestError(ValueError):
    """A parameter means nothing; the message names it."""


class EncounterFilter(TypedDict):
    """Which pairs are meant (see `queries.actors.encounters`)."""

    actor_type: str | None
    confirmed: bool
    abroad: bool


def language(query: Mapping[str, str], accepted: str) -> str:
    """The language of a page: of the link, else what the browser likes better (its header Accept-Language), else German.

    >>> language({"lang": "en"}, "de"), language({}, "en-US,en;q=0.9"), language({}, "fr")
    ('en', 'en', 'de')
    """
    if query.get("lang") in LANGUAGES:
        return query["lang"]
    wanted = [part.strip()[:2].lower() for part in accepted.split(",")]
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


def day(query: Mapping[str, str], name: str) -> date | None:
    """A parameter as a day. Raises BadRequestError where it is none.

    >>> day({"since": "2026-01-06"}, "since")
    datetime.date(2026, 1, 6)
    """
    if not (text := query.get(name, "").strip()):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequestError(f"{name}={text}: YYYY-MM-DD") from error


def number(query: Mapping[str, str], name: str, default: int = 1) -> int:
    """A parameter as a positive whole number. Raises BadRequestError where it is none."""
    text = query.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise BadRequestError(f"{name}={text}")
    return int(text)


def words(query: Mapping[str, str]) -> str:
    """The words to search for, or nothing. Raises BadRequestError where they are too many.

    >>> words({"q": " Merz Paris "})
    'Merz Paris'
    """
    text = query.get("q", "").strip()
    if len(text) > LONGEST:
        raise BadRequestError(f"q: {len(text)} > {LONGEST}")
    return text


def meeting_filter(query: Mapping[str, str]) -> MeetingFilter:
    """Which meetings an address means. Raises BadRequestError.

    >>> meeting_filter({"status": "held", "q": ""})
    MeetingFilter(key=None, status='held', kind=None, place=None, actor=None, other=None, article=None, since=None, until=None, words=None, unconfirmed=False)
    """
    return MeetingFilter(
        status=query.get("status") or None,
        kind=query.get("kind") or None,
        place=query.get("place") or None,
        actor=query.get("actor") or None,
        other=query.get("other") or None,
        article=query.get("article") or None,
        since=day(query, "since"),
        until=day(query, "until"),
        words=words(query) or None,
        unconfirmed=query.get("unconfirmed") == "1",
    )


def encounter_filter(query: Mapping[str, str]) -> EncounterFilter:
    """Which pairs an address means: people, if it does not say otherwise."""
    kind = query.get("type") or "person"
    return EncounterFilter(
        actor_type=None if kind == EVERYONE or query.get("actor") else kind,
        confirmed=query.get("confirmed") == "1",
        abroad=query.get("abroad") == "1",
    )
