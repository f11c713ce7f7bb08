"""What is put off keeps its identity: one meeting through all its days."""

import pytest

from tests.unit.extractors.resolution.conftest import merz_and_tusk


def test_what_is_put_off_stays_one_meeting(corpus):
    """Announced for the 3rd, put off to the 10th, held on the 10th."""
    plan = merz_and_tusk(corpus.article("a1", "2026-02-01"), status="planned", on="2026-02-03")
    news = merz_and_tusk(corpus.article("a2", "2026-02-02"), status="postponed", on="2026-02-10")
    held = merz_and_tusk(corpus.article("a3", "2026-02-11"), status="held", on="2026-02-10")
    result = corpus.resolve()
    assert result.are_one_meeting(plan, news, held)
    assert result.link(plan)["method"] == "first"
    [match] = result.rows("meeting_match", report_a=plan, report_b=news)
    assert match["method"] == "postponed"
    assert "put off from 2026-02-03 to 2026-02-10" in match["reasons"]


def visit_of_merz(article, **columns):
    guest = article.person("Friedrich Merz", "Bundeskanzler", "DE")
    return article.meeting(guest, kind="visit", at=article.place("Warschau", "PL"), **columns)


def test_a_journey_that_is_put_off_stays_one_visit(corpus):
    """`Merz verschiebt Warschau-Besuch vom 3. auf den 10. Februar`: whom he visits need not be said."""
    host = corpus.article("a1", "2026-01-20")
    plan = host.meeting(
        host.person("Friedrich Merz", "Bundeskanzler", "DE"),
        host.person("Donald Tusk", "Ministerpräsident", "PL"),
        kind="visit",
        status="planned",
        on="2026-02-03",
        at=host.place("Warschau", "PL"),
    )
    news = visit_of_merz(corpus.article("a2", "2026-01-30"), status="postponed", on="2026-02-10")
    held = visit_of_merz(corpus.article("a3", "2026-02-10"), status="ongoing", on="2026-02-10")
    assert corpus.resolve().are_one_meeting(plan, news, held)


def test_what_is_put_off_twice_stays_one_meeting(corpus):
    days = [("planned", "2026-02-03"), ("postponed", "2026-02-10"), ("postponed", "2026-03-02"), ("held", "2026-03-02")]
    reports = [
        merz_and_tusk(corpus.article(f"a{i}", published), status=status, on=on)
        for i, ((status, on), published) in enumerate(
            zip(days, ("2026-01-20", "2026-02-01", "2026-02-08", "2026-03-03"), strict=True)
        )
    ]
    assert corpus.resolve().are_one_meeting(*reports)


@pytest.mark.parametrize("old_day", [None, "2026-02-03"], ids=["no day", "the old day"])
def test_what_is_put_off_to_no_day_is_the_one_that_was_planned_and_no_later_one(corpus, old_day):
    """`auf unbestimmte Zeit verschoben`: who meets in Warsaw in March, need not meet because of that."""
    plan = merz_and_tusk(corpus.article("a1", "2026-01-20"), status="planned", on="2026-02-03")
    news = merz_and_tusk(corpus.article("a2", "2026-01-30"), status="postponed", on=old_day)
    later = merz_and_tusk(corpus.article("a3", "2026-03-12"), status="held", on="2026-03-11")
    result = corpus.resolve()
    assert result.are_one_meeting(plan, news)
    assert not result.are_one_meeting(news, later)


def test_what_is_put_off_is_what_was_planned_before_and_not_what_takes_its_place(corpus):
    """`Merz holt den im März verschobenen Besuch am 20. März nach`: two visits, each with its other reports."""
    people = (("Friedrich Merz", "Bundeskanzler", "DE"), ("Donald Tusk", "Ministerpräsident", "PL"))

    def visit(article, *others, **columns):
        at = article.place("Warschau", "PL")
        return article.meeting(*(article.person(*p) for p in (*people, *others)), kind="visit", at=at, **columns)

    minister = ("Radosław Sikorski", "Außenminister", "PL")
    plan = visit(corpus.article("a1", "2026-02-20"), minister, status="planned", on="2026-03-01", precision="month")
    news = corpus.article("a2", "2026-03-10")
    put_off, made_up = visit(news, status="postponed"), visit(news, status="planned", on="2026-03-20")
    again = visit(corpus.article("a3", "2026-03-17"), status="planned", on="2026-03-20")
    result = corpus.resolve()
    assert result.are_one_meeting(plan, put_off)
    assert result.are_one_meeting(made_up, again)
    assert not result.are_one_meeting(plan, again)


def test_without_a_word_of_putting_off_another_day_is_another_meeting(corpus):
    plan = merz_and_tusk(corpus.article("a1", "2026-02-01"), status="planned", on="2026-02-03")
    held = merz_and_tusk(corpus.article("a3", "2026-02-11"), status="held", on="2026-02-10")
    assert not corpus.resolve().are_one_meeting(plan, held)


def test_what_has_been_held_is_not_put_off(corpus):
    held = merz_and_tusk(corpus.article("a1", "2026-02-04"), status="held", on="2026-02-03")
    news = merz_and_tusk(corpus.article("a2", "2026-02-05"), status="postponed", on="2026-02-10")
    assert not corpus.resolve().are_one_meeting(held, news)


def test_what_is_planned_later_takes_the_place_of_what_was_called_off_without_a_day(corpus):
    off = visit_of_merz(corpus.article("a1", "2026-02-20"), status="cancelled")
    plan = visit_of_merz(corpus.article("a2", "2026-02-24"), status="planned", on="2026-02-26")
    assert not corpus.resolve().are_one_meeting(off, plan)
