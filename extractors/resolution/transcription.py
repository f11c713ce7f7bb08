"""How a word of a name sounds, whichever manner it is written in: Selenskyj, Zelensky; Lawrow, Lavrov; Choukri, Schukri.

One letter means different sounds in different manners (`ch` is German kh, English tsch, French sch), so that a word has
a *reading* for every manner; two words are one name where a reading of the one is a reading of the other. The rules are
`lexicons/transliteration.csv`. rigour, whose tagger knows given names in all scripts, takes six seconds and 450 MB to
load; the benchmark `tests/benchmarks/person_names.py` compares with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from extractors.lexicon import lines, table, word_lists

MANNERS = ("de", "en", "fr", "sl", "tr", "zh", "ko")

# A function for \1: re takes a text with a group in it apart at every call.
_TABLE = tuple(
    (frozenset(row["manners"].split()), row["pattern"], itemgetter(1) if row["sound"] == r"\1" else row["sound"])
    for row in table("transliteration")
)
_RULES = {
    manner: tuple((re.compile(pattern), sound) for manners, pattern, sound in _TABLE if manners & {"*", manner})
    for manner in MANNERS
}
# What a word must have in it to be read otherwise than in German; S, which only rules make, comes of sh and zh.
_DIFFERS = {
    manner: re.compile(
        "|".join(
            pattern.replace("S", "sch|sh|zh|sz")
            for manners, pattern, _ in _TABLE
            if "*" not in manners and ("de" in manners) != (manner in manners)
        )
    )
    for manner in MANNERS[1:]
}
_CLOSE = word_lists("close_sounds")
_ANYWHERE = frozenset(map(frozenset, _CLOSE["anywhere"]))
_INSIDE = _ANYWHERE | frozenset(map(frozenset, _CLOSE["inside"]))
_SILENT = _CLOSE["silent"]
_CLASSES = str.maketrans("dtbpvfsCJmn", "TTFFFFSSSNN", "aeioughk")
_DOUBLE = re.compile(r"(.)\1+")
_LONG = 6  # letters from which a word may differ in two close sounds


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(lines("given_names")):
        for name in line.split():
            for form in {name} | readings(name):
                groups.setdefault(form, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@lru_cache(maxsize=200_000)
def skeleton(word: str, manner: str = "de") -> str:
    """One spelling for the transliterations of a folded word, read in one manner.

    >>> {skeleton(word) for word in ("selenskyj", "selenskij", "zelenskyy", "selenski")}
    {'selenski'}
    >>> skeleton("schukri"), skeleton("choukri", "fr")
    ('Sukri', 'Sukri')
    """
    if manner != "de" and not _DIFFERS[manner].search(word):
        return skeleton(word)
    for pattern, sound in _RULES[manner]:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=100_000)
def manners_of(word: str) -> tuple[str, ...]:
    """The skeleton of a folded word in every manner, in the order of MANNERS."""
    return tuple(skeleton(word, manner) for manner in MANNERS)


@lru_cache(maxsize=100_000)
def readings(word: str) -> frozenset[str]:
    """The skeletons of a folded word in all manners.

    >>> sorted(readings("chan"))
    ['Can', 'San', 'han']
    """
    return frozenset(manners_of(word))


@lru_cache(maxsize=100_000)
def consonants(reading: str) -> str:
    """A coarse key of a reading that those of close sounds share: the classes of its first consonants but g, h and k.

    >>> consonants("hroisman"), consonants("groisman"), consonants("roSman")
    ('rSN', 'rSN', 'rSN')
    """
    return _DOUBLE.sub(r"\1", reading.translate(_CLASSES))[:4]


@lru_cache(maxsize=100_000)
def sounds_alike(left: str, right: str) -> bool:
    """Whether two folded words are one name in two manners of writing.

    >>> sounds_alike("breschnew", "brejnev"), sounds_alike("hassan", "hussein")
    (True, False)
    """
    return left == right or not readings(left).isdisjoint(readings(right))


@lru_cache(maxsize=100_000)
def is_form_of(left: str, right: str) -> bool:
    """Whether two folded given names stand for each other: a short form, or the form of another language.

    >>> is_form_of("bob", "robert"), is_form_of("oleksandr", "alexander"), is_form_of("mario", "maria")
    (True, True, False)
    """
    groups = _given_names()
    ours, theirs = (set().union(*(groups.get(form, ()) for form in {word} | readings(word))) for word in (left, right))
    return not ours.isdisjoint(theirs)


@lru_cache(maxsize=100_000)
def sounds_close(left: str, right: str) -> bool:
    """Whether two folded words differ in sounds only that transcriptions take for each other: one, or two in a long word.

    >>> sounds_close("hrojsman", "groysman"), sounds_close("haftar", "hifter"), sounds_close("rossi", "rosso")
    (True, False, False)
    """
    return any(_is_close(a, b) for a in readings(left) for b in readings(right))


def _is_close(left: str, right: str) -> bool:
    shortest = min(len(left), len(right))
    if shortest < 3 or abs(len(left) - len(right)) > 2:
        return False
    allowed = 2 if shortest >= _LONG else 1
    # Needleman-Wunsch over few letters; a change of any other sound is out of reach.
    far = allowed + 1
    row = [0]
    for char in right:
        row.append(row[-1] + (1 if char in _SILENT else far))
    for i, a in enumerate(left):
        above, row = row, [row[0] + (1 if a in _SILENT else far)]
        for j, b in enumerate(right):
            change = (
                0
                if a == b
                else 1
                if frozenset((a, b)) in (_INSIDE if 0 < i < len(left) - 1 and 0 < j < len(right) - 1 else _ANYWHERE)
                else far
            )
            row.append(
                min(
                    above[j] + change,
                    above[j + 1] + (1 if a in _SILENT else far),
                    row[j] + (1 if b in _SILENT else far),
                )
            )
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
