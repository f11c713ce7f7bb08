"""Separated verbs: the finite verb and the particle at its clause's end."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractors.language import lexicon
from extractors.language.words import is_known, lemma

CLAUSE_ENDS = frozenset(".,;:!?…)–-—") | {"und", "oder", "aber", "sowie", "sondern"} | frozenset("“”\"«»")


def separated(sentence: Span) -> Iterator[tuple[Token, str]]:
    """Finite verbs whose particle stands at the end of the clause, with the full infinitive.

    >>> [(verb.text, infinitive) for verb, infinitive in separated(sentence)]   # "Merz nimmt am Gipfel teil."
    [('nimmt', 'teilnehmen')]
    """
    taken: set[int] = set()
    for token in sentence:
        if token.text not in lexicon.words("separable_particles") or not _ends_clause(token, sentence):
            continue
        for i in range(token.i - 1, sentence.start - 1, -1):
            verb = sentence.doc[i]
            infinitive = None if i in taken else _joined(verb, token.text, first=_opens(verb, sentence))
            if infinitive:
                taken.add(i)
                yield verb, infinitive
                break


def _ends_clause(token: Token, sentence: Span) -> bool:
    after = token.i + 1
    return after >= sentence.end or sentence.doc[after].is_space or sentence.doc[after].text in CLAUSE_ENDS


def _opens(token: Token, sentence: Span) -> bool:
    return token.i == sentence.start or token.doc[token.i - 1].text in "„\"»«‚:"


def _joined(verb: Token, particle: str, *, first: bool) -> str | None:
    """The infinitive of particle and verb if the dictionary has that verb."""
    if not verb.text.islower() and not first:
        return None
    stem = lemma(verb.lower_)
    participle = verb.lower_.startswith("ge") and not stem.startswith("ge")
    if participle or not stem.endswith("n") or stem in lexicon.words("auxiliaries"):
        return None
    infinitive = particle + stem
    return infinitive if is_known(infinitive) and lemma(infinitive) == infinitive else None
