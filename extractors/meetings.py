"""Meetings of one article: which triggers speak of one meeting, and its kind, status, time and place.

A meeting is kept only if actors of two countries, international organizations or conflict parties
take part in it (the definition is that of the annotation guidelines).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from extractors.arguments import Argument, is_political_body
from extractors.dates import ResolvedDate, TimeExpression, resolve
from extractors.entities import Entity
from extractors.lexicon import word_lists
from extractors.mentions import Mention
from extractors.nouns import compound_party, match_noun
from extractors.triggers import Trigger

_OPENING = {"noun", "meet", "host", "visit", "invite"}
_SOURCES = word_lists("sources")
_COUNTERPARTS = word_lists("counterparts")
_PLACE_PREPOSITIONS = {"in", "im", "nach", "auf", "bei", "an", "am", "ins", "aus"}
_FINISHED = {"held", "cancelled", "postponed"}
_AHEAD = {"planned", "proposed"}


@dataclass
class Meeting:
    """A meeting that the article reports, gathered from its triggers."""

    number: int
    triggers: list[Trigger] = field(default_factory=list)
    arguments: dict[int, list[tuple[Argument, Trigger]]] = field(default_factory=dict)
    parent: int | None = None
    destination: str | None = None  # code of the country a visit goes to: its host, named or not
    meeting_type: str = "multilateral"
    status: str = "held"
    mode: str | None = None
    when: ResolvedDate | None = None
    place: int | None = None
    host: int | None = None
    name: str | None = None
    stated_participants: str | None = None
    confidence: float = 0.8

    @property
    def parties(self) -> set[int]:
        return {e for e, found in self.arguments.items() if any(a.is_counted for a, _ in found)}

    def add(self, trigger: Trigger) -> None:
        self.triggers.append(trigger)
        for argument in trigger.arguments:
            self.arguments.setdefault(argument.entity, []).append((argument, trigger))


@dataclass(frozen=True)
class Timed:
    """What time and place the words near a trigger name."""

    when: ResolvedDate | None
    place: int | None


def find_meetings(
    doc: Doc,
    triggers: list[Trigger],
    mentions: list[Mention],
    entities: list[Entity],
    times: list[TimeExpression],
    published_on: date | None,
) -> list[Meeting]:
    """Group triggers to meetings, in the order of the text."""
    timed = {id(t): Timed(_time_of(doc, t, times, published_on), _place_of(doc, t, mentions, entities)) for t in triggers}
    meetings: list[Meeting] = []
    # in a sentence, what reports a meeting comes before what joins one: `Auf Einladung von Macron beraten …`
    for trigger in sorted(triggers, key=lambda t: (t.sentence.start, t.relation not in _OPENING, t.start)):
        destination = _destination(trigger, timed[id(trigger)].place, entities)
        if trigger.relation in _OPENING and (destination or _is_substantial(doc, trigger, entities)):
            target = _find_same(trigger, meetings, timed, entities)
            if target is None:
                target = Meeting(len(meetings))
                meetings.append(target)
            target.destination = target.destination or destination
            target.add(trigger)
            _fill(target, timed[id(trigger)])
        elif trigger.relation in _OPENING:
            target = _find_same(trigger, meetings, timed, entities)
            if target is not None and (trigger.is_definite or trigger.preposition in {"bei", "nach", "vor"}):
                target.add(trigger)
                _fill(target, timed[id(trigger)])
        else:
            target = _find_joined(trigger, meetings, timed)
            if target is None and (opened := _opens_by_noun(trigger, triggers, meetings)):
                target = Meeting(len(meetings))
                meetings.append(target)
                target.add(opened)
            if target is not None:
                target.add(trigger)
                _fill(target, timed[id(trigger)])
    kept = [m for m in meetings if _is_international(m, entities)]
    for meeting in kept:
        _settle(doc, meeting, entities, timed, published_on)
    _set_parents(kept)
    _inherit(kept, entities)
    return kept


def _destination(trigger: Trigger, place: int | None, entities: list[Entity]) -> str | None:
    """Country that a politician visits: `Rubio reist nach Paris`, `bei seinem Besuch in Jerusalem`; None at home."""
    if trigger.meeting_type != "visit" or place is None:
        return None
    people = [entities[a.entity] for a in trigger.arguments if entities[a.entity].kind == "person"]
    homes = {p.country_code for p in people if p.country_code and p.role_title}
    country = entities[place].country_code
    return country if country and homes and country not in homes else None


def _is_substantial(doc: Doc, trigger: Trigger, entities: list[Entity]) -> bool:
    """Whether the trigger alone can open a meeting."""
    parties = {a.entity for a in trigger.arguments}
    groups = {e for e in parties if entities[e].kind == "group"}
    if trigger.relation in {"visit", "invite"} and len(parties) < 2:
        return False
    if len(parties) >= 2 or groups or compound_party(trigger.prefix):
        return True
    if not trigger.is_strong:
        return False
    return bool(parties) and bool(_international_words(trigger))


def _international_words(trigger: Trigger) -> set[str]:
    return {t.lower_ for t in trigger.clause.tokens} & _COUNTERPARTS["international"]


def _opens_by_noun(trigger: Trigger, triggers: list[Trigger], meetings: list[Meeting]) -> Trigger | None:
    """`Merz nimmt am Gipfel teil`: the noun of the clause opens the meeting that the verb joins."""
    used = {id(t) for meeting in meetings for t in meeting.triggers}
    for other in triggers:
        if id(other) in used:
            continue
        if other.relation == "noun" and (other.is_strong or other.preposition in {"an", "bei", "zu"}) and other.sentence.start == trigger.sentence.start and other.clause.number == trigger.clause.number:
            return other
    return None


def _find_same(trigger: Trigger, meetings: list[Meeting], timed: dict[int, Timed], entities: list[Entity]) -> Meeting | None:
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
    same_clause = any(t.clause is trigger.clause and t.preposition not in {"vor", "nach"} for t in meeting.triggers) and trigger.preposition not in {"vor", "nach"}
    own = timed[id(trigger)]
    if trigger.meeting_type == "summit" and not mine and _is_bilateral(meeting, entities) and not any(t.meeting_type == "summit" for t in meeting.triggers):
        return 0.0
    if trigger.prefix and trigger.noun and any(t.prefix and t.noun and {t.meeting_type, trigger.meeting_type} == {"summit", "multilateral"} for t in meeting.triggers):
        return 0.0  # `G7-Außenministertreffen` and `G7-Gipfel`
    if own.when and meeting.when and _dates_differ(own.when, meeting.when):
        return 0.0
    if own.place is not None and meeting.place is not None and own.place != meeting.place and not _within(entities, own.place, meeting.place):
        return 0.0
    call = _is_call(trigger.mode, trigger.meeting_type)
    if not same_clause and call != _is_call(meeting.mode, meeting.triggers[0].meeting_type) and not (trigger.is_definite and not mine - theirs and trigger.meeting_type in {"multilateral"}):
        return 0.0
    if trigger.status and _status_differs(trigger.status, meeting):
        if not (trigger.is_definite and mine <= theirs):
            return 0.0
    if trigger.is_indefinite and mine and mine != theirs and len(mine) >= 2 and not same_clause:
        return 0.0
    score = 0.0
    if mine:
        if not shared and not (trigger.is_definite and len(mine) == 1 and not _is_bilateral(meeting, entities)):
            return 0.0
        people = {e for e in mine if entities[e].kind == "person"}
        their_people = {e for e in theirs if entities[e].kind == "person"}
        if len(people) == 2 and len(their_people) == 2 and people != their_people and len(theirs) == 2 and trigger.relation != "noun":
            return 0.0
        if len(people) >= 2 and len(their_people) >= 2 and not people & their_people:
            return 0.0
        overlap = len(shared) / len(mine)
        if overlap < 0.5 and not (theirs <= mine) and not trigger.is_definite:
            return 0.0
        score += max(overlap, 0.1) + 0.5 * (mine == theirs)
    elif not trigger.is_definite and trigger.preposition not in {"bei"} and not same_clause:
        return 0.0
    else:
        score += 0.3
    score += 1.0 * same_clause
    score += 0.4 * bool(trigger.noun and any(t.noun == trigger.noun for t in meeting.triggers))
    score += 0.3 * bool(own.when and meeting.when)
    score += 0.2 * bool(own.place is not None and own.place == meeting.place)
    score += 0.1 * (meeting.number == 0)
    distance = trigger.sentence.start - max(t.sentence.start for t in meeting.triggers)
    score += 0.3 / (1 + distance / 40)
    return score


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
        same_clause = any(t.sentence.start == trigger.sentence.start and t.clause.number == trigger.clause.number and t.preposition not in {"vor", "nach"} for t in meeting.triggers)
        same_sentence = any(t.sentence.start == trigger.sentence.start for t in meeting.triggers)
        if own.when and meeting.when and _dates_differ(own.when, meeting.when):
            continue
        if own.place is not None and meeting.place is not None and own.place != meeting.place:
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
        scored.append((2.0 * same_clause + 0.5 * same_sentence + min(size, 4) * 0.1 + 0.4 * (meeting.number == 0) - 0.05 * distance, -meeting.number, meeting))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _fill(meeting: Meeting, own: Timed) -> None:
    trigger = meeting.triggers[-1]
    if own.when and (meeting.when is None or _is_finer(own.when, meeting.when)):
        meeting.when = own.when
    if own.place is not None and meeting.place is None:
        meeting.place = own.place
    if trigger.mode and meeting.mode is None and trigger.relation in _OPENING:
        meeting.mode = trigger.mode


_FINENESS = {"day": 4, "week": 3, "month": 2, "year": 1, "unknown": 0}


def _is_finer(new: ResolvedDate, old: ResolvedDate) -> bool:
    """A day beats a month, anything known beats what is open."""
    return (new.start_date is not None, _FINENESS[new.precision]) > (old.start_date is not None, _FINENESS[old.precision])


def _is_call(mode: str | None, meeting_type: str | None) -> bool:
    return meeting_type == "call" and mode != "virtual" or mode == "phone"


def _dates_differ(left: ResolvedDate, right: ResolvedDate) -> bool:
    if left.start_date is None or right.start_date is None:
        return False
    if "day" == left.precision == right.precision:
        left_end, right_end = left.end_date or left.start_date, right.end_date or right.start_date
        return left.start_date > right_end or right.start_date > left_end
    days = {"day": 0, "week": 6, "month": 30, "year": 365, "unknown": 9999}
    early, late = sorted((left, right), key=lambda d: d.start_date)
    return (late.start_date - early.start_date).days > max(days[early.precision], days[late.precision])


def _status_differs(status: str, meeting: Meeting) -> bool:
    known = [t.status for t in meeting.triggers if t.status]
    ahead = sum(s in _AHEAD for s in known) + sum(t.status is None and t.tense == "present" and t.relation in {"attend", "meet", "host"} for t in meeting.triggers)
    done = sum(s == "held" for s in known)
    if status == "held":
        return ahead > done
    if status in _AHEAD:
        return done > ahead
    return False


def _within(entities: list[Entity], left: int, right: int) -> bool:
    """A city and its country are no contradiction."""
    a, b = entities[left], entities[right]
    return a.country_code is not None and a.country_code == b.country_code and "country" in {a.kind, b.kind}


def _time_of(doc: Doc, trigger: Trigger, times: list[TimeExpression], published_on: date | None) -> ResolvedDate | None:
    """The time expression nearest to the trigger in its clause, else in its sentence; none that belongs to a verb of saying."""
    return _time_in(doc, trigger, trigger.clause.tokens, times, published_on) or (
        _time_in(doc, trigger, trigger.sentence, times, published_on) if not trigger.has_rival else None
    )


def _time_in(doc: Doc, trigger: Trigger, tokens: Iterable[Token], times: list[TimeExpression], published_on: date | None) -> ResolvedDate | None:
    spans = [(t.idx, t.idx + len(t)) for t in tokens]
    at = doc[trigger.start].idx
    says = [t.idx for t in tokens if t.lower_ in _SOURCES["verbs"]]
    best: tuple[int, TimeExpression] | None = None
    for time in times:
        if time.is_dateline or time.kind in {"duration", "time_of_day", "part_of_day"}:
            continue
        if not any(start <= time.char_start < end for start, end in spans):
            continue
        before = doc.text[max(0, time.char_start - 6) : time.char_start].lower()
        if before.rstrip().endswith(("seit", "bis", "ab")):
            continue
        distance = abs(time.char_start - at)
        if says and trigger.relation == "noun" and min(abs(time.char_start - s) for s in says) < distance and time.char_start < at and trigger.preposition not in {"bei", "auf", "in"}:
            continue
        if best is None or distance < best[0]:
            best = (distance, time)
    if best is None:
        return None
    tense = trigger.tense if trigger.tense in {"past", "present", "future"} else "unknown"
    return resolve(best[1], published_on, tense)


def _place_of(doc: Doc, trigger: Trigger, mentions: list[Mention], entities: list[Entity]) -> int | None:
    """A place or country with a preposition of place in the trigger's clause; cities before countries, the nearest first."""
    tokens = {t.i for t in trigger.clause.tokens}
    found = []
    for mention in mentions:
        if mention.start not in tokens or mention.kind not in {"place", "country"} or mention.entity < 0 or mention.mention_type == "nominal":
            continue
        if mention.preposition not in _PLACE_PREPOSITIONS - {"aus"} and not (mention.preposition is None and _located_by_adjective(doc, mention)):
            continue
        if mention.preposition in {"nach"} and trigger.relation not in {"visit", "noun", "invite"}:
            continue
        if mention.relation in {"attribute", "member_of_title"}:
            continue
        if mention.kind == "place" and entities[mention.entity].country_code is None and match_noun(mention.text(doc)):
            continue
        found.append((mention.kind == "country", abs(mention.start - trigger.start), mention.entity))
    return min(found)[2] if found else None


