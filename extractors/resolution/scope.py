"""What has to be resolved again when articles are new or have changed, and what can stay as it is.

Identity is not local: a new article may give an older name a namesake, or a meeting an earlier report. But what one
article can touch is bounded: entities of like names, the other entities of the same actor, reports that share a time
and a participant or a place, and the reports that these match in turn. These functions find it by joins and filters
over whole tables, which take milliseconds, so that only the rows found are looked at one by one.

Every set found may be larger than need be, never smaller: what is resolved again without need comes out as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Any

import polars as pl

from extractors.dates.resolution import MID_MONTH
from extractors.keys import make_key
from extractors.resolution.changes import Change, among
from extractors.resolution.identification import key_alone
from extractors.resolution.name_index import NameIndex, filed, in_memory
from extractors.resolution.names import FAMILY, PersonName, compare, fold, parse
from extractors.resolution.overrides import Override
from extractors.resolution.places import is_known
from extractors.resolution.reports import LONGEST_SUMMIT

Tables = Mapping[str, pl.DataFrame]

# Days that a date of this precision may be wrong by, and around the publication those on which an undated meeting may
# lie, both rounded up to whole calendar months where reports are filed by month (`candidates`).
_SLACK = {"week": 7, "month": 31, "year": 366}
_BEFORE, _AFTER = 31 + 31, 90 + 31
_MANY = 0.1  # share of the articles from which on looking for others costs more than it spares


def keys_named(subject: str, keys: Iterable[str], overrides: Sequence[Override]) -> tuple[set[str], set[str]]:
    """The keys that decisions by hand name, and those of `keys` (of entities or reports) that they stand for."""
    named = {key for row in overrides if row.subject == subject for key in row.keys}
    return named, {key for key in keys if make_key(subject, key) in named} if named else set()


def affected_entities(
    acting: pl.DataFrame,
    articles: Mapping[str, Mapping[str, Any]],
    previous: Tables,
    changed: Collection[str],
    overrides: Sequence[Override],
    index: NameIndex,
) -> tuple[pl.DataFrame, set[str]]:
    """The entities whose actors are to be resolved, and the keys of the actors that this may change.

    `acting` holds all entities but mere places; the names of all persons among them are in `index`. Of persons and of bodies that no registry knows all entities are
    found, of the registry's countries and organizations only those of the changed articles: they are one by their
    name alone.
    """
    before = previous["entity_actor"].select("entity_key", "actor_key", "method")
    rows = acting.join(before, on="entity_key", how="left")
    named, anchors = keys_named("actor", acting["entity_key"], overrides)
    is_person = pl.col("entity_type") == "person"
    is_new = among("article_key", changed) | pl.col("actor_key").is_null()
    new = rows.filter(is_new | among("entity_key", anchors))
    gone = before.join(acting, on="entity_key", how="anti")
    touched = named | set(gone["actor_key"]) | set(new["actor_key"].drop_nulls())
    decided = set(named)
    namesakes = index.registered(new.filter(is_person)["entity_name"].unique())
    names = set()  # what the registry has no say in
    for entity in new.iter_rows(named=True):
        alone = key_alone(entity, articles, namesakes)
        keys = {entity["actor_key"], alone} - {None}
        touched |= keys
        if entity["entity_key"] in anchors:
            decided |= keys
        if entity["entity_type"] == "person" and (alone is None or entity["entity_key"] in anchors):
            names.add(entity["entity_name"])
    # A name that has gone may have kept others apart.
    unregistered = previous["actor"].filter((pl.col("actor_type") == "person") & ~pl.col("is_registered"))
    clustered = named.union(unregistered["actor_key"]) & touched
    names.update(previous["actor_name"].filter(among("actor_key", clustered))["name"])
    unknown = rows.filter(is_person & (is_new | (pl.col("method") != "registry")))
    alike = like_names(names, set(unknown["entity_name"]), index)
    like = unknown.filter(among("entity_name", alike))
    touched |= set(like["actor_key"].drop_nulls())
    known_bodies = previous["actor"].filter(pl.col("is_registered") & (pl.col("actor_type") != "person"))["actor_key"]
    whole = touched - (set(known_bodies) - decided)
    keys = set(new["entity_key"]) | set(like["entity_key"])
    found = rows.filter(among("entity_key", keys) | among("actor_key", whole))
    return found.select(acting.columns), touched


def like_names(names: Iterable[str], known: Set[str], index: NameIndex | None = None) -> set[str]:
    """Those of `known` that `names` lead to, from name to like name or equal family name, on and on.

    All of `known` are in `index`, which holds others too.

    >>> sorted(like_names(["Selenskij"], {"Olena Selenska", "Wolodymyr Selenskyj", "Volodymyr Zelensky", "Anna Ott"}))
    ['Volodymyr Zelensky', 'Wolodymyr Selenskyj']
    """
    index = index or in_memory(known)
    found: set[str] = set()
    families: set[str] = set()
    waiting = set(names)
    while waiting:
        of_block: dict[str, list[PersonName]] = defaultdict(list)
        for block, name in filed(waiting):
            if block not in families:
                of_block[block].append(parse(name))
        families.update(block for block in of_block if block.startswith(FAMILY))
        waiting = set()
        for block, other in index.printed(of_block.keys()):
            if other not in known or other in found or other in waiting:
                continue
            if block in families or any(compare(name, parse(other)) for name in of_block[block]):
                waiting.add(other)
        found |= waiting
    return found


def affected_places(located: pl.DataFrame, previous: Tables, changed: Collection[str]) -> pl.DataFrame:
    """The entities whose places are to be resolved: those of changed articles, and others of like names that no registry knows."""
    before = previous["entity_place"].join(previous["place"], on="place_key").select("entity_key", "place_name")
    gone = before.join(located, on="entity_key", how="anti")
    new = located.filter(among("article_key", changed))
    folded = {fold(name) for name in (*gone["place_name"].unique(), *new["entity_name"].unique())}
    asked = located.select("entity_type", "entity_name", "country_code").unique()
    unknown = asked.filter(
        pl.Series(
            [fold(e["entity_name"]) in folded and not is_known(e) for e in asked.iter_rows(named=True)],
            dtype=pl.Boolean,
        )
    )
    alike = located.join(unknown, on=unknown.columns, how="semi", nulls_equal=True)
    return located.filter(among("article_key", changed) | among("entity_key", alike["entity_key"]))


def renamed_actors(before: pl.DataFrame, changes: Mapping[str, Change]) -> dict[str, str]:
    """New key by old key of actors that have only got an earlier first mention: no evidence changes by that.

    `before` holds entity_actor as it was.
    """
    pairs = (
        before.select("entity_key", old="actor_key")
        .join(changes["entity_actor"].rows.select("entity_key", new="actor_key"), on="entity_key")
        .select("old", "new")
        .unique()
    )
    alone = pairs.filter(pl.col("old").is_unique() & pl.col("new").is_unique() & (pl.col("old") != pl.col("new")))
    if alone.is_empty():
        return {}
    wholly = among("old", changes["actor"].gone) & ~among("new", before["actor_key"].unique())
    return dict(alone.filter(wholly).iter_rows())


def _altered(
    before: pl.DataFrame, change: Change, key: str, columns: Sequence[str], new_key: Mapping[str, str] | None = None
) -> set[str]:
    """Keys of rows that have come, gone, or differ in these columns, but for actor keys that are only renamed."""
    keys = {*change.gone, *change.rows[key]}
    left = before.filter(among(key, keys)).select(key, *columns)
    if new_key:
        left = left.with_columns(pl.col(name).replace(new_key) for name in left.columns if name.endswith("actor_key"))
    right = change.rows.select(key, *columns)
    differ = left.join(right, on=left.columns, how="anti", nulls_equal=True)
    others = right.join(left, on=left.columns, how="anti", nulls_equal=True)
    return set(differ[key]) | set(others[key])


def articles_to_compare(
    extracted: Tables,
    previous: Tables,
    now: Tables,
    changes: Mapping[str, Change],
    changed: Collection[str],
    overrides: Sequence[Override],
) -> set[str]:
    """Articles whose reports are to be compared again: changed ones, and those whose participants or places have changed.

    `now` holds entity_actor, actor, entity_place and place as they are now, `changes` what is new of them.
    """
    reports = extracted["reported_meeting"]
    new_key = renamed_actors(previous["entity_actor"], changes)

    def altered(table: str, key: str, *columns: str) -> set[str]:
        return _altered(previous[table], changes[table], key, columns, new_key)

    entities = altered("entity_actor", "entity_key", "actor_key", "acts_for_actor_key")
    actors = altered("actor", "actor_key", "actor_name", "actor_type", "is_registered")
    places = altered("entity_place", "entity_key", "place_key")
    named = altered("place", "place_key", "place_name", "country_code", "place_type", "city_name")
    of_actor = now["entity_actor"].filter(
        among("entity_key", entities) | among("actor_key", actors) | among("acts_for_actor_key", actors)
    )
    of_place = now["entity_place"].filter(among("entity_key", places) | among("place_key", named))
    who = extracted["participation_claim"].filter(
        among("entity_key", entities) | among("entity_key", of_actor["entity_key"])
    )
    where = reports.filter(among("place_entity_key", places) | among("place_entity_key", of_place["entity_key"]))
    found = set(changed) & set(reports["article_key"])
    found |= set(who["article_key"]) | set(where["article_key"])
    if any(row.subject == "meeting" for row in overrides):
        found |= _decided_articles(reports, previous, overrides)
    return found


def _decided_articles(reports: pl.DataFrame, previous: Tables, overrides: Sequence[Override]) -> set[str]:
    """Articles with a report that people have decided about; their evidence is looked at anew each time."""
    named, anchors = keys_named("meeting", reports["reported_meeting_key"], overrides)
    links = previous["meeting_link"]
    matches = previous["meeting_match"].filter(pl.col("method") == "override")
    linked = links.filter(among("meeting_key", named) | among("reported_meeting_key", anchors))
    together = links.filter(among("meeting_key", linked["meeting_key"]))["reported_meeting_key"]
    keys = anchors.union(together, matches["report_a"], matches["report_b"])
    # what was dropped has no link
    unlinked = reports.join(links, on="reported_meeting_key", how="anti")
    return set(reports.filter(among("reported_meeting_key", keys))["article_key"]) | set(unlinked["article_key"])


def comparable_reports(extracted: Tables, now: Tables, articles: pl.DataFrame, compared: Collection[str]) -> set[str]:
    """Reports that may match one of the articles `compared`, these included: what `candidates` compares, and some more.

    One feature in common will do for two reports of some days; the wider their time, the more.
    """
    if len(compared) > articles.height * _MANY:
        return set(extracted["reported_meeting"]["reported_meeting_key"])
    reports = _spans(extracted["reported_meeting"], articles)
    spans = reports.select("reported_meeting_key", "article_key", "first", "last", "is_wide")
    timed = _features(extracted, now, reports).join(spans, on="reported_meeting_key")
    is_open = pl.col("first").is_null() | pl.col("first_other").is_null()
    overlap = (pl.col("first") <= pl.col("last_other")) & (pl.col("first_other") <= pl.col("last"))
    pairs = (
        timed.filter(among("article_key", compared))
        .join(timed, on="feature", suffix="_other")
        .with_columns(
            is_open=is_open,
            needed=pl.when(is_open).then(3).when(pl.col("is_wide") | pl.col("is_wide_other")).then(2).otherwise(1),
        )
        .filter(pl.col("is_open") | overlap)
        .group_by("reported_meeting_key", "reported_meeting_key_other")
        .agg(
            parties=(pl.col("is_parties") & ~pl.col("is_open")).any(),
            others=(~pl.col("is_parties")).sum(),
            needed=pl.col("needed").first(),
        )
        .filter(pl.col("parties") | (pl.col("others") >= pl.col("needed")))
    )
    own = reports.filter(among("article_key", compared))
    return set(own["reported_meeting_key"]) | set(pairs["reported_meeting_key_other"])


def _spans(reports: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Reports with the days on which they may lie, generously (`first`, `last`, null where nothing is known), and with
    the place that they may take over from their parent. `is_wide`: filed by month or by year (`candidates`).
    """
    slack = pl.col("date_precision").replace_strict(_SLACK, default=LONGEST_SUMMIT, return_dtype=pl.Int64)
    dated = reports.join(articles.select("article_key", "published_on"), on="article_key", how="left").with_columns(
        own_first=pl.when(pl.col("start_date").is_null() | (pl.col("reported_status") == "postponed"))
        .then(pl.min_horizontal("start_date", pl.col("published_on") - pl.duration(days=_BEFORE)))
        .otherwise(pl.col("start_date"))
        - pl.duration(days=slack),
        own_last=pl.coalesce(
            pl.max_horizontal("start_date", "end_date") + pl.duration(days=slack),
            pl.col("published_on") + pl.duration(days=_AFTER),
        ),
    )
    parents = dated.select(
        parent_reported_meeting_key="reported_meeting_key",
        parent_first="own_first",
        parent_last="own_last",
        parent_place="place_entity_key",
    )
    return dated.join(parents, on="parent_reported_meeting_key", how="left").with_columns(
        first=pl.min_horizontal("own_first", "parent_first"),
        last=pl.max_horizontal("own_last", "parent_last"),
        place=pl.coalesce("place_entity_key", "parent_place"),
        is_wide=~(pl.col("date_precision").is_in(["day", "week"]) | (pl.col("start_date").dt.day() == MID_MONTH))
        | pl.col("start_date").is_null(),
    )


