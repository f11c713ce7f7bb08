"""Whether an article tells of many meetings at once: `telefonieren regelmäßig`, `nach mehreren Gesprächen`.

A series is no meeting that another article could mean: it has no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from extractors.lexicon import word_lists
from extractors.meetings.model import Meeting
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("series")
_TIMES = re.compile(rf"(?:\w*(?:{'|'.join(sorted(_WORDS['times']))})|\d+)[ -]?mal")
_ADJECTIVE = re.compile(rf"(?:{'|'.join(sorted(_WORDS['adjectives']))})e[nrms]?")


def mark_series(doc: Doc, meetings: Iterable[Meeting]) -> None:
    """Mark the meetings that are told of as a series by all of their words; in place.

    A day that is stated of the meeting itself makes it one of the series (`zu ihrem jährlichen Treffen am Montag`);
    any other does not belong to it.
    """
    for meeting in meetings:
        is_dated = meeting.when is not None and meeting.when.precision == "day" and meeting.date_basis == "stated"
        if is_dated or not all(_is_repeated(doc, trigger) for trigger in meeting.triggers):
            continue
        meeting.is_series = True
        if meeting.date_basis != "stated":
            meeting.when = meeting.date_basis = None
        if meeting.status == "planned" and all(trigger.tense == "present" for trigger in meeting.triggers):
            meeting.status = "ongoing"


def _is_repeated(doc: Doc, trigger: Trigger) -> bool:
    if trigger.relation != "noun":
        return _happens_often(trigger)
    before = doc[max(trigger.sentence.start, min(trigger.phrase_start, trigger.start)) : trigger.start]
    is_plural = "Plur" in doc[trigger.end - 1].morph.get("Number")
    return is_plural and any(_ADJECTIVE.fullmatch(token.lower_) for token in before)


def _happens_often(trigger: Trigger) -> bool:
    tokens = trigger.clause.tokens
    if trigger.clause.words & _WORDS["adverbs"] or any(_TIMES.fullmatch(token.lower_) for token in tokens):
        return True
    words = [token.lower_ for token in tokens]
    text = " ".join(words)
    if any(phrase in text for phrase in _WORDS["phrases"]):
        return True
    return any(
        word in _WORDS["every"] and not _WORDS["units"].isdisjoint(words[i + 1 : i + 3]) for i, word in enumerate(words)
    )
