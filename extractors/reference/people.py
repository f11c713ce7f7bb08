"""People in office by any spelling of their name, or by surname. Which of them an article means is decided elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon import word_lists
from extractors.reference.names import normalize
from extractors.reference.tables import RegisteredPerson, people

_PARTICLES = word_lists("name_particles")["surname"]
_NUMERAL = re.compile(r"[IVX]+\.?")
_ARTICLE = re.compile(r"(al|el|as|ad|at)-")


@lru_cache(maxsize=1)
def _people_by_name() -> dict[str, tuple[RegisteredPerson, ...]]:
    found: dict[str, dict[str, RegisteredPerson]] = {}
    for person in people().values():
        names = (person.name_de, *person.variants)
        surnames = person.surnames or tuple(surname_of(name) for name in names)
        for form in {normalize(name) for name in (*names, *surnames, *(_ARTICLE.sub("", name) for name in surnames))}:
            found.setdefault(form, {})[person.person_id] = person
    return {form: tuple(persons.values()) for form, persons in found.items()}


def surname_of(name: str) -> str:
    """The surname in a name, with the particles before it; for a crowned head the name itself.

    >>> surname_of("Ursula von der Leyen"), surname_of("Emmanuel Macron"), surname_of("Felipe VI.")
    ('von der Leyen', 'Macron', 'Felipe VI.')
    """
    words = name.split()
    if not words or is_surname(name) or _NUMERAL.fullmatch(words[-1]):
        return name
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def is_surname(name: str) -> bool:
    """Whether a name has no first name.

    >>> is_surname("Merz"), is_surname("von der Leyen"), is_surname("Friedrich Merz")
    (True, True, False)
    """
    return " " not in name or name.split()[0].casefold() in _PARTICLES


def person_candidates(name: str, *, with_genitive: bool = True) -> list[RegisteredPerson]:
    """Registered people that a name may mean: by full name in any spelling, or by surname, without its article too.

    `with_genitive` also takes an -s off; without it `Trumps` is nobody, which tells a genitive from a name.

    >>> [person.name_de for person in person_candidates("Selenskijs")]
    ['Wolodymyr Selenskyj']
    >>> [person.name_de for person in person_candidates("Xi")]
    ['Xi Jinping']
    """
    if not name or (name[0].islower() and not _ARTICLE.match(name) and name.split()[0] not in _PARTICLES):
        return []
    folded, index = normalize(name), _people_by_name()
    endings = ("", "s", "'", "'s") if with_genitive else ("",)
    return next((list(index[form]) for form in map(folded.removesuffix, endings) if form in index), [])
