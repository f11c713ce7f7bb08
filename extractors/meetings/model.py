"""A meeting that one article reports, while it is being gathered from the article's triggers."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.dates import ResolvedDate
from extractors.meetings.argument import Argument
from extractors.meetings.trigger import Trigger


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
    is_series: bool = False  # many meetings, told of at once (`series`)
    mode: str | None = None
    when: ResolvedDate | None = None
    date_basis: str | None = None  # stated | story | related | publication
    is_guests_day: bool = False  # the date is when somebody joins
    place: int | None = None
    place_basis: str = "stated"  # stated | story | related
    host: int | None = None
    name: str | None = None
    stated_participants: str | None = None
    confidence: float = 0.8

    @property
    def parties(self) -> set[int]:
        """The numbers of the entities that are counted as its parties, by at least one of its words."""
        return {e for e, found in self.arguments.items() if any(a.is_counted for a, _ in found)}

    def date(self, when: ResolvedDate, basis: str) -> None:
        """Set the date and what it rests on."""
        self.when, self.date_basis = when, basis

    def add(self, trigger: Trigger) -> None:
        """Let another word tell of this meeting, with all that it says of who takes part."""
        self.triggers.append(trigger)
        for argument in trigger.arguments:
            self.arguments.setdefault(argument.entity, []).append((argument, trigger))


def is_call(mode: str | None, meeting_type: str | None) -> bool:
    """Whether people talk without meeting: by telephone, not on a screen."""
    return (meeting_type == "call" and mode != "virtual") or mode == "phone"