def _located_by_adjective(doc: Doc, mention: Mention) -> bool:
    """`im schweizerischen Genf`: the preposition stands before the adjective and is part of the phrase."""
    return doc[mention.phrase_start].lower_ in {"im", "in"}


def _is_international(meeting: Meeting, entities: list[Entity]) -> bool:
    bodies = set()
    groups = 0
    for number in meeting.parties:
        entity = entities[number]
        if entity.kind == "group":
            groups += 1
        elif entity.kind == "country":
            bodies.add(entity.key)
        elif entity.kind == "organization":
            if is_political_body(entity.key):
                bodies.add(entity.name)
        elif entity.country_code:
            bodies.add(entity.country_code)
        elif is_political_body(entity.organization):
            bodies.add(entity.organization)
    if meeting.destination:
        bodies.add(meeting.destination)
    if len(bodies) >= 2 or groups:
        return True
    if any(compound_party(t.prefix) for t in meeting.triggers):
        return True
    opening = [t for t in meeting.triggers if t.relation in _OPENING]
    if bodies and any(_international_words(t) and t.is_strong for t in opening):
        return True
    unknown = [n for n in meeting.parties if entities[n].kind == "person" and entities[n].body is None]
    return bool(bodies) and bool(unknown) and any(t.is_strong for t in opening)


