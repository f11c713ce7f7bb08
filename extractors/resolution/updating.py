"""Resolving new and changed articles into what has been resolved before.

Which rows that concerns is found in `scope`. They are resolved as if there were no others; the result is the same as
if all articles were resolved at once, whatever came in which order (`tests/unit/extractors/resolution/test_updating.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from extractors import schemas
from extractors.resolution import scope
from extractors.resolution.actors import Actors, actor_row, party_names, resolve_actors
from extractors.resolution.affiliations import resolve_affiliations
from extractors.resolution.changes import Change, among, apply, difference
from extractors.resolution.meetings import context_matches, find_matches, link_reports, linked_articles, match_rows
from extractors.resolution.overrides import Corrected, Override, override_row
from extractors.resolution.places import city_key, resolve_places
from extractors.resolution.reports import Report, build_reports
from extractors.resolution.spellings import name_rows, printed_forms

Row = dict[str, Any]
Tables = Mapping[str, pl.DataFrame]
Articles = Mapping[str, Mapping[str, Any]]


def update(
    previous: Tables,
    articles: pl.DataFrame,
    extracted: Tables,
    changed: Collection[str],
    overrides: Sequence[Override] = (),
) -> dict[str, Change]:
    """What changes in every resolved table but redirect, by table name.

    `previous` holds the resolved tables as they are (empty ones, where nothing has been resolved yet), made with the
    same overrides. `changed` are the keys of the articles that are new or have other extracted rows than then; of
    `articles` and `extracted` see `extractors.resolution.resolve`. Raises OverrideError where the overrides cannot all
    hold.
    """
    changes = _update(previous, articles, extracted, changed, overrides)
    if previous["override"].is_empty() or changes["override"].is_nothing:
        return changes
    # A decision that has come to apply, or applies no more, may reach anybody.
    everything = articles["article_key"].to_list()
    changes = _update(
        {name: table.frame() for name, table in _TABLES.items()}, articles, extracted, everything, overrides
    )
    return {
        name: difference(_TABLES[name], previous[name], previous[name], change.rows) for name, change in changes.items()
    }


def _update(
    previous: Tables, articles: pl.DataFrame, extracted: Tables, changed: Collection[str], overrides: Sequence[Override]
) -> dict[str, Change]:
    now = dict(previous)
    by_article = {
        row["article_key"]: row
        for row in articles.select("article_key", "article_id", "published_on").iter_rows(named=True)
    }
    changes, actors = _update_actors(previous, by_article, extracted, changed, overrides)
    changes |= _update_places(previous, extracted["entity"], changed)
    for name in changes:
        now[name] = apply(_TABLES[name], previous[name], changes[name])
    meeting_changes, meetings = _update_meetings(previous, now, articles, by_article, extracted, changed, overrides)
    applied = {"actor": actors.applied, "meeting": meetings.applied}
    decisions = schemas.OVERRIDE.frame(override_row(row, row.line in applied[row.subject]) for row in overrides)
    before = previous["override"]
    return changes | meeting_changes | {"override": difference(schemas.OVERRIDE, before, before, decisions)}


_TABLES = {table.name: table for table in schemas.RESOLVED}


def _update_actors(
    previous: Tables, articles: Articles, extracted: Tables, changed: Collection[str], overrides: Sequence[Override]
) -> tuple[dict[str, Change], Corrected]:
    acting = extracted["entity"].filter(pl.col("entity_type") != "place")
    entities, touched = scope.affected_entities(acting, articles, previous, changed, overrides)
    organizations = acting.group_by("represents_organization").len().drop_nulls()
    names_of_parties = party_names(dict(organizations.iter_rows()))
    before = previous["entity_actor"]
    settled = {} if overrides else _settled(before, entities, changed)
    found = resolve_actors(entities.iter_rows(named=True), articles, overrides, names_of_parties, settled)

    replaced = before.join(acting, on="entity_key", how="anti").vstack(
        before.filter(among("entity_key", entities["entity_key"]))
    )
    links = schemas.ENTITY_ACTOR.frame(found.entity_actors.values())
    changes = {"entity_actor": difference(schemas.ENTITY_ACTOR, before, replaced, links)}
    entity_actor = apply(schemas.ENTITY_ACTOR, before, changes["entity_actor"])

    touched |= set(links["actor_key"])
    before = previous["affiliation"]
    offices = schemas.AFFILIATION.frame(resolve_affiliations(found.office_claims, found.registry_offices))
    replaced = before.filter(among("actor_key", touched))
    changes["affiliation"] = difference(schemas.AFFILIATION, before, replaced, offices)
    affiliation = apply(schemas.AFFILIATION, before, changes["affiliation"])

    actors = _actors(previous["actor"], entity_actor, affiliation, links, found, names_of_parties)
    changes["actor"] = difference(schemas.ACTOR, previous["actor"], previous["actor"], actors)
    touched |= set(changes["actor"].gone).union(changes["actor"].rows["actor_key"])

    before = previous["actor_name"]
    replaced = before.filter(among("actor_key", touched))
    printed = printed_forms(extracted["entity"], extracted["mention"], entity_actor.filter(among("actor_key", touched)))
    spelled = name_rows(_known_names(actors.filter(among("actor_key", touched)), found, before), printed)
    changes["actor_name"] = difference(schemas.ACTOR_NAME, before, replaced, spelled)
    return changes, found.corrected


def _settled(before: pl.DataFrame, entities: pl.DataFrame, changed: Collection[str]) -> dict[str, Row]:
    """Of persons of articles that have not changed: what the registry has said of them, or that they are in none."""
    unchanged = entities.filter((pl.col("entity_type") == "person") & ~among("article_key", changed))
    rows = before.filter(among("entity_key", unchanged["entity_key"]))
    return {row["entity_key"]: row for row in rows.iter_rows(named=True)}


def _actors(
    previous: pl.DataFrame,
    entity_actor: pl.DataFrame,
    affiliation: pl.DataFrame,
    links: pl.DataFrame,
    found: Actors,
    names_of_parties: Mapping[str, str],
) -> pl.DataFrame:
    """All rows of `schemas.ACTOR`: whoever is mentioned or acted for. `links` are what `found` has resolved in full."""
    mentioned = set(entity_actor["actor_key"])
    resolved = set(links["actor_key"])
    old = {row["actor_key"]: row for row in previous.iter_rows(named=True)}
    rows: list[Row] = []
    for key in mentioned.union(affiliation["on_behalf_of_actor_key"].drop_nulls()):
        row = found.actors[key] if key in resolved or key not in old else old[key]
        if key not in mentioned and not row["is_registered"]:  # only acted for: by the name that most give it
            given = found.corrected.names.get(key) or names_of_parties.get(key, row["actor_name"])
            row = actor_row(key, given, "organization", None, None, False)
        rows.append(row)
    return schemas.ACTOR.frame(rows)


def _known_names(actors: pl.DataFrame, found: Actors, before: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Canonical names and the registry's variants by actor; of actors that `found` lacks as they were."""
    names = {key: {name: "canonical"} for key, name in actors.select("actor_key", "actor_name").iter_rows()}
    for key, spellings in names.items():
        for known in found.registered.get(key, ()):
            for variant in (known.name, *known.variants):
                if variant:
                    spellings.setdefault(variant, "variant")
    others = [key for key in names if key not in found.registered]
    variants = before.filter(among("actor_key", others) & (pl.col("name_type") == "variant"))
    for key, variant in variants.select("actor_key", "name").iter_rows():
        if key not in found.actors:
            names[key].setdefault(variant, "variant")
    return names


