"""Where names that may be alike are looked for: filed under their blocks, so that few of all names are compared.

The index is made from the names themselves (`in_memory`), or is kept somewhere from run to run; what is filed are the
rows of `registry.filed_names` and of `filed`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from extractors.resolution import registry
from extractors.resolution.names import blocks, parse


@dataclass(frozen=True)
class NameIndex:
    """What is filed: the registry's people that may bear one of these names; (block, name) of printed names under these blocks."""

    registered: Callable[[Collection[str]], registry.Namesakes]
    printed: Callable[[Collection[str]], Iterable[tuple[str, str]]]


def in_memory(names: Iterable[str]) -> NameIndex:
    """The index of these printed names and of the whole registry."""
    by_block: dict[str, list[str]] = defaultdict(list)
    for block, name in filed(names):
        by_block[block].append(name)
    return NameIndex(
        registered=lambda _: registry.everybody(),
        printed=lambda asked: ((block, name) for block in asked for name in by_block.get(block, ())),
    )


def filed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The blocks of printed names: (block, name)."""
    for name in names:
        for block in blocks(parse(name)):
            yield block, name
