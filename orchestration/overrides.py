"""The file of decisions by hand, `seeds/reference/overrides.csv`: read for the resolution, written by `gipfel override`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from extractors.resolution.overrides import COLUMNS, Override, OverrideError, parse_overrides
from orchestration.decision_file import read_text, replace_text, with_line
from orchestration.paths import overrides_file

# What decisions by hand keep out of the build database's marts.
DROPS = """
select line_number, subject, subject_key, decided_by, cast(decided_on as varchar) as decided_on, reason
from resolved.override where kind = 'drop' and is_applied order by line_number
"""


def read_overrides(file: Path | None = None) -> list[Override]:
    """The decisions of the file, none where there is no file. Raises OverrideError, which names file and lines."""
    file = file or overrides_file()
    return _parse(read_text(file), file)


def write_override(row: Mapping[str, str], file: Path | None = None) -> Override:
    """Add a decision to the file, which is made if need be; what stands there stays as it is.

    Raises OverrideError, with the file untouched, where the row is wrong, contradicts another one or is there already.
    """
    file = file or overrides_file()
    text = with_line(read_text(file), COLUMNS, [row.get(column, "") for column in COLUMNS])
    *others, new = _parse(text, file)
    for other in others:
        if _decision(other) == _decision(new):
            raise OverrideError(f"Overrides, {other}: says so already.")
    replace_text(file, text)
    return new


def _parse(text: str, file: Path) -> list[Override]:
    if not text.strip():
        return []
    reader = csv.reader(io.StringIO(text))
    header = next(reader)
    if tuple(header) != COLUMNS:
        raise OverrideError(f"{file}: the first line should be {','.join(COLUMNS)}")
    rows = []
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(COLUMNS):
            raise OverrideError(f"{file}, line {reader.line_num}: {len(cells)} cells, should be {len(COLUMNS)}.")
        rows.append((reader.line_num, dict(zip(COLUMNS, cells, strict=True))))
    return parse_overrides(rows)


def _decision(row: Override) -> tuple[object, ...]:
    keys = frozenset(row.keys) if row.kind in ("merge", "not_same") else row.keys
    return row.kind, row.subject, keys, row.articles, row.name
