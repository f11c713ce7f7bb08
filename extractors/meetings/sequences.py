"""One word, several meetings: `traf am Montag Macron und am Dienstag Meloni`, `Gespräche mit A in Rom und B in Paris`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span

from extractors.actors.mentions import Mention
from extractors.dates import TimeExpression
from extractors.language.words import CONTRACTIONS
from extractors.lexicon import word_lists
from extractors.meetings.argument import Argument
from extractors.meetings.timing import UNDATED_KINDS
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_JOINING = _WORDS["coordinators"] | _WORDS["list_adverbs"] | {",", "am", "im", "zusammen"}
_TALKS = {"gespräch", "treffen", "unterredung", "beratung", "verhandlung"}
_PLACE_PREPOSITIONS = word_lists("attachment")["place_prepositions"]
_SEQUENCE = word_lists("story")["sequence"]


def split_sequences(
    doc: Doc, triggers: list[Trigger], mentions: list[Mention], times: list[TimeExpression]
) -> list[Trigger]:
    """The triggers, each of several meetings parted into one for each; in the order of the text.

    A new meeting begins with a time or an adverb of sequence before a further counterpart: `hatte am Samstag mit Johnson
    telefoniert, am Sonntag mit Macron`, `sprach mit Schukri und anschließend mit Sisi`; or where each counterpart has a
    place of its own.
    """
    places = {
        m.phrase_start: m.phrase_end for m in mentions if m.kind == "place" and m.preposition in _PLACE_PREPOSITIONS
    }
    parted: list[Trigger] = []
    for trigger in triggers:
        several = trigger.relation == "meet" or (trigger.relation == "noun" and trigger.noun in _TALKS)
        parted += _part(doc, trigger, places, times) if several else [trigger]
    return parted


def _part(doc: Doc, trigger: Trigger, places: dict[int, int], times: list[TimeExpression]) -> list[Trigger]:
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
    is_timed = False
    for (_, left), (argument, right) in pairwise(beside):
        behind = _behind(doc, left, places)
        gap = doc[behind : max(behind, right.phrase_start)]
        at_another_time = left.preposition == right.preposition and _begins_another(trigger, gap, times)
        elsewhere = behind > left.phrase_end and _behind(doc, right, places) > right.phrase_end and _is_joining(gap)
        if at_another_time or elsewhere:
            is_timed = is_timed or at_another_time
            runs.append([])
            ends.append(behind)
        runs[-1].append(argument)
    if not ends:
        return [trigger]
    starts = [trigger.sentence.start, *ends]
    return [
        replace(trigger, arguments=[*shared, *run], part=(start, end), has_own_time=is_timed)
        for run, start, end in zip(runs, starts, [*ends, trigger.sentence.end], strict=True)
    ]


def _behind(doc: Doc, mention: Mention, places: dict[int, int]) -> int:
    """The token behind a mention and the place that stands with it: `Scholz im Kanzleramt`."""
    start = mention.phrase_end
    if start not in places and start < len(doc) and doc[start].lower_ in CONTRACTIONS:
        start += 1
    return places.get(start, mention.phrase_end)


def _is_joining(gap: Span) -> bool:
    return bool(len(gap)) and all(t.lower_ in _WORDS["coordinators"] | {",", "mit"} for t in gap)


def _begins_another(trigger: Trigger, gap: Span, times: list[TimeExpression]) -> bool:
    """Whether only joining words, the verb, and a time or an adverb of sequence stand between two counterparts."""
    if not any(t.lower_ in _WORDS["coordinators"] | {","} for t in gap):
        return False
    dates = [time for time in times if time.kind not in UNDATED_KINDS]
    new = {t.i for t in gap if t.lower_ in _SEQUENCE or any(time.char_start <= t.idx < time.char_end for time in dates)}
    return bool(new) and all(
        t.i in new or t.is_space or t.lower_ in _JOINING or trigger.start <= t.i < trigger.end for t in gap
    )
