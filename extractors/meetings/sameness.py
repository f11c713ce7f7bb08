"""Whether a word tells of a meeting that was told of before: the same parties, time, place and kind."""

from __future__ import annotations

from extractors.actors.entity import Entity
from extractors.meetings.calling_off import CALLED_OFF, differs_by_calling_off, tells_of_old_plan
from extractors.meetings.model import Meeting, is_call
from extractors.meetings.parts import is_talk_beside
from extractors.meetings.placing import is_wide
from extractors.meetings.timing import Timed, dates_differ
from extractors.meetings.trigger import Trigger

_AHEAD = {"planned", "proposed"}


def same_score(trigger: Trigger, meeting: Meeting, timed: dict[int, Timed], entities: list[Entity]) -> float:
    """How well the trigger's words suit a meeting told before; 0 where they tell of another one."""
    mine = {a.entity for a in trigger.arguments if a.is_counted and (a.is_tight or not trigger.is_definite)}
    own = timed[id(trigger)]
    same_clause = _shares_clause(trigger, meeting)
    if _is_another_kind(trigger, meeting, mine, entities) or _is_elsewhere(own, meeting, entities):
        return 0.0
    if not same_clause and _is_call_or_not(trigger, meeting, mine):
        return 0.0
    if own.is_other_time and meeting.when is None and any(t.status == "held" for t in meeting.triggers):
        return 0.0  # `Die Außenminister haben getagt. G7-Treffen mit Trump im Juni`: what is told as news is of the day
    if (
        differs_by_calling_off(trigger, meeting)
        or _is_talk_of_visit(trigger, meeting, entities)
        or any(is_talk_beside(trigger, t, entities) or is_talk_beside(t, trigger, entities) for t in meeting.triggers)
    ):
        return 0.0
    if (
        trigger.status
        and _status_differs(trigger.status, meeting)
        and not (trigger.is_definite and mine <= meeting.parties)
    ):
        return 0.0
    if trigger.relation == "invite" and same_clause:
        score = 0.5  # `hat zu dem Treffen Australien eingeladen`: more parties
    elif mine:
        score = _parties_score(trigger, meeting, mine, same_clause, entities)
    else:
        is_again = trigger.is_definite or trigger.preposition == "bei"
        score = 0.3 if same_clause or (is_again and not trigger.is_indefinite) else 0.0
    return score + _likeness(trigger, meeting, own, mine, same_clause, entities) if score else 0.0


def _shares_clause(trigger: Trigger, meeting: Meeting) -> bool:
    apart = {"vor", "nach"}  # `Vor dem Gipfel traf er Macron`
    return trigger.preposition not in apart and any(
        t.clause is trigger.clause and t.preposition not in apart for t in meeting.triggers
    )


def _is_another_kind(trigger: Trigger, meeting: Meeting, mine: set[int], entities: list[Entity]) -> bool:
    """Whether the words name another meeting than those that tell of this one."""
    if any(t.start == trigger.start for t in meeting.triggers):
        return True  # parted from it: `traf Macron und am Dienstag Meloni`
    if trigger.part and len(meeting.parties) > len(mine):
        return True  # one of several, told of as one before
    if (
        trigger.meeting_type == "summit"
        and not mine
        and _is_face_to_face(meeting, entities)
        and not any(t.meeting_type == "summit" for t in meeting.triggers)
    ):
        return True
    if (
        trigger.prefix
        and trigger.noun
        and any(
            t.prefix and t.noun and {t.meeting_type, trigger.meeting_type} == {"summit", "multilateral"}
            for t in meeting.triggers
        )
    ):
        return True  # `G7-Außenministertreffen` and `G7-Gipfel`
    return not mine and _is_named_otherwise(trigger, meeting)


def _is_elsewhere(own: Timed, meeting: Meeting, entities: list[Entity]) -> bool:
    """Whether time or place contradict."""
    if own.when and meeting.when and dates_differ(own.when, meeting.when):
        return True
    return (
        own.place is not None
        and meeting.place is not None
        and own.place != meeting.place
        and not _within(entities, own.place, meeting.place)
    )


def _is_call_or_not(trigger: Trigger, meeting: Meeting, mine: set[int]) -> bool:
    """Whether one is a call and the other is not, unless the words take the meeting up again (`das Gespräch`)."""
    if is_call(trigger.mode, trigger.meeting_type) == is_call(meeting.mode, meeting.triggers[0].meeting_type):
        return False
    takes_up = trigger.meeting_type == "multilateral" or (trigger.noun == "gespräch" and trigger.mode is None)
    return not (trigger.is_definite and not mine - meeting.parties and takes_up)


def _parties_score(
    trigger: Trigger, meeting: Meeting, mine: set[int], same_clause: bool, entities: list[Entity]
) -> float:
    """How well the parties that the trigger names suit the meeting's; 0 where they are others."""
    theirs = meeting.parties
    shared = mine & theirs
    if trigger.is_indefinite and mine != theirs and len(mine) >= 2 and not same_clause:
        return 0.0
    if not shared and receives_visit(trigger, meeting, entities):
        return 0.4
    if not shared and not (trigger.is_definite and len(mine) == 1 and not _is_face_to_face(meeting, entities)):
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
    return max(overlap, 0.1) + 0.5 * (mine == theirs)


def _likeness(
    trigger: Trigger, meeting: Meeting, own: Timed, mine: set[int], same_clause: bool, entities: list[Entity]
) -> float:
    """What tells the best of several meetings that suit."""
    score = 1.0 * same_clause
    score += 0.5 * tells_of_old_plan(trigger, meeting)
    score += 0.4 * bool(trigger.noun and any(t.noun == trigger.noun for t in meeting.triggers))
    score += 0.3 * bool(own.when and meeting.when)
    score += 0.2 * bool(own.place is not None and own.place == meeting.place)
    score += 0.1 * (meeting.number == 0)
    distance = float(trigger.sentence.start - max(t.sentence.start for t in meeting.triggers))
    score += 0.3 / (1 + distance / 40)
    if not mine and trigger.noun == "gespräch":  # `Das Gespräch`: rather of two people than a summit
        is_of_two = is_call(meeting.mode, meeting.triggers[0].meeting_type) or _is_face_to_face(meeting, entities)
        score += 0.2 * is_of_two
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


def receives_visit(trigger: Trigger, meeting: Meeting, entities: list[Entity]) -> bool:
    """`Scholz reist nach China. In Peking ist ein Gespräch mit Xi geplant`: one party only, of the country visited."""
    if meeting.destination is None or trigger.relation != "noun":
        return False
    named = [entities[a.entity] for a in trigger.arguments if a.is_counted]
    return len(named) == 1 and named[0].kind == "person" and named[0].country_code == meeting.destination


def _is_face_to_face(meeting: Meeting, entities: list[Entity]) -> bool:
    """Two people face to face: a third party named for `das Treffen` makes it another meeting."""
    return len(meeting.parties) == 2 and all(entities[e].kind == "person" for e in meeting.parties)


def find_joined(trigger: Trigger, meetings: list[Meeting], timed: dict[int, Timed]) -> Meeting | None:
    """The meeting that `nimmt teil`, `wird erwartet`, `fehlt` is about: that of its clause or sentence, else a near one."""
    if not trigger.arguments and trigger.relation != "cancel":
        return None
    own = timed[id(trigger)]
    scored = []
    for meeting in meetings:
        same_clause = _shares_clause(trigger, meeting)
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


def _status_differs(status: str, meeting: Meeting) -> bool:
    """Whether one is told as done and the other as ahead."""
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
