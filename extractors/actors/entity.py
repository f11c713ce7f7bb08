"""One actor or place of an article, and what its name tells: genitive, surname, the registered person behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors import reference
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists


@dataclass
class Entity:
    """One actor or place of an article."""

    number: int
    kind: str
    name: str
    key: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    role_title: str | None = None
    is_former_role: bool = False
    country_code: str | None = None  # a person's: whom it acts for; a country's or place's: its own
    organization: str | None = None
    is_feminine: bool = False

    @property
    def body(self) -> str | None:
        """Country or organization that the actor stands for or is; None where unknown."""
        return self.country_code or self.organization or (self.name if self.kind == "organization" else None)


def base_form(name: str, known: set[str]) -> str:
    """The name without its genitive ending, where the ending can be told from the name.

    >>> base_form("Trumps", {"Donald Trump", "Trump"})
    'Trump'
    """
    if name.endswith(("'", "’")):
        return name[:-1]
    if name.endswith("s") and len(name) > 3:
        stem = name[:-1]
        if stem in known or any(other.endswith(" " + stem) for other in known):
            return stem
        if (
            name not in known
            and reference.person_candidates(stem)
            and not reference.person_candidates(name, with_genitive=False)
        ):
            return stem
    return name


def registered_full_name(name: str) -> reference.RegisteredPerson | None:
    """The one registered person of this full name; None for a bare surname or where several share it."""
    candidates = [] if reference.is_surname(name) else reference.person_candidates(name)
    return candidates[0] if len(candidates) == 1 else None


def registered_surname(
    name: str, country_code: str | None, role_title: str | None
) -> reference.RegisteredPerson | None:
    """The one registered person of this surname who acts for the country, or holds the office, that is printed with it."""
    if country_code is None and role_title is None:
        return None
    fitting = [
        person
        for person in reference.person_candidates(name)
        if any(
            (country_code is None or o.country_code == country_code)
            and (role_title is None or same_office(o.role_title, role_title))
            for o in person.offices
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def same_office(left: str, right: str) -> bool:
    """Whether two titles can mean one office.

    >>> same_office("Kanzler", "Bundeskanzler")
    True
    """
    return left == right or any({left, right} <= group for group in word_lists("same_offices").values())
