"""Who says so, in the words of the sentence: `zwei Diplomaten zufolge`, `laut Medienberichten`, `teilte das Präsidialamt mit`.

Finds what a reader would quote as the source where it is no actor with a name; who that is, if it is one, is decided in
`participation`.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from extractors.lexicon import word_lists

_LISTS = word_lists("unnamed_sources")
_KINDS = {kind: tuple(_LISTS[kind]) for kind in ("unnamed", "office", "media")}
_SOURCES = word_lists("sources")
_REPORTED = {"hieß", "heißt", "verlautete", "verlautet", "erfuhr", "erfuhren"}  # `hieß es aus …`, `verlautete aus …`
_ORIGINS = {"aus", "von", "vom"}
_DETERMINERS = (
    {"der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer", "eines", "kein", "keine"}
    | {"zwei", "drei", "vier", "fünf", "mehrere", "mehreren", "einige", "einigen", "mehrerer", "einiger", "beide", "ihrem", "seinem"}
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("e", "en", "er", "em", "es")
_GENITIVES = {"der", "des", "eines", "einer"}
_LONGEST = 7


def source_kind(phrase: Span) -> str | None:
    """unnamed | office | media, by the first noun of the phrase that the lexicon knows; None where it knows none.

    `ein Sprecher der Zeitung` is an office, as its first noun is.
    """
    for token in phrase:
        if not token.text[:1].isupper():
            continue
        for kind, endings in _KINDS.items():
            if token.lower_.endswith(endings):
                return kind
    return None


def unnamed_source(sentence: Span) -> Span | None:
    """The phrase that names the source of what the sentence says, None where it gives none or only a name."""
    doc = sentence.doc
    for i in range(sentence.start, sentence.end):
        word = doc[i].lower_
        after = doc[i + 1].lower_ if i + 1 < sentence.end else ""
        phrase = None
        if word in _SOURCES["after"]:
            phrase = _phrase_before(doc, i, sentence.start)
        elif word == "laut":
            phrase = _phrase_after(doc, i + 1, sentence.end)
        elif word in _SOURCES["angaben"] and i > sentence.start and doc[i - 1].lower_ in {"nach", "unter"}:
            phrase = _phrase_after(doc, i + 2 if after in _ORIGINS else i + 1, sentence.end)
        elif word in _REPORTED:
            start = i + 2 if after == "es" else i + 1
            if start < sentence.end and doc[start].lower_ in _ORIGINS:
                phrase = _phrase_after(doc, start + 1, sentence.end)
            else:
                phrase = _origin_before(doc, i, sentence.start)
        elif word in _LISTS["verbs"] or (word == "so" and i > sentence.start and doc[i - 1].text in {",", "“", '"'}):
            phrase = _phrase_after(doc, i + 1, sentence.end) or _phrase_before(doc, i, sentence.start)
        if phrase is not None and source_kind(phrase) is not None:
            return phrase
    return None


def _origin_before(doc: Doc, verb: int, first: int) -> Span | None:
    """`wie aus kongolesischen Sicherheitskreisen verlautete`, `Vom Außenministerium hieß es`."""
    phrase = _phrase_before(doc, verb, first)
    if phrase is None or phrase.start == first or doc[phrase.start - 1].lower_ not in _ORIGINS:
        return None
    return phrase


def _phrase_before(doc: Doc, end: int, first: int) -> Span | None:
    """The nominal phrase that ends before token `end`."""
    if end <= first or not doc[end - 1].text[:1].isupper():
        return None
    start = end - 1
    while start > first and end - start < _LONGEST and _belongs(doc, start - 1, start - 1 == first):
        start -= 1
    return doc[start:end]


def _phrase_after(doc: Doc, start: int, last: int) -> Span | None:
    """The nominal phrase that begins at token `start`, with a genitive behind its noun."""
    end, head = start, None
    while end < last and end - start < _LONGEST:
        if doc[end].text[:1].isupper():
            head = end
        elif head is not None and doc[end].lower_ not in _GENITIVES:
            break
        elif head is None and not _belongs(doc, end, False):
            return None
        end += 1
    return None if head is None else doc[start : head + 1]


def _belongs(doc: Doc, i: int, is_first: bool) -> bool:
    """Whether the word can stand in a nominal phrase before its noun: determiner, number, adjective, another noun."""
    token = doc[i]
    if token.lower_ in _ORIGINS or token.lower_ in {"wie", "nach", "laut", "mit", "bei", "in", "im"}:
        return False
    if token.lower_ in _DETERMINERS or token.text.isdigit():
        return True
    if is_first or token.text[:1].isupper():
        return token.is_alpha or "-" in token.text
    return token.is_alpha and len(token.text) > 4 and token.lower_.endswith(_ADJECTIVE_ENDINGS)
