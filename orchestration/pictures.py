"""Pictures of the published file for Dagster's pages: who met whom, and an article with all that was read from it.

Both are SVG, drawn from the marts. Dagster shows Markdown without its HTML, but with the images in it (`as_image`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from orchestration.highlights import highlights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_PEOPLE = 30
_WIDTH, _HEIGHT = 1000, 620
_CAPTION = f"Thick: met often. Dashed: not reported to have come about. At most {MOST_PEOPLE} people, those with most meetings."
_LETTER = 6.8  # rough width of a letter, in pixels
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FONT = "font-family: system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
_INK, _NODE, _EDGE = "#1c2733", "#2f6db3", "#8fa3b8"

_PAIRS = f"""
with pair as (
    select
        one.actor_name as one, other.actor_name as other, count(*) as meetings, bool_or(is_confirmed) as is_confirmed
    from marts.fct_encounter
    join marts.dim_actor as one on one.actor_key = actor_key_1 and one.actor_type = 'person'
    join marts.dim_actor as other on other.actor_key = actor_key_2 and other.actor_type = 'person'
    group by all
),
person as (
    select name, sum(meetings) as meetings
    from (select one as name, meetings from pair union all select other, meetings from pair)
    group by name order by meetings desc, name limit {MOST_PEOPLE}
)
select one, other, pair.meetings, is_confirmed from pair
where one in (select name from person) and other in (select name from person)
order by all
"""
_NEWEST_ARTICLE = """
select article_key, article_id, text, published_on from marts.dim_article
where article_key in (select article_key from marts.fct_meeting_report)
order by published_on desc nulls last, article_id
limit 1
"""


def network(connection: DuckDBPyConnection) -> str:
    """Who met whom, as SVG: the people with most meetings of two.

    A line is as thick as there are meetings, and dashed where none of them is reported to have come about.
    """
    import networkx

    from orchestration.graph_layout import positions, separated

    pairs = connection.execute(_PAIRS).fetchall()
    if not pairs:
        return _note("Nobody is reported to have met anybody yet.")
    graph = networkx.Graph()
    for one, other, meetings, is_confirmed in pairs:
        graph.add_edge(one, other, weight=meetings, is_confirmed=is_confirmed)
    places = separated(
        {name: (x * _WIDTH, y * _HEIGHT) for name, (x, y) in positions(graph).items()},
        {name: _LETTER * len(name) for name in graph},
        _WIDTH,
        _HEIGHT,
    )
    lines = [_line(places[one], places[other], edge) for one, other, edge in graph.edges(data=True)]
    dots = [_dot(name, *places[name], graph.degree(name, weight="weight")) for name in graph]
    caption = f'<text x="12" y="{_HEIGHT + 14}" fill="{_INK}" style="{_FONT}; font-size: 12px">{_CAPTION}</text>'
    return _svg(_WIDTH, _HEIGHT + 24, "".join([*lines, *dots, caption]))


def _line(start: tuple[float, float], end: tuple[float, float], edge: Mapping[str, Any]) -> str:
    dashes = "" if edge["is_confirmed"] else ' stroke-dasharray="5 4"'
    width = min(1 + 0.8 * edge["weight"], 7)
    return f'<line x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}" stroke="{_EDGE}" stroke-width="{width:.1f}"{dashes}/>'


def _dot(name: str, x: float, y: float, meetings: int) -> str:
    radius = min(5 + meetings**0.5, 14)
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{_NODE}"/>'
        f'<text x="{x}" y="{y + radius + 13:.1f}" text-anchor="middle" stroke="white" stroke-width="3" paint-order="stroke" '
        f'fill="{_INK}" style="{_FONT}; font-size: 13px">{escape(name)}</text>'
    )


def example_article(connection: DuckDBPyConnection) -> str:
    """The newest article that reports a meeting, as SVG: its text with the highlights, by displaCy."""
    from extractors.display import legend, to_html

    found = connection.execute(_NEWEST_ARTICLE).fetchall()
    if not found:
        return _note("No article reports a meeting yet.")
    [(key, article_id, printed, published_on)] = found
    text = _CONTROL.sub(" ", printed)  # XML knows no control characters
    heading = ", ".join(filter(None, [article_id, published_on and str(published_on)]))
    html = f"<p>{escape(heading)}</p>{legend()}{to_html(text, highlights(connection, key, text))}"
    # an image does not grow with its text: as many lines as these letters fill, labels and gaps included
    lines = sum(1 + 1.3 * len(paragraph) / 120 for paragraph in text.split("\n") if paragraph.strip())
    height = int(120 + 27 * lines)
    return _svg(
        _WIDTH,
        height,
        f'<foreignObject x="16" y="8" width="{_WIDTH - 32}" height="{height - 16}">'
        f'<div xmlns="http://www.w3.org/1999/xhtml" style="{_FONT}; font-size: 15px; color: {_INK}">{html}</div></foreignObject>',
    )


def _note(text: str) -> str:
    return _svg(_WIDTH, 60, f'<text x="16" y="36" fill="{_INK}" style="{_FONT}; font-size: 16px">{text}</text>')


def as_image(svg: str, alt: str) -> str:
    """An SVG as an image in Markdown, with nothing to load from anywhere."""
    return f"![{alt}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"


def _svg(width: int, height: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" fill="white"/>{body}</svg>'
    )
