"""Which reports are one meeting. Joining two different meetings is the worse error."""

import pytest

from tests.unit.extractors.resolution.conftest import merz_and_tusk


def paris(article, *, on="2026-01-06", status="planned", kind="summit", people=("Macron", "Selenskyj", "Rutte")):
    known = {
        "Macron": ("Emmanuel Macron", "Präsident", "FR", None),
        "Selenskyj": ("Wolodymyr Selenskyj", "Präsident", "UA", None),
        "Rutte": ("Mark Rutte", "Generalsekretär", None, "NATO"),
        "Merz": ("Friedrich Merz", "Bundeskanzler", "DE", None),
        "Starmer": ("Keir Starmer", "Premierminister", "GB", None),
        "Witkoff": ("Steve Witkoff", "Sondergesandter", "US", None),
    }
    return article.meeting(
        *(article.person(*known[name]) for name in people),
        kind=kind,
        status=status,
        on=on,
        at=article.place("Paris", "FR"),
    )


def call(article, *names, on=None, status="held"):
    people = {
        "Merkel": ("Angela Merkel", "Bundeskanzlerin", "DE"),
        "Biden": ("Joe Biden", "Präsident", "US"),
        "Macron": ("Emmanuel Macron", "Präsident", "FR"),
    }
    return article.meeting(*(article.person(*people[name]) for name in names), kind="call", status=status, on=on)


def test_a_summit_announced_and_then_held_is_one_meeting(corpus):
    announced = paris(corpus.article("a1", "2026-01-03"), people=("Macron", "Selenskyj", "Merz"))
    held = paris(corpus.article("a2", "2026-01-07"), status="held", people=("Macron", "Rutte", "Selenskyj", "Starmer"))
    result = corpus.resolve()
    assert result.are_one_meeting(announced, held)
    assert (result.link(announced)["method"], result.link(announced)["score"]) == ("first", 1.0)
    assert result.link(held)["method"] == "date_place"
    assert 0.85 <= result.link(held)["score"] < 1


def test_a_cancelled_meeting_is_the_one_that_was_planned(corpus):
    planned = paris(corpus.article("a1", "2026-01-03"))
    cancelled = paris(corpus.article("a2", "2026-01-05"), status="cancelled")
    assert corpus.resolve().are_one_meeting(planned, cancelled)


def test_the_same_people_in_the_same_city_on_two_days_meet_twice(corpus):
    first = paris(corpus.article("a1", "2025-09-04"), on="2025-09-04", status="held")
    second = paris(corpus.article("a2", "2026-01-06"), on="2026-01-06", status="held")
    assert not corpus.resolve().are_one_meeting(first, second)


def test_two_cities_on_one_day_are_two_meetings(corpus):
    a1, a2 = corpus.article("a1", "2025-05-02"), corpus.article("a2", "2025-05-02")
    geneva = a1.meeting(
        a1.country("Iran", "IR"),
        a1.country("USA", "US"),
        kind="negotiation",
        on="2025-05-01",
        at=a1.place("Genf", "CH"),
    )
    rome = a2.meeting(
        a2.country("Iran", "IR"), a2.country("USA", "US"), kind="negotiation", on="2025-05-01", at=a2.place("Rom", "IT")
    )
    assert not corpus.resolve().are_one_meeting(geneva, rome)


def test_a_call_is_no_summit(corpus):
    summit = paris(corpus.article("a1", "2026-01-07"), people=("Macron", "Merz"), status="held")
    phone = paris(corpus.article("a2", "2026-01-07"), people=("Macron", "Merz"), status="held", kind="call")
    assert not corpus.resolve().are_one_meeting(summit, phone)


def test_a_bilateral_inside_a_summit_stays_a_meeting_of_its_own(corpus):
    one, two = corpus.article("a1", "2026-01-07"), corpus.article("a2", "2026-01-07")
    summits, bilaterals = [], []
    for article in (one, two):
        macron, merz, rutte = (
            article.person(*who)
            for who in (
                ("Emmanuel Macron", "Präsident", "FR"),
                ("Friedrich Merz", "Bundeskanzler", "DE"),
                ("Mark Rutte", "Generalsekretär", None, "NATO"),
            )
        )
        place = article.place("Paris", "FR")
        summits.append(article.meeting(macron, merz, rutte, on="2026-01-06", at=place))
        bilaterals.append(
            article.meeting(macron, merz, kind="bilateral", part_of=summits[-1])
        )  # date and place are the summit's
    result = corpus.resolve()
    assert result.are_one_meeting(*summits)
    assert result.are_one_meeting(*bilaterals)
    assert not result.are_one_meeting(summits[0], bilaterals[0])


