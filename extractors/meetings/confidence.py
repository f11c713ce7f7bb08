"""How sure a claim, a date or a place is: the sum of what its grounds are worth (`lexicons/confidence.csv`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import exp

from extractors.actors.entity import Entity
from extractors.lexicon import table
from extractors.meetings.argument import Argument
from extractors.meetings.model import Meeting

_LEAD = 60  # tokens: headline and first sentences
_OWN_FRAME = 0.85  # arguments surer than this fill the trigger's own frame
NOT_TAKING_PART = frozenset({"declined", "absent", "excluded"})


@lru_cache
def _weights(about: str) -> dict[str, float]:
    return {row["ground"]: float(row["weight"]) for row in table("confidence") if row["about"] == about}


def confidence_of(about: str, grounds: Iterable[str]) -> float:
    """The confidence that these grounds give, 0 to 1, rounded to two digits.

    >>> confidence_of("claim", ["always"]) > confidence_of("claim", ["always", "behind the lead", "call"])
    True
    """
    weights = _weights(about)
    return round(1 / (1 + exp(-sum(weights.get(ground, 0.0) for ground in grounds))), 2)


def claim_grounds(meeting: Meeting, entity: Entity, status: str, argument: Argument) -> tuple[str, ...]:
    """What speaks for and against a claim that the entity has that status at the meeting.

    `argument` is the surest place where the article names the entity for the meeting. Against it: a body instead of a
    person, a meeting told late or once only, a name beside the trigger and not in its frame, a pronoun or part of a
    word, an absence, a meeting that is only proposed, and a call (whose parties are told in passing).
    """
    against = {
        "body": entity.kind != "person",
        "behind the lead": meeting.triggers[0].sentence.start >= _LEAD,
        "one trigger": len(meeting.triggers) == 1,
        "loose": argument.mention is not None and argument.confidence < _OWN_FRAME,
        "unnamed": argument.mention is None,
        "not taking part": status in NOT_TAKING_PART,
        "proposed": meeting.status == "proposed",
        "call": meeting.meeting_type == "call",
    }
    return ("always", *(ground for ground, holds in against.items() if holds))


def date_ground(meeting: Meeting) -> str:
    """What the meeting's date rests on, as a ground: a day or a longer period of its own, or the story."""
    if meeting.date_basis != "stated":
        return meeting.date_basis or "none"
    return "day" if meeting.when is not None and meeting.when.precision == "day" else "period"


def place_ground(meeting: Meeting, place: Entity) -> str:
    """What the meeting's place rests on, as a ground: a city or a country of its own, or the story."""
    if meeting.place_basis != "stated":
        return meeting.place_basis
    return "country" if place.kind == "country" else "city"
