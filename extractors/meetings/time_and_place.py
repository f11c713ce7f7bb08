"""When and where: the time expression and the place that belong to a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from extractors import reference
from extractors.actors.entities import Entity
from extractors.actors.mentions import Mention
from extractors.dates import ResolvedDate, TimeExpression, resolve
from extractors.lexicon import word_lists
from extractors.meeting_nouns import match_noun
from extractors.meetings.trigger import Trigger

_SOURCES = word_lists("sources")
_PLACE_PREPOSITIONS = {"in", "im", "nach", "auf", "bei", "an", "am", "ins"}
_REACH_OF_DORT = 60  # tokens
_DAYS = {"day": 0, "week": 6, "month": 30, "year": 365, "unknown": 9999}
_FINENESS = {"day": 4, "week": 3, "month": 2, "year": 1, "unknown": 0}


def is_finer(new: ResolvedDate, old: ResolvedDate) -> bool:
    """A day beats a month, anything known beats what is open."""
    return (new.start_date is not None, _FINENESS[new.precision]) > (
        old.start_date is not None,
        _FINENESS[old.precision],
    )


@dataclass(frozen=True)
class Timed:
    """What time and place the words near a trigger name."""

    when: ResolvedDate | None
    place: int | None
    place_is_tight: bool = False


def dates_differ(left: ResolvedDate, right: ResolvedDate) -> bool:
    """Whether two dates cannot be of one meeting, each with its precision; open dates never differ."""
    if left.start_date is None or right.start_date is None:
        return False
    if "day" == left.precision == right.precision:
        left_end, right_end = left.end_date or left.start_date, right.end_date or right.start_date
        return left.start_date > right_end or right.start_date > left_end
    apart = abs((left.start_date - right.start_date).days)
    return apart > max(_DAYS[left.precision], _DAYS[right.precision])


def time_of(doc: Doc, trigger: Trigger, times: list[TimeExpression], published_on: date | None) -> ResolvedDate | None:
    """The time expression nearest to the trigger in its clause, else in its sentence; none that belongs to a verb of saying."""
    return _time_in(doc, trigger, trigger.clause.tokens, times, published_on) or (
        _time_in(doc, trigger, trigger.sentence, times, published_on) if not trigger.has_rival else None
    )


def _time_in(
    doc: Doc, trigger: Trigger, tokens: Iterable[Token], times: list[TimeExpression], published_on: date | None
) -> ResolvedDate | None:
    spans = [(t.idx, t.idx + len(t)) for t in tokens]
    at = doc[trigger.start].idx
    says = [t.idx for t in tokens if t.lower_ in _SOURCES["verbs"]]
    best: tuple[int, TimeExpression] | None = None
    for time in times:
        if time.is_dateline or time.kind in {"duration", "time_of_day"}:
            continue
        if not any(start <= time.char_start < end for start, end in spans):
            continue
        before = doc.text[max(0, time.char_start - 6) : time.char_start].lower()
        if before.rstrip().endswith(("seit", "bis", "ab")):
            continue
        distance = abs(time.char_start - at)
        if (
            says
            and trigger.relation == "noun"
            and min(abs(time.char_start - s) for s in says) < distance
            and time.char_start < at
            and trigger.preposition not in {"bei", "auf", "in"}
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, time)
    if best is None:
        return None
    if best[1].kind == "part_of_day":  # `am Morgen` alone: of the day that the paper writes on
        return ResolvedDate(published_on, None, "day") if published_on and trigger.tense != "future" else None
    tense = trigger.tense if trigger.tense in {"past", "present", "future"} else "unknown"
    return resolve(best[1], published_on, tense)


def place_of(doc: Doc, trigger: Trigger, mentions: list[Mention], entities: list[Entity]) -> tuple[int | None, bool]:
    """Where the trigger's meeting is, and whether the place hangs on the noun itself (`Konferenz in Genf`).

    Places and countries with a preposition of place in the clause; the one on the noun first, cities before
    countries, the nearest first. `dort` means the place named last in the sentences before.
    """
    tokens = {t.i for t in trigger.clause.tokens}
    located = [m for m in mentions if _is_location(doc, m, entities)]
    found = [
        (
            m.phrase_start != trigger.end or trigger.relation != "noun",
            m.kind == "country",
            abs(m.start - trigger.start),
            m,
        )
        for m in located
        if m.start in tokens and not (m.preposition == "nach" and trigger.relation not in {"visit", "noun", "invite"})
    ]
    if trigger.preposition in {"nach", "vor"}:  # `nach dem Treffen in Paris eingetroffen`: where they are now
        found = [item for item in found if not item[0]]
    if found:
        apart, _, _, mention = min(found, key=lambda item: item[:3])
        return mention.entity, not apart
    if "dort" in trigger.clause.words:
        before = [m for m in located if m.start < trigger.start and trigger.sentence.start - m.start < _REACH_OF_DORT]
        if before:
            return before[-1].entity, False
    return None, False


def _is_location(doc: Doc, mention: Mention, entities: list[Entity]) -> bool:
    if mention.kind not in {"place", "country"} or mention.entity < 0 or mention.mention_type == "nominal":
        return False
    if mention.relation in {"attribute", "member_of_title"}:
        return False
    if mention.kind == "place" and entities[mention.entity].country_code is None and _names_a_body(mention.text(doc)):
        return False
    return mention.preposition in _PLACE_PREPOSITIONS or (
        mention.preposition is None and doc[mention.phrase_start].lower_ in {"im", "in"}  # `im schweizerischen Genf`
    )


def _names_a_body(text: str) -> bool:
    """`G7-Kreis`, `Balkankonferenz`: tagged as a place, but none."""
    return (
        match_noun(text) is not None
        or reference.organization_of_compound_prefix(text) is not None
        or any(reference.group_of_name(part) for part in text.split("-"))
    )
