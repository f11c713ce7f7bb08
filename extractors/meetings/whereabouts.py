"""Where meetings are that name no city themselves: told by other sentences of the story."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Span

from extractors import reference
from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.meetings.model import Meeting
from extractors.meetings.placing import is_location, is_wide

_SENTENCES_NEAR = 3
_ASSEMBLIES = {"summit", "session", "conference"}
_FEW = 4  # parties: more than guests and hosts of a visit meet where none of them says


def place_by_story(doc: Doc, meetings: list[Meeting], mentions: list[Mention], entities: list[Entity]) -> None:
    """Give meetings in person the city that the story tells; in place.

    - In a country, or at a visit's host: the city of that country that the article names as a place (`in Moskau`).
    - Of two countries' people: the city in one's country where the other is said to be or to go.
    - Of an organization (`EU-Gipfel`): its seat, where the article names it as a place.
    """
    located = [m for m in mentions if m.kind == "place" and is_location(doc, m, entities) and not _is_dateline(doc, m)]
    if not located:
        return
    sentences = list(doc.sents)
    number = {token.i: n for n, sentence in enumerate(sentences) for token in sentence}
    for meeting in meetings:
        if meeting.meeting_type == "call" or meeting.mode in {"phone", "virtual"}:
            continue
        if meeting.place is not None and entities[meeting.place].kind != "country":
            continue
        city = _city_of_country(meeting, located, entities)
        if city is None and meeting.place is None:
            city = _city_abroad(meeting, located, mentions, entities, number) or _seat(meeting, located, entities)
        if city is not None:
            meeting.place, meeting.place_basis = city, "story"


def _city_of_country(meeting: Meeting, located: list[Mention], entities: list[Entity]) -> int | None:
    """The capital of the country the meeting is in, else the one city of it, that the article names."""
    code = entities[meeting.place].country_code if meeting.place is not None else _country_of_visit(meeting, entities)
    if code is None:
        return None
    cities = Counter(
        m.entity for m in located if entities[m.entity].country_code == code and not is_wide(entities[m.entity])
    )
    capital = reference.countries()[code].capital if code in reference.countries() else None
    for city in cities:
        if entities[city].name == capital:
            return city
    return next(iter(cities)) if len(cities) == 1 else None


def _country_of_visit(meeting: Meeting, entities: list[Entity]) -> str | None:
    """Where a visit goes: its destination, else the host's country (`zu Besuch bei Putin`)."""
    host = entities[meeting.host] if meeting.host is not None else None
    return meeting.destination or (host.country_code if host is not None else None)


def _city_abroad(
    meeting: Meeting, located: list[Mention], mentions: list[Mention], entities: list[Entity], number: dict[int, int]
) -> int | None:
    """`sagte Wadephul in Kiew` near a talk of Wadephul and Selenskyj: a guest in the other's country."""
    people = [e for e in meeting.parties if entities[e].kind == "person" and entities[e].country_code]
    homes = {entities[e].country_code for e in meeting.parties if entities[e].country_code}
    near = {number[t.start] for t in meeting.triggers}
    if len(meeting.parties) > _FEW or meeting.status == "proposed":
        return None
    for place in located:
        code = entities[place.entity].country_code
        at = number[place.start]
        if code not in homes or is_wide(entities[place.entity]) or min(abs(at - n) for n in near) > _SENTENCES_NEAR:
            continue
        guests = {e for e in people if entities[e].country_code != code}
        if any(m.entity in guests and number[m.start] == at and m.preposition is None for m in mentions):
            return place.entity
    return None


def _seat(meeting: Meeting, located: list[Mention], entities: list[Entity]) -> int | None:
    """The seat of the organization that meets, where the article goes there: `reist nach Brüssel`."""
    seats = {
        organization.seat
        for e, found in meeting.arguments.items()
        if entities[e].kind == "organization"
        and any(t.noun and t.meeting_type in _ASSEMBLIES and a.is_tight for a, t in found)
        and (organization := reference.organizations().get(entities[e].key or "")) is not None
    }
    return next((m.entity for m in located if entities[m.entity].name in seats), None)


def _is_dateline(doc: Doc, mention: Mention) -> bool:
    """`Paris (dpa) –`, `Prag/Wien –`: where the article was written."""
    sentence: Span = doc[mention.start].sent
    return mention.start - sentence.start < 2 and any(
        t.text in {"–", "-", "("} for t in doc[mention.end : mention.end + 2]
    )
