"""What people decide by hand wins over the machine; what contradicts itself is refused, with both rows named."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.keys import make_key
from extractors.resolution import resolve
from extractors.resolution.overrides import OverrideError, parse_overrides
from tests.unit.extractors.resolution.conftest import Resolved
from tests.unit.extractors.resolution.test_properties import ARTICLE, build

MACRON = ("Emmanuel Macron", "Präsident", "FR")
SELENSKYJ = ("Wolodymyr Selenskyj", "Präsident", "UA")


def override(kind, subject, key, other=None, *, articles="", name="", why="seen in print"):
    return {
        "kind": kind,
        "subject": subject,
        "key": key,
        "other_key": other or "",
        "articles": articles,
        "name": name,
        "who": "Eva",
        "when": "2026-01-07",
        "why": why,
    }


def decide(*rows):
    return parse_overrides(enumerate(rows, start=2))


def corrected(corpus, *rows):
    return Resolved(resolve(*corpus.frames(), decide(*rows)))


def paris(article, *people, on="2026-01-06", status="held", kind="summit"):
    return article.meeting(
        *(article.person(*who) for who in people), kind=kind, status=status, on=on, at=article.place("Paris", "FR")
    )


def two_days(corpus):
    """The same people in the same city on two days: two meetings."""
    return (
        paris(corpus.article("a1", "2026-01-06"), MACRON, SELENSKYJ),
        paris(corpus.article("a2", "2026-01-08"), MACRON, SELENSKYJ, on="2026-01-08"),
    )


# -- meetings


def test_a_merge_makes_one_meeting_of_two_and_keeps_the_earlier_key(corpus):
    first, second = two_days(corpus)
    before = corpus.resolve()
    after = corrected(corpus, override("merge", "meeting", before.meeting_of[second], before.meeting_of[first]))
    assert after.are_one_meeting(first, second)
    assert after.meeting_of[first] == before.meeting_of[first]
    assert (after.link(first)["method"], after.link(second)["method"]) == ("first", "override")
    [match] = after.rows("meeting_match", method="override")
    assert (match["report_a"], match["report_b"], match["is_joined"]) == (first, second, True)
    assert "Eva" in match["reasons"]
    assert "seen in print" in match["reasons"]


def test_without_the_row_everything_is_as_before(corpus):
    two_days(corpus)
    before, after = corpus.resolve(), corrected(corpus)
    assert all(frame.equals(after.frames[name]) for name, frame in before.frames.items())


def test_a_split_takes_the_named_articles_out_of_a_meeting(corpus):
    reports = [paris(corpus.article(f"a{i}", "2026-01-06"), MACRON, SELENSKYJ) for i in range(3)]
    before = corpus.resolve()
    assert before.are_one_meeting(*reports)
    after = corrected(corpus, override("split", "meeting", before.meeting_of[reports[0]], articles="a1|a2"))
    assert after.are_one_meeting(*reports[1:])
    assert not after.are_one_meeting(*reports[:2])
    assert after.meeting_of[reports[0]] == before.meeting_of[reports[0]]
    assert after.meeting_of[reports[1]] == make_key("meeting", reports[1])
    assert after.rows("meeting_match", method="override", is_joined=False)


def test_not_same_keeps_two_reports_apart_that_the_machine_would_join(corpus):
    first = paris(corpus.article("a1", "2026-01-06"), MACRON, SELENSKYJ)
    second = paris(corpus.article("a2", "2026-01-06"), MACRON, SELENSKYJ)
    assert corpus.resolve().are_one_meeting(first, second)
    keys = make_key("meeting", first), make_key("meeting", second)
    assert not corrected(corpus, override("not_same", "meeting", *keys)).are_one_meeting(first, second)


def test_a_meeting_gets_the_name_that_a_person_gives_it(corpus):
    first, second = two_days(corpus)
    row = override("rename", "meeting", make_key("meeting", second), name="Pariser Gipfel")
    after = corrected(corpus, row)
    assert (after.link(first)["given_name"], after.link(second)["given_name"]) == (None, "Pariser Gipfel")


def test_a_dropped_meeting_is_gone_and_the_others_stay(corpus):
    first, second = two_days(corpus)
    after = corrected(corpus, override("drop", "meeting", make_key("meeting", first)))
    assert list(after.meeting_of) == [second]


def test_a_key_keeps_its_meaning_when_an_older_article_gives_the_meeting_another(corpus):
    first, second = two_days(corpus)
    row = override("merge", "meeting", make_key("meeting", first), make_key("meeting", second))
    oldest = paris(corpus.article("a0", "2026-01-05"), MACRON, SELENSKYJ, status="planned")
    after = corrected(corpus, row)
    assert after.are_one_meeting(oldest, first, second)
    assert after.meeting_of[second] == make_key("meeting", oldest)


# -- actors


def test_two_spellings_that_nothing_joins_are_one_person_by_hand(corpus):
    a1, a2 = corpus.article("a1", "2026-01-05"), corpus.article("a2", "2026-01-06")
    one, other = a1.person("Kim Hwang", "Unterhändler", "KP"), a2.person("Hwang Kim-su", "Gesandter", "KP")
    before = corpus.resolve()
    assert not before.are_one_actor(one, other)
    after = corrected(corpus, override("merge", "actor", before.actor_of[other], before.actor_of[one]))
    assert after.are_one_actor(one, other)
    assert after.actor_of[one] == before.actor_of[one]
    assert after.rows("entity_actor", entity_key=other)[0]["method"] == "override"
    names = {row["name"] for row in after.rows("actor_name", actor_key=after.actor_of[one])}
    assert names == {"Kim Hwang", "Hwang Kim-su"}
    assert {row["role_title"] for row in after.affiliations(one)} == {"Unterhändler", "Gesandter"}


def test_merged_into_the_registry_a_person_has_its_key_and_offices(corpus):
    a1, a2 = corpus.article("a1", "2026-01-05"), corpus.article("a2", "2026-01-06")
    nickname, macron = a1.person("Manu Makro"), a2.person(*MACRON)
    before = corpus.resolve()
    after = corrected(corpus, override("merge", "actor", before.actor_of[nickname], before.actor_of[macron]))
    assert after.actor_of[nickname] == before.actor_of[macron]
    assert after.actor(nickname)["actor_name"] == "Emmanuel Macron"


def test_a_namesake_is_split_off_an_actor_of_the_registry(corpus):
    a1, a2 = corpus.article("a1", "2026-01-05"), corpus.article("a2", "2026-01-06")
    president, namesake = a1.person(*MACRON), a2.person("Emmanuel Macron")
    before = corpus.resolve()
    assert before.are_one_actor(president, namesake)
    after = corrected(corpus, override("split", "actor", before.actor_of[president], articles="a2"))
    assert after.actor(president)["is_registered"]
    assert not after.actor(namesake)["is_registered"]
    assert after.actor_of[namesake] == make_key("actor", namesake)


def test_two_organizations_are_one_and_so_are_those_who_act_for_them(corpus):
    article = corpus.article("a1", "2026-01-05")
    old, new = article.organization("Bund der Imker"), article.organization("Imkerbund")
    head = article.person("Rosa Honig", "Präsidentin", organization="Imkerbund")
    before = corpus.resolve()
    after = corrected(corpus, override("merge", "actor", before.actor_of[old], before.actor_of[new]))
    assert after.are_one_actor(old, new)
    assert after.affiliations(head)[0]["on_behalf_of_actor_key"] == before.actor_of[old]
    assert before.actor_of[new] not in set(after.frames["actor"]["actor_key"])


def test_not_same_keeps_namesakes_apart(corpus):
    a1, a2 = corpus.article("a1", "2026-01-05"), corpus.article("a2", "2026-01-06")
    one, other = a1.person("Klaus Hinterhuber"), a2.person("Klaus Hinterhuber")
    assert corpus.resolve().are_one_actor(one, other)
    row = override("not_same", "actor", make_key("actor", one), make_key("actor", other))
    assert not corrected(corpus, row).are_one_actor(one, other)


def test_an_actor_is_renamed_and_keeps_its_old_name_as_a_spelling(corpus):
    macron = corpus.article("a1", "2026-01-05").person(*MACRON)
    after = corrected(corpus, override("rename", "actor", corpus.resolve().actor_of[macron], name="E. Macron"))
    assert after.actor(macron)["actor_name"] == "E. Macron"
    names = {row["name"]: row["name_type"] for row in after.rows("actor_name", actor_key=after.actor_of[macron])}
    assert (names["E. Macron"], names["Emmanuel Macron"]) == ("canonical", "variant")


def test_a_dropped_actor_is_nowhere(corpus):
    article = corpus.article("a1", "2026-01-05")
    country, person = article.country("Frankreich", "FR"), article.person(*MACRON)
    key = corpus.resolve().actor_of[country]
    after = corrected(corpus, override("drop", "actor", key))
    assert key not in set(after.frames["actor"]["actor_key"])
    assert country not in after.actor_of
    assert after.affiliations(person)
    assert key not in {row["on_behalf_of_actor_key"] for row in after.affiliations(person)}


def test_a_row_whose_key_means_nothing_here_is_kept_and_told(corpus):
    macron = corpus.article("a1", "2026-01-05").person(*MACRON)
    rows = override("drop", "actor", "0" * 16), override("rename", "actor", corpus.resolve().actor_of[macron], name="M")
    told = corrected(corpus, *rows).frames["override"].sort("line_number")
    assert told["is_applied"].to_list() == [False, True]


# -- contradictions and mistakes

A, B, C = "a" * 16, "b" * 16, "c" * 16


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([override("merge", "actor", A, B), override("not_same", "actor", B, A)], (2, 3)),
        (
            [override("merge", "actor", A, B), override("merge", "actor", C, B), override("not_same", "actor", A, C)],
            (2, 4),
        ),
        ([override("rename", "meeting", A, name="X"), override("rename", "meeting", A, name="Y")], (2, 3)),
        (
            [
                override("rename", "actor", A, name="X"),
                override("merge", "actor", A, B),
                override("rename", "actor", B, name="Y"),
            ],
            (2, 4),
        ),
        ([override("drop", "actor", A), override("rename", "actor", A, name="X")], (2, 3)),
        ([override("merge", "meeting", A, B), override("drop", "meeting", B)], (2, 3)),
        (
            [override("split", "actor", A, articles="a1|a2"), override("split", "actor", A, articles="a2|a3")],
            (2, 3),
        ),
    ],
    ids=["not_same", "not_same over another", "names", "names of one", "drop and name", "drop and merge", "splits"],
)
def test_rows_that_contradict_each_other_are_refused_with_both_named(rows, lines):
    with pytest.raises(OverrideError, match="contradict") as refused:
        decide(*rows)
    assert all(f"line {line} " in str(refused.value) for line in lines)


def test_a_key_of_an_actor_does_not_stand_for_a_meeting():
    assert len(decide(override("drop", "actor", A), override("rename", "meeting", A, name="X"))) == 2


def test_a_merge_must_not_undo_a_split(corpus):
    reports = [paris(corpus.article(f"a{i}", "2026-01-06"), MACRON, SELENSKYJ) for i in range(2)]
    keys = [make_key("meeting", report) for report in reports]
    with pytest.raises(OverrideError, match=r"contradict.*line 2 .*line 3 "):
        corrected(
            corpus, override("split", "meeting", keys[0], articles="a1"), override("merge", "meeting", keys[0], keys[1])
        )


def test_two_keys_of_one_meeting_cannot_get_two_names(corpus):
    reports = [paris(corpus.article(f"a{i}", "2026-01-06"), MACRON, SELENSKYJ) for i in range(2)]
    keys = [make_key("meeting", report) for report in reports]
    with pytest.raises(OverrideError, match=r"contradict.*line 2 .*line 3 "):
        corrected(
            corpus, override("rename", "meeting", keys[0], name="X"), override("rename", "meeting", keys[1], name="Y")
        )


def test_a_person_and_a_country_cannot_be_one(corpus):
    article = corpus.article("a1", "2026-01-05")
    keys = [corpus.resolve().actor_of[e] for e in (article.country("Frankreich", "FR"), article.person(*MACRON))]
    with pytest.raises(OverrideError, match=r"line 2 .*cannot be one"):
        corrected(corpus, override("merge", "actor", *keys))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "join"}, "kind is 'join'"),
        ({"subject": "place"}, "subject is 'place'"),
        ({"why": " "}, "why is missing"),
        ({"who": ""}, "who is missing"),
        ({"when": "gestern"}, "when is 'gestern'"),
        ({"other_key": ""}, "a merge needs other_key"),
        ({"other_key": A}, "are the same"),
        ({"name": "X"}, "a merge takes no name"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_a_row_that_cannot_be_understood_is_named_with_what_is_wrong(change, problem):
    with pytest.raises(OverrideError, match=f"line 2: {problem}|line 2: .*{problem}"):
        decide({**override("merge", "actor", A, B), **change})


def test_the_order_of_the_rows_does_not_matter(corpus):
    first, second = two_days(corpus)
    third = paris(corpus.article("a3", "2026-01-10"), MACRON, SELENSKYJ, on="2026-01-10")
    keys = [make_key("meeting", report) for report in (first, second, third)]
    rows = [
        override("rename", "meeting", keys[2], name="X"),
        override("merge", "meeting", keys[0], keys[1]),
        override("merge", "meeting", keys[2], keys[1]),
    ]
    one, other = corrected(corpus, *rows), corrected(corpus, *reversed(rows))
    assert one.are_one_meeting(first, second, third)
    assert one.frames["meeting_link"].equals(other.frames["meeting_link"])


KEYS = st.integers(0, 20)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "drop", "not_same"]),
        st.sampled_from(["actor", "meeting"]),
        KEYS,
        KEYS,
        st.sampled_from(["a0", "a1", "a0|a2", "a3"]),
    ),
    max_size=4,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.lists(ARTICLE, max_size=5), rows=ROWS)
def test_any_decisions_are_refused_or_leave_every_key_leading_somewhere(new_corpus, articles, rows):
    frame, extracted = build(new_corpus(), articles).frames()
    machine = resolve(frame, extracted)
    keys = {
        "actor": machine["actor"]["actor_key"].to_list(),
        "meeting": machine["meeting_link"]["meeting_key"].unique().sort().to_list(),
    }
    decisions = [
        override(
            kind,
            subject,
            keys[subject][one % len(keys[subject])],
            keys[subject][other % len(keys[subject])] if kind in ("merge", "not_same") else None,
            articles=ids if kind == "split" else "",
            name="X" if kind == "rename" else "",
        )
        for kind, subject, one, other, ids in rows
        if keys[subject]
    ]
    try:
        result = resolve(frame, extracted, decide(*decisions))
        again = resolve(frame, extracted, decide(*reversed(decisions)))
    except OverrideError:
        return
    actors = set(result["actor"]["actor_key"])
    for table, column in (
        ("entity_actor", "actor_key"),
        ("actor_name", "actor_key"),
        ("affiliation", "actor_key"),
        ("affiliation", "on_behalf_of_actor_key"),
    ):
        assert set(result[table][column].drop_nulls()) <= actors, (table, column)
    for name in ("actor", "meeting_link", "meeting_match"):
        assert result[name].to_series(0).is_unique().all(), name
    for name in ("actor", "entity_actor", "meeting_link"):
        columns = [column for column in result[name].columns if column not in ("method", "score", "evidence")]
        assert result[name].select(columns).equals(again[name].select(columns)), name
