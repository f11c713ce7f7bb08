"""Who met whom as a graph: which actors of it are drawn (networkx). The picture is made in `network`."""

from __future__ import annotations

from collections.abc import Sequence

import networkx

from orchestration.dashboard.data import Row


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
