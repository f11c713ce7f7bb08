"""Meetings that are called off beside those that make up for them."""

from __future__ import annotations

from extractors.lexicon import word_lists
from extractors.meetings.model import Meeting
from extractors.meetings.trigger import Trigger

CALLED_OFF = {"cancelled", "postponed"}
_WERE = {"war", "waren"}
_ARRANGED = word_lists("tense")["arranged"]


def differs_by_calling_off(trigger: Trigger, meeting: Meeting) -> bool:
    """`Biden will den Besuch nachholen. Er hatte ihn verschoben`: the visit called off and the one made up for are two."""
    if trigger.is_made_up or _is_new_plan(trigger):
        return _is_called_off(meeting)
    return trigger.status in CALLED_OFF and any(t.is_made_up for t in meeting.triggers)


def _is_new_plan(trigger: Trigger) -> bool:
    """`Er sagte die Reise ab. Nun sind Gespräche mit Macron geplant`: other than what is called off."""
    is_told_anew = trigger.relation == "noun" and not trigger.is_definite and len(trigger.arguments) > 1
    return is_told_anew and trigger.status == "planned" and not trigger.clause.words & _WERE


def says_that_none_is_planned(trigger: Trigger) -> bool:
    """`Ein Treffen sei derzeit nicht geplant`; what was planned once is another thing."""
    words = trigger.clause.words
    return bool(words & _ARRANGED) and not words & _WERE and not trigger.is_made_up


def tells_of_old_plan(trigger: Trigger, meeting: Meeting) -> bool:
    """`Er sagte die Reise ab. In Berlin waren Gespräche geplant`: what the words say was part of what is called off."""
    words = trigger.clause.words
    return bool(words & _WERE and words & _ARRANGED and _is_called_off(meeting))


def postpone_made_up(meetings: list[Meeting]) -> None:
    """What is called off and made up for was postponed, whatever word the article has for it; in place."""
    for made_up in (m for m in meetings if any(t.is_made_up for t in m.triggers)):
        for meeting in meetings:
            if (
                meeting.status == "cancelled"
                and meeting.meeting_type == made_up.meeting_type
                and meeting.destination == made_up.destination
                and meeting.parties & made_up.parties
            ):
                meeting.status = "postponed"


def _is_called_off(meeting: Meeting) -> bool:
    return any(t.status in CALLED_OFF for t in meeting.triggers)
