"""Sentence ends in German news text, by rule."""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.lexicon import word_lists

NAME = "german_sentences"

_WORDS = word_lists("sentences")
NEVER_LAST: frozenset[str] = _WORDS["abbreviations_never_last"]
STARTERS = frozenset().union(*(words for name, words in _WORDS.items() if name.startswith("starters_")))
GLUED_STARTERS = _WORDS["glued_starters"]

STOPS = frozenset({".", "!", "?"})
DOTS = re.compile(r"…|\.{2,}")
CLOSING = frozenset("”’)]}")
OPENING = frozenset("„‚([{")
# German closes with “ and «, Swiss and French text opens with «, English with “: the blank beside it decides.
EITHER_WAY = frozenset("\"'“«»‘‹›")
DASHES = frozenset(("–", "-", "—", "•", "*"))
INITIAL = re.compile(r"(?:[^\W\d_]|Ch|Th|Ph|St|Chr|Yu|Ju)\.")
# Tokens of spaCy's that are a whole word and a stop where they end a sentence: the platform `X.`, the minister `Dong Jun.`
WORD_AND_STOP = re.compile(r"[A-ZÄÖÜ]\.|Jan\.|Jun\.|Jul\.")
# `14.1` before its stop: the day of a month, where `am` or another of these words stands before it
DAY_OF_MONTH = re.compile(r"(?:(?:3[01]|[12]\d|0?[1-9])\.?[/–-])?(?:3[01]|[12]\d|0?[1-9])\.(?:1[0-2]|0?[1-9])")
BEFORE_DAY = _WORDS["before_day_of_month"]
ROMAN: re.Pattern[str] = re.compile(r"[IVX]+")
# Tokens of a sentence, at most: what goes on longer is a table or a list without stops, and is cut for the sake of what it would cost.
LONGEST = 1_000
LINE_BREAKS = "\n\r\u2028\u2029"


@Language.factory(NAME, assigns=["token.is_sent_start", "doc.sents"])
def create_german_sentences(nlp: Language, name: str) -> SentenceSegmenter:
    """Component that marks where sentences begin; the sentences of a document cover all its tokens."""
    return SentenceSegmenter()


class SentenceSegmenter:
    """Marks sentence starts.

    A sentence ends at `.`, `!`, `?`, `…` with the closing quotation marks and brackets that follow, and at a line break; in hard-wrapped text
    only at a blank line. It does not end after ordinals, abbreviations, initials or a colon. Line breaks belong to the sentence before them.
    """

    def __call__(self, doc: Doc) -> Doc:
        wrapped = is_hard_wrapped(doc)
        runs = Runs(doc)
        starts = {0}
        split: list[int] = []
        last = 0
        for i in range(len(doc)):
            start = _next_start(doc, i, runs, wrapped=wrapped)
            if start is None and i - last >= LONGEST:
                start = i
            if start is not None:
                starts.add(start)
                last = max(last, start)
                if start > i and WORD_AND_STOP.fullmatch(doc[i].text):
                    split.append(i)
        _split_off_stops(doc, split)
        # All at once: spaCy's `token.is_sent_start = …` looks through the whole document each time.
        marks = np.full(len(doc), -1, dtype=np.int64)
        marks[[i + bisect_left(split, i) for i in starts if i + bisect_left(split, i) < len(doc)]] = 1
        doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored: the rules are code and lexicons."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> SentenceSegmenter:
        """Nothing is read."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is stored."""

    def from_disk(self, path: object, **kwargs: object) -> SentenceSegmenter:
        """Nothing is read."""
        return self


def is_hard_wrapped(doc: Doc) -> bool:
    """Whether lines are broken by width: then many of them go on in small letters after a single break."""
    singles = [token for token in doc if token.is_space and _breaks(token) == 1 and token.i + 1 < len(doc)]
    small = sum(doc[token.i + 1].text[0].islower() for token in singles)
    return bool(small >= 2 and small >= 0.2 * len(singles))


class Runs:
    """Where the runs of tokens of a kind end, for every token: looked up, as looking anew at each token costs the square of a run."""

    def __init__(self, doc: Doc) -> None:
        texts = [token.text for token in doc]
        self.after_space = _ends([token.is_space for token in doc])
        self.after_stops = _ends(
            [text in STOPS or DOTS.fullmatch(text) is not None or _closes(doc, j) for j, text in enumerate(texts)]
        )
        self.after_opening = _ends([text in OPENING or text in EITHER_WAY or text in DASHES for text in texts])


def _ends(kind: list[bool]) -> list[int]:
    """For every place the first place from there on that is not of the kind, and one more at the end.

    >>> _ends([False, True, True, False])
    [0, 3, 3, 3, 4]
    """
    ends = list(range(len(kind) + 1))
    for i in range(len(kind) - 1, -1, -1):
        if kind[i]:
            ends[i] = ends[i + 1]
    return ends


