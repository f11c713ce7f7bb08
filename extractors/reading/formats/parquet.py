"""Parquet, read a batch of rows at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from extractors.reading.formats.fields import known_columns, record_of
from extractors.reading.formats.format import Format
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

BATCH_SIZE = 256  # rows; texts are long
_IN_MEMORY = 32_000_000
ENCODING = "utf-8"  # of all strings in Parquet


def read_parquet(source: Source) -> Iterator[Record]:
    """The rows in their order; only columns that mean something are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _seekable(source) as stream:
        try:
            file = pq.ParquetFile(stream)
            names = file.schema_arrow.names
            columns = known_columns(names)
            if not columns and file.metadata.num_rows:
                raise Problem(
                    "broken_record", "None of its columns is known. Name them `id`, `text`, `title`, `published` …"
                )
            if twice := {name for name in columns if columns.count(name) > 1}:
                raise Problem(
                    "broken_record",
                    f"Columns of one name are there twice: {', '.join(sorted(twice))[:200]}. Rename one.",
                )
            others = [name for name in names if name not in columns]
            for batch in file.iter_batches(batch_size=BATCH_SIZE, columns=columns):
                fields = [_values(batch.column(name)) for name in columns]
                for row in zip(*fields, strict=True):
                    yield record_of(dict(zip(columns, row, strict=True)), ENCODING, others)
        except (pa.ArrowException, ValueError, OSError) as error:
            what = str(error).splitlines()[0][:200].rstrip(".") if str(error) else type(error).__name__
            raise Problem("broken_file", f"It cannot be read as Parquet: {what}. Write it again.") from None


class Unreadable:
    """A value of a table that Python cannot hold: a day in the year 29,000, a time in a zone that there is not."""

    def __repr__(self) -> str:
        return "a value out of range"


def _values(column) -> list[Any]:  # type: ignore[no-untyped-def]  # of pyarrow, which brings no types
    """The column's values; where one of them cannot be had, the others are."""
    try:
        values: list[Any] = _in_microseconds(column).to_pylist()
        return values
    except Exception:  # pyarrow raises whatever the conversion of a value raises
        return [_value(scalar) for scalar in column]


def _value(scalar) -> Any:  # type: ignore[no-untyped-def]
    try:
        return scalar.as_py()
    except Exception:
        return Unreadable()


def _in_microseconds(column):  # type: ignore[no-untyped-def]  # of pyarrow, which brings no types
    """Python has no nanoseconds, and pyarrow refuses to drop them unasked."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


@contextmanager
def _seekable(source: Source) -> Iterator[BinaryIO]:
    with source.open() as stream:
        if not source.is_compressed:
            yield stream
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as unpacked:
            shutil.copyfileobj(stream, unpacked)
            unpacked.seek(0)
            yield cast(BinaryIO, unpacked)


FORMAT = Format("Parquet", (".parquet",), read_parquet, has_ids=True)
