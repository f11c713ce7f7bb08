"""Personal names: folding, transliteration and comparison. Who a name belongs to is decided in `actors.py`.

German papers write one Ukrainian name in five ways (Selenskyj, Selenskij, Zelenskyy, Selenski,
Zelensky). `skeleton` maps them to one spelling, so that a dictionary look-up finds most variants;
rapidfuzz decides about the remaining near misses. rigour's name tagger knows more variants but takes
six seconds and 450 MB to load.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from extractors.lexicon import table, word_lists

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a"}
)

_SOUNDS = tuple((re.compile(row["pattern"]), row["sound"]) for row in table("transliteration"))
_WORDS = word_lists("person_names")
_TITLES, _PARTICLES, _ENDINGS = _WORDS["titles"], _WORDS["particles"], _WORDS["given_name_endings"]


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Lower case without accents and punctuation, words parted by single spaces.

    >>> fold("Jean-Noël  BARROT")
    'jean noel barrot'
    """
    plain = unicodedata.normalize("NFKD", name).casefold()  # NFKD first: it makes capitals of mathematical letters
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w]+", " ", plain.replace("'", "").replace("’", "")).split())


@lru_cache(maxsize=100_000)
def skeleton(token: str) -> str:
    """One spelling for the transliterations of a folded word.

    >>> {skeleton(word) for word in ("selenskyj", "selenskij", "zelenskyy", "selenski")}
    {'selenski'}
    """
    for pattern, sound in _SOUNDS:
        token = pattern.sub(sound, token)
    return token


@dataclass(frozen=True)
class PersonName:
    """A name taken apart: `given` words before the family name, `family` its words with particles."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """More than a family name (or a single given name; the two look alike)."""
        return bool(self.given)

    @property
    def words(self) -> tuple[str, ...]:
        return self.given + self.family


@lru_cache(maxsize=100_000)
def parse(name: str) -> PersonName:
    """Given and family part in skeleton spelling; titles are left out.

    >>> parse("Ursula von der Leyen")
    PersonName(given=('ursula',), family=('von', 'der', 'leien'))
    """
    words = [word for word in fold(name).split() if word not in _TITLES]
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    if start == 1 and words[0] in _PARTICLES:
        start = 0
    start = max(start, 0)
    return PersonName(tuple(skeleton(w) for w in words[:start]), tuple(skeleton(w) for w in words[start:]))


def family_key(name: PersonName) -> str:
    """The family name's last word, the key under which namesakes are looked for."""
    return name.family[-1] if name.family else ""


def near_key(name: PersonName) -> str:
    """A coarse key that near misses share: first letter and consonants of the family name, first letter of the given name."""
    family = family_key(name)
    consonants = re.sub(r"[aeiou]", "", family[1:])[:3]
    return f"{family[:1]}{consonants}|{name.given[0][:1] if name.given else ''}"


def compare(left: PersonName, right: PersonName) -> float:
    """How alike two names are: 1 the same, 0.95 another word order, 0.9 a middle name more, 0.8 a near miss, 0 different.

    A bare family name is never alike to a full one here; that takes more than the name.

    >>> compare(parse("Andrii Jermak"), parse("Andrij Yermak")) >= 0.8
    True
    >>> compare(parse("George W. Bush"), parse("George H. W. Bush"))
    0.0
    """
    if left == right:
        return 1.0
    if not (left.given and right.given):
        return 0.0
    if sorted(left.words) == sorted(right.words):
        return 0.95
    # Jong-un and Jongun, Al-Sisi and Alsisi
    if "".join(left.words) == "".join(right.words):
        return 0.95
    family = _alike_family(left.family, right.family)
    if not family or not _alike_middle(left.given[1:], right.given[1:]):
        return 0.0
    first = _alike_given(left.given[0], right.given[0])
    if not first:
        return 0.0
    if family == first == 1.0:
        return 0.9
    return 0.8 if family == 1.0 or first == 1.0 else 0.7


def _alike_family(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    if left == right:
        return 1.0
    a, b = ("".join(word for word in family if word not in _PARTICLES) for family in (left, right))
    if a == b:
        return 1.0
    return 0.8 if _near(a, b) else 0.0


def _alike_given(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if min(len(left), len(right)) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    if _gendered(left, right):
        return 0.0
    return 0.8 if _near(left, right) else 0.0


def _alike_middle(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Middle names agree where both have any: each of the shorter list has its partner or initial in the other."""
    shorter, longer = sorted((left, right), key=len)
    if shorter and len(shorter) != len(longer) and all(len(word) == 1 for word in (*shorter, *longer)):
        return False  # the Bushes: W. and H. W.
    return all(any(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for b in longer) for a in shorter)


def _gendered(left: str, right: str) -> bool:
    """Mario and Maria, Paul and Paula, Daniel and Daniela are two people, however near the spelling."""
    shorter, longer = sorted((left, right), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    return len(left) == len(right) and left[:-1] == right[:-1] and {left[-1], right[-1]} <= set("aeiou")


def _near(left: str, right: str) -> bool:
    """A slip of one letter in a word of four or more, of two in one of nine or more, not at the start."""
    shortest = min(len(left), len(right))
    if shortest < 4 or left[0] != right[0]:
        return False
    allowed = 2 if shortest >= 9 else 1
    if DamerauLevenshtein.distance(left, right, score_cutoff=allowed) > allowed:
        return False
    return JaroWinkler.similarity(left, right) >= 0.85