def test_two_guests_of_one_host_on_one_day_are_two_bilaterals(corpus):
    one, two = corpus.article("a1", "2026-01-07"), corpus.article("a2", "2026-01-07")
    first = one.meeting(
        one.person("Joe Biden", "Präsident", "US"),
        one.person("Olaf Scholz", "Bundeskanzler", "DE"),
        kind="bilateral",
        on="2024-10-18",
        at=one.place("Berlin", "DE"),
    )
    second = two.meeting(
        two.person("Joe Biden", "Präsident", "US"),
        two.person("Frank-Walter Steinmeier", "Bundespräsident", "DE"),
        kind="bilateral",
        on="2024-10-18",
        at=two.place("Berlin", "DE"),
    )
    assert not corpus.resolve().are_one_meeting(first, second)


def test_reports_of_one_article_are_never_joined_not_even_through_a_third(corpus):
    one = corpus.article("a1", "2026-01-07")
    first, second = paris(one, status="held"), paris(one, status="held")
    other = paris(corpus.article("a2", "2026-01-07"), status="held")
    result = corpus.resolve()
    assert not result.are_one_meeting(first, second)
    assert result.meeting_of[other] in {result.meeting_of[first], result.meeting_of[second]}


def test_calls_need_the_same_two_people(corpus):
    first = call(corpus.article("a1", "2021-01-25"), "Merkel", "Biden", on="2021-01-25")
    same = call(corpus.article("a2", "2021-01-26"), "Merkel", "Biden")  # undated, a day later
    other = call(corpus.article("a3", "2021-01-25"), "Macron", "Biden", on="2021-01-25")
    result = corpus.resolve()
    assert result.are_one_meeting(first, same)
    assert not result.are_one_meeting(first, other)


def test_an_undated_call_of_another_month_is_another_call(corpus):
    first = call(corpus.article("a1", "2021-01-25"), "Merkel", "Biden", on="2021-01-25")
    later = call(corpus.article("a2", "2021-03-10"), "Merkel", "Biden")
    assert not corpus.resolve().are_one_meeting(first, later)


def test_an_undated_report_joins_a_dated_one_of_the_same_days_by_people_and_place(corpus):
    dated = paris(corpus.article("a1", "2026-01-06"), status="ongoing")
    undated = paris(corpus.article("a2", "2026-01-06"), status="ongoing", on=None)
    result = corpus.resolve()
    assert result.are_one_meeting(dated, undated)
    assert result.link(undated)["method"] == "undated"


def test_undated_reports_of_articles_without_a_date_need_the_place_and_several_people(corpus):
    many = ("Macron", "Selenskyj", "Rutte", "Merz")
    first = paris(corpus.article("a1"), on=None, people=many)
    second = paris(corpus.article("a2"), on=None, people=many)
    third = paris(corpus.article("a3"), on=None, people=("Macron", "Witkoff"))
    result = corpus.resolve()
    assert result.are_one_meeting(first, second)
    assert not result.are_one_meeting(first, third)


def test_articles_that_share_one_meeting_share_an_undated_earlier_one_too(corpus):
    many = ("Macron", "Selenskyj", "Rutte", "Merz")
    earlier = []
    for article in (corpus.article("a1"), corpus.article("a2")):
        paris(article, on=None, people=many)
        earlier.append(
            article.meeting(
                article.person("Steve Witkoff", "Sondergesandter", "US"),
                article.person("Wladimir Putin", "Präsident", "RU"),
                kind="bilateral",
            )
        )
    assert corpus.resolve().are_one_meeting(*earlier)


def test_without_anything_shared_the_same_two_people_undated_are_left_apart(corpus):
    earlier = []
    for article in (corpus.article("a1"), corpus.article("a2")):
        earlier.append(
            article.meeting(
                article.person("Steve Witkoff", "Sondergesandter", "US"),
                article.person("Wladimir Putin", "Präsident", "RU"),
                kind="bilateral",
            )
        )
    assert not corpus.resolve().are_one_meeting(*earlier)


