"""The day that a story tells of: it dates what has happened and names no day of its own."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from extractors.dates import TimeExpression, resolve
from extractors.meetings.model import Meeting

_SENTENCES_BACK = 2
_DAYS_OLD = 3  # a story of the day goes no further back; an older day is background
_DAY_KINDS = {"weekday", "relative", "date"}
_OPEN_ENDED = {"seit", "bis", "ab"}


def anchor_in_story(doc: Doc, meetings: list[Meeting], times: list[TimeExpression], published_on: date | None) -> None:
    """Date undated meetings that have happened by the day named last, at most two sentences before; in place.

    `Wadephul reiste am Montag nach Kiew. Er traf dort Sybiha.` dates the talk on Monday. Nothing is
    dated without a day of publication, or by a day that lies further back than news go.
    """
    if published_on is None:
        return
    sentences = list(doc.sents)
    number = {sentence.start: i for i, sentence in enumerate(sentences)}
    for meeting in meetings:
        if meeting.when is not None or meeting.status not in {"held", "ongoing"}:
            continue
        at = number[meeting.triggers[0].sentence.start]
        for sentence in reversed(sentences[max(0, at - _SENTENCES_BACK) : at]):
            days = [
                resolve(time, published_on, "past")
                for time in times
                if sentence.start_char <= time.char_start < sentence.end_char
                and time.kind in _DAY_KINDS
                and not time.is_dateline
                and time.preposition not in _OPEN_ENDED
            ]
            recent = [
                d
                for d in days
                if d.precision == "day" and d.start_date and abs((published_on - d.start_date).days) <= _DAYS_OLD
            ]
            if recent:
                meeting.when = recent[-1]
                break