def _next_start(doc: Doc, i: int, runs: Runs, *, wrapped: bool) -> int | None:
    """Index of the token that begins the next sentence if token `i` ends one, else None."""
    token = doc[i]
    if token.is_space:
        return _after_line_break(doc, i, runs, wrapped=wrapped)
    dots = DOTS.fullmatch(token.text) is not None
    if not (dots or token.text in STOPS or token.text.endswith(".")):
        return i + 1 if _is_glued(doc, i) else None
    j = runs.after_stops[i + 1]
    start = runs.after_space[j]
    if start == len(doc):
        return start
    if start > j and _after_line_break(doc, j, runs, wrapped=wrapped) is not None:
        return start
    sure = dots or not _is_full_stop(doc, i)
    if sure and not may_be_last(token):
        return None
    return start if _starts(doc, start, runs, sure=sure and j == i + 1) else None


def _is_full_stop(doc: Doc, i: int) -> bool:
    """Whether the stop at `i` can be nothing else than a sentence's end."""
    if doc[i].text in ("!", "?"):
        return True
    if doc[i].text == ".":
        king = i > 1 and ROMAN.fullmatch(doc[i - 1].text) and doc[i - 2].text[:1].isupper()
        return not king and not _is_of_date(doc, i)
    return False


def _is_of_date(doc: Doc, i: int) -> bool:
    """Whether the stop at `i` belongs to a day of a month: `trifft am 30.1. Tonino Picula`."""
    if i < 2 or doc[i - 1].whitespace_ or not DAY_OF_MONTH.fullmatch(doc[i - 1].text):
        return False
    before = doc[i - 2 - (doc[i - 2].text in (",", "."))] if i > 2 else doc[i - 2]
    return before.text in BEFORE_DAY or before.lower_ in BEFORE_DAY


def _starts(doc: Doc, j: int, runs: Runs, *, sure: bool) -> bool:
    """Whether token `j` can begin a sentence; with `sure`, whether it can hardly do anything else."""
    first = min(runs.after_opening[j], len(doc) - 1)  # behind the marks that open it
    if first > j and doc[j - 1].whitespace_ and WORD_AND_STOP.fullmatch(doc[j - 1].text):
        sure = False
    text = doc[first].text
    if sure:
        return text in STARTERS
    return not text[0].islower() and text[0] not in ",;:"


def may_be_last(token: Token) -> bool:
    """Whether an abbreviation, an initial, an ordinal or dots can be a sentence's last word.

    >>> import spacy
    >>> [may_be_last(token) for token in spacy.blank("de")("usw. Dr. X.")]
    [True, False, True]
    """
    if WORD_AND_STOP.fullmatch(token.text):
        return True
    return token.text not in NEVER_LAST and not INITIAL.fullmatch(token.text)


def _is_glued(doc: Doc, i: int) -> bool:
    """Whether a subheading ends at word `i` and the text goes on in the same line without a stop."""
    if i + 2 >= len(doc) or doc[i + 1].text not in GLUED_STARTERS or not doc[i].is_alpha or len(doc[i]) < 3:
        return False
    return bool(doc[i].whitespace_) and (doc[i + 2].text[0].islower() or doc[i + 2].text in ("„", '"', "»"))


def _closes(doc: Doc, j: int) -> bool:
    """Whether token `j` is a closing quotation mark or bracket right after what it closes."""
    text = doc[j].text
    if not j or doc[j - 1].whitespace_ or text not in CLOSING | EITHER_WAY:
        return False
    return text in CLOSING or j + 1 == len(doc) or bool(doc[j].whitespace_) or not doc[j + 1].text[0].isalnum()


def _after_line_break(doc: Doc, i: int, runs: Runs, *, wrapped: bool) -> int | None:
    """Index of the first word after the line break at `i` if it ends a sentence."""
    breaks, after = _breaks(doc[i]), runs.after_space[i]
    if not breaks or after == len(doc) or i == 0:
        return None
    if breaks > 1 or doc[i - 1].text in STOPS or doc[i - 1].text in CLOSING | EITHER_WAY:
        return after if breaks > 1 or not doc[after].text[0].islower() else None
    goes_on = wrapped or doc[after].text[0].islower() or doc[i - 1].text == ","
    return None if goes_on else after


def _breaks(token: Token) -> int:
    text = token.text.replace("\r\n", "\n")
    return sum(text.count(mark) for mark in LINE_BREAKS)


def _split_off_stops(doc: Doc, indices: list[int]) -> None:
    """Make the stop of `X.` at a sentence's end a token of its own."""
    if not indices:
        return
    with doc.retokenize() as retokenizer:
        for i in indices:
            word = doc[i].text[:-1]
            retokenizer.split(doc[i], [word, "."], heads=[(doc[i], 0), (doc[i], 0)])
