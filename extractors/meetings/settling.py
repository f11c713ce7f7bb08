"""What a gathered meeting is: of several countries or not, its kind, status, host, parent."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.entity import Entity
from extractors.lexicon import word_lists
from extractors.meeting_nouns import compound_party
from extractors.meetings.argument import is_political_body
from extractors.meetings.model import Meeting, is_call
from extractors.meetings.timing import Timed, last_day
from extractors.meetings.trigger import OPENING, Trigger

_COUNTERPARTS = word_lists("counterparts")
_TENSE = word_lists("tense")


def international_words(trigger: Trigger) -> set[str]:
    """Words of the trigger's clause that tell of other countries: `europäischen`, `Amtskollegen`."""
    return {t.lower_ for t in trigger.clause.tokens} & _COUNTERPARTS["international"]


def is_international(meeting: Meeting, entities: list[Entity]) -> bool:
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
        elif (party := reference.organizations().get(entity.organization or "")) and party.country_code:
            bodies.add(party.country_code)  # `CDU-Chef Friedrich Merz`
    if meeting.destination:
        bodies.add(meeting.destination)
    if len(bodies) >= 2 or groups:
        return True
    if any(compound_party(t.prefix) for t in meeting.triggers):
        return True
    opening = [t for t in meeting.triggers if t.relation in OPENING]
    if bodies and any(international_words(t) and t.is_strong for t in opening):
        return True
    if bodies and any(t.prefix and t.meeting_type in {"summit", "conference"} for t in opening):
        return True  # `Libanon-Konferenz`: a name of its own, one party named
    abroad = entities[meeting.place].country_code if meeting.place is not None else None
    if bodies and abroad and abroad not in bodies and any(t.noun == "gipfel" for t in meeting.triggers):
        return True  # `Merz sagte seine Teilnahme am Gipfel in Paris ab`
    if any(
        t.is_strong
        and a.is_tight
        and entities[a.entity].kind == "organization"
        and (t.relation == "noun" or (a.mention is not None and a.mention.is_delegation))
        for t in opening
        for a in t.arguments
    ):
        return True  # `Gipfeltreffen der Afrikanischen Union`, `die Minister der Nato kommen zusammen`: many countries meet
    # a party whose country the article leaves open counts where the words put it face to face with another
    faced = any(
        entities[number].kind == "person"
        and entities[number].body is None
        and any(
            t.is_strong
            and (t.relation in {"meet", "host"} or (a.mention is not None and a.mention.preposition == "mit"))
            for a, t in found
        )
        for number, found in meeting.arguments.items()
    )
    return bool(bodies) and faced


def settle(
    doc: Doc, meeting: Meeting, entities: list[Entity], timed: dict[int, Timed], published_on: date | None
) -> None:
    """Kind, status, host, name and head-count, once all triggers are in."""
    opening = [t for t in meeting.triggers if t.relation in OPENING] or meeting.triggers
    nouns = [t for t in opening if t.relation == "noun"]
    if meeting.is_guests_day and any(t.status == "ongoing" for t in opening):
        meeting.when = meeting.date_basis = None  # `Der Gipfel läuft. Am Freitag werden weitere Gäste erwartet`
    meeting.status = _status(meeting, published_on)
    calls = [t for t in nouns if t.meeting_type == "call"]  # `lädt zu einer Videokonferenz ein`: no visit
    types = Counter(t.meeting_type for t in opening if t.meeting_type and not (calls and t.relation == "invite"))
    if any(is_call(t.mode, t.meeting_type) for t in opening) and not any(
        t.noun in {"gipfel", "gipfeltreffen"} for t in nouns
    ):
        meeting.meeting_type = "call"
    elif any(t.meeting_type == "summit" for t in opening):
        meeting.meeting_type = "summit"
    elif types:
        specific = [name for name, _ in types.most_common() if name not in {"multilateral", "bilateral"}]
        meeting.meeting_type = (
            specific[0]
            if specific and specific[0] in {"conference", "negotiation", "session"}
            else types.most_common(1)[0][0]
        )
    if meeting.destination and all(t.meeting_type == "visit" for t in opening):
        meeting.meeting_type = "visit"
    bodies = {entities[e].body or e for e in meeting.parties}
    if meeting.meeting_type in {"multilateral", "bilateral"}:
        meeting.meeting_type = (
            "bilateral"
            if len(bodies) <= 2 and not any(entities[e].kind == "group" for e in meeting.parties)
            else "multilateral"
        )
    places: Counter[int] = Counter()
    for trigger in meeting.triggers:
        if (place := timed[id(trigger)].place) is not None:
            places[place] += 3 if timed[id(trigger)].place_is_tight else 1
    cities = [(n, -i, p) for i, (p, n) in enumerate(places.items()) if entities[p].kind == "place"]
    if cities:
        meeting.place = max(cities)[2]
    if meeting.meeting_type == "call":
        meeting.place = None  # `Wie das Amt in Kiew mitteilte, telefonierten …`
    hosts = [a.entity for found in meeting.arguments.values() for a, _ in found if a.role == "host"]
    meeting.host = Counter(hosts).most_common(1)[0][0] if hosts else None
    named = [t for t in nouns if t.prefix] or nouns
    meeting.name = named[0].name if named else None
    meeting.stated_participants = _stated(doc, meeting)
    meeting.confidence = round(
        min(0.95, 0.55 + 0.1 * len(opening) + 0.1 * bool(meeting.when) + 0.1 * any(t.is_strong for t in opening)), 2
    )


