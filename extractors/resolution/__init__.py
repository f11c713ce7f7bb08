"""Identity across articles: which entities are one actor or place, which reports are one meeting.

Pure functions over the rows of the extracted layer. Names are compared in `names`, persons clustered in
`persons`, the registry asked in `registry`; evidence about meetings is in `meeting_evidence`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from extractors import schemas
from extractors.resolution.actors import actor_names, party_of, resolve_actors
from extractors.resolution.affiliations import resolve_affiliations
from extractors.resolution.meetings import link_reports
from extractors.resolution.overrides import Override, override_row
from extractors.resolution.places import resolve_places
from extractors.resolution.reports import build_reports

__all__ = ["resolve"]


def resolve(
    articles: pl.DataFrame, extracted: Mapping[str, pl.DataFrame], overrides: Sequence[Override] = ()
) -> dict[str, pl.DataFrame]:
    """Rows of every resolved table, keyed by table name, sorted by key.

    `articles` holds the current rows of `schemas.ARTICLE`; of their columns article_key, article_id and
    published_on are used. `extracted` holds the rows of those articles of the tables entity, mention,
    reported_meeting and participation_claim. `overrides` are what people have decided by hand. The order of rows
    does not matter. Raises OverrideError where the overrides cannot all hold. The table redirect is not among the
    results: it needs to know what was published before (`extractors.resolution.redirects`).
    """
    by_article = {
        row["article_key"]: row
        for row in articles.select("article_key", "article_id", "published_on").iter_rows(named=True)
    }
    entities = list(extracted["entity"].iter_rows(named=True))
    mentions = extracted["mention"].select("entity_key", "mention_type", "mention_text").unique().iter_rows(named=True)

    found = resolve_actors(entities, by_article, overrides)
    places, entity_places, city_of = resolve_places(entities)
    claims: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    participation = (
        extracted["participation_claim"]
        .select("reported_meeting_key", "entity_key")
        .sort("reported_meeting_key", "entity_key")
    )
    for meeting_key, entity_key in participation.iter_rows():
        if link := found.entity_actors.get(entity_key):
            claims[meeting_key].append((link["actor_key"], party_of(entity_key, found)))
    reports = build_reports(
        extracted["reported_meeting"].iter_rows(named=True),
        by_article,
        claims,
        found.actors,
        {row["entity_key"]: row["place_key"] for row in entity_places},
        places,
        city_of,
    )
    names = {key: row["actor_name"] for key, row in found.actors.items()}
    names |= {key: row["place_name"] for key, row in places.items()}
    links, matches, meetings = link_reports(reports, names, overrides)
    applied = {"actor": found.corrected.applied, "meeting": meetings.applied}
    rows = {
        "actor": found.actors.values(),
        "actor_name": actor_names(found, mentions, entities),
        "entity_actor": found.entity_actors.values(),
        "affiliation": resolve_affiliations(found.office_claims, found.registry_offices),
        "place": places.values(),
        "entity_place": entity_places,
        "meeting_link": links,
        "meeting_match": matches,
        "override": [override_row(row, row.line in applied[row.subject]) for row in overrides],
    }
    return {
        table.name: table.frame(rows[table.name]).sort(table.key) for table in schemas.RESOLVED if table.name in rows
    }
