"""Inputs that nobody writes, made of inputs that somebody might: the files in `seeds/`, changed at random.

To add a kind of input put a small file into `seeds/`; to add a kind of trouble, a line into `fragments.toml`.
"""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

SEEDS = Path(__file__).parent / "seeds"
_FRAGMENTS = tomllib.loads((Path(__file__).parent / "fragments.toml").read_text("utf-8"))
WORDS: list[str] = _FRAGMENTS["words"]
PIECES = [piece.encode() for piece in (*WORDS, *_FRAGMENTS["marks"])]
MOST_CHANGES = 6
LONG = 30_000  # bytes that a repeated piece fills, at most


@dataclass(frozen=True)
class Seed:
    """A file of the corpus."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        return self.name[self.name.index(".") :]


def seeds() -> list[Seed]:
    """The corpus, in the order of its names."""
    return [Seed(path.name, path.read_bytes()) for path in sorted(SEEDS.iterdir())]


def mutated(random: Random, corpus: list[Seed]) -> Seed:
    """A file of the corpus with a few changes, now and then under the name of another kind of file."""
    seed = random.choice(corpus)
    packed = seed.suffix.endswith(".gz") and random.random() < 0.8
    data = gzip.decompress(seed.data) if packed else seed.data
    for _ in range(random.randint(1, MOST_CHANGES)):
        data = _changed(random, data, corpus)
    suffix = random.choice(corpus).suffix if random.random() < 0.1 else seed.suffix
    if packed:
        data = gzip.compress(data, mtime=0)
    return Seed(f"input{suffix}", data)


def _changed(random: Random, data: bytes, corpus: list[Seed]) -> bytes:
    start = random.randint(0, len(data))
    end = min(len(data), start + random.choice((1, 2, 8, 64, 1024)))
    match random.randrange(9):
        case 0:  # a byte is another one
            return data[:start] + bytes([random.randrange(256)]) + data[start + 1 :]
        case 1:  # a stretch is missing
            return data[:start] + data[end:]
        case 2:  # it breaks off
            return data[:start]
        case 3:  # a stretch is there again and again
            stretch = data[start:end] or b" "
            return data[:start] + stretch * random.randint(2, max(2, min(200, LONG // len(stretch)))) + data[end:]
        case 4:  # a stretch of another file
            other = random.choice(corpus).data
            place = random.randint(0, len(other))
            return data[:start] + other[place : place + 200] + data[end:]
        case 5:  # a piece that has been trouble, many times
            piece = random.choice(PIECES)
            return data[:start] + piece * random.choice((1, 10, 200, LONG // len(piece))) + data[start:]
        case 6:  # two stretches have changed places
            middle = (start + end) // 2
            return data[:start] + data[middle:end] + data[start:middle] + data[end:]
        case 7:  # it is in another encoding
            return data.decode("utf-8", "replace").encode(
                random.choice(("utf-16", "utf-8-sig", "cp1252", "utf-32")), "replace"
            )
        case _:  # pieces that have been trouble, here and there
            for _ in range(random.randint(1, 5)):
                start = random.randint(0, len(data))
                data = data[:start] + random.choice(PIECES) + data[start:]
            return data


def text(random: Random, corpus: list[Seed]) -> str:
    """A text to be read by the language pipeline: sentences of the corpus with pieces that have been trouble."""
    parts: list[str] = []
    for _ in range(random.randint(1, 6)):
        sentences = random.choice(corpus).data.decode("utf-8", "ignore").split(". ")
        parts.append(random.choice(sentences)[:300])
        piece = random.choice(WORDS)
        parts.append(piece * random.choice((1, 1, 1, 3, 50, 2_000 // len(piece))))
    return " ".join(parts)
