"""What is wrong with the machine and not with the program, in a line: what, where, and what to do.

Errors come from Python, DuckDB, SQLite (Dagster's), dbt; often only their text is left. It is the same wherever a disk is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TROUBLES = (
    (
        r"no space left|disk is full|disk full|quota exceeded|could not write all bytes|disk i/o error",
        "The disk is full, or fails: {reason}. What was published before is untouched. Make room, and run again.",
    ),
    (
        r"not a valid duckdb database|corrupt database|checksum|could not read enough bytes",
        "{file} is damaged: {reason}. What is published is untouched."
        " Move the file away and run again: it is made anew from what is published.",
    ),
    (
        r"database disk image is malformed|file is not a database",
        "Dagster's notes are damaged: {reason}. Move the folder dagster_home beside the warehouse away, and run again: only the history of runs is lost.",
    ),
    (
        r"read-only file system|readonly database|permission denied|operation not permitted",
        "The warehouse's folder cannot be written to: {reason}. Change its rights, or name another one: --warehouse FILE.",
    ),
    (
        r"too many open files|cannot allocate memory|out of memory|memoryerror",
        "The machine gives no more: {reason}. What was published before is untouched. Close other programs, or read fewer articles at a time.",
    ),
)


def plain(error: BaseException | str, file: object = "The build database") -> str | None:
    """The line for an error, or for one that it came from; None where it is none of these. `file` is what DuckDB wrote to.

    >>> plain(OSError(28, "No space left on device"))
    'The disk is full, or fails: [Errno 28] No space left on device. What was published before is untouched. Make room, and run again.'
    >>> plain(ValueError("a bug"))
    """
    for text in [error] if isinstance(error, str) else _texts(error):
        for pattern, line in _TROUBLES:
            if found := re.search(rf"[^\n]*({pattern})[^\n]*", text, re.IGNORECASE):
                return line.format(reason=found[0].strip().rstrip(".!"), file=file)
    return None


def is_damage(error: BaseException) -> bool:
    """Whether DuckDB failed because of what is in its file, and not of rights, room or who else has it open."""
    return any(re.search(_TROUBLES[1][0], text, re.IGNORECASE) for text in _texts(error))


def _texts(error: BaseException) -> Iterator[str]:
    """What the error says, and those that it came from."""
    seen: BaseException | None = error
    while seen is not None:
        yield f"{type(seen).__name__}: {seen}" if isinstance(seen, MemoryError) else str(seen)
        seen = seen.__cause__ or seen.__context__
