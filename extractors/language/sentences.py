"""Sentence ends in German news text, by rule."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.language import lexicon

NAME = "german_sentences"

STOPS = frozenset({".", "!", "?"})
CLOSING_ONLY = frozenset("”’)]}")
OPENING_ONLY = frozenset("„‚([{")
# German closes with “ and «, Swiss and French text opens with «, English with “: the blank before it decides.
EITHER_WAY = frozenset("\"'“«»‘‹›")
INITIAL = re.compile(r"(?:[^\W\d_]|Ch|Th|Ph|Sch|St|Chr|Yu|Ju)\.")
ROMAN = re.compile(r"[IVX]+")
DOTS = re.compile(r"…|\.{2,}")
DASHES = frozenset(("–", "-", "—", "•", "*"))


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"])
def create_german_sentences(nlp: Language, name: str) -> SentenceSegmenter:
    """Component that marks where sentences begin; the sentences of a document cover all its tokens."""
    return SentenceSegmenter()


class SentenceSegmenter:
    """Marks sentence starts.

    A sentence ends at a line break (but not before a line that goes on in lower case) and at `.`, `!`, `?`, `…` with the closing quotation marks
    and brackets that follow. It does not end after ordinals, abbreviations, initials or a colon.
    Line breaks belong to the sentence before them.
    """

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.is_sent_start = token.i == 0
        i = 0
        while i < len(doc):
            after = end_of_sentence(doc, i)
            if after is None:
                i += 1
                continue
            if after < len(doc):
                doc[after].is_sent_start = True
            i = after
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored: the rules are code and lexicons."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> SentenceSegmenter:
        """Nothing is read."""
        return self


def end_of_sentence(doc: Doc, i: int) -> int | None:
    """Index of the token that begins the next sentence if token `i` ends one, else None."""
    token = doc[i]
    if token.is_space:
        return _after_line_break(doc, i)
    dots = DOTS.fullmatch(token.text) is not None
    if not (dots or token.text in STOPS or token.text.endswith(".")):
        return None
    j = i + 1
    while j < len(doc) and (doc[j].text in STOPS or DOTS.fullmatch(doc[j].text) or _closes(doc, j)):
        j += 1
    start = _skip_space(doc, j)
    if start == len(doc):
        return start
    if start > j and _after_line_break(doc, j) is not None:
        return start
    weak = j == i + 1 and (dots or not _is_full_stop(doc, i))
    return start if _starts(doc, start, last=doc[i] if weak else None) else None


def _is_full_stop(doc: Doc, i: int) -> bool:
    """Whether the stop at `i` can be nothing else than a sentence's end."""
    token = doc[i]
    if token.text in ("!", "?"):
        return True
    if token.text == ".":
        return not (i and ROMAN.fullmatch(doc[i - 1].text) and i > 1 and doc[i - 2].text[:1].isupper())
    return False


def _starts(doc: Doc, j: int, *, last: Token | None) -> bool:
    """Whether token `j` can begin a sentence; after a doubtful `last` (dots, abbreviation, ordinal), whether it can hardly do anything else."""
    if last is not None and not may_end(last):
        return False
    text = doc[j].text
    if (text in OPENING_ONLY or text in EITHER_WAY or text in DASHES) and j + 1 < len(doc):
        return _starts(doc, j + 1, last=last)
    if last is not None:
        return text in lexicon.words("sentence_starters")
    return not text[0].islower() and text[0] not in ",;:"


def may_end(token: Token) -> bool:
    """Whether an abbreviation, ordinal or dots can be a sentence's last word.

    >>> may_end(nlp("usw.")[0]), may_end(nlp("Dr.")[0])
    (True, False)
    """
    never, may = lexicon.groups("abbreviations")[:2]
    if token.text in may:
        return True
    return token.text not in never and not INITIAL.fullmatch(token.text)


def _closes(doc: Doc, j: int) -> bool:
    """Whether token `j` is a closing quotation mark or bracket right after what it closes."""
    if doc[j - 1].whitespace_:
        return False
    text = doc[j].text
    if text in CLOSING_ONLY:
        return True
    if text not in EITHER_WAY:
        return False
    return j + 1 == len(doc) or doc[j].whitespace_ != "" or not doc[j + 1].text[0].isalnum()


def _after_line_break(doc: Doc, i: int) -> int | None:
    text = doc[i].text.replace("\r\n", "\n")
    breaks = sum(text.count(mark) for mark in "\n\r\u2028\u2029")
    after = _skip_space(doc, i)
    if not breaks or after == len(doc):
        return None
    wrapped = breaks == 1 and doc[after].text[0].islower() and i > 0 and doc[i - 1].text not in STOPS
    return None if wrapped else after


def _skip_space(doc: Doc, i: int) -> int:
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i
