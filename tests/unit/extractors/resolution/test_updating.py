"""Articles may come in any order, at once or one by one, and change later: the resolved tables are the same."""

import random
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import schemas
from extractors.keys import make_key
from extractors.resolution import resolve, update
from extractors.resolution.changes import Change, apply
from extractors.resolution.overrides import OverrideError, parse_overrides
from extractors.resolution.scope import like_names, matched_reports
from tests.unit.extractors.resolution.test_properties import ARTICLE, build

TABLES = {table.name: table for table in schemas.RESOLVED if table.name != "redirect"}
ARTICLES = st.lists(ARTICLE, min_size=1, max_size=6)
SETTINGS = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def select(frames, keys):
    """The rows of these articles alone."""
    articles, extracted = frames
    chosen = pl.col("article_key").is_in(list(keys))
    return articles.filter(chosen), {name: rows.filter(chosen) for name, rows in extracted.items()}


class House:
    """Resolved tables, kept from batch to batch."""

    def __init__(self, overrides=()):
        self.tables = {name: table.frame() for name, table in TABLES.items()}
        self.overrides = overrides

    def take_in(self, frames, changed) -> dict[str, Change]:
        """`frames` holds all articles that are there then, `changed` the keys of those that are new or differ."""
        changes = update(self.tables, *frames, changed, self.overrides)
        self.tables = {name: apply(TABLES[name], rows, changes[name]) for name, rows in self.tables.items()}
        return changes

    def assert_same_as(self, rebuilt):
        for name, table in TABLES.items():
            assert self.tables[name].sort(table.key).equals(rebuilt[name]), name


def batches(keys, seed):
    """The keys shuffled and cut into batches."""
    chance = random.Random(seed)
    keys = list(keys)
    chance.shuffle(keys)
    while keys:
        size = chance.randint(1, len(keys))
        yield keys[:size]
        keys = keys[size:]


@SETTINGS
@given(articles=ARTICLES, seed=st.integers(0, 1000))
def test_any_split_in_any_order_gives_what_a_rebuild_gives(new_corpus, articles, seed):
    frames = build(new_corpus(), articles).frames()
    house, there = House(), []
    for batch in batches(frames[0]["article_key"], seed):
        there += batch
        house.take_in(select(frames, there), batch)
        house.assert_same_as(resolve(*select(frames, there)))


@SETTINGS
@given(articles=ARTICLES, others=ARTICLES, seed=st.integers(0, 1000))
def test_articles_that_change_or_go_leave_nothing_behind(new_corpus, articles, others, seed):
    before, after = (build(new_corpus(), version).frames() for version in (articles, others))
    house = House()
    house.take_in(before, before[0]["article_key"].to_list())
    # the first versions give way in batches; what the second edition lacks goes last
    new = set(after[0]["article_key"])
    done: list[str] = []
    for batch in batches(sorted(new), seed):
        done += batch
        old, young = select(before, new.union(before[0]["article_key"]) - set(done)), select(after, done)
        house.take_in(
            (pl.concat([old[0], young[0]]), {name: pl.concat([old[1][name], young[1][name]]) for name in old[1]}), batch
        )
    house.take_in(after, [])
    house.assert_same_as(resolve(*after))


@st.composite
def decisions(draw, frames):
    """Decisions by hand on keys of entities and reports of these articles, or of the registry."""
    articles, extracted = frames
    actors = [make_key("actor", key) for key in extracted["entity"]["entity_key"]]
    actors += [make_key("actor", "country:FR"), make_key("actor", "person:emmanuel-macron")]
    meetings = [make_key("meeting", key) for key in extracted["reported_meeting"]["reported_meeting_key"]]
    rows = []
    for line in range(2, 2 + draw(st.integers(1, 4))):
        subject = draw(st.sampled_from(["actor", "meeting"])) if meetings else "actor"
        keys = actors if subject == "actor" else meetings
        row = {"kind": draw(st.sampled_from(["merge", "split", "rename", "drop", "not_same"])), "subject": subject}
        row |= {"key": draw(st.sampled_from(keys)), "who": "Eva", "when": "2026-01-10", "why": "weiß es"}
        if row["kind"] in ("merge", "not_same"):
            row["other_key"] = draw(st.sampled_from(keys))
        if row["kind"] == "split":
            row["articles"] = draw(st.sampled_from(articles["article_id"].to_list()))
        if row["kind"] == "rename":
            row["name"] = draw(st.sampled_from(["Eins", "Zwei"]))
        rows.append((line, row))
    return rows


