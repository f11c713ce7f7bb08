"""How long `gipfel run` takes, from the shell's prompt back to it, and where the time goes.

    make bench                                    # the five example articles
    make bench ARGS="--articles FILE --repeat 0"  # a large input: once, and once more with nothing new

Every run is a process of its own, on a warehouse in a temporary folder. `first` finds nothing there, and so has dbt's
project to parse as well; `again` finds dbt's manifest, but no database; `nothing new` finds the same articles stored.
`start` is what the process takes outside Dagster's steps: interpreter, imports, definitions, summary.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One process: wall seconds, seconds by step, its peak memory, and what it said of itself."""

    name: str
    wall_seconds: float
    step_seconds: dict[str, float]
    peak_mib: float
    articles: int
    extracted: int


def run_once(name: str, articles: Path | None, warehouse: Path) -> Measured:
    """Run `gipfel run --json` and measure the process; ends the benchmark where it fails."""
    command = [Path(sys.executable).with_name("gipfel"), "run", "--json", "--warehouse", warehouse]
    started = time.perf_counter()
    process = subprocess.Popen([*command, *([articles] if articles else [])], stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode != 0:
        raise SystemExit(f"{name}: gipfel run ended with {process.returncode}")
    said = json.loads(output)
    steps = {step: seconds for step, seconds in said["seconds"].items() if step != "setup"}
    steps = {"start": wall - sum(steps.values()), **steps}
    unit = 2**20 if platform.system() == "Darwin" else 2**10  # ru_maxrss is in bytes there, else in KiB
    return Measured(name, wall, steps, usage.ru_maxrss / unit, said["seen"], said["extracted"])


def measure(articles: Path | None, repeat: int) -> list[Measured]:
    """The runs of each kind, in order; `again` is run `repeat` times, `nothing new` as often but once at least."""
    with tempfile.TemporaryDirectory(prefix="gipfel-bench-") as folder:
        warehouse = Path(folder) / "gipfel.duckdb"
        runs = [run_once("first", articles, warehouse)]
        for _ in range(repeat):
            for path in Path(folder).iterdir():
                if path.name not in ("dbt", "dagster_home"):
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            runs.append(run_once("again", articles, warehouse))
        runs += [run_once("nothing new", articles, warehouse) for _ in range(max(repeat, 1))]
    return runs


def report(runs: list[Measured]) -> None:
    """Print the median run of each kind as a table, and what follows from it."""
    medians = {}
    for name in dict.fromkeys(run.name for run in runs):
        same = sorted((run for run in runs if run.name == name), key=lambda run: run.wall_seconds)
        medians[name] = same[len(same) // 2]
    steps = list(dict.fromkeys(step for run in medians.values() for step in run.step_seconds))
    print(f"{'seconds':<12} {'wall':>8} " + " ".join(f"{step:>10}" for step in steps) + f" {'peak MiB':>10}")
    for name, run in medians.items():
        cells = " ".join(f"{run.step_seconds.get(step, 0):>10.2f}" for step in steps)
        print(f"{name:<12} {run.wall_seconds:>8.2f} {cells} {run.peak_mib:>10.0f}")
    full, nothing = medians.get("again", medians["first"]), medians["nothing new"]
    print(f"{full.articles} articles: {full.articles / full.wall_seconds:.2f} a second")
    print(f"nothing new takes {nothing.wall_seconds / full.wall_seconds:.2f} of the time")
    for name in medians:
        walls = [run.wall_seconds for run in runs if run.name == name]
        if len(walls) > 1:
            print(
                f"{name}: {len(walls)} runs, {min(walls):.2f} to {max(walls):.2f} s, mean {statistics.mean(walls):.2f}"
            )


def main() -> None:
    """Measure, print, and write the figures to a file where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="file or folder; default: the five example articles")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each kind but the first, which is run once")
    parser.add_argument("--json", type=Path, help="write every run's figures here")
    arguments = parser.parse_args()
    runs = measure(arguments.articles, arguments.repeat)
    report(runs)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(run) for run in runs], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