def witkoff_in_moscow(article, *others, on=None, kind="bilateral"):
    guest = article.person("Steve Witkoff", "Sondergesandter", "US")
    at = article.place("Moskau", "RU")
    return article.meeting(guest, *(article.person(*o) for o in others), kind=kind, status="held", on=on, at=at)


def test_talks_told_while_the_guest_is_there_are_one_stay(corpus):
    dated = witkoff_in_moscow(corpus.article("a1", "2025-03-14"), on="2025-03-14", kind="negotiation")
    undated = witkoff_in_moscow(corpus.article("a2", "2025-03-14"))
    later = witkoff_in_moscow(corpus.article("a3", "2025-03-17"))
    result = corpus.resolve()
    assert result.are_one_meeting(dated, undated)
    assert not result.are_one_meeting(dated, later)


@pytest.mark.parametrize(("day", "joined"), [("2025-03-16", True), ("2025-03-20", False)])
def test_a_visit_lasts(corpus, day, joined):
    arrival = witkoff_in_moscow(corpus.article("a1", "2025-03-14"), on="2025-03-14", kind="visit")
    reception = witkoff_in_moscow(
        corpus.article("a2", day), ("Wladimir Putin", "Präsident", "RU"), on=day, kind="visit"
    )
    assert corpus.resolve().are_one_meeting(arrival, reception) is joined


def test_an_undated_talk_with_a_host_is_not_any_talk_of_the_guest(corpus):
    putin = ("Wladimir Putin", "Präsident", "RU")
    dated = witkoff_in_moscow(corpus.article("a1", "2025-03-14"), on="2025-03-14", kind="negotiation")
    undated = witkoff_in_moscow(corpus.article("a2", "2025-03-14"), putin)
    assert not corpus.resolve().are_one_meeting(dated, undated)


def test_a_date_of_a_month_joins_the_day_in_it_when_place_and_people_agree(corpus):
    planned = paris(corpus.article("a1", "2025-12-20"), on="2026-01-06")
    article = corpus.article("a2", "2025-12-15")
    coarse = article.meeting(
        article.person("Emmanuel Macron", "Präsident", "FR"),
        article.person("Wolodymyr Selenskyj", "Präsident", "UA"),
        status="planned",
        on="2026-01-01",
        precision="month",
        at=article.place("Paris", "FR"),
    )
    result = corpus.resolve()
    assert result.are_one_meeting(planned, coarse)


@pytest.mark.parametrize(("day", "joined"), [("2026-07-17", True), ("2026-07-02", False)])
def test_the_middle_of_a_month_is_a_week_to_both_sides(corpus, day, joined):
    def summit(article, on, precision):
        host = article.person("Emmanuel Macron", "Präsident", "FR")
        council = article.organization("Europäischer Rat")
        return article.meeting(
            host, council, status="planned", on=on, precision=precision, at=article.place("Brüssel", "BE")
        )

    announced = summit(corpus.article("a1", "2026-06-29"), "2026-07-15", "month")
    dated = summit(corpus.article("a2", "2026-06-30"), day, "day")
    assert corpus.resolve().are_one_meeting(announced, dated) == joined


def test_a_report_that_two_meetings_would_suit_is_left_alone(corpus):
    early = paris(corpus.article("a1", "2026-01-03"), on="2026-01-06")
    late = paris(corpus.article("a2", "2026-01-03"), on="2026-01-27")
    article = corpus.article("a3", "2026-01-02")
    coarse = article.meeting(
        *(
            article.person(*who)
            for who in (
                ("Emmanuel Macron", "Präsident", "FR"),
                ("Wolodymyr Selenskyj", "Präsident", "UA"),
                ("Mark Rutte", "Generalsekretär", None, "NATO"),
            )
        ),
        status="planned",
        on="2026-01-01",
        precision="month",
        at=article.place("Paris", "FR"),
    )
    result = corpus.resolve()
    assert len({result.meeting_of[report] for report in (early, late, coarse)}) == 3


def test_what_is_over_before_an_article_is_not_what_it_announces(corpus):
    held = paris(corpus.article("a1", "2026-01-07"), status="held", on="2026-01-06")
    announced = paris(corpus.article("a2", "2026-01-20"), status="planned", on=None)
    assert not corpus.resolve().are_one_meeting(held, announced)


