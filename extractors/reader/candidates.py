"""What an article offers to the reader of meetings: its words, the mentions of actors and places, the time expressions.

Everything the learned heads see is made here, as plain arrays: hidden states of the encoder, a few marks of each word
(`WORD_MARKS`), features of each mention, entity and time expression, and how two of them stand to each other in the text.
Training and reading use the same functions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.dates import ResolvedDate, TimeExpression, resolve
from extractors.dates.tense import tense_at, tense_of
from extractors.lexicon import table
from extractors.meeting_nouns import match_noun
from extractors.reader.affiliations import Affiliation, find_affiliations
from extractors.titles import parse_title

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

KINDS = ("person", "organization", "country", "group", "place")
MENTION_TYPES = ("name", "nominal", "pronoun")
RELATIONS = ("superior", "source", "owner", "member_of_title", "attribute", "byline", "compound")
PREPOSITIONS = (
    "mit",
    "zwischen",
    "von",
    "durch",
    "in",
    "nach",
    "aus",
    "bei",
    "zu",
    "an",
    "auf",
    "für",
    "über",
    "gegen",
    "vor",
    "ohne",
    "um",
)
TIME_KINDS = ("date", "weekday", "relative", "range", "month", "year", "season", "feast", "part_of_day", "time_of_day", "duration", "repetition", "anaphoric", "vague")  # fmt: skip
TIME_PREPOSITIONS = ("am", "an", "im", "in", "seit", "bis", "ab", "vom", "von", "für", "vor", "nach", "um", "gegen")
PRECISIONS = ("day", "week", "month", "year", "unknown")
_QUOTES = {"„": 1, "»": 1, "“": 0, "”": 0, "«": 0}
_SENTENCES = 31  # later ones share a mark
_SENTENCES_APART = 4


@lru_cache
def _lexical_classes() -> tuple[dict[str, int], dict[str, int], int]:
    """Marks of meeting verbs by what they say (`meet`, `host`), and of meeting nouns by type; how many marks there are."""
    relations = sorted({row["relation"] for row in table("meeting_verbs")})
    types = sorted({(row["meeting_type"], row["strength"]) for row in table("meeting_nouns")})
    verbs = {row["particle"] + row["verb"]: 1 + relations.index(row["relation"]) for row in table("meeting_verbs")}
    nouns = {"|".join(pair): 1 + len(relations) + n for n, pair in enumerate(types)}
    return verbs, nouns, 1 + len(relations) + len(types)


WORD_MARKS: dict[str, int] = {
    "mention": 1 + 2 * len(KINDS),
    "title": 2,
    "lexical": _lexical_classes()[2],
    "time": 3,
    "sentence": _SENTENCES + 1,
    "quoted": 2,
    "verb": 8,
}
"""Marks of a word, each with the number of values that it can take."""


@dataclass(frozen=True)
class Candidates:
    """One article's words and what can fill a meeting.

    words: the tokens that are no white space, by index in the document. states: a hidden state a word. marks: a row a word,
    a column for each of `WORD_MARKS`. sentences: the sentence's number of each word. mentions: of actors and places, each with
    first and last word (`mention_words`) and `mention_features`. entity_features: a row for each entity of the article.
    times, time_words, time_features: the same for time expressions; time_dates: what each means of a meeting that was
    held, and of one that lies ahead. tenses: of the verb beside each word that may denote a meeting.
    """

    words: Ints
    states: Floats
    marks: Ints
    sentences: Ints
    commas: Ints
    finite: Ints
    mentions: list[Mention]
    mention_words: Ints
    mention_features: Floats
    entity_features: Floats
    times: list[TimeExpression]
    time_words: Ints
    time_features: Floats
    time_dates: list[tuple[ResolvedDate, ResolvedDate]]
    lemmas: list[str]
    affiliations: dict[int, list[Affiliation]]
    tenses: dict[int, str]


def find_candidates(
    doc: Doc,
    mentions: list[Mention],
    entities: list[Entity],
    times: list[TimeExpression],
    published_on: date | None,
) -> Candidates:
    """The candidates of a document of the language pipeline whose mentions, entities and times have been found."""
    words = np.array([token.i for token in doc if not token.is_space], dtype=np.int64)
    place = np.zeros(len(doc), dtype=np.int64)  # of each token among the words; white space: the word before
    place[words] = 1
    place = np.maximum(np.cumsum(place) - 1, 0)
    kept = [m for m in mentions if m.entity >= 0]
    numbers = np.zeros(len(doc), dtype=np.int64)
    for number, sentence in enumerate(s for s in doc.sents if s.text.strip()):
        numbers[sentence.start : sentence.end] = number
    dated = [(t, span) for t in times if (span := _tokens_of(doc, t)) is not None]
    marks = _marks(doc, kept, dated, numbers)[words]
    features = [_time_features(t, published_on) for t, _ in dated]
    return Candidates(
        words=words,
        states=np.asarray(doc.tensor, dtype=np.float32)[words],
        marks=marks,
        sentences=numbers[words],
        commas=np.cumsum([doc[int(i)].text in {",", ";", ":", "–", "-"} for i in words]),
        finite=np.cumsum([doc[int(i)].tag_.endswith("FIN") for i in words]),
        mentions=kept,
        mention_words=np.array([(place[m.start], place[m.end - 1]) for m in kept], dtype=np.int64).reshape(-1, 2),
        mention_features=_stack([_mention_features(doc, m) for m in kept], MENTION_WIDTH),
        entity_features=_stack([_entity_features(e, entities, numbers) for e in entities], ENTITY_WIDTH),
        times=[t for t, _ in dated],
        time_words=np.array([(place[a], place[b - 1]) for _, (a, b) in dated], dtype=np.int64).reshape(-1, 2),
        time_features=_stack(features, TIME_WIDTH),
        time_dates=[_days(doc, t, published_on) for t, _ in dated],
        lemmas=[doc[int(i)].lemma_.lower() for i in words],
        affiliations=find_affiliations(kept, entities, published_on),
        tenses=_tenses(doc, words, marks),
    )


def _tenses(doc: Doc, words: Ints, marks: Ints) -> dict[int, str]:
    columns = list(WORD_MARKS)
    may_denote = (marks[:, columns.index("lexical")] > 0) | (marks[:, columns.index("verb")] > 0)
    return {int(n): tense_at(doc[int(words[n]) : int(words[n]) + 1]) for n in np.flatnonzero(may_denote)}


def _days(doc: Doc, time: TimeExpression, published_on: date | None) -> tuple[ResolvedDate, ResolvedDate]:
    """What it means of a meeting that was held, and of one that lies ahead: one day where the verb beside it tells which."""
    tense = tense_of(doc, time)
    if tense != "unknown":
        return (resolve(time, published_on, tense),) * 2
    return resolve(time, published_on, "past"), resolve(time, published_on, "future")


def _stack(rows: list[list[float]], width: int) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(-1, width)


def _tokens_of(doc: Doc, time: TimeExpression) -> tuple[int, int] | None:
    span = doc.char_span(time.char_start, time.char_end, alignment_mode="expand")
    return None if span is None else (span.start, span.end)


def _marks(
    doc: Doc, mentions: list[Mention], times: list[tuple[TimeExpression, tuple[int, int]]], sentences: Ints
) -> Ints:
    marks = np.zeros((len(doc), len(WORD_MARKS)), dtype=np.int64)
    column = {name: n for n, name in enumerate(WORD_MARKS)}
    for mention in mentions:
        kind = 1 + 2 * KINDS.index(mention.kind)
        marks[mention.start : mention.end, column["mention"]] = kind + 1
        marks[mention.start, column["mention"]] = kind
    for time, (start, end) in times:
        marks[start:end, column["time"]] = 2 if time.is_dateline else 1
    marks[:, column["sentence"]] = np.minimum(sentences, _SENTENCES)
    quoted = 0
    for token in doc:
        quoted = _QUOTES.get(token.text, 1 - quoted if token.text == '"' else quoted)
        marks[token.i, column["quoted"]] = quoted
        marks[token.i, column["lexical"]] = lexical_class(token)
        marks[token.i, column["verb"]] = _verb_form(token)
        marks[token.i, column["title"]] = token.text[:1].isupper() and parse_title(token.text) is not None
    return marks


def lexical_class(token: Token) -> int:
    """What the lexicons of meeting nouns and verbs say of the word; 0 where they do not have it."""
    verbs, nouns, _ = _lexical_classes()
    if token.text[:1].isupper() and (matched := match_noun(token.text)):
        return nouns[f"{matched[0].meeting_type}|{'strong' if matched[0].is_strong else 'weak'}"]
    if token.pos_ in {"VERB", "AUX"}:
        return verbs.get(token._.verb or token.lemma_, 0)
    return 0


def _verb_form(token: Token) -> int:
    """0 no verb; finite: 1 present, 2 past, 3 subjunctive, 4 others; 5 participle, 6 infinitive, 7 others."""
    tag = token.tag_
    if not tag.startswith("V"):
        return 0
    if tag.endswith("FIN"):
        if "Sub" in token.morph.get("Mood"):
            return 3
        return {"Pres": 1, "Past": 2}.get(next(iter(token.morph.get("Tense")), ""), 4)
    return 5 if tag.endswith("PP") else 6 if tag.endswith(("INF", "IZU")) else 7


def _hot(value: str | None, values: tuple[str, ...]) -> list[float]:
    """One of the values, or none of them, as numbers."""
    return [float(value == other) for other in values]


def _mention_features(doc: Doc, mention: Mention) -> list[float]:
    return [
        *_hot(mention.kind, KINDS),
        *_hot(mention.mention_type, MENTION_TYPES),
        *_hot(mention.relation, RELATIONS),
        *_hot(_base(mention.preposition), PREPOSITIONS),
        float(mention.preposition is None),
        float(mention.is_delegation),
        float(mention.role_title is not None),
        float(mention.is_relational_title),
        float(mention.is_former),
        float(mention.superior is not None),
        float(mention.end < len(doc) and doc[mention.end].text in {":", "("}),
        float(doc[mention.end - 1].text.endswith(("s", "'", "’"))),
    ]


def _base(preposition: str | None) -> str | None:
    """The preposition without its article: `im` is `in`."""
    return {
        "im": "in",
        "ins": "in",
        "am": "an",
        "ans": "an",
        "vom": "von",
        "zum": "zu",
        "zur": "zu",
        "beim": "bei",
    }.get(preposition or "", preposition)


def _entity_features(entity: Entity, entities: list[Entity], sentences: Ints) -> list[float]:
    bodies = Counter(e.body for e in entities if e.kind != "place")
    first = int(sentences[entity.mentions[0].start]) if entity.mentions else _SENTENCES
    return [
        *_hot(entity.kind, KINDS),
        log1p(len(entity.mentions)),
        log1p(first),
        float(first == 0),
        float(entity.role_title is not None),
        float(entity.is_former_role),
        float(entity.country_code is not None),
        float(entity.organization is not None),
        log1p(max(bodies[entity.body] - 1, 0)) if entity.body else 0.0,
        float(any(m.role_title and "sprecher" in m.role_title.lower() for m in entity.mentions)),
        float(all(m.relation == "source" for m in entity.mentions)),
        float(any(m.is_delegation for m in entity.mentions)),
    ]


def _time_features(time: TimeExpression, published_on: date | None) -> list[float]:
    when = resolve(time, published_on)
    days = (when.start_date - published_on).days if when.start_date and published_on else None
    return [
        *_hot(time.kind, TIME_KINDS),
        *_hot(time.preposition, TIME_PREPOSITIONS),
        *_hot(when.precision, PRECISIONS),
        float(time.is_dateline),
        float(days is None),
        float(days is not None and days < -7),
        float(days is not None and -7 <= days < 0),
        float(days == 0),
        float(days is not None and 0 < days <= 7),
        float(days is not None and days > 7),
        log1p(abs(days)) / 5 if days is not None else 0.0,
    ]


MENTION_WIDTH = len(KINDS) + len(MENTION_TYPES) + len(RELATIONS) + len(PREPOSITIONS) + 8
ENTITY_WIDTH = len(KINDS) + 11
TIME_WIDTH = len(TIME_KINDS) + len(TIME_PREPOSITIONS) + len(PRECISIONS) + 8
PAIR_WIDTH = 2 * _SENTENCES_APART + 1 + 6


def pair_features(candidates: Candidates, left: Ints, right: Ints) -> Floats:
    """How words stand to each other: for each pair of a word of `left` and one of `right`, (left, right, `PAIR_WIDTH`)."""
    apart = candidates.sentences[left][:, None] - candidates.sentences[right][None, :]
    apart = np.clip(apart, -_SENTENCES_APART, _SENTENCES_APART)
    steps = left[:, None] - right[None, :]
    same = apart == 0
    commas = np.abs(candidates.commas[left][:, None] - candidates.commas[right][None, :])
    finite = np.abs(candidates.finite[left][:, None] - candidates.finite[right][None, :])
    features = np.zeros((len(left), len(right), PAIR_WIDTH), dtype=np.float32)
    for n in range(2 * _SENTENCES_APART + 1):
        features[..., n] = apart == n - _SENTENCES_APART
    rest = features[..., 2 * _SENTENCES_APART + 1 :]
    rest[..., 0] = np.log1p(np.abs(steps)) / 3
    rest[..., 1] = np.sign(steps)
    rest[..., 2] = np.where(same, np.minimum(commas, 4) / 2, 0)
    rest[..., 3] = np.where(same, np.minimum(finite, 4) / 2, 0)
    rest[..., 4] = same & (np.abs(steps) <= 3)
    rest[..., 5] = same & (np.sign(steps) > 0)
    return features
