"""spaCy's German tokenizer with what news needs on top."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex, registry

NAME = "german_news_tokenizer"

LETTER = r"[^\W\d_]"
UPPER = "[A-ZÄÖÜ]"
QUOTE = '["“”„»«›‹]'

# Where a blank is missing between two sentences, or between a stop and a quotation mark.
INFIXES = [
    rf"(?<=\d\d\d)\.(?={UPPER}{LETTER})",
    rf"(?<={UPPER}{UPPER}{UPPER})\.(?={UPPER}[a-zäöü])",
    rf"(?<={LETTER})[.!?](?={QUOTE})",
    QUOTE,
    r"\)(?=[-–][^\W\d_])",
    rf"(?<={LETTER}{QUOTE})\.(?={LETTER})",
    rf"(?<={LETTER})\.(?=[…„“»«\"])",
    r"(?<=\D)[!?,;:…](?=\S)",  # `Macron,„`; not in "3,5" and "10:30"
]
# spaCy keeps the stop on every number; only one or two bare digits can be an ordinal ("6. Januar").
SUFFIXES = [
    r"(?<=\d\d\d)\.",
    rf"(?<={LETTER}\d)\.",
    rf"(?<={LETTER}\d\d)\.",
    r"(?<=\d[.,:]\d)\.",
    r"(?<=\d[.,:]\d\d)\.",
    r"(?<=\))[-–]",
]

# What stands together without a blank for longer than this is no word: an address, data, a line of marks.
LONGEST_RUN = 300
_PIECE = re.compile(r"\s+|\w+|[^\w\s]{1,50}")
_RUN = re.compile(r"\S+")


class NewsTokenizer(Tokenizer):
    """spaCy's tokenizer, in time that is linear in the text.

    spaCy takes the marks off a run of them one by one and looks at the rest each time, so that 2,000 of them cost a second
    and 8,000 half a minute. A run that is too long is tokenized in pieces: a word, or up to fifty marks.
    """

    def __call__(self, text: str) -> Doc:
        if max(map(len, text.split()), default=0) <= LONGEST_RUN:
            return super().__call__(text)
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(text):
            if part[0] == " " and spaces and not spaces[-1]:
                spaces[-1] = True
                part = part[1:]
            for token in super().__call__(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words, spaces)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _rebuilt, (self.vocab, self.to_bytes())


def _rebuilt(vocab: Any, data: bytes) -> NewsTokenizer:
    """The tokenizer after pickling."""
    tokenizer = NewsTokenizer(vocab)
    tokenizer.from_bytes(data)
    return tokenizer


def _parts(text: str) -> Iterator[str]:
    """The text in parts: each run that is too long in its pieces, and what is between such runs.

    >>> list(_parts("Merz kam. " + "." * 301))[:2]
    ['Merz kam. ', '..................................................']
    """
    position = 0
    for run in _RUN.finditer(text):
        if len(run[0]) > LONGEST_RUN:
            if position < run.start():
                yield text[position : run.start()]
            yield from _PIECE.findall(run[0])
            position = run.end()
    if position < len(text):
        yield text[position:]


@registry.tokenizers(NAME)
def create_german_news_tokenizer() -> Callable[[Language], Tokenizer]:
    """Maker of the tokenizer, for `nlp.tokenizer` in a spaCy config.

    Hyphenated compounds (`US-Sondergesandter`), abbreviations (`Dr.`), one- and two-digit ordinals (`6.`) and grouped numbers (`1.400`)
    are one token; the stop after a year is its own token; sentences that touch (`teilnehmen.Auch`) come apart.
    """

    def make(nlp: Language) -> Tokenizer:
        german = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        return NewsTokenizer(
            nlp.vocab,
            rules=german.rules,
            prefix_search=german.prefix_search,
            suffix_search=compile_suffix_regex([*nlp.Defaults.suffixes, *SUFFIXES]).search,
            infix_finditer=compile_infix_regex([*nlp.Defaults.infixes, *INFIXES]).finditer,
            token_match=german.token_match,
            url_match=german.url_match,
        )

    return make
