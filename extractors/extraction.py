"""From article texts to the rows of the extracted layer, one article at a time.

The way of one article: sentences and names (`language`) → mentions → phrases → entities → times →
whom persons act for (`reader`, learned) → triggers → arguments → meetings → participation → rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from spacy.language import Language
from spacy.tokens import Doc

from extractors import schemas
from extractors.actors.entities import cluster
from extractors.actors.mentions import find_mentions
from extractors.actors.phrases import describe
from extractors.actors.pronouns import antecedents
from extractors.dates import dateline_day, find_time_expressions
from extractors.meetings.arguments import find_arguments
from extractors.meetings.grouping import find_meetings
from extractors.meetings.modes import mark_modes
from extractors.meetings.participation import find_claims
from extractors.meetings.sequences import split_sequences
from extractors.meetings.series import mark_series
from extractors.meetings.triggers import find_triggers
from extractors.reader.affiliations import assign_affiliations
from extractors.reader.candidates import find_candidates
from extractors.reader.model import AffiliationHead
from extractors.rows import Reading, Rows, rows_of


@lru_cache(maxsize=1)
def affiliation_head() -> AffiliationHead:
    """The head that ships with the package, read once."""
    return AffiliationHead.shipped()


def extract(articles: Iterable[dict[str, Any]], nlp: Language) -> dict[str, pl.DataFrame]:
    """Rows of every extracted table for these articles, keyed by table name.

    `articles` are rows of `schemas.ARTICLE` (article_key, article_version_key, text, published_on);
    `nlp` comes from `extractors.language.load()`.
    """
    rows: Rows = {table.name: [] for table in schemas.EXTRACTED}
    articles = list(articles)
    for article, doc in zip(articles, nlp.pipe(a["text"] for a in articles), strict=True):
        for table, found in rows_of(article, read_meetings(doc, article["published_on"])).items():
            rows[table] += found
    return {table.name: table.frame(rows[table.name]) for table in schemas.EXTRACTED}


def read_meetings(doc: Doc, published_on: date | None, head: AffiliationHead | None = None) -> Reading:
    """Read one document of the language pipeline; without a day of publication by the day that its date lines print.

    `head` says whom persons act for; by default the one that ships with the package.
    """
    times = find_time_expressions(doc.text)
    published_on = published_on or dateline_day(times)
    mentions = find_mentions(doc)
    describe(doc, mentions)
    entities = cluster(doc, mentions, published_on)
    candidates = find_candidates(doc, mentions, entities, times, published_on)
    assign_affiliations(head or affiliation_head(), candidates, entities)
    triggers = find_triggers(doc)
    find_arguments(doc, triggers, mentions, entities, antecedents(doc, mentions))
    mark_modes(doc, triggers, mentions)
    triggers = split_sequences(doc, triggers, mentions, times)
    meetings = find_meetings(doc, triggers, mentions, entities, times, published_on)
    mark_series(doc, meetings)
    claims = [claim for meeting in meetings for claim in find_claims(doc, meeting, mentions, entities)]
    return Reading(doc, mentions, entities, times, triggers, meetings, claims)
