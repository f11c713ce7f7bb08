"""What was understood of one article, and the rows that it becomes: a function a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.dates import TimeExpression, resolve
from extractors.dates.tense import tense_of
from extractors.keys import make_key
from extractors.meetings.confidence import confidence_of, date_ground, place_ground
from extractors.meetings.model import Meeting
from extractors.meetings.participation import Claim
from extractors.meetings.trigger import Trigger

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Reading:
    """What was understood of one article, before it becomes rows."""

    doc: Doc
    mentions: list[Mention]
    entities: list[Entity]
    times: list[TimeExpression]
    triggers: list[Trigger]
    meetings: list[Meeting]
    claims: list[Claim]


def rows_of(article: Row, reading: Reading) -> Rows:
    """The article's rows of every extracted table, by its name.

    `article` is a row of `schemas.ARTICLE` (article_key, article_version_key, published_on). Offsets count the code
    points of its text, the end excluded; a key holds as long as the text and what is read in it.
    """
    maker = _Maker(article["article_key"], article["published_on"], reading)
    rows = {
        "sentence": list(maker.sentences()),
        "entity": list(maker.entities()),
        "mention": list(maker.mentions()),
        "time_expression": list(maker.time_expressions()),
        "reported_meeting": list(maker.meetings()),
        "meeting_mention": list(maker.meeting_mentions()),
        "participation_claim": list(maker.claims()),
    }
    counts = {
        "sentence_count": len(rows["sentence"]),
        "mention_count": len(rows["mention"]),
        "entity_count": len(rows["entity"]),
        "meeting_count": len(rows["reported_meeting"]),
        "claim_count": len(rows["participation_claim"]),
    }
    keys = {name: article[name] for name in ("article_key", "article_version_key")}
    return {**rows, "extraction": [{**keys, **counts}]}


@dataclass
class _Maker:
    """Makes the rows of one article: `entity_keys` and `meeting_keys` by number, `sentence_numbers` by token."""

    article_key: str
    published_on: date | None
    reading: Reading
    sentence_numbers: dict[int, int] = field(default_factory=dict)
    entity_keys: dict[int, str] = field(default_factory=dict)
    meeting_keys: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, sentence in enumerate(self._sentences()):
            self.sentence_numbers |= dict.fromkeys((token.i for token in sentence), number)
        for entity in self.reading.entities:
            start, _ = _first_span(self.reading.doc, entity)
            self.entity_keys[entity.number] = make_key("entity", self.article_key, entity.kind, start)
        for meeting in self.reading.meetings:
            start = meeting.triggers[0].start
            self.meeting_keys[meeting.number] = make_key("reported_meeting", self.article_key, start, meeting.number)

    def _sentences(self) -> list[Span]:
        return [sentence for sentence in self.reading.doc.sents if sentence.text.strip()]

    def sentences(self) -> Iterator[Row]:
        for number, sentence in enumerate(self._sentences()):
            yield {
                "sentence_key": make_key("sentence", self.article_key, sentence.start_char),
                "article_key": self.article_key,
                "sentence_number": number,
                **_offsets(sentence),
            }

    def entities(self) -> Iterator[Row]:
        for entity in self.reading.entities:
            start, end = _first_span(self.reading.doc, entity)
            person = entity.kind == "person"
            yield {
                "entity_key": self.entity_keys[entity.number],
                "article_key": self.article_key,
                "entity_type": entity.kind,
                "entity_name": entity.name,
                "role_title": entity.role_title,
                "is_former_role": entity.is_former_role,
                "represents_country_code": entity.country_code if person else None,
                "represents_organization": entity.organization if person else None,
                "country_code": None if person else entity.country_code,
                "char_start": start,
                "char_end": end,
            }

    def mentions(self) -> Iterator[Row]:
        doc = self.reading.doc
        for entity in self.reading.entities:
            key = self.entity_keys[entity.number]
            for mention in entity.mentions:
                start, end = _span(doc, mention.start, mention.end)
                yield {
                    "mention_key": make_key("mention", self.article_key, start, end, key),
                    "article_key": self.article_key,
                    "entity_key": key,
                    "mention_type": mention.mention_type,
                    "mention_text": doc.text[start:end],
                    "label": mention.label,
                    "probability": mention.probability,
                    "sentence_number": self.sentence_numbers[mention.start],
                    "char_start": start,
                    "char_end": end,
                    **_phrase_offsets(doc, mention),
                }

    def time_expressions(self) -> Iterator[Row]:
        numbers = self.sentence_numbers
        for time in self.reading.times:
            when = resolve(time, self.published_on, tense_of(self.reading.doc, time))
            yield {
                "time_expression_key": make_key("time_expression", self.article_key, time.char_start),
                "article_key": self.article_key,
                "expression_text": time.text,
                "start_date": when.start_date,
                "end_date": when.end_date,
                "date_precision": when.precision,
                "sentence_number": next(
                    (numbers[t.i] for t in self.reading.doc if t.idx + len(t) > time.char_start), 0
                ),
                "char_start": time.char_start,
                "char_end": time.char_end,
            }

    def meetings(self) -> Iterator[Row]:
        for meeting in self.reading.meetings:
            when = meeting.when
            yield {
                "reported_meeting_key": self.meeting_keys[meeting.number],
                "article_key": self.article_key,
                "meeting_type": meeting.meeting_type,
                "reported_status": meeting.status,
                "meeting_name": meeting.name,
                "is_series": meeting.is_series,
                "start_date": when.start_date if when else None,
                "end_date": when.end_date if when else None,
                "date_precision": when.precision if when else "unknown",
                "date_basis": meeting.date_basis if when else None,
                "date_confidence": confidence_of("date", ["always", date_ground(meeting)]) if when else None,
                "place_entity_key": _key(self.entity_keys, meeting.place),
                "place_basis": meeting.place_basis if meeting.place is not None else None,
                "place_confidence": _place_confidence(self.reading, meeting),
                "host_entity_key": _key(self.entity_keys, meeting.host),
                "parent_reported_meeting_key": _key(self.meeting_keys, meeting.parent),
                "stated_participants": meeting.stated_participants,
                "stated_participant_count": _head_count(meeting.stated_participants),
                "confidence": meeting.confidence,
                **_offsets(meeting.triggers[0].sentence),
            }

    def meeting_mentions(self) -> Iterator[Row]:
        doc = self.reading.doc
        for meeting in self.reading.meetings:
            key = self.meeting_keys[meeting.number]
            for trigger in meeting.triggers:
                start, end = _span(doc, trigger.start, trigger.end)
                yield {
                    "meeting_mention_key": make_key("meeting_mention", key, start, end),
                    "article_key": self.article_key,
                    "reported_meeting_key": key,
                    "mention_text": doc.text[start:end],
                    "sentence_number": self.sentence_numbers[trigger.start],
                    "char_start": start,
                    "char_end": end,
                }

    def claims(self) -> Iterator[Row]:
        for claim in self.reading.claims:
            meeting_key, entity_key = self.meeting_keys[claim.meeting], self.entity_keys[claim.entity]
            yield {
                "claim_key": make_key("claim", meeting_key, entity_key),
                "article_key": self.article_key,
                "reported_meeting_key": meeting_key,
                "entity_key": entity_key,
                "participation_status": claim.status,
                "attendance_mode": claim.mode,
                "participation_role": claim.role,
                "according_to_entity_key": _key(self.entity_keys, claim.according_to),
                "according_to_text": claim.according_to_text,
                "according_to_type": claim.according_to_type,
                "on_behalf_of_entity_key": _key(self.entity_keys, claim.on_behalf_of),
                "confidence": claim.confidence,
                **_offsets(claim.evidence),
            }


def _first_span(doc: Doc, entity: Entity) -> tuple[int, int]:
    return _span(doc, entity.mentions[0].start, entity.mentions[0].end)


def _place_confidence(reading: Reading, meeting: Meeting) -> float | None:
    if meeting.place is None:
        return None
    return confidence_of("place", ["always", place_ground(meeting, reading.entities[meeting.place])])


def _span(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Offsets of the tokens from `start` to `end`."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _key(keys: dict[int, str], number: int | None) -> str | None:
    return None if number is None else keys.get(number)


def _phrase_offsets(doc: Doc, mention: Mention) -> dict[str, int]:
    """Offsets of the phrase around a mention, its preposition left out; it holds at least the mention itself."""
    start = min(mention.start, mention.phrase_start) if mention.phrase_start >= 0 else mention.start
    if start < mention.start and doc[start].lower_ == mention.preposition:
        start += 1
    end = max(mention.end, mention.phrase_end)
    char_start, char_end = _span(doc, start, end)
    return {"phrase_char_start": char_start, "phrase_char_end": char_end}


def _head_count(stated: str | None) -> int | None:
    """The number in a stated head-count.

    >>> _head_count("rund 30 Staats- und Regierungschefs")
    30
    """
    number = re.search(r"\d+", stated or "")
    return int(number.group()) if number else None


def _offsets(sentence: Span) -> dict[str, int]:
    """Offsets of a sentence without the line breaks around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return {"char_start": start, "char_end": start + len(text.strip())}
