"""spaCy's German tokenizer with what news needs on top."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
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


@registry.tokenizers(NAME)
def create_german_news_tokenizer() -> Callable[[Language], Tokenizer]:
    """Maker of the tokenizer, for `nlp.tokenizer` in a spaCy config.

    Hyphenated compounds (`US-Sondergesandter`), abbreviations (`Dr.`), one- and two-digit ordinals (`6.`) and grouped numbers (`1.400`)
    are one token; the stop after a year is its own token; sentences that touch (`teilnehmen.Auch`) come apart.
    """

    def make(nlp: Language) -> Tokenizer:
        german = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        german.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, *INFIXES]).finditer
        german.suffix_search = compile_suffix_regex([*nlp.Defaults.suffixes, *SUFFIXES]).search
        return german

    return make
