"""From article texts to the rows of the extracted layer, one article at a time.

The way of one article: sentences and names (`language`) → mentions → phrases → entities → times →
triggers → arguments → meetings → participation → rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import schemas
from extractors.actors.entities import cluster
from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention, find_mentions
from extractors.actors.phrases import describe
from extractors.actors.pronouns import antecedents
from extractors.dates import TimeExpression, dateline_day, find_time_expressions, resolve
from extractors.keys import make_key
from extractors.meetings.arguments import find_arguments
from extractors.meetings.confidence import confidence_of, date_ground, place_ground
from extractors.meetings.grouping import find_meetings
from extractors.meetings.model import Meeting
from extractors.meetings.participation import Claim, find_claims
from extractors.meetings.sequences import split_sequences
from extractors.meetings.series import mark_series
from extractors.meetings.trigger import Trigger
from extractors.meetings.triggers import find_triggers

Rows = dict[str, list[dict[str, Any]]]


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


def extract(articles: Iterable[dict[str, Any]], nlp: Language) -> dict[str, pl.DataFrame]:
    """Rows of every extracted table for these articles, keyed by table name.

    `articles` are rows of `schemas.ARTICLE` (article_key, article_version_key, text, published_on);
    `nlp` comes from `extractors.language.load()`.
    """
    rows: Rows = {table.name: [] for table in schemas.EXTRACTED}
    articles = list(articles)
    for article, doc in zip(articles, nlp.pipe(a["text"] for a in articles), strict=True):
        to_rows(article, read_meetings(doc, article["published_on"]), rows)
    return {table.name: table.frame(rows[table.name]) for table in schemas.EXTRACTED}


def read_meetings(doc: Doc, published_on: date | None) -> Reading:
    """Read one document of the language pipeline; without a day of publication by the day that its date lines print."""
    times = find_time_expressions(doc.text)
    published_on = published_on or dateline_day(times)
    mentions = find_mentions(doc)
    describe(doc, mentions)
    entities = cluster(doc, mentions, published_on)
    triggers = find_triggers(doc)
    find_arguments(doc, triggers, mentions, entities, antecedents(doc, mentions))
    triggers = split_sequences(doc, triggers, times)
    meetings = find_meetings(doc, triggers, mentions, entities, times, published_on)
    mark_series(doc, meetings)
    claims = [claim for meeting in meetings for claim in find_claims(doc, meeting, mentions, entities)]
    return Reading(doc, mentions, entities, times, triggers, meetings, claims)


def to_rows(article: dict[str, Any], reading: Reading, rows: Rows) -> None:
    """Append the article's rows to `rows`."""
    article_key, published_on = article["article_key"], article["published_on"]
    doc = reading.doc
    sentence_number = {}
    for number, sentence in enumerate(s for s in doc.sents if s.text.strip()):
        for token in sentence:
            sentence_number[token.i] = number
        rows["sentence"].append(
            {
                "sentence_key": make_key("sentence", article_key, sentence.start_char),
                "article_key": article_key,
                "sentence_number": number,
                **_offsets(sentence),
            }
        )
    keys = {}
    for entity in reading.entities:
        first = entity.mentions[0]
        start, end = doc[first.start].idx, doc[first.end - 1].idx + len(doc[first.end - 1])
        keys[entity.number] = make_key("entity", article_key, entity.kind, start)
        person = entity.kind == "person"
        rows["entity"].append(
            {
                "entity_key": keys[entity.number],
                "article_key": article_key,
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
        )
        for mention in entity.mentions:
            start, end = doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1])
            rows["mention"].append(
                {
                    "mention_key": make_key("mention", article_key, start, end, keys[entity.number]),
                    "article_key": article_key,
                    "entity_key": keys[entity.number],
                    "mention_type": mention.mention_type,
                    "mention_text": doc.text[start:end],
                    "label": mention.label,
                    "probability": mention.probability,
                    "sentence_number": sentence_number[mention.start],
                    "char_start": start,
                    "char_end": end,
                    **_phrase_offsets(doc, mention),
                }
            )
    for time in reading.times:
        when = resolve(time, published_on)
        rows["time_expression"].append(
            {
                "time_expression_key": make_key("time_expression", article_key, time.char_start),
                "article_key": article_key,
                "expression_text": time.text,
                "start_date": when.start_date,
                "end_date": when.end_date,
                "date_precision": when.precision,
                "sentence_number": next((sentence_number[t.i] for t in doc if t.idx + len(t) > time.char_start), 0),
                "char_start": time.char_start,
                "char_end": time.char_end,
            }
        )
    meeting_keys = {
        m.number: make_key("reported_meeting", article_key, m.triggers[0].start, m.number) for m in reading.meetings
    }
    for meeting in reading.meetings:
        evidence = meeting.triggers[0].sentence
        rows["reported_meeting"].append(
            {
                "reported_meeting_key": meeting_keys[meeting.number],
                "article_key": article_key,
                "meeting_type": meeting.meeting_type,
                "reported_status": meeting.status,
                "meeting_name": meeting.name,
                "is_series": meeting.is_series,
                "start_date": meeting.when.start_date if meeting.when else None,
                "end_date": meeting.when.end_date if meeting.when else None,
                "date_precision": meeting.when.precision if meeting.when else "unknown",
                "date_basis": meeting.date_basis if meeting.when else None,
                "date_confidence": confidence_of("date", ["always", date_ground(meeting)]) if meeting.when else None,
                "place_entity_key": _key(keys, meeting.place),
                "place_basis": meeting.place_basis if meeting.place is not None else None,
                "place_confidence": _place_confidence(reading, meeting),
                "host_entity_key": _key(keys, meeting.host),
                "parent_reported_meeting_key": _key(meeting_keys, meeting.parent),
                "stated_participants": meeting.stated_participants,
                "stated_participant_count": _head_count(meeting.stated_participants),
                "confidence": meeting.confidence,
                **_offsets(evidence),
            }
        )
        for trigger in meeting.triggers:
            start, end = doc[trigger.start].idx, doc[trigger.end - 1].idx + len(doc[trigger.end - 1])
            key = meeting_keys[meeting.number]
            rows["meeting_mention"].append(
                {
                    "meeting_mention_key": make_key("meeting_mention", key, start, end),
                    "article_key": article_key,
                    "reported_meeting_key": key,
                    "mention_text": doc.text[start:end],
                    "sentence_number": sentence_number[trigger.start],
                    "char_start": start,
                    "char_end": end,
                }
            )
    for claim in reading.claims:
        rows["participation_claim"].append(
            {
                "claim_key": make_key("claim", meeting_keys[claim.meeting], keys[claim.entity]),
                "article_key": article_key,
                "reported_meeting_key": meeting_keys[claim.meeting],
                "entity_key": keys[claim.entity],
                "participation_status": claim.status,
                "attendance_mode": claim.mode,
                "participation_role": claim.role,
                "according_to_entity_key": _key(keys, claim.according_to),
                "according_to_text": claim.according_to_text,
                "according_to_type": claim.according_to_type,
                "on_behalf_of_entity_key": _key(keys, claim.on_behalf_of),
                "confidence": claim.confidence,
                **_offsets(claim.evidence),
            }
        )
    rows["extraction"].append(
        {
            "article_key": article_key,
            "article_version_key": article["article_version_key"],
            "sentence_count": len(set(sentence_number.values())),
            "mention_count": sum(len(e.mentions) for e in reading.entities),
            "entity_count": len(reading.entities),
            "meeting_count": len(reading.meetings),
            "claim_count": len(reading.claims),
        }
    )


def _place_confidence(reading: Reading, meeting: Meeting) -> float | None:
    if meeting.place is None:
        return None
    return confidence_of("place", ["always", place_ground(meeting, reading.entities[meeting.place])])


def _key(keys: dict[int, str], number: int | None) -> str | None:
    return None if number is None else keys.get(number)


def _phrase_offsets(doc: Doc, mention: Mention) -> dict[str, int]:
    """Offsets of the phrase around a mention, its preposition left out; it holds at least the mention itself."""
    start = min(mention.start, mention.phrase_start) if mention.phrase_start >= 0 else mention.start
    if start < mention.start and doc[start].lower_ == mention.preposition:
        start += 1
    end = max(mention.end, mention.phrase_end)
    return {"phrase_char_start": doc[start].idx, "phrase_char_end": doc[end - 1].idx + len(doc[end - 1])}


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