def _features(extracted: Tables, now: Tables, reports: pl.DataFrame) -> pl.DataFrame:
    """What `candidates` files reports under: persons and assemblies, the spot, all parties together.

    Columns reported_meeting_key, feature, is_parties.
    """
    who = (
        extracted["participation_claim"]
        .select("reported_meeting_key", "entity_key")
        .join(now["entity_actor"].select("entity_key", "actor_key", party="acts_for_actor_key"), on="entity_key")
        .join(now["actor"].select("actor_key", "actor_type"), on="actor_key")
    )
    actors = who.filter(pl.col("actor_type") != "country").select("reported_meeting_key", feature="actor_key")
    report_and_actor = ["reported_meeting_key", "actor_key"]
    is_twice = who.select(pl.struct(report_and_actor).is_duplicated()).to_series()
    once = who.filter(is_twice).sort("entity_key").unique(report_and_actor, keep="last")  # as `build_reports` has it
    parties = (
        pl.concat([who.filter(~is_twice), once])
        .drop_nulls("party")
        .unique(["reported_meeting_key", "party"])
        .group_by("reported_meeting_key")
        .agg(feature=pl.col("party").hash().sum().cast(pl.String), parties=pl.len())  # a hash is faster than a list
        .filter(pl.col("parties") > 1)
        .drop("parties")
    )
    places = (
        now["entity_place"]
        .join(now["place"].filter(pl.col("place_type") != "country"), on="place_key")
        .select(
            "entity_key",
            feature=pl.coalesce(pl.col("city_name") + "," + pl.col("country_code").fill_null(""), "place_key"),
        )
    )
    spots = reports.join(places, left_on="place", right_on="entity_key").select("reported_meeting_key", "feature")
    others = pl.concat([actors, spots]).unique()
    return pl.concat([others.with_columns(is_parties=False), parties.with_columns(is_parties=True)])


def matched_reports(start: Collection[str], matches: pl.DataFrame) -> set[str]:
    """The reports that are reached from `start` along matches, `start` included."""
    found, new = set(start), set(start)
    while new:
        right = matches.filter(among("report_a", new))["report_b"]
        left = matches.filter(among("report_b", new))["report_a"]
        new = set(right).union(left) - found
        found |= new
    return found
