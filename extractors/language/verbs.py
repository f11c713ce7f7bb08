"""Separated verbs: the finite verb and the particle at its clause's end."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractors.language.words import PARTICLES, is_known, lemma
from extractors.lexicon import word_lists

_VERBS = word_lists("separable_verbs")
AUXILIARIES = _VERBS["auxiliaries"]
NOT_SEPARATED = _VERBS["not_separated"]
BREAKS = frozenset(",;:–-—()")
LONGEST_BRACKET = 100  # tokens from the finite verb to its particle, at most
CLAUSE_ENDS = BREAKS | frozenset('.!?…“”"«»') | {"und", "oder", "aber", "sowie", "sondern"}


def separated(sentence: Span) -> Iterator[tuple[Token, str]]:
    """Finite verbs whose particle stands at the end of the clause, with the full infinitive.

    >>> from extractors.language import load
    >>> [sentence] = load()("Merz nimmt am Gipfel teil.").sents
    >>> [(verb.text, infinitive) for verb, infinitive in separated(sentence)]
    [('nimmt', 'teilnehmen')]
    """
    taken: set[int] = set()
    for particle in sentence:
        if particle.text not in PARTICLES or not _ends_clause(particle, sentence):
            continue
        own_part = True
        for i in range(particle.i - 1, max(sentence.start, particle.i - LONGEST_BRACKET) - 1, -1):
            token = sentence.doc[i]
            own_part = own_part and token.text not in BREAKS
            stem = None if i in taken else _finite(token, first=_opens(token, sentence))
            if stem is None:
                continue
            if is_separable(particle.text + stem):
                taken.add(i)
                yield token, particle.text + stem
                break
            if own_part and stem != token.lower_:
                break  # the particle's own clause has another finite verb: the word is an adverb here


def is_separable(infinitive: str) -> bool:
    """Whether the dictionary has this verb, and news separates it."""
    return is_known(infinitive) and lemma(infinitive) == infinitive and infinitive not in NOT_SEPARATED


def _ends_clause(token: Token, sentence: Span) -> bool:
    after = token.i + 1
    return after >= sentence.end or sentence.doc[after].is_space or sentence.doc[after].text in CLAUSE_ENDS


def _opens(token: Token, sentence: Span) -> bool:
    return token.i == sentence.start or token.doc[token.i - 1].text in '„"»«‚:'


def _finite(token: Token, *, first: bool) -> str | None:
    """The infinitive if the token can be a finite full verb."""
    if not token.is_alpha or not (token.text.islower() or first):
        return None
    stem = lemma(token.lower_)
    participle = token.lower_.startswith("ge") and not stem.startswith("ge")
    if participle or not stem.endswith(("en", "ern", "eln", "tun")) or stem in AUXILIARIES or not stem.islower():
        return None
    return stem
