"""One verb, several meetings one after the other: `traf am Montag Macron und am Dienstag Meloni`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from extractors.actors.mentions import Mention
from extractors.dates import TimeExpression
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument
from extractors.meetings.timing import UNDATED_KINDS
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_JOINING = _WORDS["coordinators"] | _WORDS["list_adverbs"] | {",", "am", "im", "zusammen"}
_SEQUENCE = word_lists("story")["sequence"]


def split_sequences(doc: Doc, triggers: list[Trigger], times: list[TimeExpression]) -> list[Trigger]:
    """The triggers, each of several meetings parted into one for each; in the order of the text.

    A new meeting begins with a time or an adverb of sequence before a further counterpart: `hatte am Samstag mit Johnson
    telefoniert, am Sonntag mit Macron`, `sprach mit Schukri und anschließend mit Sisi`.
    """
    parted: list[Trigger] = []
    for trigger in triggers:
        parted += _part(doc, trigger, times) if trigger.relation == "meet" else [trigger]
    return parted


def _part(doc: Doc, trigger: Trigger, times: list[TimeExpression]) -> list[Trigger]:
    named = [(a, a.mention) for a in trigger.arguments if a.mention is not None]
    named.sort(key=lambda pair: pair[1].start)
    pronouns = [a for a in trigger.arguments if a.mention is None]
    beside = [pair for pair in named if pair[1].preposition == "mit"]
    shared = pronouns + [a for a, mention in named if mention.preposition != "mit"]
    if not beside:  # `Kurz trifft Schäuble und am Donnerstag Steinmeier`: who is named first is the subject
        subjects = 0 if pronouns else 1
        shared, beside = pronouns + [a for a, _ in named[:subjects]], named[subjects:]
    if not shared or not beside:
        return [trigger]
    runs: list[list[Argument]] = [[beside[0][0]]]
    ends: list[int] = []
    for (_, left), (argument, right) in pairwise(beside):
        if _begins_another(doc, trigger, left, right, times):
            runs.append([])
            ends.append(left.phrase_end)
        runs[-1].append(argument)
    if not ends:
        return [trigger]
    starts = [trigger.sentence.start, *ends]
    return [
        replace(trigger, arguments=[*shared, *run], reach=(start, end))
        for run, start, end in zip(runs, starts, [*ends, trigger.sentence.end], strict=True)
    ]


def _begins_another(doc: Doc, trigger: Trigger, left: Mention, right: Mention, times: list[TimeExpression]) -> bool:
    """Whether only joining words, the verb, and a time or an adverb of sequence stand between two counterparts."""
    gap = doc[left.phrase_end : max(left.phrase_end, right.phrase_start)]
    if left.preposition != right.preposition or not any(t.lower_ in _WORDS["coordinators"] | {","} for t in gap):
        return False
    dates = [time for time in times if time.kind not in UNDATED_KINDS]
    new = {t.i for t in gap if t.lower_ in _SEQUENCE or any(time.char_start <= t.idx < time.char_end for time in dates)}
    return bool(new) and all(
        t.i in new or t.is_space or t.lower_ in _JOINING or trigger.start <= t.i < trigger.end for t in gap
    )
