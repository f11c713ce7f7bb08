"""What `gipfel run` says while it works, and how it puts a bad end into words."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from orchestration.cli.run import bars, headline, is_nothing_taken, problems
from orchestration.run import FailedCheck, RunSummary

COUNTS = dict.fromkeys(
    ("loaded", "unchanged", "duplicate", "rejected", "extracted", "articles_failed", "actors", "meetings"), 0
)


def summary(**fields) -> RunSummary:
    """A summary in which nothing happened, but for these fields."""
    given = {"run_id": "r", "seen": 1, "succeeded": True, "nothing_new": False, "published": None, "version": "v1"}
    return RunSummary(**{**given, **COUNTS, **fields})


def test_a_terminal_sees_a_bar_for_every_step():
    output = io.StringIO()
    with bars(Console(file=output, force_terminal=True, width=100), quiet=False) as progress:
        progress("extract", 3, 8)
        progress("dbt", 0, 79)
    assert "extracting" in output.getvalue()
    assert "modeling and checking" in output.getvalue()


@pytest.mark.parametrize(("terminal", "quiet"), [(False, False), (True, True)])
def test_others_see_none(terminal, quiet):
    output = io.StringIO()
    with bars(Console(file=output, force_terminal=terminal), quiet=quiet) as progress:
        assert progress is None
    assert output.getvalue() == ""


def test_how_it_ended_is_said_first():
    assert headline(summary()) == "Published version v1."
    assert headline(summary(nothing_new=True)).startswith("Nothing new")
    assert "nothing was published" in headline(summary(succeeded=False))


def test_a_failed_check_is_told_apart_from_a_warning():
    checks = [FailedCheck("marts/dim_actor", f"check_{severity}", severity, "2 rows") for severity in ("ERROR", "WARN")]
    failed, warned = problems(summary(succeeded=False, failed_checks=checks))
    assert failed == "check failed: check_ERROR on marts/dim_actor: 2 rows"
    assert warned.startswith("warning: check_WARN")


def test_a_run_without_articles_says_so_and_what_to_do():
    """The fault: an empty folder, or a file of nothing but rejected records, was 'Published' without a hint."""
    assert headline(summary(seen=0)).startswith("Nothing was read")
    assert "parquet" in headline(summary(seen=0))
    assert headline(summary(seen=3, rejected=3)).startswith("Nothing was taken")
    assert headline(summary(seen=3, rejected=2, loaded=1)).startswith("Published")
    assert is_nothing_taken(summary(seen=0))
    assert not is_nothing_taken(summary(seen=3, rejected=2, unchanged=1))
