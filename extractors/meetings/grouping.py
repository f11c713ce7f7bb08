"""Which triggers speak of one meeting.

A meeting is kept only if actors of two countries, international organizations or conflict parties
take part in it (the definition is that of the annotation guidelines).
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.dates import TimeExpression
from extractors.meeting_nouns import compound_party
from extractors.meetings.calling_off import postpone_made_up, says_that_none_is_planned
from extractors.meetings.model import Meeting
from extractors.meetings.parts import inherit, receive_visits, set_parents
from extractors.meetings.placing import place_of
from extractors.meetings.sameness import find_joined, receives_visit, same_score
from extractors.meetings.settling import international_words, is_international, settle
from extractors.meetings.story import date_by_journey, date_by_publication, date_by_story, read_story
from extractors.meetings.timing import Timed, is_finer, is_other_time, time_of
from extractors.meetings.trigger import OPENING, TALKS, Trigger
from extractors.meetings.whereabouts import place_by_story

_HOLDING = {"führt", "führe", "führen", "führte", "führten"}


def find_meetings(
    doc: Doc,
    triggers: list[Trigger],
    mentions: list[Mention],
    entities: list[Entity],
    times: list[TimeExpression],
    published_on: date | None,
) -> list[Meeting]:
    """Group triggers to meetings, in the order of the text."""
    story = read_story(doc, times, published_on)
    timed = {}
    for trigger in triggers:
        time = time_of(doc, trigger, times, published_on, story.day)
        timed[id(trigger)] = Timed(time, *place_of(doc, trigger, mentions, entities), is_other_time(time, published_on))
    meetings: list[Meeting] = []
    # in a sentence, what reports a meeting comes before what joins one: `Auf Einladung von Macron beraten …`
    for trigger in sorted(
        (t for t in triggers if not _is_denied(t)), key=lambda t: (t.sentence.start, t.relation not in OPENING, t.start)
    ):
        destination = _destination(trigger, timed[id(trigger)].place, entities)
        if trigger.relation in OPENING and (destination or _is_substantial(doc, trigger, entities)):
            target = _find_same(trigger, meetings, timed, entities)
            if target is None:
                target = Meeting(len(meetings))
                meetings.append(target)
            target.destination = target.destination or destination
            target.add(trigger)
            _fill(target, timed[id(trigger)])
        elif trigger.relation in OPENING:
            target = _find_same(trigger, meetings, timed, entities)
            if target is not None and (
                trigger.is_definite
                or trigger.preposition in {"bei", "nach", "vor"}
                or receives_visit(trigger, target, entities)
            ):
                target.add(trigger)
                _fill(target, timed[id(trigger)])
        else:
            target = find_joined(trigger, meetings, timed)
            if target is None and (opened := _opens_by_noun(trigger, triggers, meetings)):
                target = Meeting(len(meetings))
                meetings.append(target)
                target.add(opened)
            elif target is None and destination and len(trigger.arguments) > 1:
                target = Meeting(
                    len(meetings), destination=destination
                )  # `Kurz und Frederiksen werden in Israel erwartet`
                meetings.append(target)
            if target is not None:
                target.add(trigger)
                _fill(target, timed[id(trigger)])
    kept = [m for m in meetings if is_international(m, entities)]
    for meeting in kept:
        settle(doc, meeting, entities, timed, published_on)
    postpone_made_up(kept)
    date_by_journey(kept, triggers, timed, story)
    date_by_story(kept, story)
    set_parents(kept, entities)
    inherit(kept, entities)
    place_by_story(doc, kept, mentions, entities)
    date_by_publication(kept, times, story)
    inherit(kept, entities)
    receive_visits(kept, mentions, entities)
    return kept


def _is_denied(trigger: Trigger) -> bool:
    """Triggers that report nothing.

    `traf er sich nicht`: no meeting, and nobody who takes part; of a noun, `nicht` may deny something else."""
    if trigger.relation == "hold" and not trigger.has_noun_beside:
        return True  # `verließ das Haus`
    if trigger.relation == "noun" and trigger.is_negated and trigger.preposition is None:
        return says_that_none_is_planned(trigger)
    return trigger.is_negated and trigger.relation in {"meet", "host", "represent"}


def _destination(trigger: Trigger, place: int | None, entities: list[Entity]) -> str | None:
    """Country that a politician visits: `Rubio reist nach Paris`, `bei seinem Besuch in Jerusalem`; None at home."""
    if place is None or not (
        trigger.meeting_type == "visit"
        or trigger.relation == "expect"
        or trigger.is_arrival
        or _goes_for_talks(trigger)
    ):
        return None
    people = [entities[a.entity] for a in trigger.arguments if entities[a.entity].kind == "person"]
    homes = {p.country_code for p in people if p.country_code}
    country = entities[place].country_code
    return country if country and homes and country not in homes else None


def _goes_for_talks(trigger: Trigger) -> bool:
    """`war zu Krisengesprächen in Israel`, `ist in Moskau und führt Gespräche`: talks abroad with whoever is there."""
    if trigger.noun not in TALKS or len(trigger.arguments) != 1:
        return False
    return trigger.preposition == "zu" or bool(trigger.clause.words & _HOLDING)


def _is_substantial(doc: Doc, trigger: Trigger, entities: list[Entity]) -> bool:
    """Whether the trigger alone can open a meeting."""
    parties = {a.entity for a in trigger.arguments}
    groups = {e for e in parties if entities[e].kind == "group"}
    if trigger.relation in {"visit", "invite"} and len(parties) < 2:
        return False
    if trigger.relation == "visit" and all(entities[e].kind in {"country", "place"} for e in parties):
        return False  # `Flugzeuge besuchen Litauen und Rumänien`
    bodies = {a.entity for a in trigger.arguments if a.is_tight and entities[a.entity].kind == "organization"}
    if len(parties) >= 2 or groups or compound_party(trigger.prefix) or (trigger.is_strong and bodies):
        return True
    if not trigger.is_strong:
        return False
    return bool(parties) and bool(international_words(trigger))


def _opens_by_noun(trigger: Trigger, triggers: list[Trigger], meetings: list[Meeting]) -> Trigger | None:
    """`Merz nimmt am Gipfel teil`: the noun of the clause opens the meeting that the verb joins."""
    used = {id(t) for meeting in meetings for t in meeting.triggers}
    for other in triggers:
        if id(other) in used:
            continue
        if (
            other.relation == "noun"
            and (other.is_strong or other.preposition in {"an", "bei", "zu"})
            and other.sentence.start == trigger.sentence.start
            and other.clause.number == trigger.clause.number
        ):
            return other
    return None


def _find_same(
    trigger: Trigger, meetings: list[Meeting], timed: dict[int, Timed], entities: list[Entity]
) -> Meeting | None:
    """The meeting that this trigger speaks of again, the best one of those it may mean."""
    scored = []
    for meeting in meetings:
        score = same_score(trigger, meeting, timed, entities)
        if score > 0:
            scored.append((score, -meeting.number, meeting))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _fill(meeting: Meeting, own: Timed) -> None:
    trigger = meeting.triggers[-1]
    reports = trigger.relation in OPENING  # who joins may come on another day than the first one
    if own.time and (meeting.when is None or (reports and is_finer(own.time.when, meeting.when))):
        meeting.date(own.time.when, own.time.basis)
        meeting.is_guests_day = not reports
    if own.place is not None and meeting.place is None:
        meeting.place = own.place
    if trigger.mode and meeting.mode is None and trigger.relation in OPENING:
        meeting.mode = trigger.mode
