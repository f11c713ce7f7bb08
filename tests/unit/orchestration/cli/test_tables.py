"""Tables on narrow terminals: no column vanishes, no word becomes a pillar of letters, whatever the width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from orchestration.cli.output import table
from orchestration.cli.show.wording import meeting_table

MEETING = {
    "meeting_key": "0c7ff1035b1dbe4a", "start_date": None, "end_date": None, "date_precision": "unknown",
    "place_name": "Rio de Janeiro", "country_code": "BR", "meeting_status": "postponed", "meeting_type": "multilateral",
    "article_count": 12,
    "participants": [
        {"actor_name": name, "participation_status": status, "attendance_mode": "in_person", "participation_role": "host"}
        for name, status in (("Luiz Inácio Lula da Silva", "expected"), ("Jean-Noël Barrot", "declined"))
    ],
}  # fmt: skip


def printed(shown, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width, markup=False, emoji=False, highlight=False).print(shown)
    return file.getvalue()


@pytest.mark.parametrize("width", [30, 40, 80, 120, 300])
def test_a_meeting_is_readable_at_any_width(width):
    """The fault: at 40 columns `where` and `takes part` vanished."""
    text = printed(meeting_table([MEETING]), width)
    assert all(len(line) <= width for line in text.splitlines())
    words = [
        "where",
        "takes part",
        "takes no part",
        "Rio",
        "Janeiro",
        "postponed",
        "multilateral",
        "Inácio",
        "Barrot",
        "12",
    ]
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("width", [40, 80])
def test_many_columns_are_shown_one_a_line_where_they_do_not_fit(width):
    """The fault: `sql "from dim_actor"`, which the run itself proposes, could not be read at 80 columns."""
    names = [f"column_number_{number}" for number in range(10)]
    text = printed(table(names, [[f"value_{number}" for number in range(10)]] * 2), width)
    for number in range(10):
        assert text.count(f"column_number_{number} ") == 2
        assert f"value_{number}" in text
    assert printed(table(names, [["x"] * 10]), 300).count("column_number_0") == 1


def test_what_is_asked_for_is_shown_so_at_any_width():
    assert "┃" in printed(table(["one", "two"], [["x" * 90, "y" * 90]], records=False), 40)
    assert printed(table(["one", "two"], [[1, 2]], records=True), 200).splitlines()[1:] == ["one  1", "two  2"]


def test_an_empty_result_keeps_its_columns():
    assert "column_a" in printed(table(["column_a", "column_b"], []), 24)
