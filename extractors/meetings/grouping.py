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
from extractors.meetings.calling_off import (
    CALLED_OFF,
    differs_by_calling_off,
    postpone_made_up,
    says_that_none_is_planned,
    tells_of_old_plan,
)
from extractors.meetings.model import Meeting, is_call
from extractors.meetings.placing import is_wide, place_of
from extractors.meetings.settling import (
    inherit,
    international_words,
    is_international,
    is_talk_beside,
    receive_visits,
    set_parents,
    settle,
)
from extractors.meetings.story import date_by_journey, date_by_publication, date_by_story, read_story
from extractors.meetings.timing import Timed, dates_differ, is_finer, is_other_time, time_of
from extractors.meetings.trigger import OPENING, TALKS, Trigger
from extractors.meetings.whereabouts import place_by_story

_HOLDING = {"führt", "führe", "führen", "führte", "führten"}
_AHEAD = {"planned", "proposed"}


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
                or _receives_visit(trigger, target, entities)
            ):
                target.add(trigger)
                _fill(target, timed[id(trigger)])
        else:
            target = _find_joined(trigger, meetings, timed)
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
        score = _same_score(trigger, meeting, timed, entities)
        if score > 0:
            scored.append((score, -meeting.number, meeting))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _same_score(trigger: Trigger, meeting: Meeting, timed: dict[int, Timed], entities: list[Entity]) -> float:
    mine = {a.entity for a in trigger.arguments if a.is_counted and (a.is_tight or not trigger.is_definite)}
    theirs = meeting.parties
    shared = mine & theirs
    same_clause = any(
        t.clause is trigger.clause and t.preposition not in {"vor", "nach"} for t in meeting.triggers
    ) and trigger.preposition not in {"vor", "nach"}
    own = timed[id(trigger)]
    if any(t.start == trigger.start for t in meeting.triggers):
        return 0.0  # parted from it: `traf Macron und am Dienstag Meloni`
    if trigger.part and len(theirs) > len(mine):
        return 0.0  # one of several, told of as one before
    if (
        trigger.meeting_type == "summit"
        and not mine
        and _is_bilateral(meeting, entities)
        and not any(t.meeting_type == "summit" for t in meeting.triggers)
    ):
        return 0.0
    if (
        trigger.prefix
        and trigger.noun
        and any(
            t.prefix and t.noun and {t.meeting_type, trigger.meeting_type} == {"summit", "multilateral"}
            for t in meeting.triggers
        )
    ):
        return 0.0  # `G7-Außenministertreffen` and `G7-Gipfel`
    if not mine and _is_named_otherwise(trigger, meeting):
        return 0.0
    if own.when and meeting.when and dates_differ(own.when, meeting.when):
        return 0.0
    if (
        own.place is not None
        and meeting.place is not None
        and own.place != meeting.place
        and not _within(entities, own.place, meeting.place)
    ):
        return 0.0
    call = is_call(trigger.mode, trigger.meeting_type)
    if (
        not same_clause
        and call != is_call(meeting.mode, meeting.triggers[0].meeting_type)
        and not (
            trigger.is_definite
            and not mine - theirs
            and (trigger.meeting_type == "multilateral" or (trigger.noun == "gespräch" and trigger.mode is None))
        )
    ):
        return 0.0
    if own.is_other_time and meeting.when is None and any(t.status == "held" for t in meeting.triggers):
        return 0.0  # `Die Außenminister haben getagt. G7-Treffen mit Trump im Juni`: what is told as news is of the day
    if (
        differs_by_calling_off(trigger, meeting)
        or _is_talk_of_visit(trigger, meeting, entities)
        or is_talk_beside(trigger, meeting, entities)
    ):
        return 0.0
    if trigger.status and _status_differs(trigger.status, meeting) and not (trigger.is_definite and mine <= theirs):
        return 0.0
    if trigger.is_indefinite and mine and mine != theirs and len(mine) >= 2 and not same_clause:
        return 0.0
    score: float = 0.0
    if trigger.relation == "invite" and same_clause:
        score += 0.5  # `hat zu dem Treffen Australien eingeladen`: more parties
    elif mine and not shared and _receives_visit(trigger, meeting, entities):
        score += 0.4
    elif mine:
        if not shared and not (trigger.is_definite and len(mine) == 1 and not _is_bilateral(meeting, entities)):
            return 0.0
        people = {e for e in mine if entities[e].kind == "person"}
        their_people = {e for e in theirs if entities[e].kind == "person"}
        if not shared and trigger.meeting_type == "visit" and people and their_people:
            return 0.0  # `Selenskyjs Besuch` beside one of Biden
        if (
            len(people) == 2
            and len(their_people) == 2
            and people != their_people
            and len(theirs) == 2
            and trigger.relation != "noun"
        ):
            return 0.0
        if len(people) >= 2 and len(their_people) >= 2 and not people & their_people:
            return 0.0
        if (
            trigger.relation == "noun"
            and not trigger.is_definite
            and len(people) == len(mine) == 2
            and len(their_people) > 1
            and len(shared) == 1
            and not same_clause
        ):
            return 0.0  # `Gespräche mit A und B. Es gab auch ein Treffen mit C`
        overlap = len(shared) / len(mine)
        is_visit = trigger.meeting_type == "visit" and meeting.destination is not None  # hosts are named one by one
        if overlap < 0.5 and not (theirs <= mine) and not trigger.is_definite and not (is_visit and shared & people):
            return 0.0
        score += max(overlap, 0.1) + 0.5 * (mine == theirs)
    elif not same_clause and (trigger.is_indefinite or not (trigger.is_definite or trigger.preposition == "bei")):
        return 0.0
    else:
        score += 0.3
    score += 1.0 * same_clause
    score += 0.5 * tells_of_old_plan(trigger, meeting)
    score += 0.4 * bool(trigger.noun and any(t.noun == trigger.noun for t in meeting.triggers))
    score += 0.3 * bool(own.when and meeting.when)
    score += 0.2 * bool(own.place is not None and own.place == meeting.place)
    score += 0.1 * (meeting.number == 0)
    distance = float(trigger.sentence.start - max(t.sentence.start for t in meeting.triggers))
    score += 0.3 / (1 + distance / 40)
    if not mine and trigger.noun == "gespräch":  # `Das Gespräch`: rather of two people than a summit
        score += 0.2 * (is_call(meeting.mode, meeting.triggers[0].meeting_type) or _is_bilateral(meeting, entities))
    return score


