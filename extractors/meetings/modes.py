"""Who takes part on a screen: all who meet, or those of whom the words say so."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meetings.argument import acts
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_MODES = word_lists("modes")
_JOINING = {"attend", "expect"}  # relations of somebody to a meeting that other words tell of


def mark_modes(doc: Doc, triggers: list[Trigger], mentions: list[Mention]) -> None:
    """Set `on_screen`, `is_on_screen` and the mode that a clause gives its trigger; in place.

    `Macron und, per Video, Merz nahmen teil`: Merz alone. `Merz nahm per Video teil`: who fills that verb.
    `Merz und Macron berieten per Video`: all who meet.
    """
    joined = {id(t.clause) for t in triggers if t.relation in _JOINING}
    for trigger in triggers:
        tokens = trigger.clause.tokens
        inside = [m for m in mentions if tokens and tokens[0].i <= m.start <= tokens[-1].i and acts(m)]
        phrases = list(_screen_phrases(doc, trigger))
        owners = [_owner(doc, start, end, inside) for start, end in phrases]
        trigger.on_screen = {owner.entity for owner in owners if owner is not None}
        is_shared = None in owners
        if trigger.relation in _JOINING:
            of_clause = is_shared or (not phrases and trigger.clause.words & _MODES["virtual"])
            trigger.is_on_screen = trigger.mode == "virtual" or bool(of_clause)
        elif trigger.relation in {"noun", "meet"} and is_shared and id(trigger.clause) not in joined:
            trigger.mode = "virtual"


def _screen_phrases(doc: Doc, trigger: Trigger) -> Iterator[tuple[int, int]]:
    """First token and end of `per Video`, `virtuell`, `per Video zugeschaltet` in the trigger's clause."""
    for token in trigger.clause.tokens:
        lower = token.lower_
        start, end = token.i, token.i + 1
        if lower in _MODES["virtual"] and token.i and doc[token.i - 1].lower_ in _MODES["by"]:
            start -= 1
        elif lower not in _MODES["virtual_adverbs"]:
            continue
        if end < len(doc) and doc[end].lower_.startswith("zugeschaltet"):
            end += 1
        yield start, end


def _owner(doc: Doc, start: int, end: int, inside: list[Mention]) -> Mention | None:
    """The one participant whom the words stand with, None where they belong to the clause."""
    before = doc[start - 1].text if start else ""
    if before == "," and start > 1:
        before = doc[start - 2].text
    following = end + (end < len(doc) and doc[end].text == ",")
    for mention in inside:
        if mention.phrase_start <= start and end <= mention.start:
            return mention  # `dem per Video zugeschalteten Präsidenten Selenskyj`
        if following == mention.phrase_start and before.lower() in _WORDS["coordinators"]:
            return mention  # `sowie, per Video, Merz`
        is_last = mention.phrase_start and doc[mention.phrase_start - 1].lower_ in _WORDS["coordinators"]
        if (start == mention.end and is_last) or (start == mention.end + 1 and doc[mention.end].text == "("):
            return mention  # `und Merz per Video`, `Merz (per Video)`
    return None
