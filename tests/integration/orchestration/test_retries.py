"""What is tried again, and how long that waits."""

import dagster as dg
import duckdb
import pytest

from orchestration.assets import retries
from orchestration.assets.retries import retrying_io


def attempts_until_success(errors, monkeypatch):
    """How often a step is started that raises these errors one after the other, and whether it succeeds at last."""
    monkeypatch.setattr(retries, "FIRST_WAIT_SECONDS", 0.01)
    left, attempts = list(errors), []

    @dg.asset
    def step(context: dg.AssetExecutionContext) -> None:
        with retrying_io(context):
            attempts.append(context.retry_number)
            if left:
                raise left.pop(0)

    result = dg.materialize([step], raise_on_error=False, instance=dg.DagsterInstance.ephemeral())
    return len(attempts), result.success


def test_errors_of_disk_and_database_file_are_tried_again(monkeypatch):
    errors = [OSError("no space left"), duckdb.IOException("cannot open file")]
    assert attempts_until_success(errors, monkeypatch) == (3, True)


def test_after_three_more_tries_it_is_enough(monkeypatch):
    assert attempts_until_success([OSError("no space left")] * 9, monkeypatch) == (4, False)


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), FileNotFoundError("no such folder"), duckdb.BinderException("bad SQL")]
)
def test_what_does_not_pass_by_itself_is_not_tried_again(error, monkeypatch):
    assert attempts_until_success([error], monkeypatch) == (1, False)
