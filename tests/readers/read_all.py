"""Read every table of a published file with the DuckDB of this interpreter: version, rows and a digest of each as JSON."""

from __future__ import annotations

import hashlib
import json
import sys

import duckdb


def read_all(file: str) -> dict[str, object]:
    """DuckDB's version; of each table its number of rows and a digest that does not depend on their order."""
    tables = {}
    with duckdb.connect(file, read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        names = connection.execute("select table_schema, table_name from information_schema.tables").fetchall()
        for schema, table in names:
            rows = connection.execute(f'select columns(*)::varchar from "{schema}"."{table}"').fetchall()
            digest = hashlib.sha256(json.dumps(sorted(rows, key=str)).encode()).hexdigest()
            tables[f"{schema}.{table}"] = [len(rows), digest]
    return {"version": duckdb.__version__, "tables": tables}


if __name__ == "__main__":
    print(json.dumps(read_all(sys.argv[1])))
