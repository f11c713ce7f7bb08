"""The words of the field: what a meeting can be, and what an actor can be at one.

The values are those of the annotation guidelines and of the marts; their order is the order of the model's outputs.
"""

from __future__ import annotations

from enum import StrEnum


class MeetingType(StrEnum):
    """What kind of encounter it is."""

    SUMMIT = "summit"
    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    NEGOTIATION = "negotiation"
    CALL = "call"
    CONFERENCE = "conference"
    SESSION = "session"
    VISIT = "visit"


class Factuality(StrEnum):
    """The status of a meeting, seen from the article."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Participation(StrEnum):
    """The status of an actor at a meeting. `NONE`: it takes no part, and nothing is said of its staying away."""

    NONE = "none"
    ATTENDED = "attended"
    EXPECTED = "expected"
    INVITED = "invited"
    DECLINED = "declined"
    ABSENT = "absent"
    EXCLUDED = "excluded"


class Mode(StrEnum):
    """How an actor takes part."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    PHONE = "phone"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """The part an actor has in a meeting."""

    HOST = "host"
    CHAIR = "chair"
    MEDIATOR = "mediator"
    PARTICIPANT = "participant"


class Relation(StrEnum):
    """How one event mention stands to an earlier one: event coreference and part-of."""

    DIFFERENT = "different"
    SAME = "same"
    PART = "part"  # the later one is part of the earlier one's meeting
    WHOLE = "whole"  # the later one's meeting holds the earlier one's


NOT_TAKING_PART = frozenset({Participation.DECLINED, Participation.ABSENT, Participation.EXCLUDED})