def _settle(doc: Doc, meeting: Meeting, entities: list[Entity], timed: dict[int, Timed], published_on: date | None) -> None:
    """Kind, status, host, name and head-count, once all triggers are in."""
    opening = [t for t in meeting.triggers if t.relation in _OPENING] or meeting.triggers
    nouns = [t for t in opening if t.relation == "noun"]
    meeting.status = _status(meeting, published_on)
    types = Counter(t.meeting_type for t in opening if t.meeting_type)
    if any(_is_call(t.mode, t.meeting_type) for t in opening) and not any(t.noun in {"gipfel", "gipfeltreffen"} for t in nouns):
        meeting.meeting_type = "call"
    elif any(t.meeting_type == "summit" for t in opening):
        meeting.meeting_type = "summit"
    elif types:
        specific = [name for name, _ in types.most_common() if name not in {"multilateral", "bilateral"}]
        meeting.meeting_type = specific[0] if specific and specific[0] in {"conference", "negotiation", "session"} else types.most_common(1)[0][0]
    if meeting.destination and all(t.meeting_type == "visit" for t in opening):
        meeting.meeting_type = "visit"
    bodies = {entities[e].body or e for e in meeting.parties}
    if meeting.meeting_type in {"multilateral", "bilateral"}:
        meeting.meeting_type = "bilateral" if len(bodies) <= 2 and not any(entities[e].kind == "group" for e in meeting.parties) else "multilateral"
    places = Counter(timed[id(t)].place for t in meeting.triggers if timed[id(t)].place is not None)
    cities = [(n, -i, p) for i, (p, n) in enumerate(places.items()) if entities[p].kind == "place"]
    if cities:
        meeting.place = max(cities)[2]
    hosts = [a.entity for found in meeting.arguments.values() for a, _ in found if a.role == "host"]
    meeting.host = Counter(hosts).most_common(1)[0][0] if hosts else None
    named = [t for t in nouns if t.prefix] or nouns
    meeting.name = named[0].name if named else None
    meeting.stated_participants = _stated(doc, meeting)
    meeting.confidence = round(min(0.95, 0.55 + 0.1 * len(opening) + 0.1 * bool(meeting.when) + 0.1 * any(t.is_strong for t in opening)), 2)


