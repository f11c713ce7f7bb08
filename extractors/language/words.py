"""Lemmas of single word forms, from simplemma's German dictionary."""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon import table, word_lists

_VERBS = word_lists("separable_verbs")
PARTICLES: frozenset[str] = frozenset().union(
    *(words for name, words in _VERBS.items() if name.startswith("particles_"))
)
LONGEST_FIRST = tuple(sorted(PARTICLES, key=lambda particle: (-len(particle), particle)))
CONTRACTIONS = {row["contraction"]: row["preposition"] for row in table("contractions")}
# Tags of the Stuttgart-Tübingen tagset.
CONTRACTED, NOUN, ATTRIBUTE, PREDICATIVE, NUMBERS = "APPRART", "NN", "ADJA", "ADJD", {"CARD"}
FINITE_TAGS = frozenset({"VVFIN", "VAFIN", "VMFIN"})
NAMES = frozenset({"NE", "FM", "XY", "TRUNC"})
INVARIABLE = frozenset({"ADV", "PTKVZ", "PTKA", "PTKNEG", "PAV", "APPR", "APPO", "APZR", "KON", "KOUS"})
STARTERS = frozenset().union(
    *(words for name, words in word_lists("sentences").items() if name.startswith("starters_"))
)
LONGEST_WORD = 80  # letters; the longest that German law has known has 67


def is_known(word: str) -> bool:
    """Whether the dictionary has this spelling.

    >>> is_known("Präsident"), is_known("Präsident" * 1000)
    (True, False)
    """
    return len(word) <= LONGEST_WORD and _is_known(word)


@lru_cache(maxsize=200_000)
def _is_known(word: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang="de"))


def lemma(word: str, tag: str = "", *, first: bool = False, genitive: bool = False) -> str:
    """The dictionary form of a word form.

    With an STTS `tag` the part of speech decides: contractions give their preposition, only nouns and names keep a capital, adverbs and
    particles are no verb forms, an unknown compound noun goes by its last part, a name in the `genitive` loses its -s. Without one, case tells nouns from
    verbs (`Treffen` stays, `treffen` is the verb); with `first` (a sentence's first word) capitalized function words
    are taken as small ones. Words with digits, abbreviations, words of more than 80 letters and words the dictionary does not know stay as they are.

    >>> lemma("Präsidenten"), lemma("kamen"), lemma("teilzunehmen"), lemma("USA")
    ('Präsident', 'kommen', 'teilnehmen', 'USA')
    >>> lemma("Im", "APPRART"), lemma("Grundtechniken", "NN"), lemma("Macrons", "NE", genitive=True)
    ('in', 'Grundtechnik', 'Macron')
    """
    return word if len(word) > LONGEST_WORD else _lemma(word, tag, first, genitive)


@lru_cache(maxsize=200_000)
def _lemma(word: str, tag: str, first: bool, genitive: bool) -> str:
    if word.isupper() or not word.replace("-", "").isalpha():
        return word
    if tag:
        return _tagged(word, tag, genitive)
    if first and word in STARTERS:
        word = word.lower()
    return _untagged(word)


def _untagged(word: str) -> str:
    found = _look_up(word)
    if found.lower() == word:
        found = word
    return _by_particle(word) or found if found == word and word.islower() else found


def _tagged(word: str, tag: str, genitive: bool) -> str:
    if tag == CONTRACTED:
        return CONTRACTIONS.get(word.lower(), word.lower())
    if tag in NAMES:
        return word[:-1] if genitive and word.endswith("s") and len(word) > 3 else _untagged(word)
    if tag == NOUN:
        return _untagged(word) if is_known(word) else _by_last_part(word) or _untagged(word)
    if word[1:].islower() and not (tag == ATTRIBUTE and word.endswith("er") and not is_known(word.lower())):
        word = word.lower()  # `Schweizer`, `Münchner` keep their capital
    if tag in NUMBERS:
        return word
    found = _untagged(word)
    no_verb = tag in INVARIABLE or (tag == PREDICATIVE and word.endswith("end"))
    return word if no_verb and found.endswith("n") else found


def _by_last_part(noun: str) -> str | None:
    """The lemma of a compound by the longest part at its end that the dictionary has as a noun."""
    for cut in range(2, len(noun) - 3):
        part = noun[cut:].capitalize()
        if noun[cut - 1] != "-" and is_known(part):
            found = _look_up(part)
            return noun[:cut] + found.lower() if found[0].isupper() else None
    return None


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
