"""The names that an actor goes by: its usual form, the registry's variants, and every form that articles print."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from extractors import schemas
from extractors.keys import make_key


def printed_forms(entities: pl.DataFrame, mentions: pl.DataFrame, entity_actor: pl.DataFrame) -> pl.DataFrame:
    """Every form that articles print, once: columns actor_key, name. `entity_actor` says of whom.

    `entities` holds rows of `schemas.ENTITY`, `mentions` those of `schemas.MENTION`.
    """
    of_whom = entity_actor.select("entity_key", "actor_key")
    names = entities.join(of_whom, on="entity_key").select("actor_key", name="entity_name")
    written = (
        mentions.filter(pl.col("mention_type") == "name")
        .join(of_whom, on="entity_key")
        .select("actor_key", name="mention_text")
        .unique()
        .with_columns(pl.col("name").str.replace_all(r"\s+", " ").str.strip_chars())
    )
    return pl.concat([names, written]).filter(pl.col("name") != "").unique()


def name_rows(known: Mapping[str, Mapping[str, str]], printed: pl.DataFrame) -> pl.DataFrame:
    """Rows of `schemas.ACTOR_NAME`: what is known of an actor (name → canonical | variant), and what is printed.

    A printed form that is known already is told once.
    """
    names = {key: dict(spellings) for key, spellings in known.items()}
    for key, name in printed.select("actor_key", "name").sort("actor_key", "name").iter_rows():
        names.setdefault(key, {}).setdefault(name, "printed")
    return schemas.ACTOR_NAME.frame(
        {"actor_name_key": make_key("actor_name", key, name), "actor_key": key, "name": name, "name_type": name_type}
        for key, spellings in names.items()
        for name, name_type in spellings.items()
    )
