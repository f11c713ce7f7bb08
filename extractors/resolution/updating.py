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
from extractors.resolution.corrections import Corrected
from extractors.resolution.meetings import context_matches, find_matches, link_reports, linked_articles, match_rows
from extractors.resolution.name_index import NameIndex, in_memory
from extractors.resolution.overrides import Override, override_row
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
    index: NameIndex | None = None,
) -> dict[str, Change]:
    """What changes in every resolved table but redirect, by table name.

    `previous` holds the resolved tables as they are (empty ones, where nothing has been resolved yet), made with the
    same overrides. `changed` are the keys of the articles that are new or have other extracted rows than then; of
    `articles` and `extracted` see `extractors.resolution.resolve`. `index` holds the names of all persons of `extracted`
    and of the registry; without one, it is made. Raises OverrideError where the overrides cannot all hold.
    """
    index = index or in_memory(extracted["entity"].filter(pl.col("entity_type") == "person")["entity_name"].unique())
    changes = _update(previous, articles, extracted, changed, overrides, index)
    if previous["override"].is_empty() or changes["override"].is_nothing:
        return changes
    # A decision that has come to apply, or applies no more, may reach anybody.
    everything = articles["article_key"].to_list()
    changes = _update(
        {name: table.frame() for name, table in _TABLES.items()}, articles, extracted, everything, overrides, index
    )
    return {
        name: difference(_TABLES[name], previous[name], previous[name], change.rows) for name, change in changes.items()
    }


class _Update:
    """The resolved tables on their way: as they were, what has changed so far, and as they are by then."""

    def __init__(self, previous: Tables) -> None:
        self.before = previous
        self.changes: dict[str, Change] = {}
        self.now = dict(previous)

    def put(self, name: str, rows: pl.DataFrame, replaced: pl.DataFrame | None = None) -> None:
        """Put `rows` in the place of these rows of a table, or of all."""
        table, before = _TABLES[name], self.before[name]
        self.changes[name] = difference(table, before, before if replaced is None else replaced, rows)
        self.now[name] = apply(table, before, self.changes[name])


_TABLES = {table.name: table for table in schemas.RESOLVED}


def _update(
    previous: Tables,
    articles: pl.DataFrame,
    extracted: Tables,
    changed: Collection[str],
    overrides: Sequence[Override],
    index: NameIndex,
) -> dict[str, Change]:
    by_article = {
        row["article_key"]: row
        for row in articles.select("article_key", "article_id", "published_on").iter_rows(named=True)
    }
    tables = _Update(previous)
    actors = _update_actors(tables, by_article, extracted, changed, overrides, index)
    _update_places(tables, extracted["entity"], changed)
    meetings = _update_meetings(tables, articles, by_article, extracted, changed, overrides)
    applied = {"actor": actors.applied, "meeting": meetings.applied}
    tables.put("override", schemas.OVERRIDE.frame(override_row(o, o.line in applied[o.subject]) for o in overrides))
    return tables.changes


def _update_actors(
    tables: _Update,
    articles: Articles,
    extracted: Tables,
    changed: Collection[str],
    overrides: Sequence[Override],
    index: NameIndex,
) -> Corrected:
    acting = extracted["entity"].filter(pl.col("entity_type") != "place")
    entities, touched = scope.affected_entities(acting, articles, tables.before, changed, overrides, index)
    organizations = acting.group_by("represents_organization").len().drop_nulls()
    names_of_parties = party_names(dict(organizations.iter_rows()))
    before = tables.before["entity_actor"]
    settled = {} if overrides else _settled(before, entities, changed)
    unsettled = entities.filter((pl.col("entity_type") == "person") & ~among("entity_key", settled.keys()))
    namesakes = index.registered(unsettled["entity_name"].unique())
    found = resolve_actors(entities.iter_rows(named=True), articles, overrides, names_of_parties, settled, namesakes)
    links = schemas.ENTITY_ACTOR.frame(found.entity_actors.values())
    tables.put("entity_actor", links, _replaced(before, acting, entities))

    touched |= set(links["actor_key"])
    offices = schemas.AFFILIATION.frame(resolve_affiliations(found.office_claims, found.registry_offices))
    tables.put("affiliation", offices, tables.before["affiliation"].filter(among("actor_key", touched)))

    actors = _actors(tables, links, found, names_of_parties)
    tables.put("actor", actors)
    touched |= set(tables.changes["actor"].gone).union(tables.changes["actor"].rows["actor_key"])

    before = tables.before["actor_name"].filter(among("actor_key", touched))
    linked = tables.now["entity_actor"].filter(among("actor_key", touched))
    printed = printed_forms(extracted["entity"], extracted["mention"], linked)
    known = _known_names(actors.filter(among("actor_key", touched)), found, before)
    tables.put("actor_name", name_rows(known, printed), before)
    return found.corrected


def _replaced(links: pl.DataFrame, entities: pl.DataFrame, anew: pl.DataFrame) -> pl.DataFrame:
    """Those of these links whose entity is gone, or is resolved anew."""
    gone = links.join(entities, on="entity_key", how="anti")
    return gone.vstack(links.filter(among("entity_key", anew["entity_key"])))


