"""Where the nodes of a graph stand in a picture: parts side by side, names that do not cover each other (networkx)."""

from __future__ import annotations

from collections.abc import Mapping

import networkx
import numpy as np

_ROW = 40.0  # height of a dot with its name below
_SEED = 7  # the same picture every time


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
