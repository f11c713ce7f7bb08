"""A reader that asks the published file without pause until it has seen the last version.

Called by test_readers.py: `python reader_process.py FILE LAST KEEP_OPEN`. Prints a JSON line for each version that it sees for the
first time, and at the end one with what went wrong. KEEP_OPEN is the number of pairs of queries asked of one connection.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import duckdb

TABLES = ("dim_meeting", "fct_participation")
MOST_FAILURES = 1000  # then it gives up, so that the test ends


def look(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, ...]:
    """Lowest version, highest version, number of rows and of characters of a table."""
    sql = f"select min(version), max(version), count(*), sum(length(words))::bigint from marts.{table}"
    return connection.execute(sql).fetchall()[0]


def read(file: Path, last: int, keep_open: int) -> None:
    seen = 0
    counts: Counter[str] = Counter(queries=0, failures=0, half_states=0, steps_back=0)
    while seen < last and counts["failures"] < MOST_FAILURES:
        try:
            with duckdb.connect(file, read_only=True) as connection:
                pairs = []
                for _ in range(keep_open):
                    pairs.append([look(connection, table) for table in TABLES])
                    counts["queries"] += len(TABLES)
        except duckdb.Error as error:
            counts["failures"] += 1
            print(json.dumps({"failure": str(error)}), file=sys.stderr, flush=True)
            continue
        version = pairs[0][0][0]
        expected = [(version, version, version * 1000, version * 32_000)] * len(TABLES)
        counts["half_states"] += sum(pair != expected for pair in pairs)
        counts["steps_back"] += version < seen
        if version > seen:
            seen = version
            print(json.dumps({"version": version}), flush=True)
    print(json.dumps(counts), flush=True)


if __name__ == "__main__":
    read(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
