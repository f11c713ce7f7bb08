"""Whether a time or a place belongs to another noun than the meeting's: `der Angriff auf das Konsulat Anfang April`."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.actors.attributes import is_adjective
from extractors.language.words import CONTRACTIONS
from extractors.lexicon import word_lists
from extractors.meeting_nouns import match_noun
from extractors.meetings.trigger import Trigger
from extractors.titles import parse_title

_WORDS = word_lists("function_words")
_TOPICS = word_lists("attachment")["topics"]
_BESIDE_NOUNS = word_lists("attachment")["beside_nouns"]
_TIME_NOUNS = tuple(word_lists("attachment")["time_nouns"])
_JOINING = {"mit", "von", "zwischen", "und", "sowie", ","}
_TRANSPARENT = {"in", "im", "mit", "von", "zwischen", "an", "am"}


def hangs_on_trigger(doc: Doc, first: int, trigger: Trigger) -> bool:
    """Whether the phrase that begins at token `first` ends a noun phrase that begins with the trigger.

    `nach einem Treffen mit Präsident Erdoğan in Ankara`: only names, nouns, adjectives and what joins them between.
    """
    between = doc[trigger.end : first]
    return first > trigger.end and all(
        t.text[:1].isupper()
        or is_adjective(t)
        or t.lower_ in _WORDS["determiners"]
        or t.lower_ in _JOINING
        or t.is_quote
        for t in between
    )


def hangs_on_other_noun(doc: Doc, first: int, trigger: Trigger) -> bool:
    """Whether the phrase that begins at token `first` is the attribute of a noun that is no meeting and no name.

    Walks to the left over the noun phrase before it, and over what hangs on that (`in Syrien`, `mit Macron`), up to
    the preposition that governs it: one that names a topic, a cause or a span (`über`, `wegen`, `seit`) makes the
    phrase part of what it governs. German puts times and places that belong to the verb before such objects.
    """
    names = {i for ent in trigger.sentence.ents for i in range(ent.start, ent.end)}
    common = False  # a common noun in the chain walked over
    i = first - 1
    while i >= trigger.sentence.start:
        token = doc[i]
        lower = token.lower_
        if trigger.start <= i < trigger.end:
            return False
        if token.text[:1].isupper() and token.is_alpha | ("-" in token.text) and lower not in CONTRACTIONS:
            if match_noun(token.text) is not None:
                return False
            if lower in _TOPICS and i == trigger.sentence.start:
                return common
            is_time = lower.endswith(_TIME_NOUNS)  # `seit Freitag in Genf`
            common = common or (i not in names and parse_title(token.text) is None and not is_time)
        elif lower in _TOPICS or CONTRACTIONS.get(lower) in _TOPICS:
            return common
        elif lower in _BESIDE_NOUNS:
            before = doc[i - 1] if i > trigger.sentence.start else None
            return bool(common and before is not None and before.text[:1].isupper() and i - 1 not in names)
        elif not (
            lower in _WORDS["determiners"]
            or lower in _TRANSPARENT
            or is_adjective(token)
            or token.like_num
            or token.is_quote
        ):
            return False
        i -= 1
    return False
