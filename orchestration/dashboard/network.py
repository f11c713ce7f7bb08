"""The picture of who met whom: actors as dots, as large as they have meetings, and lines between those who met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx

from orchestration.dashboard.charts import Link
from orchestration.dashboard.data import Row
from orchestration.dashboard.drawing import LINKED, TYPE_COLORS, WIDTHS, Size, Spec, chart
from orchestration.dashboard.wording import Wording
from orchestration.graph_layout import positions, separated

MOST: dict[Size, int] = {"wide": 45, "narrow": 18}  # actors drawn
HEIGHTS: dict[Size, int] = {"wide": 680, "narrow": 520}
LETTERS: dict[Size, float] = {"wide": 6.6, "narrow": 5.6}  # rough width of a letter, in pixels
FONT_SIZES: dict[Size, int] = {"wide": 12, "narrow": 10}

Places = Mapping[str, tuple[float, float]]


def network(graph: networkx.Graph, word: Wording, link: Link, size: Size) -> Spec:
    """The picture of a graph of `graph.graph_of`: a dot leads to its actor, a line to the meetings of two."""
    width, height = WIDTHS[size], HEIGHTS[size]
    names = networkx.get_node_attributes(graph, "name")
    where = separated(
        {key: (x * width, y * height) for key, (x, y) in positions(graph).items()},
        {key: LETTERS[size] * len(names[key]) for key in graph},
        width,
        height - 20,
    )
    nodes, edges = _nodes(graph, where, word, link), _edges(graph, where, word, link)
    types = [kind for kind in TYPE_COLORS if kind in networkx.get_node_attributes(graph, "type").values()]
    at = {
        "x": _axis("x", {"domain": [0, width], "nice": False}),
        "y": _axis("y", {"domain": [0, height], "nice": False, "reverse": True}),
    }
    layers = [
        {"data": {"values": edges}, **_lines(edges, at)},
        {"data": {"values": nodes}, **_dots(types, at, word, size)},
        # a name twice: on a white edge, so that it can be read on lines, too
        {"data": {"values": nodes}, **_names(at, size, stroke="white", strokeWidth=3, strokeJoin="round")},
        {"data": {"values": nodes}, **_names(at, size)},
    ]
    return chart({"layer": layers}, size, height)


def _nodes(graph: networkx.Graph, where: Places, word: Wording, link: Link) -> list[Row]:
    weight = dict(graph.degree(weight="meetings"))
    return [
        {
            "x": x,
            "y": y,
            "name": graph.nodes[key]["name"],
            "type": word.value("actor_types", graph.nodes[key]["type"]),
            "meetings": weight[key],
            "href": link("actor", key=key),
            "tip": f"{graph.nodes[key]['name']}: {graph.degree(key)}",
        }
        for key, (x, y) in where.items()
    ]


def _edges(graph: networkx.Graph, where: Places, word: Wording, link: Link) -> list[Row]:
    names = networkx.get_node_attributes(graph, "name")
    return [
        {
            "x": where[one][0],
            "y": where[one][1],
            "x2": where[other][0],
            "y2": where[other][1],
            "meetings": meetings,
            "href": link("meetings", actor=one, other=other),
            "tip": f"{word.text('with', one=names[one], other=names[other])}: {meetings} {word.text('meetings')}",
        }
        for one, other, meetings in sorted(graph.edges(data="meetings"))
    ]


def _axis(field: str, scale: Spec) -> Spec:
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _lines(edges: Sequence[Row], at: Spec) -> Spec:
    most = max((edge["meetings"] for edge in edges), default=2)
    scale = {"domain": [1, most + 1], "range": [1, 7]}
    width = {"field": "meetings", "type": "quantitative", "legend": None, "scale": scale}
    return {
        "mark": {"type": "rule", "color": "#8896a5", "opacity": 0.45},
        "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": width, **LINKED},
    }


def _dots(types: Sequence[str], at: Spec, word: Wording, size: Size) -> Spec:
    colors = {
        "domain": [word.value("actor_types", kind) for kind in types],
        "range": [TYPE_COLORS[kind] for kind in types],
    }
    return {
        "mark": {"type": "circle", "opacity": 1, "stroke": "white", "strokeWidth": 1},
        "encoding": {
            **at,
            "size": {
                "field": "meetings",
                "type": "quantitative",
                "legend": None,
                "scale": {"range": [60, 500 if size == "wide" else 260]},
            },
            "color": {
                "field": "type",
                "type": "nominal",
                "title": None,
                "scale": colors,
                "legend": {"symbolType": "circle"} if len(types) > 1 else None,
            },
            **LINKED,
        },
    }


def _names(at: Spec, size: Size, **edge: str | int) -> Spec:
    mark = {"type": "text", "dy": 19, "fontSize": FONT_SIZES[size], "aria": False, **edge}
    return {"mark": mark, "encoding": {**at, "text": {"field": "name"}}}
