"""The tables of the pages: their columns, and by what each is sorted. `?sort=name` sorts upwards, `?sort=-name` downwards.

One parameter serves a page: a column's name tells which of its tables is meant, and the other ones keep their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestration.dashboard.data import Row
from orchestration.dashboard.parameters import BadRequestError
from orchestration.dashboard.wording import Wording, plain

SORT = "sort"  # the parameter

Value = Callable[[Row, Wording], Any]


@dataclass(frozen=True)
class Column:
    """A column: its name in an address, its head (a key of `texts/`), what its rows are compared by, and its CSS class.

    Rows without a value (None) stand last, whichever way. `descending`: the first click sorts downwards.
    """

    name: str
    label: str
    value: Value
    css: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Table:
    """The columns of a table, and the order that its rows come in: what `?sort=` would say of it, or nothing."""

    columns: tuple[Column, ...]
    order: str = ""


@dataclass(frozen=True)
class Head:
    """What is shown above a column: its text, its class, the value of `aria-sort` if it is sorted by, and the order of a click."""

    label: str
    css: str
    aria: str | None
    click: str


def _said(said: Callable[[Row, Wording], str | None]) -> Value:
    """By the letters of what is said of a row in the language of the page; case and accents do not count."""

    def letters(row: Row, word: Wording) -> str | None:
        text = said(row, word)
        return plain(text) if text else None

    return letters


def _words(name: str) -> Value:
    """By the letters of a text of the row."""
    return _said(lambda row, word: row[name])


def _raw(name: str) -> Value:
    """By a number or day itself."""
    return lambda row, word: row[name]


def _ranked(group: str, name: str) -> Value:
    """By the place that a value has among its group in `texts/`, as a status after the one that comes before it."""
    return lambda row, word: {value: rank for rank, value in enumerate(word.values(group))}.get(row[name])


def _number(name: str, label: str, of: str, css: str = "number") -> Column:
    return Column(name, label, _raw(of), css, descending=True)


_WHEN = Column("when", "when", _raw("start_date"), descending=True)
_WHAT = Column("what", "what", _said(lambda row, word: word.headline(row)))
_STATUS = Column("status", "status", _ranked("statuses", "meeting_status"))
_WITH = Column("participants", "who", _raw("participant_count"), descending=True)
_REPORTED = _number("articles", "number_articles", "article_count", "number wide-only")
_PART = Column(
    "part", "part", lambda row, word: _ranked("participation_statuses", "participation_status")(row["own"], word)
)
_ATTENDANCE = (
    Column("status", "status", _ranked("participation_statuses", "participation_status")),
    Column("mode", "mode", _ranked("modes", "attendance_mode")),
    Column("part", "part", _ranked("parts_played", "participation_role")),
)

TABLES: Mapping[str, Table] = {
    "meetings": Table((_WHEN, _WHAT, _STATUS, _WITH, _REPORTED), "-when"),
    "own_meetings": Table((_WHEN, _WHAT, _STATUS, _PART, _WITH, _REPORTED), "-when"),
    "actors": Table(
        (
            Column("name", "name", _words("actor_name")),
            Column("type", "type", _ranked("actor_types", "actor_type")),
            Column("country", "country", _said(lambda row, word: word.country(row["country_code"]))),
            _number("meetings", "number_meetings", "meeting_count"),
            _number("articles", "number_articles", "article_count"),
            Column("reported", "reported_between", _raw("last_reported_on"), "wide-only", descending=True),
        ),
        "-meetings",
    ),
    "articles": Table(
        (
            Column("published", "published", _raw("published_on"), descending=True),
            Column("title", "title", _said(lambda row, word: word.article(row))),
            Column("source", "source", _words("source")),
            _number("meetings", "number_meetings", "meeting_count"),
            _number("characters", "characters", "char_count", "number wide-only"),
        ),
        "-published",
    ),
    "places": Table(
        (
            Column("place", "place", _words("place_name")),
            Column("country", "country", _said(lambda row, word: word.country(row["country_code"]))),
            Column("type", "type", _ranked("place_types", "place_type")),
            _number("meetings", "number_meetings", "meeting_count"),
            _number("held", "held_count", "held_count"),
            Column("latest", "latest", _raw("latest_date"), descending=True),
        ),
        "-meetings",
    ),
    "encounters": Table(
        (
            Column("first", "first_actor", _words("actor_name_1")),
            Column("second", "second_actor", _words("actor_name_2")),
            _number("meetings", "met_often", "meeting_count"),
            _number("confirmed", "confirmed_often", "confirmed_count", "number wide-only"),
        ),
        "-meetings",
    ),
    "offices": Table(
        (
            Column("office", "office", _words("role_title")),
            Column("for", "on_behalf_of", _words("behalf_name")),
            Column("from", "from", _raw("valid_from"), descending=True),
            Column("to", "to", _raw("valid_to"), descending=True),
            Column("known", "known_from", _said(lambda row, word: word.value("sources_known", row["known_from"]))),
        )
    ),
    "participants": Table(
        (
            Column("who", "who", _words("actor_name")),
            Column("office", "office", _words("role_title")),
            *_ATTENDANCE,
            _number("articles", "number_articles", "article_count", "number wide-only"),
            _number("confidence", "confidence", "confidence"),
        )
    ),
    "statements": Table(
        (
            Column("who", "who", _words("actor_name")),
            Column("what", "what", _words("headline")),
            *_ATTENDANCE,
            Column("evidence", "evidence", _raw("char_start")),
        ),
        "evidence",
    ),
}

# which of them stand on a page, or make up a download
ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "overview": ("meetings",),
    "meetings": ("meetings",),
    "meeting": ("participants",),
    "timeline": ("meetings",),
    "map": ("places",),
    "network": ("encounters",),
    "actors": ("actors",),
    "actor": ("offices", "own_meetings"),
    "articles": ("articles",),
    "article": ("statements",),
    "search": ("meetings",),
}


def check_order(query: Mapping[str, str], tables: Sequence[str]) -> None:
    """Raises BadRequestError where an address asks for an order that none of these tables has."""
    wanted = query.get(SORT, "")
    if wanted and all(_column(TABLES[table], wanted) is None for table in tables):
        raise BadRequestError(f"{SORT}={wanted}")


def arranged(rows: Sequence[Row], table: str, query: Mapping[str, str], word: Wording) -> list[Row]:
    """The rows of a table in the order that an address asks for; as they are, if it asks for none of this table.

    >>> rows = [{"place_name": "Wien"}, {"place_name": None}, {"place_name": "Ägina"}, {"place_name": "Bonn"}]
    >>> [row["place_name"] for row in arranged(rows, "places", {"sort": "-place"}, Wording("de"))]
    ['Wien', 'Bonn', 'Ägina', None]
    """
    column = _column(TABLES[table], query.get(SORT, ""))
    if column is None:
        return list(rows)
    valued = [(column.value(row, word), row) for row in rows]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=query[SORT].startswith("-"))
    return [row for _, row in known] + [row for value, row in valued if value is None]


def heads(table: str, query: Mapping[str, str], word: Wording) -> list[Head]:
    """The heads of a table's columns: a click sorts by one, the next click the other way.

    >>> [(head.label, head.aria, head.click) for head in heads("articles", {"sort": "title"}, Wording("en"))][:2]
    [('Published', None, '-published'), ('Title', 'ascending', '-title')]
    """
    wanted = query.get(SORT, "")
    now = wanted if _column(TABLES[table], wanted) else TABLES[table].order
    return [_head(column, now, word) for column in TABLES[table].columns]


def _head(column: Column, now: str, word: Wording) -> Head:
    up, down = column.name, f"-{column.name}"
    aria = {up: "ascending", down: "descending"}.get(now)
    first = down if column.descending else up
    return Head(word.text(column.label), column.css, aria, {up: down, down: up}.get(now, first))


def _column(table: Table, order: str) -> Column | None:
    return next((column for column in table.columns if column.name == order.removeprefix("-")), None)
