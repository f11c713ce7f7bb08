"""Is a text German? Decides cheaply where it is plain and asks py3langid (loaded late) where not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

GERMAN = "de"
SAMPLE_LENGTH = 2_000  # code points from the start of the text

# Running German text has a share of 0.3 to 0.5; closest relatives stay below 0.15.
_PLAIN_WORDS, _PLAIN_SHARE = 20, 0.25
# A short text says little: the model must be this sure that it is another language, and surer
# still where German function words stand in it (it takes German headlines for Luxembourgish).
_SHORT_LETTERS = 150
_SURE, _SURER = 0.7, 0.95
_END_OF_LATIN = "\u0250"

_WORD = re.compile(r"[^\W\d_]+")
_LEXICON = Path(__file__).parent.parent / "lexicons" / "language_detection.txt"
_NAMES = {"de": GERMAN, "deu": GERMAN, "ger": GERMAN, "german": GERMAN, "deutsch": GERMAN}
_UNKNOWN = {"", "und", "unknown", "mul", "zxx", "null", "none", "n"}  # n/a


@cache
def _function_words() -> frozenset[str]:
    lines = _LEXICON.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def stated_language(value: object) -> str | None:
    """The language code that an input states, lower case and without region; None if it states none.

    >>> stated_language("de-AT"), stated_language("Deutsch"), stated_language("EN_us"), stated_language("und")
    ('de', 'de', 'en', None)
    """
    if not isinstance(value, str):
        return None
    letters = _WORD.match(value.strip().lower())
    code = letters[0][:40] if letters else ""
    return None if code in _UNKNOWN else _NAMES.get(code, code)


def detect_language(text: str) -> str:
    """ISO 639 code of the language; a text too short to tell counts as German.

    >>> detect_language("Der Kanzler reist nach Wien.")
    'de'
    >>> detect_language("The chancellor is going to travel to Vienna, where he will meet the president of Austria.")
    'en'
    """
    sample = text[:SAMPLE_LENGTH]
    words = [word.lower() for word in _WORD.findall(sample)]
    german = sum(word in _function_words() for word in words)
    if len(words) >= _PLAIN_WORDS and german >= _PLAIN_SHARE * len(words):
        return GERMAN
    language, probability = _model().classify(sample)
    letters = "".join(words)
    is_latin = sum(letter < _END_OF_LATIN for letter in letters) > len(letters) / 2
    if is_latin and len(letters) < _SHORT_LETTERS and probability < (_SURER if german else _SURE):
        return GERMAN
    return str(language)
