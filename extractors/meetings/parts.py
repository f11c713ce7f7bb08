"""Meetings inside meetings: talks beside a summit or on a visit, and who receives a guest."""

from __future__ import annotations

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument
from extractors.meetings.calling_off import CALLED_OFF
from extractors.meetings.model import Meeting
from extractors.meetings.timing import dates_differ
from extractors.meetings.trigger import Trigger

_FRINGE = word_lists("taking_part")["fringe"]


def is_talk_beside(talk: Trigger, summit: Trigger, entities: list[Entity]) -> bool:
    """`Beim Nato-Gipfel traf Trump Selenskyj`: two people face to face at the summit of a body, a meeting of its own.

    On its fringe (`am Rande`) more than two are one, too.
    """
    is_summit = (
        summit.clause is talk.clause
        and summit.relation == "noun"
        and summit.preposition == "bei"
        and summit.meeting_type in {"summit", "conference", "session"}
        and any(entities[a.entity].kind in {"group", "organization"} for a in summit.arguments)
    )
    if not is_summit or talk.relation not in {"meet", "host"}:
        return False
    people = {a.entity for a in talk.arguments if entities[a.entity].kind == "person"}
    bodies = {entities[e].body for e in people}
    if talk.clause.words & _FRINGE:
        return len(bodies) > 1
    return len(talk.arguments) == len(people) == len(bodies) == 2


def set_parents(meetings: list[Meeting], entities: list[Entity]) -> None:
    """A talk beside a summit, or one whose parties all take part in a larger meeting of the same day and place, is part of it."""
    for meeting in meetings:
        beside = [
            other
            for other in meetings
            if any(is_talk_beside(t, o, entities) for t in meeting.triggers for o in other.triggers)
        ]
        if beside:
            meeting.parent = beside[0].number
            for entity, found in meeting.arguments.items():
                beside[0].arguments.setdefault(entity, found)
            continue
        larger = [
            other
            for other in meetings
            if other is not meeting
            and len(other.parties) > max(2, len(meeting.parties))
            and meeting.parties <= other.parties
            and (meeting.place is None or other.place is None or meeting.place == other.place)
            and not (meeting.when and other.when and dates_differ(meeting.when, other.when))
            and (
                meeting.status == other.status
                or (
                    {meeting.status, other.status} <= {"ongoing", "held", "planned"}
                    and meeting.status == "planned" == other.status
                )
            )
        ]
        if larger:
            meeting.parent = max(larger, key=lambda m: len(m.parties)).number


def inherit(meetings: list[Meeting], entities: list[Entity]) -> None:
    """A talk during a visit happens at its time and place, where nothing else is said; the visit has all who talked."""
    for visit in meetings:
        if visit.meeting_type != "visit" or not visit.destination:
            continue
        visitors = {e for e in visit.parties if entities[e].kind == "person"}
        for talk in meetings:
            if talk is visit or talk.meeting_type in {"visit", "call"} or not visitors & talk.parties:
                continue
            if (talk.status in CALLED_OFF) != (visit.status in CALLED_OFF):
                continue
            if talk.place is not None and entities[talk.place].country_code != visit.destination:
                continue
            if talk.when and visit.when and dates_differ(talk.when, visit.when):
                continue
            hosts = {entities[e].country_code for e in talk.parties - visitors}
            if talk.place is None and visit.destination not in hosts:
                continue
            talk.parent = visit.number if talk.parent is None else talk.parent
            if talk.place is None and visit.place is not None:
                talk.place, talk.place_basis = visit.place, "related"
            if talk.when is None and visit.when is not None:
                talk.date(visit.when, "related")
            if visit.place is None or (
                talk.place is not None
                and (entities[visit.place].kind, entities[talk.place].kind) == ("country", "place")
            ):
                visit.place, visit.place_basis = talk.place, "related"
            if visit.when is None and talk.when is not None:
                visit.date(talk.when, "related")
            for entity, found in talk.arguments.items():
                visit.arguments.setdefault(entity, found)


def receive_visits(meetings: list[Meeting], mentions: list[Mention], entities: list[Entity]) -> None:
    """`Bidens Besuch in Deutschland`: where nobody is named who receives the guest, the country does; in place.

    Only a country named in a sentence that tells of the visit, as every participant leads back to words.
    """
    for visit in meetings:
        if visit.meeting_type != "visit" or not visit.destination:
            continue
        if any(visit.destination in {entities[e].country_code, entities[e].key} for e in visit.parties):
            continue
        for trigger in visit.triggers:
            named = [
                m
                for m in mentions
                if m.kind == "country"
                and m.key == visit.destination
                and trigger.sentence.start <= m.start < trigger.sentence.end
            ]
            if named:
                host = Argument(named[0].entity, named[0], role="host", confidence=0.6, is_tight=False)
                visit.arguments[host.entity] = [(host, trigger)]
                visit.host = visit.host if visit.host is not None else host.entity
                break
