"""Builds the rows that an extraction of invented articles would give."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl
import pytest

from extractors import schemas
from extractors.keys import make_key
from extractors.resolution import resolve


class Corpus:
    """Articles with their entities and reported meetings; `Article` methods return the keys."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def article(self, article_id: str, published: str | None = None) -> Article:
        return Article(self, article_id, published)

    def frames(self) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
        return schemas.ARTICLE.frame(self.rows["article"]), {
            t.name: t.frame(self.rows[t.name]) for t in schemas.EXTRACTED
        }

    def resolve(self) -> Resolved:
        return Resolved(resolve(*self.frames()))


class Article:
    def __init__(self, corpus: Corpus, article_id: str, published: str | None) -> None:
        self.rows = corpus.rows
        self.key = make_key("article", article_id)
        self.offset = 0
        self.rows["article"].append(
            {
                "article_key": self.key,
                "article_id": article_id,
                "published_on": published and date.fromisoformat(published),
            }
        )

    def _entity(self, kind: str, name: str, printed: tuple[str, ...] = (), **columns: Any) -> str:
        key = make_key("entity", self.key, kind, self.offset)
        self.rows["entity"].append(
            {
                "entity_key": key,
                "article_key": self.key,
                "entity_type": kind,
                "entity_name": name,
                "char_start": self.offset,
                "char_end": self.offset + len(name),
                **columns,
            }
        )
        for form in printed or (name,):
            self.rows["mention"].append(
                {
                    "mention_key": make_key("mention", key, form),
                    "article_key": self.key,
                    "entity_key": key,
                    "mention_type": "name",
                    "mention_text": form,
                }
            )
        self.offset += 100
        return key

    def person(
        self,
        name: str,
        role: str | None = None,
        country: str | None = None,
        organization: str | None = None,
        former: bool = False,
        printed: tuple[str, ...] = (),
    ) -> str:
        return self._entity(
            "person",
            name,
            printed,
            role_title=role,
            represents_country_code=country,
            represents_organization=organization,
            is_former_role=former,
        )

    def country(self, name: str, code: str) -> str:
        return self._entity("country", name, country_code=code)

    def organization(self, name: str) -> str:
        return self._entity("organization", name)

    def group(self, name: str) -> str:
        return self._entity("group", name)

    def place(self, name: str, code: str | None = None) -> str:
        return self._entity("place", name, country_code=code)

    def meeting(
        self,
        *participants: str,
        kind: str = "summit",
        status: str = "held",
        on: str | None = None,
        to: str | None = None,
        precision: str | None = None,
        basis: str | None = None,
        at: str | None = None,
        part_of: str | None = None,
        series: bool = False,
    ) -> str:
        key = make_key("reported_meeting", self.key, self.offset)
        self.rows["reported_meeting"].append(
            {
                "reported_meeting_key": key,
                "article_key": self.key,
                "meeting_type": kind,
                "reported_status": status,
                "is_series": series,
                "start_date": on and date.fromisoformat(on),
                "end_date": to and date.fromisoformat(to),
                "date_precision": precision or ("day" if on else "unknown"),
                "date_basis": basis or ("stated" if on else None),
                "place_entity_key": at,
                "parent_reported_meeting_key": part_of,
                "char_start": self.offset,
            }
        )
        for participant in participants:
            self.rows["participation_claim"].append(
                {
                    "claim_key": make_key("claim", key, participant),
                    "article_key": self.key,
                    "reported_meeting_key": key,
                    "entity_key": participant,
                    "participation_status": "attended",
                }
            )
        self.offset += 100
        return key


class Resolved:
    """The resolved frames, with the questions that tests ask."""

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self.frames = frames
        self.actor_of = dict(frames["entity_actor"].select("entity_key", "actor_key").iter_rows())
        self.place_of = dict(frames["entity_place"].select("entity_key", "place_key").iter_rows())
        self.meeting_of = dict(frames["meeting_link"].select("reported_meeting_key", "meeting_key").iter_rows())

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        return [row for row in self.frames[table].iter_rows(named=True) if all(row[k] == v for k, v in where.items())]

    def actor(self, entity: str) -> dict[str, Any]:
        return self.rows("actor", actor_key=self.actor_of[entity])[0]

    def link(self, report: str) -> dict[str, Any]:
        return self.rows("meeting_link", reported_meeting_key=report)[0]

    def affiliations(self, entity: str) -> list[dict[str, Any]]:
        return self.rows("affiliation", actor_key=self.actor_of[entity])

    def are_one_actor(self, *entities: str) -> bool:
        return len({self.actor_of[entity] for entity in entities}) == 1

    def are_one_meeting(self, *reports: str) -> bool:
        return len({self.meeting_of[report] for report in reports}) == 1


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture(scope="session")
def new_corpus() -> type[Corpus]:
    """For property tests, which need a fresh one per example."""
    return Corpus


def merz_and_tusk(article, **columns):
    return article.meeting(
        article.person("Friedrich Merz", "Bundeskanzler", "DE"),
        article.person("Donald Tusk", "Ministerpräsident", "PL"),
        kind="bilateral",
        at=article.place("Warschau", "PL"),
        **columns,
    )
