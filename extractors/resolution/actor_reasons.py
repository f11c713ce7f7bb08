"""Why an entity was taken for an actor, in words for a reader. What decides is in `registry` and `persons`."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.resolution.names import PersonName, compare, fold
from extractors.resolution.persons import BARE_NAME_SCORE, PersonEntity


@dataclass(frozen=True)
class How:
    """What joined an entity to its actor: registry | name | variant | new | override, how sure, and in words."""

    method: str
    score: float
    evidence: str


class Earlier:
    """What the earlier entities of an actor that no registry knows are called: what a later one was joined by."""

    def __init__(self) -> None:
        self.spellings: dict[str, str] = {}  # folded name: the article that first prints it
        self.names: dict[PersonName, PersonEntity] = {}

    def body(self, article_id: str) -> How:
        first = self.spellings.setdefault("", article_id)
        return (
            How("new", 1.0, "first of this name")
            if first == article_id
            else How("name", 1.0, f"same name as in {first}")
        )

    def person(self, person: PersonEntity) -> How:
        spelling, article_id = fold(person.printed), person.order[2]
        if not self.names:
            how = How("new", 1.0, "first of this name")
        elif spelling in self.spellings:
            how = How("name", 1.0, f"same name as in {self.spellings[spelling]}")
        else:
            likeness, like = max(
                ((compare(name, person.name), other) for name, other in self.names.items()), key=lambda pair: pair[0]
            )
            score = min(max(likeness, BARE_NAME_SCORE), 0.95)
            like_what = f"{like.printed} in {like.order[2]}"
            party = person.organization or person.country
            acting = f", acts for {party} as well" if party and party in (like.organization, like.country) else ""
            how = How("variant", score, f"{person.printed} is like {like_what}{acting}")
        self.spellings.setdefault(spelling, article_id)
        self.names.setdefault(person.name, person)
        return how
