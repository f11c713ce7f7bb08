"""Whether an article tells of many meetings at once: `telefonieren regelmäßig`, `nach mehreren Gesprächen`.

A series is no meeting that another article could mean: it has no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from extractors.lexicon import word_lists

_WORDS = word_lists("series")
_TIMES = re.compile(rf"(?:\w*(?:{'|'.join(sorted(_WORDS['times']))})|\d+)[ -]?mal")
_ADJECTIVE = re.compile(rf"(?:{'|'.join(sorted(_WORDS['adjectives']))})e[nrms]?")


def is_told_as_series(mentions: Iterable[Span]) -> bool:
    """Whether every one of the words for a meeting tells of many."""
    return all(_is_repeated(mention) for mention in mentions)


def _is_repeated(mention: Span) -> bool:
    word, sentence = mention[-1], mention.sent
    if word.pos_ not in {"VERB", "AUX"}:
        before = mention.doc[max(sentence.start, mention.start - 3) : mention.start]
        return "Plur" in word.morph.get("Number") and any(_ADJECTIVE.fullmatch(token.lower_) for token in before)
    words = [token.lower_ for token in sentence]
    if _WORDS["adverbs"].intersection(words) or any(_TIMES.fullmatch(w) for w in words):
        return True
    if any(phrase in " ".join(words) for phrase in _WORDS["phrases"]):
        return True
    return any(
        w in _WORDS["every"] and not _WORDS["units"].isdisjoint(words[i + 1 : i + 3]) for i, w in enumerate(words)
    )