def _status(meeting: Meeting, published_on: date | None) -> str:
    votes: dict[str, float] = defaultdict(float)
    for position, trigger in enumerate(meeting.triggers):
        if trigger.status:
            weight = 1.5 if trigger.relation in OPENING and trigger.relation != "noun" else 1.0
            if trigger.relation in {"attend", "expect"}:
                weight = 1.2
            votes[trigger.status] += weight + (0.5 if position == 0 else 0)
    own = {t.status for t in meeting.triggers if t.relation in OPENING}
    if "ongoing" in own and not own & {"planned", "proposed"}:
        votes.pop("planned", None)  # planned is who joins
    for special in ("cancelled", "postponed"):
        if votes.get(special, 0) >= max(1, votes.get("held", 0)):
            return "cancelled" if _fell_through(meeting, published_on) else special
    when = meeting.when
    if votes:
        best = max(votes, key=lambda s: votes[s])
    elif when and when.start_date and published_on:
        best = "planned" if when.start_date > published_on else "ongoing" if when.start_date == published_on else "held"
    else:
        best = "held" if any(t.preposition in {"bei", "nach"} for t in meeting.triggers) else "planned"
    if (
        when
        and when.start_date
        and published_on
        and when.precision in {"week", "month"}
        and when.start_date > published_on
        and best in {"held", "ongoing"}
    ):
        best = "planned"
    if when and when.start_date and when.precision == "day" and published_on:
        if (
            best in {"planned", "proposed", "ongoing"}
            and (when.end_date or when.start_date) < published_on
            and best != "proposed"
        ):
            best = "held"
        elif best in {"held", "ongoing"} and when.start_date > published_on:
            best = "planned"
    return best


def _fell_through(meeting: Meeting, published_on: date | None) -> bool:
    """`Ursprünglich war für Mai ein Gipfel geplant`, told in June: nobody says that it was put off, so it never was held."""
    when = meeting.when
    if when is None or when.start_date is None or published_on is None or last_day(when) >= published_on:
        return False
    return not any(t.clause.words & _TENSE["postponed"] for t in meeting.triggers)


def _stated(doc: Doc, meeting: Meeting) -> str | None:
    """`rund 30 Staats- und Regierungschefs`, `35 Staaten`: a number with heads, states or delegations, as printed."""
    heads = _COUNTERPARTS["counted"]
    for trigger in meeting.triggers:
        tokens = list(trigger.sentence)
        for k, token in enumerate(tokens[:-1]):
            if not (token.text.isdigit() and len(token.text) <= 3 and int(token.text) > 2):
                continue
            for j in range(k + 1, min(k + 4, len(tokens))):
                if tokens[j].lower_ in heads:
                    start = k - 1 if k and tokens[k - 1].lower_ in _COUNTERPARTS["about"] else k
                    end = j + 1
                    if tokens[j].text.endswith("-") and j + 2 < len(tokens):
                        end = j + 3
                    return str(doc[tokens[start].i : tokens[end - 1].i + 1].text)
                if not tokens[j].text.islower():
                    break
    return None
