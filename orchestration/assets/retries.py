"""What may pass by itself is tried again: errors of the disk and of the database file. Nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

MAX_RETRIES = 3
FIRST_WAIT_SECONDS = 1.0


@contextmanager
def retrying_io(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Have Dagster run the step again after 1, 2 and 4 seconds when it fails on input or output."""
    try:
        yield
    except FileNotFoundError:
        raise  # does not come back by itself
    except (OSError, duckdb.IOException) as error:
        wait = FIRST_WAIT_SECONDS * 2**context.retry_number
        context.log.warning(
            f"{type(error).__name__}: {error}. Tried again in {wait:.0f} s, {MAX_RETRIES} times at most."
        )
        raise dg.RetryRequested(max_retries=MAX_RETRIES, seconds_to_wait=wait) from error
