"""Personal names: folding, taking apart and comparison. Who a name belongs to is decided in `actors.py`.

German papers write one Ukrainian name in five ways (Selenskyj, Selenskij, Zelenskyy, Selenski, Zelensky), and a
politician's given name in two (Bob, Robert). Words are compared by how they sound (`transcription.py`) and by groups of
given names; rapidfuzz decides about slips of the pen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from extractors.lexicon import word_lists
from extractors.resolution.transcription import (
    consonants,
    is_form_of,
    manners_of,
    readings,
    skeleton,
    sounds_alike,
    sounds_close,
)

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a"}
)
_WORDS = word_lists("person_names")
_TITLES, _PARTICLES, _ENDINGS = _WORDS["titles"], _WORDS["particles"], _WORDS["given_name_endings"]
_ARTICLES, _GENERATIONS = _WORDS["articles"], _WORDS["generations"]
_SERVANT = re.compile(
    rf"\babd(?: ?(?:{'|'.join(sorted(_ARTICLES))}))? ?(?=[a-z]{{3}})|\babd(?:{'|'.join(sorted(_ARTICLES))})(?=[a-z]{{3}})"
)
_INITIALS = str.maketrans("eioughCJ", "aaaakkSS")  # that short forms and close sounds have in common
_NUMERAL = re.compile(r"(?<=\w )(?:[IVX]+)\b\.?(?= |$)")
FAMILY = "family "
_OF_FAITH = re.compile(r"(?<=[a-z])(?: (?:al|ad|ed|ud))? ?(?:ad|ed|ud|id)?dine?\b")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Lower case without accents and punctuation, words parted by single spaces.

    >>> fold("Jean-Noël  BARROT")
    'jean noel barrot'
    """
    plain = name.lower()
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name).casefold()  # NFKD first: it makes capitals of mathematical letters
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("'", "").replace("’", "")).split())


@dataclass(frozen=True)
class PersonName:
    """A name taken apart: `given` words before the family name, `family` its words with particles, all folded.

    `generation` is `jr` or `sr` where it is printed.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    generation: str = ""

    @property
    def is_full(self) -> bool:
        """More than a family name (or a single given name; the two look alike)."""
        return bool(self.given)

    @property
    def words(self) -> tuple[str, ...]:
        return self.given + self.family

    @cached_property
    def sound(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """The name as it sounds when it is read in German: what transcriptions in one manner have in common."""
        return tuple(map(skeleton, self.given)), tuple(map(skeleton, self.family)), self.generation

    @property
    def core(self) -> tuple[str, ...]:
        """The family name without particles."""
        return tuple(word for word in self.family if word not in _PARTICLES) or self.family


@lru_cache(maxsize=100_000)
def parse(name: str) -> PersonName:
    """Given and family part, folded; titles are left out.

    >>> parse("Ursula von der Leyen")
    PersonName(given=('ursula',), family=('von', 'der', 'leyen'), generation='')
    >>> parse("Robert F. Kennedy junior").generation, parse("Abdel Fattah al-Sisi").given
    ('jr', ('abdfattah',))
    >>> parse("Felipe VI.").family
    ('6',)
    """
    name = _NUMERAL.sub(lambda numeral: str(_number(numeral[0].rstrip("."))), name)
    surname, comma, given = name.partition(",")
    folded = fold(f"{given} {surname}" if comma and given.strip() and fold(given) not in _GENERATIONS else name)
    words = [word for word in _one_name(folded).split() if word not in _TITLES]
    generation = ""
    if len(words) > 2 and words[-1] in _GENERATIONS:
        generation = words.pop()[0] + "r"
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    if start == 1 and words[0] in _PARTICLES:
        start = 0
    start = max(start, 0)
    return PersonName(tuple(words[:start]), tuple(words[start:]), generation)


def _number(numeral: str) -> int:
    """A Roman numeral up to 39; as a word, `II` would sound like `I`."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _one_name(folded: str) -> str:
    """Arabic names of two words as one: `abd al rahman` and `abdelrahman`, `nur ad din` and `nureddin`."""
    if "abd" in folded:
        folded = _SERVANT.sub("abd", folded)
    return _OF_FAITH.sub("din", folded) if "din" in folded else folded


def family_keys(name: PersonName) -> frozenset[str]:
    """The readings of the family name's last word, under which namesakes are looked for."""
    return readings(name.family[-1]) if name.family else frozenset()


@lru_cache(maxsize=100_000)
def blocks(name: PersonName) -> tuple[str, ...]:
    """Keys of which names that are alike share at least one; those that start with FAMILY all namesakes share.

    >>> not set(blocks(parse("Sergej Lawrow"))).isdisjoint(blocks(parse("Sergueï Lavrov")))
    True
    """
    if not name.family:
        return ()
    found: set[str] = set()
    for words in set(zip(*map(manners_of, name.words), strict=True)):
        initial = words[0][:1].translate(_INITIALS) if name.given else ""
        found.add(f"{FAMILY}{words[-1]}")
        found.add(f"near {consonants(words[-1])}|{initial}")
        if name.given:
            found.add(f"letters {''.join(sorted(''.join(words)))}")
            found.add(f"start {words[0]} {words[1]}")
    return tuple(sorted(found))