def _update_places(previous: Tables, entities: pl.DataFrame, changed: Collection[str]) -> dict[str, Change]:
    located = entities.filter(pl.col("entity_type").is_in(["place", "country"]))
    affected = scope.affected_places(located, previous, changed)
    places, links = resolve_places(affected.iter_rows(named=True))
    before = previous["entity_place"]
    replaced = before.join(located, on="entity_key", how="anti").vstack(
        before.filter(among("entity_key", affected["entity_key"]))
    )
    change = difference(schemas.ENTITY_PLACE, before, replaced, schemas.ENTITY_PLACE.frame(links))
    mentioned = apply(schemas.ENTITY_PLACE, before, change)
    unmentioned = previous["place"].join(mentioned, on="place_key", how="anti")
    rows = schemas.PLACE.frame(places.values())
    known = previous["place"].join(mentioned, on="place_key", how="semi").filter(pl.col("latitude").is_not_null())
    rows = rows.filter(pl.col("latitude").is_not_null() | ~among("place_key", known["place_key"]))
    return {
        "entity_place": change,
        "place": difference(schemas.PLACE, previous["place"], unmentioned, rows),
    }


def _update_meetings(
    previous: Tables,
    now: Tables,
    articles: pl.DataFrame,
    by_article: Articles,
    extracted: Tables,
    changed: Collection[str],
    overrides: Sequence[Override],
) -> tuple[dict[str, Change], Corrected]:
    compared = scope.articles_to_compare(extracted, previous, now, changed, overrides)
    rows = extracted["reported_meeting"]
    ours = set(rows.filter(among("article_key", compared))["reported_meeting_key"])
    # A match with a report that is gone, or that is compared anew, is forgotten; what it has led to is joined anew.
    known = set(rows["reported_meeting_key"])
    gone = (
        set(previous["meeting_link"]["reported_meeting_key"]).union(
            previous["meeting_match"]["report_a"], previous["meeting_match"]["report_b"]
        )
        - known
    )
    stale = among("report_a", ours | gone) | among("report_b", ours | gone)
    kept = previous["meeting_match"].filter(~stale)
    forgotten = previous["meeting_match"].filter(stale)

    near_by = scope.comparable_reports(extracted, now, articles, compared)
    reports = _Reports(extracted, now, by_article)
    matches = find_matches(reports.of(near_by), compared)
    linked = linked_articles(matches.values(), reports.by_key)
    beside = rows.filter(among("article_key", {key for pair in linked for key in pair}))
    context = context_matches(reports.of(beside["reported_meeting_key"]), linked, matches.keys())
    new = match_rows([*matches.values(), *context.values()], context.keys(), reports.by_key, reports.names)

    start = ours | {row[side] for row in new for side in ("report_a", "report_b")}
    start |= set(forgotten["report_a"]).union(forgotten["report_b"]) - gone
    joined = scope.matched_reports(start, kept)
    evidence = kept.filter(among("report_a", joined)).to_dicts() + new
    links, matched, corrected = link_reports(reports.of(joined), evidence, overrides)

    before = previous["meeting_link"]
    replaced = before.filter(among("reported_meeting_key", joined | gone))
    change = difference(schemas.MEETING_LINK, before, replaced, schemas.MEETING_LINK.frame(links))
    before = previous["meeting_match"]
    replaced = before.filter(stale | among("report_a", joined))
    rows_of_matches = schemas.MEETING_MATCH.frame(matched)
    return {
        "meeting_link": change,
        "meeting_match": difference(schemas.MEETING_MATCH, before, replaced, rows_of_matches),
    }, corrected


