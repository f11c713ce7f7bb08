"""The long run of the fuzzer: `make fuzz`, `make fuzz ARGS="--inputs 10000 --seed 7"`. Ends with 1 where a rule was broken."""

from __future__ import annotations

import argparse
import faulthandler
import resource
import sys
import time
from pathlib import Path

from extractors.language import load
from tests.fuzz.fuzzing import SECONDS, fuzz

MEMORY = 1.5  # GiB that the process may take
ROUND = 100  # inputs between two lines of news


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same inputs")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/fuzz"), help="where inputs that break a rule are kept"
    )
    given = parser.parse_args()

    faulthandler.enable()
    nlp = load(threads=1)
    started, total = time.monotonic(), None
    for number in range(0, given.inputs, ROUND):
        # In code that takes no signals an input could hang for ever: then the process says where, and ends.
        faulthandler.dump_traceback_later(ROUND * SECONDS, exit=True)
        report = fuzz(
            min(ROUND, given.inputs - number),
            given.seed * 1_000_000 + number,
            given.folder,
            nlp,
            started + given.seconds,
        )
        faulthandler.cancel_dump_traceback_later()
        total = report if total is None else total.plus(report)
        print(
            f"{total.inputs} inputs, {len(total.broken)} broken rules, {time.monotonic() - started:.0f} seconds",
            file=sys.stderr,
        )
        if time.monotonic() - started > given.seconds:
            break
    gibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(total)
    print(f"memory: {gibibytes:.2f} GiB at most")
    return int(total is None or bool(total.broken) or gibibytes > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
