"""People in office by any spelling of their name, or by surname. Which of them an article means is decided elsewhere."""

from __future__ import annotations

from functools import lru_cache

from extractors.reference.names import normalize
from extractors.reference.tables import RegisteredPerson, people


@lru_cache(maxsize=1)
def _people_by_name() -> dict[str, tuple[RegisteredPerson, ...]]:
    found: dict[str, list[RegisteredPerson]] = {}
    for person in people().values():
        names = {normalize(name) for name in (person.name_de, *person.variants)}
        for name in names | {surname_of(name) for name in names}:
            found.setdefault(name, []).append(person)
    return {name: tuple(persons) for name, persons in found.items()}


_PARTICLES = frozenset(
    ("von", "van", "der", "de", "den", "di", "da", "dos", "del", "bin", "al", "el", "ibn", "la", "le", "zu", "zur")
)


def surname_of(name: str) -> str:
    """The surname in a full name, with the particles before it.

    >>> surname_of("Ursula von der Leyen"), surname_of("Emmanuel Macron")
    ('von der Leyen', 'Macron')
    """
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def person_candidates(name: str) -> list[RegisteredPerson]:
    """Registered people that a name may mean: by full name in any spelling, by surname, in the genitive.

    >>> [person.name_de for person in person_candidates("Selenskijs")]
    ['Wolodymyr Selenskyj']
    """
    if not name or (name[0].islower() and name.split()[0] not in _PARTICLES):
        return []
    folded, index = normalize(name), _people_by_name()
    for form in (folded, *(folded.removesuffix(ending) for ending in ("s", "'", "'s"))):
        if form in index:
            return list(index[form])
    return []
