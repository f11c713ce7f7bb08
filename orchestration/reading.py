"""Opening a published file for reading: nothing of it can be changed, and no other file, database or address can be reached through it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

# Whoever may ask is not thereby one who may read /etc/passwd, write files, attach the build, or load code from the net.
LOCKED: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}


def connect(file: Path | str, *, allow_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection; with `allow_files` it reaches other files, too, as the one who asks has said."""
    return duckdb.connect(str(file), read_only=True, config={} if allow_files else LOCKED)