class _Reports:
    """Reports as the evidence needs them, made from the tables when they are asked for."""

    def __init__(self, extracted: Tables, now: Tables, articles: Articles) -> None:
        self.extracted, self.now, self.articles = extracted, now, articles
        self.by_key: dict[str, Report] = {}
        self.names: dict[str, str] = {}

    def of(self, keys: Iterable[str]) -> list[Report]:
        """These reports in the order of publication."""
        wanted = set(keys)
        if missing := wanted - self.by_key.keys():
            self._build(missing)
        return sorted((self.by_key[key] for key in wanted), key=lambda report: (report.order, report.key))

    def _build(self, keys: set[str]) -> None:
        every = self.extracted["reported_meeting"]
        parents = every.filter(among("reported_meeting_key", keys))["parent_reported_meeting_key"].drop_nulls()
        rows = every.filter(among("reported_meeting_key", keys.union(parents)))
        claims: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        told = (
            self.extracted["participation_claim"]
            .filter(among("reported_meeting_key", rows["reported_meeting_key"]))
            .select("reported_meeting_key", "entity_key")
            .join(self.now["entity_actor"], on="entity_key")
            .sort("reported_meeting_key", "entity_key")
        )
        for report, actor, party in told.select("reported_meeting_key", "actor_key", "acts_for_actor_key").iter_rows():
            claims[report].append((actor, party))
        who = set(told["actor_key"]).union(told["acts_for_actor_key"].drop_nulls())
        actors = {row["actor_key"]: row for row in self.now["actor"].filter(among("actor_key", who)).to_dicts()}
        located = self.now["entity_place"].filter(among("entity_key", rows["place_entity_key"].drop_nulls()))
        places = {
            row["place_key"]: row
            for row in self.now["place"].filter(among("place_key", located["place_key"])).to_dicts()
        }
        self.names |= {key: row["actor_name"] for key, row in actors.items()}
        self.names |= {key: row["place_name"] for key, row in places.items()}
        self.names |= {city: row["city_name"] for row in places.values() if (city := city_key(row))}
        built = build_reports(
            rows.iter_rows(named=True), self.articles, claims, actors, dict(located.iter_rows()), places
        )
        self.by_key |= {report.key: report for report in built if report.key in keys}
