"""The tense in which a sentence speaks of a time: `trifft am Freitag` looks ahead, `traf am Freitag` back.

So that `am Freitag` means one day wherever it is asked, and not the nearer one here and the one that the verb points to there.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from extractors.dates.values import TimeExpression
from extractors.lexicon import word_lists

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
PARTICIPLES = frozenset({"VVPP", "VAPP", "VMPP"})
_ARRANGED = word_lists("tense")["arranged"]
_CLAUSE_ENDS = frozenset(",;:()")
_ACROSS = 8  # tokens that a mark between clauses counts for


def tense_of(doc: Doc, expression: TimeExpression) -> str:
    """past | present | future | unknown, of the finite verb that is nearest to the expression in its sentence.

    >>> from extractors.dates import find_time_expressions
    >>> from extractors.language import load
    >>> doc = load()("Merz trifft am Freitag Macron, den er am Montag in Rom gesehen hat.")
    >>> [tense_of(doc, expression) for expression in find_time_expressions(doc.text)]
    ['present', 'past']
    """
    place = doc.char_span(expression.char_start, expression.char_end, alignment_mode="expand")
    return "unknown" if place is None else tense_at(place)


def tense_at(place: Span) -> str:
    """The same of any words.

    >>> from extractors.language import load
    >>> tense_at(load()("Zu einem Treffen wird es nicht kommen.")[2:3])
    'future'
    """
    sentence = place.sent
    verbs = [token for token in sentence if token.tag_ in FINITE]
    if not verbs:
        return "unknown"
    return _tense(min(verbs, key=lambda verb: _distance(place, verb)), verbs, sentence)


def _distance(place: Span, verb: Token) -> int:
    start, end = sorted((place.start, verb.i))
    between = place.doc[max(start, place.end if start == place.start else start) : end]
    marks = sum(token.text in _CLAUSE_ENDS for token in between)
    return int(end - start + _ACROSS * marks)


def _tense(verb: Token, verbs: list[Token], sentence: Span) -> str:
    participle = _participle(verb, verbs, sentence)
    auxiliary = verb.tag_ == "VAFIN"
    if verb.tag_ == "VMFIN":
        return "future" if _has(verb, "Tense", "Pres") or _has(verb, "Mood", "Sub") else "unknown"
    if auxiliary and verb.lemma_ == "werden":
        passive = participle is not None and not _has(verb, "Mood", "Sub")
        return "past" if _has(verb, "Tense", "Past") and passive else "present" if passive else "future"
    if auxiliary and participle is not None:
        return "future" if participle.lower_ in _ARRANGED and _has(verb, "Tense", "Pres") else "past"
    if _has(verb, "Mood", "Sub"):
        return "unknown"
    return "past" if _has(verb, "Tense", "Past") else "present" if _has(verb, "Tense", "Pres") else "unknown"


def _participle(verb: Token, verbs: list[Token], sentence: Span) -> Token | None:
    """The participle that goes with the verb: right before it (`getroffen hat`), or up to the next finite verb (`hat … getroffen`)."""
    before = sentence.doc[verb.i - 1] if verb.i > sentence.start else None
    if before is not None and before.tag_ in PARTICIPLES:
        return before
    end = next((other.i for other in verbs if other.i > verb.i), sentence.end)
    return next((token for token in sentence.doc[verb.i + 1 : end] if token.tag_ in PARTICIPLES), None)


def _has(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature)