def _status(meeting: Meeting, published_on: date | None) -> str:
    votes: Counter[str] = Counter()
    for position, trigger in enumerate(meeting.triggers):
        if trigger.status:
            weight = 1.5 if trigger.relation in _OPENING and trigger.relation != "noun" else 1.0
            if trigger.relation in {"attend", "expect"}:
                weight = 1.2
            votes[trigger.status] += weight + (0.5 if position == 0 else 0)
    for special in ("cancelled", "postponed"):
        if votes[special] >= 1 and votes[special] >= votes["held"]:
            return special
    when = meeting.when
    if votes:
        best = max(votes, key=lambda s: votes[s])
    elif when and when.start_date and published_on:
        best = "planned" if when.start_date > published_on else "ongoing" if when.start_date == published_on else "held"
    else:
        best = "held" if any(t.preposition in {"bei", "nach"} for t in meeting.triggers) else "planned"
    if when and when.start_date and published_on and when.precision in {"week", "month"} and when.start_date > published_on and best in {"held", "ongoing"}:
        best = "planned"
    if when and when.start_date and when.precision == "day" and published_on:
        if best in {"planned", "proposed", "ongoing"} and (when.end_date or when.start_date) < published_on and best != "proposed":
            best = "held"
        elif best in {"held", "ongoing"} and when.start_date > published_on:
            best = "planned"
    return best


