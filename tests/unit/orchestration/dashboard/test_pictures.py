"""Names on pictures never cover each other, positions stay inside, and the map shows every place."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.dashboard import charts, drawing, maps
from orchestration.dashboard.graph import graph_of, largest
from orchestration.dashboard.view import link
from orchestration.dashboard.wording import Wording
from orchestration.graph_layout import positions, separated

WORD = Wording("de")


def german(view: str, /, **parameters: object) -> str:
    return link("de", view, **parameters)


def pair(one: str, other: str, meetings: int = 1) -> dict:
    return {
        **{f"actor_{what}_1": value for what, value in (("key", one), ("name", one), ("type", "person"))},
        **{f"actor_{what}_2": value for what, value in (("key", other), ("name", other), ("type", "person"))},
        "meeting_count": meetings,
    }


def meeting(key: str, start: date, kind: str = "summit", precision: str = "day") -> dict:
    return {
        "meeting_key": key, "meeting_type": kind, "meeting_status": "held", "meeting_name": None, "place_name": "Wien",
        "start_date": start, "end_date": None, "date_precision": precision,
    }  # fmt: skip


def test_the_names_of_a_dense_network_stand_apart():
    names = [f"Vorname Nachname {number}" for number in range(20)]
    graph = graph_of([pair(one, other) for one, other in combinations(names, 2)])
    where = positions(graph)
    placed = separated({k: (x * 1080, y * 680) for k, (x, y) in where.items()}, dict.fromkeys(where, 110.0), 1080, 660)
    for one, other in combinations(placed.values(), 2):
        assert abs(one[0] - other[0]) > 100 or abs(one[1] - other[1]) > 30
    assert all(0 <= x <= 1080 and 0 <= y <= 660 for x, y in placed.values())


def test_parts_that_know_nothing_of_each_other_do_not_overlap():
    graph = graph_of([pair("a", "b"), pair("b", "c"), pair("x", "y")])
    where = positions(graph)
    assert max(where[key][0] for key in "abc") < min(where[key][0] for key in "xy")


def test_the_network_of_an_actor_is_the_actor_and_whom_it_met():
    graph = graph_of([pair("a", "b"), pair("b", "c"), pair("c", "d")], around="b")
    assert set(graph) == {"a", "b", "c"}


def test_the_busiest_are_drawn_and_the_actor_asked_for():
    pairs = [pair("busy", f"other {number}", 5) for number in range(5)] + [pair("rare", "busy")]
    assert set(largest(graph_of(pairs), 3, keep="rare")) == {"rare", "busy", "other 0"}


def test_an_unknown_actor_has_an_empty_network():
    assert len(graph_of([pair("a", "b")], around="nobody")) == 0


COORDINATES = st.fixed_dictionaries(
    {
        "longitude": st.floats(-179, 179),
        "latitude": st.floats(-55, 75),
        "name": st.just("Irgendwo"),
        "meetings": st.just(1),
    }
)


@given(st.lists(COORDINATES, min_size=1, max_size=12))
@settings(max_examples=50)
def test_a_map_around_places_shows_them_all(points):
    box = maps.around(points)
    scale, center = maps.mercator(box, 1000, 500)
    assert len(maps.labelled(points, scale, center, 1000, 500)) == len(points)


def test_two_places_that_are_one_point_do_not_write_over_each_other():
    points = [{"longitude": 2.3, "latitude": 48.9, "name": name, "meetings": 1} for name in ("Paris", "Élysée-Palast")]
    scale, center = maps.mercator(maps.around(points), 1000, 500)
    sides = [point["side"] for point in maps.labelled(points, scale, center, 1000, 500)]
    assert len(set(sides)) == 2


def test_months_without_a_meeting_are_shown():
    months = charts.shown_months([{"month": date(2026, 3, 1)}, {"month": date(2025, 12, 1)}])
    assert [month.month for month in months] == [12, 1, 2, 3]


def test_at_most_two_years_are_shown():
    months = charts.shown_months([{"month": date(1968, 8, 1)}, {"month": date(2026, 3, 1)}])
    assert (len(months), months[-1]) == (charts.MONTHS, date(2026, 3, 1))


def test_meetings_of_one_day_stand_below_each_other_on_the_time_line():
    day = date(2026, 1, 6)
    spec = charts.timeline([meeting("a", day), meeting("b", day), meeting("c", day, "call")], WORD, german, "wide")
    rows = [value["row"] for value in spec["data"]["values"]]
    assert len(set(rows)) == 3


def test_a_month_reaches_over_the_month_on_the_time_line():
    spec = charts.timeline([meeting("a", date(2024, 2, 1), precision="month")], WORD, german, "wide")
    value = spec["data"]["values"][0]
    assert (value["start"], value["end"], value["exact"]) == ("2024-02-01", "2024-03-01", False)


def test_what_is_drawn_leads_somewhere():
    spec = charts.timeline([meeting("a", date(2026, 1, 6))], WORD, german, "narrow")
    assert spec["data"]["values"][0]["href"] == "/meeting?key=a&lang=de"


def test_the_keyboard_goes_from_dot_to_dot_not_along_every_line():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<a xlink:href="/meetings"><line/></a><a xlink:href="/actor"><path/></a></svg>'
    )
    assert drawing.with_tool_tips(svg).count('tabindex="-1"') == 1
