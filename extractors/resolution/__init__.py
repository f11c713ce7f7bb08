"""Identity across articles: which entities are one actor or place, which reports are one meeting.

Pure functions over the rows of the extracted layer. Names are compared in `names`, persons clustered in
`persons`, the registry asked in `registry`; evidence about meetings is in `meeting_evidence`. `scope` finds what new
articles touch, so that the rest stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from extractors import schemas
from extractors.resolution.changes import Change
from extractors.resolution.overrides import Override
from extractors.resolution.updating import update

__all__ = ["Change", "resolve", "update"]


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
    nothing = {table.name: table.frame() for table in schemas.RESOLVED}
    changes = update(nothing, articles, extracted, articles["article_key"].to_list(), overrides)
    return {table.name: changes[table.name].rows.sort(table.key) for table in schemas.RESOLVED if table.name in changes}
