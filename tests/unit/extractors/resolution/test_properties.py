"""What holds for any articles: the order of rows changes nothing, nothing is lost, every key leads somewhere."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import schemas

PEOPLE = [
    ("Wolodymyr Selenskyj", "Präsident", "UA"),
    ("Wolodymyr Selenskij", None, "UA"),
    ("Selenskyj", None, None),
    ("Emmanuel Macron", "Staatschef", "FR"),
    ("Macron", "Präsident", "FR"),
    ("Ostap Wyschnjakow", "Unterhändler", "UA"),
    ("Ostap Vyshnyakov", None, None),
    ("Wyschnjakow", "Botschafter", "UA"),
    ("Klaus Hinterhuber", "Staatssekretär", "DE"),
    ("Klaus Hinterhuber", "Sektionschef", "AT"),
    ("Hinterhuber", None, "DE"),
]
PLACES = [("Paris", "FR"), ("Weißes Haus", "US"), ("Kleinkleckersdorf", None), None]
DATES = [
    (None, "unknown"),
    (date(2026, 1, 6), "day"),
    (date(2026, 1, 7), "day"),
    (date(2026, 1, 5), "week"),
    (date(2026, 1, 1), "month"),
    (date(2026, 1, 15), "month"),  # Mitte Januar
]

MEETING = st.tuples(
    st.lists(st.integers(0, len(PEOPLE) - 1), max_size=4, unique=True),
    st.sampled_from(PLACES),
    st.sampled_from(DATES),
    st.sampled_from(["summit", "bilateral", "visit", "call", "negotiation"]),
    st.sampled_from(["planned", "held", "ongoing", "cancelled", "postponed"]),
)
ARTICLE = st.tuples(st.none() | st.integers(0, 9), st.lists(MEETING, max_size=3))


def build(corpus, articles):
    for number, (day, meetings) in enumerate(articles):
        article = corpus.article(f"a{number}", None if day is None else str(date(2026, 1, 1) + timedelta(days=day)))
        people, last = {}, None
        article.country("Frankreich", "FR")
        article.group("Koalition der Willigen")
        article.organization("Bund der Imker")
        for who, place, (start, precision), kind, status in meetings:
            for i in who:
                people.setdefault(i, article.person(*PEOPLE[i]) if i not in people else None)
            last = article.meeting(
                *(people[i] for i in who),
                kind=kind,
                status=status,
                on=start and str(start),
                precision=precision,
                basis="publication" if precision == "day" and len(who) == 2 else None,
                at=article.place(*place) if place else None,
                part_of=last if kind == "bilateral" else None,
            )
    return corpus


@pytest.fixture(scope="module")
def resolve_frames():
    from extractors.resolution import resolve

    return resolve


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.lists(ARTICLE, max_size=6), seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(new_corpus, resolve_frames, articles, seed):
    frame, extracted = build(new_corpus(), articles).frames()
    expected = resolve_frames(frame, extracted)
    shuffled = resolve_frames(
        frame.sample(fraction=1, shuffle=True, seed=seed),
        {name: t.sample(fraction=1, shuffle=True, seed=seed) for name, t in extracted.items()},
    )
    for name, table in expected.items():
        assert table.equals(shuffled[name]), name


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.lists(ARTICLE, max_size=6))
def test_nothing_is_lost_and_every_key_leads_somewhere(new_corpus, resolve_frames, articles):
    frame, extracted = build(new_corpus(), articles).frames()
    resolved = resolve_frames(frame, extracted)
    assert set(resolved) == {table.name for table in schemas.RESOLVED} - {"redirect"}
    for table in (table for table in schemas.RESOLVED if table.name in resolved):
        assert dict(resolved[table.name].schema) == table.polars_schema
        assert resolved[table.name][table.key].is_unique().all(), table.name
    entities = extracted["entity"]
    acting = entities.filter(pl.col("entity_type") != "place")["entity_key"]
    located = entities.filter(pl.col("entity_type").is_in(["place", "country"]))["entity_key"]
    assert set(resolved["entity_actor"]["entity_key"]) == set(acting)
    assert set(resolved["entity_place"]["entity_key"]) == set(located)
    assert set(resolved["meeting_link"]["reported_meeting_key"]) == set(
        extracted["reported_meeting"]["reported_meeting_key"]
    )
    actors = set(resolved["actor"]["actor_key"])
    for table, column in (
        ("entity_actor", "actor_key"),
        ("actor_name", "actor_key"),
        ("affiliation", "actor_key"),
        ("affiliation", "on_behalf_of_actor_key"),
    ):
        assert set(resolved[table][column].drop_nulls()) <= actors, (table, column)
    assert set(resolved["entity_place"]["place_key"]) == set(resolved["place"]["place_key"])
    canonical = resolved["actor_name"].filter(pl.col("name_type") == "canonical")
    assert sorted(canonical["actor_key"]) == sorted(actors)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.lists(ARTICLE, max_size=6))
def test_no_meeting_has_two_reports_of_one_article_and_each_has_one_first(new_corpus, resolve_frames, articles):
    frame, extracted = build(new_corpus(), articles).frames()
    links = resolve_frames(frame, extracted)["meeting_link"].join(
        extracted["reported_meeting"], on="reported_meeting_key"
    )
    assert links.select("meeting_key", "article_key").is_unique().all()
    assert links.filter(pl.col("method") == "first")["meeting_key"].sort().equals(links["meeting_key"].unique().sort())
    assert links["score"].is_between(0, 1).all()