def _is_talk_of_visit(trigger: Trigger, meeting: Meeting, entities: list[Entity]) -> bool:
    """`Pompeo besuchte Kopenhagen. Dort wurde er von Frederiksen empfangen`: the talk is a meeting of its own."""
    people = {a.entity for a in trigger.arguments if entities[a.entity].kind == "person"}
    return (
        trigger.relation in {"meet", "host"}
        and meeting.destination is not None
        and len(people) > 1
        and not any(t.sentence.start == trigger.sentence.start for t in meeting.triggers)
        and not any(t.relation in {"meet", "host"} for t in meeting.triggers)
    )


def _is_named_otherwise(trigger: Trigger, meeting: Meeting) -> bool:
    """`die Ukraine-Friedenskonferenz` beside a `G7-Gipfel`: names of their own, of two kinds."""
    named = {t.meeting_type for t in meeting.triggers if t.prefix and t.noun}
    kinds = {trigger.meeting_type, *named}
    if (
        trigger.prefix
        and trigger.noun
        and trigger.meeting_type != "visit"
        and kinds - {trigger.meeting_type} == {"visit"}
    ):
        return True  # `das Ramstein-Treffen` beside a `Deutschland-Besuch`
    return bool(
        trigger.prefix
        and trigger.noun
        and named
        and trigger.meeting_type not in named
        and kinds == {"summit", "conference"}
    )


def _receives_visit(trigger: Trigger, meeting: Meeting, entities: list[Entity]) -> bool:
    """`Scholz reist nach China. In Peking ist ein Gespräch mit Xi geplant`: one party only, of the country visited."""
    if meeting.destination is None or trigger.relation != "noun":
        return False
    named = [entities[a.entity] for a in trigger.arguments if a.is_counted]
    return len(named) == 1 and named[0].kind == "person" and named[0].country_code == meeting.destination


def _is_bilateral(meeting: Meeting, entities: list[Entity]) -> bool:
    """Two people face to face: a third party named for `das Treffen` makes it another meeting."""
    return len(meeting.parties) == 2 and all(entities[e].kind == "person" for e in meeting.parties)


def _find_joined(trigger: Trigger, meetings: list[Meeting], timed: dict[int, Timed]) -> Meeting | None:
    """The meeting that `nimmt teil`, `wird erwartet`, `fehlt` is about: that of its clause or sentence, else a near one."""
    if not trigger.arguments and trigger.relation != "cancel":
        return None
    own = timed[id(trigger)]
    scored = []
    for meeting in meetings:
        same_clause = any(
            t.sentence.start == trigger.sentence.start
            and t.clause.number == trigger.clause.number
            and t.preposition not in {"vor", "nach"}
            for t in meeting.triggers
        )
        same_sentence = any(t.sentence.start == trigger.sentence.start for t in meeting.triggers)
        if own.when and meeting.when and dates_differ(own.when, meeting.when):
            continue
        if own.place is not None and meeting.place is not None and own.place != meeting.place:
            continue
        if differs_by_calling_off(trigger, meeting):
            continue
        status = "planned" if trigger.is_arrival or trigger.relation == "cancel" else trigger.status
        if status and _status_differs(status, meeting) and not same_clause:
            continue
        distance = (trigger.sentence.start - max(t.sentence.start for t in meeting.triggers)) / 25
        if trigger.relation in {"represent", "accompany", "send", "expect"} and not same_sentence and distance > 8:
            continue
        size = len(meeting.parties)
        if trigger.relation == "cancel":
            distance *= 20  # `Er wurde abgesagt`: the one just spoken of
            if distance > 60:
                continue
        scored.append(
            (
                2.0 * same_clause
                + 0.5 * same_sentence
                + min(size, 4) * 0.1
                + 0.4 * (meeting.number == 0)
                - 0.05 * distance,
                -meeting.number,
                meeting,
            )
        )
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


def _status_differs(status: str, meeting: Meeting) -> bool:
    known = [t.status for t in meeting.triggers if t.status]
    ahead = sum(s in _AHEAD for s in known) + sum(
        t.status is None
        and t.tense == "present"
        and t.relation in {"attend", "meet", "host"}
        and not _is_headline(t)  # `Merz trifft Macron` above what has happened
        for t in meeting.triggers
    )
    done = sum(s == "held" for s in known)
    if status == "held":
        return ahead + sum(s in CALLED_OFF for s in known) > done
    if status in _AHEAD:
        return done > ahead
    return False


def _is_headline(trigger: Trigger) -> bool:
    """Whether the trigger stands in a line without a full stop."""
    words = [t for t in trigger.sentence if not t.is_space and not t.is_quote]
    return bool(words) and words[-1].text not in {".", "!", "?", "…"}


def _within(entities: list[Entity], left: int, right: int) -> bool:
    """A city and its country or region are no contradiction."""
    a, b = entities[left], entities[right]
    return a.country_code is not None and a.country_code == b.country_code and (is_wide(a) or is_wide(b))
