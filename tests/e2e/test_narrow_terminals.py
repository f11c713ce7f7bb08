"""Commands on a real terminal of 40 and 80 columns."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from tests.e2e.conftest import GIPFEL


def on_terminal(columns: int, *arguments: str | Path) -> str:
    """What the command writes to a terminal of this width, without its colors."""
    ours, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [GIPFEL, *arguments], stdout=terminal, stderr=subprocess.DEVNULL, env={**environment, "TERM": "xterm"}
    )
    os.close(terminal)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the terminal is gone with the last process that had it
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert process.wait() == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", written.decode()).replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sql", "from dim_actor"], ["wikidata_id", "Emmanuel Macron", "first_reported_on"]),
        (["show", "meetings"], ["where", "takes part", "Paris (FR)", "Emmanuel Macron"]),
        (["show", "actor", "Selenskyj"], ["where", "Präsident"]),
        (["status"], ["marts.dim_meeting"]),
    ],
)
def test_everything_can_be_read(seeds_warehouse, columns, arguments, words):
    text = on_terminal(columns, *arguments, "--warehouse", seeds_warehouse)
    assert [word for word in words if word not in text] == []
    assert max(map(len, text.splitlines())) <= columns


def test_the_commands_that_a_run_proposes_can_be_copied(tmp_path, seeds_warehouse):
    folder = tmp_path / "my news; $HOME 'quoted'"
    folder.mkdir()
    (folder / "a.txt").write_text("Emmanuel Macron traf am 7. Januar 2026 in Paris Donald Tusk.", encoding="utf-8")
    run = subprocess.run(
        [GIPFEL, "run", folder, "--warehouse", folder / "gipfel.duckdb"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    [line] = [line for line in run.stdout.splitlines() if 'sql "from dim_actor"' in line]
    command = line.partition("  any question")[0].strip()
    assert shlex.split(command)[-1] == str(folder / "gipfel.duckdb")
    assert subprocess.run(["bash", "-c", command], capture_output=True, check=False).returncode == 0


def test_pipes_get_one_line_a_row(seeds_warehouse, gipfel):
    rows = gipfel("sql", "from dim_actor", "--format", "jsonl", "--warehouse", seeds_warehouse).stdout.splitlines()
    table = gipfel("sql", "from dim_actor", "--warehouse", seeds_warehouse).stdout.splitlines()
    assert len(table) == len(rows) + 2
    records = gipfel("sql", "from dim_actor", "--format", "records", "--warehouse", seeds_warehouse).stdout
    assert records.count("actor_key") == len(rows)
