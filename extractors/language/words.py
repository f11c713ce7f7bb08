"""Lemmas of single word forms, from simplemma's German dictionary."""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon import word_lists

_VERBS = word_lists("separable_verbs")
PARTICLES: frozenset[str] = frozenset().union(
    *(words for name, words in _VERBS.items() if name.startswith("particles_"))
)
LONGEST_FIRST = tuple(sorted(PARTICLES, key=lambda particle: (-len(particle), particle)))
STARTERS = frozenset().union(
    *(words for name, words in word_lists("sentences").items() if name.startswith("starters_"))
)


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has this spelling."""
    import simplemma

    return bool(simplemma.is_known(word, lang="de"))


@lru_cache(maxsize=200_000)
def lemma(word: str, *, first: bool = False) -> str:
    """The dictionary form of a word form.

    Case tells nouns from verbs (`Treffen` stays, `treffen` is the verb); with `first` (a sentence's first word) capitalized function words
    are taken as small ones. Words with digits, abbreviations and words the dictionary does not know stay as they are.

    >>> lemma("Präsidenten"), lemma("kamen"), lemma("teilzunehmen"), lemma("USA")
    ('Präsident', 'kommen', 'teilnehmen', 'USA')
    """
    if word.isupper() or not word.replace("-", "").isalpha():
        return word
    if first and word in STARTERS:
        word = word.lower()
    found = _look_up(word)
    if found.lower() == word:
        found = word
    return _by_particle(word) or found if found == word and word.islower() else found


@lru_cache(maxsize=200_000)
def _look_up(word: str) -> str:
    # Imported late: reading the dictionary takes most of a second.
    import simplemma

    return str(simplemma.lemmatize(word, lang="de"))


def _by_particle(word: str) -> str | None:
    """The infinitive of a separable verb's form that the dictionary lacks: `ferngeblieben` by way of `geblieben`."""
    for particle in LONGEST_FIRST:
        rest = word.removeprefix(particle)
        if rest == word or len(rest) < 4:
            continue
        rest = rest.removeprefix("zu") if is_known(rest.removeprefix("zu")) else rest
        infinitive = _look_up(rest)
        if is_known(rest) and infinitive.islower() and infinitive.endswith("n") and infinitive != rest:
            return particle + infinitive
    return None
