"""Why an entity was taken for an actor, in words for a reader. What decides is in `registry` and `persons`."""

from __future__ import annotations

from typing import NamedTuple

from extractors.resolution.names import PersonName, compare, fold
from extractors.resolution.persons import BARE_NAME_SCORE, PersonEntity


class How(NamedTuple):
    """What joined an entity to its actor: registry | name | variant | new | override, how sure, and in words."""

    method: str
    score: float
    evidence: str


_FIRST = How("new", 1.0, "first of this name")


class Earlier:
    """What the earlier entities of an actor that no registry knows are called: what a later one was joined by."""

    def __init__(self) -> None:
        self.first: str | None = None
        self.again: dict[str, How] = {}  # folded name: what joins whoever is called so again
        self.names: dict[PersonName, PersonEntity] = {}

    def body(self, article_id: str) -> How:
        self.first = self.first or article_id
        return _FIRST if self.first == article_id else How("name", 1.0, f"same name as in {self.first}")

    def person(self, person: PersonEntity) -> How:
        spelling = fold(person.printed)
        if how := self.again.get(spelling):
            return how
        if not self.names:
            how = _FIRST
        else:
            likeness, like = max(
                ((compare(name, person.name), other) for name, other in self.names.items()), key=lambda pair: pair[0]
            )
            score = min(max(likeness, BARE_NAME_SCORE), 0.95)
            like_what = f"{like.printed} in {like.order[2]}"
            party = person.organization or person.country
            acting = f", acts for {party} as well" if party and party in (like.organization, like.country) else ""
            how = How("variant", score, f"{person.printed} is like {like_what}{acting}")
        self.again[spelling] = How("name", 1.0, f"same name as in {person.order[2]}")
        self.names.setdefault(person.name, person)
        return how