def _settled(before: pl.DataFrame, entities: pl.DataFrame, changed: Collection[str]) -> dict[str, Row | None]:
    """Of persons of articles that have not changed: what the registry has said of them, None where they are in none."""
    unchanged = entities.filter((pl.col("entity_type") == "person") & ~among("article_key", changed))
    links = before.filter(among("entity_key", unchanged["entity_key"]))
    is_known = pl.col("method") == "registry"
    unknown = links.filter(~is_known)["entity_key"]
    return {
        **dict.fromkeys(unknown.to_list()),
        **{row["entity_key"]: row for row in links.filter(is_known).iter_rows(named=True)},
    }


def _actors(tables: _Update, links: pl.DataFrame, found: Actors, names_of_parties: Mapping[str, str]) -> pl.DataFrame:
    """All rows of `schemas.ACTOR`: whoever is mentioned or acted for. `links` are what `found` has resolved in full."""
    previous = tables.before["actor"]
    mentioned = set(tables.now["entity_actor"]["actor_key"])
    acted_for = set(tables.now["affiliation"]["on_behalf_of_actor_key"].drop_nulls()) - mentioned
    anew = set(links["actor_key"]) | ((mentioned | acted_for) - set(previous["actor_key"]))
    others = previous.filter(among("actor_key", mentioned | acted_for) & ~among("actor_key", anew))
    # Who is no more than acted for goes by the name that most give it.
    named = others.filter(among("actor_key", acted_for) & ~pl.col("is_registered"))
    rows = {row["actor_key"]: row for row in named.iter_rows(named=True)} | {key: found.actors[key] for key in anew}
    for key, row in rows.items():
        if key in acted_for and not row["is_registered"]:
            given = found.corrected.names.get(key) or names_of_parties.get(key, row["actor_name"])
            rows[key] = actor_row(key, given, "organization", None, None, False)
    return pl.concat([others.filter(~among("actor_key", rows.keys())), schemas.ACTOR.frame(rows.values())])


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


def _update_places(tables: _Update, entities: pl.DataFrame, changed: Collection[str]) -> None:
    located = entities.filter(pl.col("entity_type").is_in(["place", "country"]))
    affected = scope.affected_places(located, tables.before, changed)
    places, links = resolve_places(affected.iter_rows(named=True))
    replaced = _replaced(tables.before["entity_place"], located, affected)
    tables.put("entity_place", schemas.ENTITY_PLACE.frame(links), replaced)
    mentioned = tables.now["entity_place"]
    before = tables.before["place"]
    unmentioned = before.join(mentioned, on="place_key", how="anti")
    rows = schemas.PLACE.frame(places.values())
    known = before.join(mentioned, on="place_key", how="semi").filter(pl.col("latitude").is_not_null())
    rows = rows.filter(pl.col("latitude").is_not_null() | ~among("place_key", known["place_key"]))
    tables.put("place", rows, unmentioned)


def _update_meetings(
    tables: _Update,
    articles: pl.DataFrame,
    by_article: Articles,
    extracted: Tables,
    changed: Collection[str],
    overrides: Sequence[Override],
) -> Corrected:
    compared = scope.articles_to_compare(extracted, tables.before, tables.now, tables.changes, changed, overrides)
    rows = extracted["reported_meeting"]
    links, matches = tables.before["meeting_link"], tables.before["meeting_match"]
    ours = set(rows.filter(among("article_key", compared))["reported_meeting_key"])
    # A match with a report that is gone, or that is compared anew, is forgotten; what it has led to is joined anew.
    gone = set(links["reported_meeting_key"]).union(matches["report_a"], matches["report_b"])
    gone -= set(rows["reported_meeting_key"])
    stale = among("report_a", ours | gone) | among("report_b", ours | gone)
    kept, forgotten = matches.filter(~stale), matches.filter(stale)

    reports = _Reports(extracted, tables.now, by_article)
    new = _matches(reports, rows, articles, compared)
    start = ours | {row[side] for row in new for side in ("report_a", "report_b")}
    start |= set(forgotten["report_a"]).union(forgotten["report_b"]) - gone
    joined = scope.matched_reports(start, kept)
    evidence = kept.filter(among("report_a", joined)).to_dicts() + new
    linked, matched, corrected = link_reports(reports.of(joined), evidence, overrides)

    replaced = links.filter(among("reported_meeting_key", joined | gone))
    tables.put("meeting_link", schemas.MEETING_LINK.frame(linked), replaced)
    replaced = matches.filter(stale | among("report_a", joined))
    tables.put("meeting_match", schemas.MEETING_MATCH.frame(matched), replaced)
    return corrected


def _matches(reports: _Reports, rows: pl.DataFrame, articles: pl.DataFrame, compared: Collection[str]) -> list[Row]:
    """What the reports of the articles `compared` match: rows of `schemas.MEETING_MATCH`; `rows` are all reports."""
    if not compared:
        return []
    near_by = scope.comparable_reports(reports.extracted, reports.now, articles, compared)
    matches = find_matches(reports.of(near_by), set(compared))
    linked = linked_articles(matches.values(), reports.by_key)
    beside = rows.filter(among("article_key", {key for pair in linked for key in pair}))
    context = context_matches(reports.of(beside["reported_meeting_key"]), linked, matches.keys())
    return match_rows([*matches.values(), *context.values()], context.keys(), reports.by_key, reports.names)


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