@pytest.mark.parametrize(("one", "other", "joined"), [("G7", "G7", True), ("G7", "G20", False)])
def test_summits_of_one_day_are_told_by_their_group(corpus, one, other, joined):
    reports = []
    for article, group in ((corpus.article("a1", "2021-02-19"), one), (corpus.article("a2", "2021-02-19"), other)):
        reports.append(
            article.meeting(
                article.group(group),
                article.person("Angela Merkel", "Bundeskanzlerin", "DE"),
                article.person("Joe Biden", "Präsident", "US"),
                on="2021-02-19",
            )
        )
    assert corpus.resolve().are_one_meeting(*reports) is joined


def test_a_building_lies_in_its_city(corpus):
    one, two = corpus.article("a1", "2025-02-28"), corpus.article("a2", "2025-02-28")
    reports = [
        article.meeting(
            article.person("Donald Trump", "Präsident", "US"),
            article.person("Wolodymyr Selenskyj", "Präsident", "UA"),
            kind="bilateral",
            on="2025-02-28",
            at=article.place(place, "US"),
        )
        for article, place in ((one, "Weißes Haus"), (two, "Washington"))
    ]
    result = corpus.resolve()
    assert result.are_one_meeting(*reports)
    assert result.link(reports[1])["method"] == "date_place"


def test_a_meeting_is_keyed_by_its_earliest_report_whenever_it_comes_in(corpus, new_corpus):
    late = paris(corpus.article("a1", "2026-01-07"), status="held")
    alone = corpus.resolve().meeting_of[late]
    early = paris(corpus.article("b1", "2026-01-03"))
    other = new_corpus()
    same = paris(other.article("b1", "2026-01-03"))
    together = corpus.resolve()
    assert together.meeting_of[late] == together.meeting_of[early] == other.resolve().meeting_of[same] != alone


def eu_summit(article, *people, **columns):
    return article.meeting(
        article.organization("Europäische Union"), *(article.person(*person) for person in people), **columns
    )


MICHEL, RUTTE, KURZ = (
    ("Charles Michel", "EU-Ratspräsident"),
    ("Mark Rutte", "Ministerpräsident", "NL"),
    ("Sebastian Kurz", "Bundeskanzler", "AT"),
)


def test_the_days_of_a_summit_are_one_summit(corpus):
    first = eu_summit(corpus.article("a1", "2020-07-17"), MICHEL, RUTTE, status="held", on="2020-07-17")
    later = eu_summit(corpus.article("a2", "2020-07-20"), MICHEL, RUTTE, KURZ, status="ongoing", on="2020-07-20")
    assert corpus.resolve().are_one_meeting(first, later)


@pytest.mark.parametrize(
    ("people", "day"),
    [((MICHEL, RUTTE, KURZ), "2020-07-24"), ((MICHEL,), "2020-07-20")],
    ids=["a week later", "one guest"],
)
def test_two_summits_of_one_body_are_two(corpus, people, day):
    first = eu_summit(corpus.article("a1", "2020-07-17"), MICHEL, RUTTE, status="held", on="2020-07-17")
    later = eu_summit(corpus.article("a2", day), *people, status="ongoing", on=day)
    assert not corpus.resolve().are_one_meeting(first, later)


@pytest.mark.parametrize(("basis", "joined"), [("publication", True), ("stated", False)])
def test_a_day_taken_from_the_publication_may_be_wrong(corpus, basis, joined):
    told = merz_and_tusk(corpus.article("a1", "2026-02-03"), status="held", on="2026-02-03")
    next_day = merz_and_tusk(corpus.article("a2", "2026-02-04"), status="held", on="2026-02-04", basis=basis)
    assert corpus.resolve().are_one_meeting(told, next_day) is joined


def test_a_series_is_no_meeting_that_another_report_could_mean(corpus):
    """`Merz und Macron telefonieren regelmäßig`, beside a call of that day."""
    people = (("Friedrich Merz", "Bundeskanzler", "DE"), ("Emmanuel Macron", "Präsident", "FR"))
    often, once, again = (corpus.article(name, "2026-01-07") for name in ("a", "b", "c"))
    series = often.meeting(*(often.person(*p) for p in people), kind="call", status="ongoing", series=True)
    told = once.meeting(*(once.person(*p) for p in people), kind="call", status="held", on="2026-01-07")
    also = again.meeting(*(again.person(*p) for p in people), kind="call", status="held")
    resolved = corpus.resolve()
    assert resolved.are_one_meeting(told, also)
    assert not resolved.are_one_meeting(series, told)
    assert not resolved.are_one_meeting(series, also)