@SETTINGS
@given(articles=ARTICLES, seed=st.integers(0, 1000), data=st.data())
def test_decisions_by_hand_hold_whatever_comes_in_when(new_corpus, articles, seed, data):
    frames = build(new_corpus(), articles).frames()
    try:
        overrides = parse_overrides(data.draw(decisions(frames)))
    except OverrideError:
        return  # they contradict each other
    house, there = House(overrides), []
    for batch in batches(frames[0]["article_key"], seed):
        there += batch
        part = select(frames, there)
        try:
            rebuilt = resolve(*part, overrides)
        except OverrideError:
            with pytest.raises(OverrideError):
                house.take_in(part, batch)
            return
        house.take_in(part, batch)
        house.assert_same_as(rebuilt)


def test_only_rows_that_differ_are_given_back(corpus):
    first = corpus.article("a1", "2026-01-07")
    first.meeting(first.person("Emmanuel Macron", "Präsident", "FR"), at=first.place("Paris", "FR"), on="2026-01-06")
    other = corpus.article("a2", "2026-02-07")
    other.meeting(other.person("Xi Jinping", "Präsident", "CN"), at=other.place("Peking", "CN"), on="2026-02-06")
    frames = corpus.frames()
    house = House()
    house.take_in(select(frames, [first.key]), [first.key])
    changes = house.take_in(frames, [other.key])
    assert all(not change.gone for change in changes.values())
    assert changes["entity_actor"].rows.height == 1
    assert changes["meeting_link"].rows.height == 1
    assert set(changes["actor"].rows["actor_name"]) == {"Xi Jinping", "China"}
    assert all(change.is_nothing for change in house.take_in(frames, []).values())


def test_an_older_article_takes_the_key_over(corpus):
    late = corpus.article("b", "2026-01-09")
    entity = late.person("Ostap Wyschnjakow", "Unterhändler", "UA")
    house = House()
    house.take_in(corpus.frames(), [late.key])
    old = house.tables["entity_actor"]["actor_key"][0]
    early = corpus.article("a", "2026-01-02")
    first = early.person("Ostap Wyschnjakow", "Unterhändler", "UA")
    changes = house.take_in(corpus.frames(), [early.key])
    assert changes["actor"].gone == (old,)
    assert set(house.tables["entity_actor"]["actor_key"]) == {make_key("actor", first)} != {make_key("actor", entity)}


def test_names_lead_to_namesakes_and_on():
    known = {"Anna Ott", "Ott", "Hanna Otto", "Emil Bär"}
    assert like_names(["Ott"], known) >= {"Anna Ott", "Ott"}
    assert "Emil Bär" not in like_names(["Ott"], known)


def test_matches_are_followed_to_the_end():
    matches = pl.DataFrame({"report_a": ["1", "2", "8"], "report_b": ["2", "3", "9"]})
    assert matched_reports(["3"], matches) == {"1", "2", "3"}


def test_a_change_is_what_differs():
    table = schemas.PLACE
    rows = table.frame([{"place_key": key, "place_name": key} for key in "abc"])
    new = table.frame([{"place_key": "b", "place_name": "B"}, {"place_key": "c", "place_name": "c"}])
    from extractors.resolution.changes import difference

    change = difference(table, rows, rows, new)
    assert change.gone == ("a",)
    assert change.rows["place_key"].to_list() == ["b"]
    assert apply(table, rows, change).sort("place_key").equals(new)


def test_a_date_is_kept(corpus):
    """The day of publication decides who is first, as a day and not as text."""
    a = corpus.article("a", "2026-01-02")
    a.person("Ostap Wyschnjakow")
    assert corpus.frames()[0]["published_on"].to_list() == [date(2026, 1, 2)]
