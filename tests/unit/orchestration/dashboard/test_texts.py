"""Both languages say the same things, and everything that the pages ask for is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

import orchestration.dashboard
from orchestration.dashboard.drawing import STATUS_COLORS, TYPE_COLORS
from orchestration.dashboard.tables import TABLES
from orchestration.dashboard.wording import LANGUAGES, Wording, texts

DASHBOARD = Path(orchestration.dashboard.__file__).parent
MARTS = Path(__file__).resolve().parents[4] / "dbt_project" / "models" / "marts"
VALUES = {  # column of the marts: group of texts
    "meeting_status": "statuses",
    "reported_status": "statuses",
    "meeting_type": "kinds",
    "participation_status": "participation_statuses",
    "attendance_mode": "modes",
    "participation_role": "parts_played",
    "actor_type": "actor_types",
    "place_type": "place_types",
    "name_type": "name_types",
    "known_from": "sources_known",
    "subject": "contradiction_on",
}


def keys(said: dict, prefix: str = "") -> Iterator[str]:
    for key, value in said.items():
        yield from keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]


def documented_values() -> Iterator[tuple[str, str]]:
    """Each value that a column's description lists: `proposed | planned | …`."""
    for file in ("_dimensions.yml", "_facts.yml"):
        for model in yaml.safe_load((MARTS / file).read_text("utf-8"))["models"]:
            for column in model["columns"]:
                if column["name"] in VALUES and (model["name"], column["name"]) != ("dim_redirect", "subject"):
                    listed = re.match(r"(?:\w+(?: \([^)]*\))? \| )+\w+", column["description"])
                    for value in re.sub(r" \([^)]*\)", "", listed[0]).split(" | ") if listed else ():
                        yield column["name"], value


def test_both_languages_have_the_same_texts():
    assert set(keys(texts("de"))) == set(keys(texts("en")))


def test_the_same_values_are_filled_in():
    for key in keys(texts("de")):
        one, other = texts("de"), texts("en")
        for part in key.split("."):
            one, other = one[part], other[part]
        assert set(re.findall(r"{(\w+)}", one)) == set(re.findall(r"{(\w+)}", other)), key


def test_everything_that_is_asked_for_is_said_and_nothing_else():
    sources = [*DASHBOARD.rglob("*.html"), *DASHBOARD.rglob("*.py")]
    source = "\n".join(path.read_text("utf-8") for path in sources)
    said = set(texts("de"))
    asked = set(re.findall(r"""(?:\bt|\.text)\(\s*["'](\w+)["']\s*[,)]""", source)) | set(
        re.findall(r'message\(\s*\d+, "(\w+)"', source)
    )
    asked |= set(re.findall(r"""\.values?\(\s*["'](\w+)["']""", source))
    assert asked <= said
    asked |= {column.label for table in TABLES.values() for column in table.columns}
    by_name = {key for key in said if key.startswith(("csv_", "region_"))}
    groups = set(VALUES.values())
    assert said - asked - by_name - groups - {"overview", "timeline", "map", "network", "meetings"} == set()


@pytest.mark.parametrize(("column", "value"), sorted(set(documented_values())))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_marts_has_words(language, column, value):
    assert value in Wording(language).values(VALUES[column])


def test_every_status_and_type_has_a_color():
    assert set(STATUS_COLORS) == set(Wording("de").values("statuses"))
    assert set(TYPE_COLORS) == set(Wording("de").values("actor_types_plural"))


@pytest.mark.parametrize(
    ("precision", "end", "german", "english"),
    [
        ("day", None, "01.03.2026", "1 Mar 2026"),
        ("day", date(2026, 3, 3), "01.03.2026 – 03.03.2026", "1 Mar 2026 – 3 Mar 2026"),
        ("week", date(2026, 3, 7), "Woche ab 01.03.2026", "week of 1 Mar 2026"),
        ("month", None, "März 2026", "March 2026"),
        ("year", None, "2026", "2026"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(precision, end, german, english):
    assert Wording("de").span(date(2026, 3, 1), end, precision) == german
    assert Wording("en").span(date(2026, 3, 1), end, precision) == english


def test_a_value_that_this_version_does_not_know_is_shown_as_it_is():
    assert Wording("de").value("statuses", "rumored") == "rumored"