@lru_cache(maxsize=200_000)
def compare(left: PersonName, right: PersonName) -> float:
    """How alike two names are: 1 the same, 0.95 another word order, 0.9 a middle name more or a short form,
    0.85 close sounds or more family names, 0.8 a slip of the pen or an initial, 0.7 two of these, 0 different.

    A bare family name is never alike to a full one here; that takes more than the name.

    >>> compare(parse("Andrii Jermak"), parse("Andrij Yermak"))
    1.0
    >>> compare(parse("George W. Bush"), parse("George H. W. Bush"))
    0.0
    """
    if left == right:
        return 1.0
    if left.generation != right.generation:
        return 0.0
    if _same_words(left.words, right.words):
        return 1.0
    if not (left.given and right.given):
        return 0.0
    if _is_feminine_of(left.given[0], right.given[0]) or _is_feminine_of(left.family[-1], right.family[-1], ("a",)):
        return 0.0
    if _same_in_a_manner(left.words, right.words):
        return 0.95
    family = _alike_family(left, right)
    if not family or not _alike_middle(left.given[1:], right.given[1:]):
        return _with_more_names(left.words, right.words)
    first = _alike_given(left.given[0], right.given[0])
    if not first:
        return 0.0
    if min(family, first) >= 0.9:
        return 0.9
    return min(family, first) if max(family, first) >= 0.9 else 0.7


def same_family(left: PersonName, right: PersonName) -> bool:
    """Whether two names have one family name, however it is written.

    >>> same_family(parse("Zelensky"), parse("Wolodymyr Selenskyj"))
    True
    """
    return _alike_family(left, right) == 1.0


def _same_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return len(left) == len(right) and all(map(sounds_alike, left, right))


def _same_in_a_manner(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """The same words in another order, or written together: Hu Jintao, Jintao Hu; Jong-un, Jongun; Al-Sisi, Alsisi."""
    by_manner = zip(zip(*map(manners_of, left), strict=True), zip(*map(manners_of, right), strict=True), strict=True)
    return any(sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs) for ours, theirs in set(by_manner))


def _with_more_names(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """0.85 where one name is the other with more names in it: Claudia Sheinbaum, Claudia Sheinbaum Pardo."""
    ours, theirs = (tuple(w for w in words if w not in _PARTICLES) for words in (left, right))
    shorter, longer = sorted((ours, theirs), key=len)
    more = len(longer) - len(shorter)
    if len(shorter) < 2 or not 0 < more <= 2 or not sounds_alike(shorter[0], longer[0]) or 1 in map(len, longer):
        return 0.0
    rest = iter(longer)
    return 0.85 if all(any(sounds_alike(word, other) for other in rest) for word in shorter) else 0.0


def _alike_family(left: PersonName, right: PersonName) -> float:
    if _same_words(left.core, right.core):
        return 1.0
    a, b = "".join(left.core), "".join(right.core)
    if sounds_alike(a, b):
        return 1.0
    if sounds_close(a, b):
        return 0.85
    return 0.8 if _near(a, b) else 0.0


def _alike_given(left: str, right: str) -> float:
    if sounds_alike(left, right):
        return 1.0
    if min(len(left), len(right)) == 1:
        return 0.8 if left[0] == right[0] or skeleton(left)[:1] == skeleton(right)[:1] else 0.0
    if is_form_of(left, right):
        return 0.9
    if _gendered(left, right):
        return 0.0
    if sounds_close(left, right):
        return 0.85
    return 0.8 if _near(left, right) else 0.0


def _alike_middle(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Middle names agree where both have any: each of the shorter list has its partner or initial in the other."""
    shorter, longer = sorted((left, right), key=len)
    if shorter and len(shorter) != len(longer) and all(len(word) == 1 for word in (*shorter, *longer)):
        return False  # the Bushes: W. and H. W.
    return all(any(_is_same_middle(a, b) for b in longer) for a in shorter)


def _is_same_middle(left: str, right: str) -> bool:
    if 1 in (len(left), len(right)):
        return left[:1] == right[:1]
    return sounds_alike(left, right) or sounds_close(left, right) or is_form_of(left, right)


def _is_feminine_of(left: str, right: str, endings: Collection[str] = _ENDINGS) -> bool:
    """Paul and Paula, Julian and Juliane, Iwanow and Iwanowa are two people, whatever their names sound like."""
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) > 2 and longer != shorter and longer.startswith(shorter) and longer[len(shorter) :] in endings


def _gendered(left: str, right: str) -> bool:
    """Mario and Maria, however near the spelling."""
    return len(left) == len(right) and left[:-1] == right[:-1] and {left[-1], right[-1]} <= set("aeiou")


def _near(left: str, right: str) -> bool:
    """A slip of one letter in a word of four or more, of two in one of nine or more, not at the start."""
    left, right = skeleton(left), skeleton(right)
    shortest = min(len(left), len(right))
    if shortest < 4 or left[0] != right[0]:
        return False
    allowed = 2 if shortest >= 9 else 1
    if DamerauLevenshtein.distance(left, right, score_cutoff=allowed) > allowed:
        return False
    return JaroWinkler.similarity(left, right) >= 0.85