def _stated(doc: Doc, meeting: Meeting) -> str | None:
    """`rund 30 Staats- und Regierungschefs`, `35 Staaten`: a number with heads, states or delegations, as printed."""
    heads = {"staaten", "staats-", "ländern", "länder", "regierungschefs", "delegationen", "teilnehmer", "teilnehmern", "staatschefs", "vertreter", "vertretern", "außenminister", "minister"}
    for trigger in meeting.triggers:
        tokens = list(trigger.sentence)
        for k, token in enumerate(tokens[:-1]):
            if not (token.text.isdigit() and len(token.text) <= 3 and int(token.text) > 2):
                continue
            for j in range(k + 1, min(k + 4, len(tokens))):
                if tokens[j].lower_ in heads:
                    start = k - 1 if k and tokens[k - 1].lower_ in {"rund", "etwa", "mehr", "als", "über", "knapp", "insgesamt", "fast"} else k
                    end = j + 1
                    if tokens[j].text.endswith("-") and j + 2 < len(tokens):
                        end = j + 3
                    return doc[tokens[start].i : tokens[end - 1].i + 1].text
                if not tokens[j].text.islower():
                    break
    return None


def _inherit(meetings: list[Meeting], entities: list[Entity]) -> None:
    """A talk during a visit happens at its time and place, where nothing else is said; the visit has all who talked."""
    for visit in meetings:
        if visit.meeting_type != "visit" or not visit.destination:
            continue
        visitors = {e for e in visit.parties if entities[e].kind == "person"}
        for talk in meetings:
            if talk is visit or talk.meeting_type in {"visit", "call"} or not visitors & talk.parties:
                continue
            if talk.place is not None and entities[talk.place].country_code != visit.destination:
                continue
            if talk.when and visit.when and _dates_differ(talk.when, visit.when):
                continue
            hosts = {entities[e].country_code for e in talk.parties - visitors}
            if talk.place is None and visit.destination not in hosts:
                continue
            talk.parent = visit.number if talk.parent is None else talk.parent
            talk.place = visit.place if talk.place is None else talk.place
            talk.when = talk.when or visit.when
            visit.place = talk.place if entities[visit.place].kind == "country" and entities[talk.place].kind == "place" else visit.place
            visit.when = visit.when or talk.when
            for entity, found in talk.arguments.items():
                visit.arguments.setdefault(entity, found)


def _set_parents(meetings: list[Meeting]) -> None:
    """A bilateral whose parties all take part in a larger meeting of the same day and place hangs under it."""
    for meeting in meetings:
        larger = [
            other
            for other in meetings
            if other is not meeting
            and len(other.parties) > max(2, len(meeting.parties))
            and meeting.parties <= other.parties
            and (meeting.place is None or other.place is None or meeting.place == other.place)
            and not (meeting.when and other.when and _dates_differ(meeting.when, other.when))
            and (meeting.status == other.status or {meeting.status, other.status} <= {"ongoing", "held", "planned"} and meeting.status == "planned" == other.status)
        ]
        if larger:
            meeting.parent = max(larger, key=lambda m: len(m.parties)).number
