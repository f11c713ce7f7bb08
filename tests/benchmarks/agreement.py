"""How far two readers of the same items agree, where the second one had not seen the labels of the first.

    python tests/benchmarks/agreement.py seeds/reading_corpus seeds/reading_corpus/second_reading

Both folders hold files of items; those with the same id are compared. Prints F1 of the persons who take part (or expressly do not),
of all actors, of meetings (matched by the words that denote them) and of these words, and of matched meetings the share with the same
status, type, day and place. What either reader marks as not required counts neither for nor against.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors.reader.training.corpus import read_corpus

AWAY = {"declined", "absent", "excluded"}
FIELDS = ("status", "type", "date", "place")


def participants(gold: dict[str, Any], persons_only: bool) -> tuple[set[tuple[str, bool]], set[tuple[str, bool]]]:
    """(name, whether it stays away) of the required participants, and of all."""
    required, every = set(), set()
    for meeting in gold["meetings"]:
        for p in meeting["participants"]:
            if persons_only and p["kind"] != "person":
                continue
            every.add((p["name"], p["status"] in AWAY))
            if meeting["required"] and p["required"]:
                required.add((p["name"], p["status"] in AWAY))
    return required, every


def words(meeting: dict[str, Any]) -> set[tuple[str, int]]:
    """Where the words for a meeting begin."""
    return {(t["part"], t["char_start"]) for t in meeting["triggers"]}


def f1(pairs: Iterable[tuple[tuple[set[Any], set[Any]], tuple[set[Any], set[Any]]]]) -> float:
    """F1 over (required, all) of both readers; what one requires and the other allows is agreed upon."""
    agreed = differing = 0
    for (one, one_all), (other, other_all) in pairs:
        agreed += 2 * len((one & other_all) | (other & one_all))
        differing += len(one - other_all) + len(other - one_all)
    return agreed / max(1, agreed + differing)


def main() -> int:
    """Compare the two folders."""
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    first, second = ({gold["id"]: gold for gold in read_corpus(Path(folder))} for folder in sys.argv[1:])
    both = [(first[name], second[name]) for name in first if name in second]
    same: dict[str, list[bool]] = defaultdict(list)
    meetings: list[bool] = []
    denoting = []
    for one, other in both:
        matched: dict[int, int] = {}
        for here, meeting in enumerate(one["meetings"]):
            shared = [
                (len(words(meeting) & words(m)), -n)
                for n, m in enumerate(other["meetings"])
                if n not in matched.values()
            ]
            most, number = max(shared, default=(0, 0))
            if not most:
                continue
            matched[here] = -number
            for field in FIELDS:
                same[field].append(meeting[field] == other["meetings"][-number][field])
        for gold, found in ((one, matched.keys()), (other, matched.values())):
            meetings += [n in found for n, m in enumerate(gold["meetings"]) if m["required"]]
        denoting.append(tuple({w for m in gold["meetings"] for w in words(m)} for gold in (one, other)))
    print(f"{len(both)} items read twice")
    print(f"persons taking part  {f1((participants(a, True), participants(b, True)) for a, b in both):.3f}")
    print(f"all taking part      {f1((participants(a, False), participants(b, False)) for a, b in both):.3f}")
    print(f"meetings             {sum(meetings) / max(1, len(meetings)):.3f}")
    print(
        f"words for them       {sum(2 * len(a & b) for a, b in denoting) / max(1, sum(len(a) + len(b) for a, b in denoting)):.3f}"
    )
    for field, agreeing in same.items():
        print(f"same {field:15} {sum(agreeing) / len(agreeing):.3f}")
    without = [(bool(a["meetings"]), bool(b["meetings"])) for a, b in both if not (a["meetings"] and b["meetings"])]
    print(f"no meeting at all    {sum(not x and not y for x, y in without) / max(1, len(without)):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
