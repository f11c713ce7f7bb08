"""The network of who met whom: which actors are drawn, where they stand (networkx), and the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx
import numpy as np

from orchestration.dashboard.charts import Link
from orchestration.dashboard.data import Row
from orchestration.dashboard.drawing import TYPE_COLORS, WIDTHS, Size, Spec, chart
from orchestration.dashboard.wording import Wording

MOST: dict[Size, int] = {"wide": 45, "narrow": 18}  # actors drawn
HEIGHTS: dict[Size, int] = {"wide": 680, "narrow": 520}
LETTERS: dict[Size, float] = {"wide": 6.6, "narrow": 5.6}  # rough width of a letter, in pixels
_ROW = 40.0  # height of a dot with its name below
_SEED = 7  # the same picture every time


def graph_of(pairs: Sequence[Row], around: str | None = None) -> networkx.Graph:
    """Actors as nodes (name, type) and their pairs as edges (meetings); with `around`, that actor and whom it met."""
    graph = networkx.Graph()
    for pair in pairs:
        for end in ("1", "2"):
            graph.add_node(pair[f"actor_key_{end}"], name=pair[f"actor_name_{end}"], type=pair[f"actor_type_{end}"])
        graph.add_edge(pair["actor_key_1"], pair["actor_key_2"], meetings=pair["meeting_count"])
    if around is not None:
        near = {around, *graph.neighbors(around)} if around in graph else set()
        graph = graph.subgraph(near).copy()
    return graph


def largest(graph: networkx.Graph, most: int, keep: str | None = None) -> networkx.Graph:
    """The graph of the actors with most meetings (of two), without those left alone by the choice; `keep` always stays."""
    weight = dict(graph.degree(weight="meetings"))
    ranked = sorted(graph, key=lambda key: (key != keep, -weight[key], graph.nodes[key]["name"], key))
    chosen = graph.subgraph(ranked[:most]).copy()
    chosen.remove_nodes_from([key for key in list(networkx.isolates(chosen)) if key != keep])
    return chosen


def positions(graph: networkx.Graph) -> dict[str, tuple[float, float]]:
    """Where each node stands, in the unit square: parts that know nothing of each other are laid out side by side."""
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed: dict[str, tuple[float, float]] = {}
    total = sum(len(part) + 1 for part in parts)
    left = 0.0
    columns: list[list[set[str]]] = []
    for part in parts:  # small parts share a column
        if columns and len(part) <= 4 and sum(map(len, columns[-1])) + len(part) <= 9 and len(columns) > 1:
            columns[-1].append(part)
        else:
            columns.append([part])
    for column in columns:
        width = sum(len(part) + 1 for part in column) / total
        top = 0.0
        share = sum(len(part) + 1 for part in column)
        for part in column:
            height = (len(part) + 1) / share
            for key, (x, y) in _unit_layout(graph.subgraph(part)).items():
                placed[key] = (left + width * (0.08 + 0.84 * x), top + height * (0.08 + 0.84 * y))
            top += height
        left += width
    return placed


def separated(
    where: Mapping[str, tuple[float, float]], widths: Mapping[str, float], width: float, height: float
) -> dict[str, tuple[float, float]]:
    """The positions in pixels, pushed apart where dots or names would cover each other, and kept inside the picture.

    >>> separated({"a": (50, 50), "b": (52, 50)}, {"a": 20, "b": 20}, 200, 100)["a"][0] < 45
    True
    """
    keys = list(where)
    x = np.array([where[key][0] for key in keys])
    y = np.array([where[key][1] for key in keys])
    half = np.array([max(widths[key], 24) / 2 + 4 for key in keys])
    for _ in range(300):
        apart_x, apart_y = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x = half[:, None] + half[None, :] - abs(apart_x)
        over_y = _ROW - abs(apart_y)
        hit = (over_x > 0) & (over_y > 0) & ~np.eye(len(keys), dtype=bool)
        sideways = hit & (over_x < over_y)
        direction_x = np.where(
            apart_x == 0, np.sign(np.arange(len(keys))[:, None] - np.arange(len(keys))), np.sign(apart_x)
        )
        direction_y = np.where(
            apart_y == 0, np.sign(np.arange(len(keys))[:, None] - np.arange(len(keys))), np.sign(apart_y)
        )
        x = x + 0.3 * (sideways * direction_x * over_x).sum(axis=1)
        y = y + 0.3 * ((hit & ~sideways) * direction_y * over_y).sum(axis=1)
        x, y = np.clip(x, half, width - half), np.clip(y, 14, height - 30)
        if not hit.any():
            break
    return {key: (round(float(x[n]), 1), round(float(y[n]), 1)) for n, key in enumerate(keys)}


def network(graph: networkx.Graph, word: Wording, link: Link, size: Size) -> Spec:
    """Actors as dots, as large as they have meetings, and lines between those who met."""
    width, height = WIDTHS[size], HEIGHTS[size]
    names = networkx.get_node_attributes(graph, "name")
    unit = positions(graph)
    letter = LETTERS[size]
    where = separated(
        {key: (x * width, y * height) for key, (x, y) in unit.items()},
        {key: letter * len(names[key]) for key in unit},
        width,
        height - 20,
    )
    weight = dict(graph.degree(weight="meetings"))
    nodes = [
        {
            "x": x,
            "y": y,
            "name": names[key],
            "type": word.value("actor_types", graph.nodes[key]["type"]),
            "meetings": weight[key],
            "href": link("actor", key=key),
            "tip": f"{names[key]}: {graph.degree(key)}",
        }
        for key, (x, y) in where.items()
    ]
    edges = [
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
    types = [kind for kind in TYPE_COLORS if kind in networkx.get_node_attributes(graph, "type").values()]
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, width], "nice": False}}
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "nice": False, "reverse": True},
    }
    links = {"href": {"field": "href"}, "description": {"field": "tip"}}
    return chart(
        {
            "layer": [
                {
                    "data": {"values": edges},
                    "mark": {"type": "rule", "color": "#8896a5", "opacity": 0.45},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "x2": {"field": "x2"},
                        "y2": {"field": "y2"},
                        "strokeWidth": {
                            "field": "meetings",
                            "type": "quantitative",
                            "legend": None,
                            "scale": {
                                "domain": [1, max((e["meetings"] for e in edges), default=2) + 1],
                                "range": [1, 7],
                            },
                        },
                        **links,
                    },
                },
                {
                    "data": {"values": nodes},
                    "mark": {"type": "circle", "opacity": 1, "stroke": "white", "strokeWidth": 1},
                    "encoding": {
                        "x": x,
                        "y": y,
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
                            "scale": {
                                "domain": [word.value("actor_types", kind) for kind in types],
                                "range": [TYPE_COLORS[kind] for kind in types],
                            },
                            "legend": {"symbolType": "circle"} if len(types) > 1 else None,
                        },
                        **links,
                    },
                },
                {
                    "data": {"values": nodes},
                    "mark": {
                        "type": "text",
                        "dy": 19,
                        "fontSize": 12 if size == "wide" else 10,
                        "aria": False,
                        "stroke": "white",
                        "strokeWidth": 3,
                        "strokeJoin": "round",
                    },
                    "encoding": {"x": x, "y": y, "text": {"field": "name"}},
                },
                {
                    "data": {"values": nodes},
                    "mark": {"type": "text", "dy": 19, "fontSize": 12 if size == "wide" else 10, "aria": False},
                    "encoding": {"x": x, "y": y, "text": {"field": "name"}},
                },
            ],
        },
        size,
        height,
    )


def _unit_layout(graph: networkx.Graph) -> dict[str, tuple[float, float]]:
    """Nodes that met often stand near each other; the layout fills the unit square."""
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.5, 0.5))
    found = networkx.spring_layout(graph, seed=_SEED, weight=None, iterations=300, k=2.2 / len(graph) ** 0.5)
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    return {
        key: ((x - min(xs)) / (max(xs) - min(xs) or 1), (y - min(ys)) / (max(ys) - min(ys) or 1))
        for key, (x, y) in found.items()
    }
