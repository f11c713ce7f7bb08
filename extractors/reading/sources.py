"""Files, folders, archives and standard input: finds what there is to read and opens it with care."""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from extractors.reading.records import Problem

STANDARD_INPUT = "-"
BUFFER_SIZE = 1 << 18

# Text compresses to a third or a tenth; zeros to a thousandth.
_BOMB_RATIO = 200
_BOMB_MINIMUM = 32_000_000  # bytes below which nobody is harmed


class InputNotFound(FileNotFoundError):  # noqa: N818 - reads better where it is caught
    """Paths were given that do not exist: misuse, told before anything is read."""

    def __init__(self, paths: Sequence[str]) -> None:
        names = ", ".join(paths)
        super().__init__(
            errno.ENOENT, f"No such file or folder: {names}. Check the spelling, or give other files or folders."
        )
        self.paths = tuple(paths)

    def __str__(self) -> str:
        return str(self.args[1])


@dataclass(frozen=True)
class Source:
    """One file to read, or standard input.

    `path` is as given, or joined to the folder that was given. `problem` says why it is not to be read.
    """

    path: str
    stream: BinaryIO | None = None
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """File name without `.gz`, in lower case."""
        return os.path.basename(self.path).lower().removesuffix(".gz")  # noqa: PTH119 - a path may be no valid Unicode

    @property
    def is_compressed(self) -> bool:
        return self.path.lower().endswith(".gz")

    @property
    def stem(self) -> str:
        """File name without its suffixes: the id of an article that has no other."""
        path = Path(self.path)
        return Path(path.stem).stem if self.is_compressed else path.stem

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked. Opening and reading raise Problem for what goes wrong with files."""
        try:
            if self.stream is not None:
                yield self.stream
                return
            with Path(self.path).open("rb") as file:
                yield _unpacked(file) if self.is_compressed else file
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Problem(
                "broken_archive", f"The gzip archive is damaged or cut off ({error}). Pack it again."
            ) from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Problem(
                "unreadable", f"It cannot be read: {reason}. Check that it is there and that you may read it."
            ) from None

    def read(self, limit: int) -> bytes:
        """All bytes, at most `limit` of them: Problem `too_large` above, `empty_file` where there are none."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Problem("too_large", f"It holds over {limit / 1e6:g} MB, more than one article has. Split it.")
        if not data:
            raise Problem("empty_file", "The file is empty. Fetch it again, or take it away.")
        return data


def _unpacked(file: IO[bytes]) -> BinaryIO:
    packed_size = os.fstat(file.fileno()).st_size
    with_guard = _BombGuard(gzip.GzipFile(fileobj=file), packed_size)
    return cast(BinaryIO, io.BufferedReader(with_guard, BUFFER_SIZE))


class _BombGuard(io.RawIOBase):
    """Stops reading an archive that unpacks to absurdly much."""

    def __init__(self, stream: gzip.GzipFile, packed_size: int) -> None:
        self._stream = stream
        self._limit = max(_BOMB_MINIMUM, _BOMB_RATIO * packed_size)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        self._count += count
        if self._count > self._limit:
            raise Problem(
                "archive_bomb",
                f"The archive unpacks to over {self._limit / 1e6:,.0f} MB, {_BOMB_RATIO} times its size. Unpack and check it.",
            )
        return count


def find_sources(paths: Sequence[Path | str], stdin: BinaryIO | None) -> Iterator[Source]:
    """Every file of these paths, in the order given, folders in sorted order; each file once.

    Hidden files and folders (a name that begins with a full stop) are passed over. Links are
    followed within the folder that was given, never out of it. Raises InputNotFound at once.
    """
    given = list(dict.fromkeys(str(path) for path in paths))
    if missing := [path for path in given if path != STANDARD_INPUT and not _exists(path)]:
        raise InputNotFound(missing)
    return _walk_all(_without_repetition(given), stdin)


def _exists(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116 - Path.exists raises where a folder above may not be entered
    except PermissionError:
        return True  # opening it will tell
    except (OSError, ValueError):
        return False
    return True


def _without_repetition(given: list[str]) -> list[str]:
    """Drops paths that lie in another given folder: a record is seen once, however often it is named."""
    absolute = {path: Path(os.path.abspath(path)) for path in given if path != STANDARD_INPUT}  # noqa: PTH100 - links stay
    kept: dict[Path, str] = {}
    for path, place in absolute.items():
        kept.setdefault(place, path)
    folders = [place for place in kept if os.path.isdir(place)]  # noqa: PTH112 - as in _exists

    def is_walked_elsewhere(place: Path) -> bool:
        return any(
            folder in place.parents and not any(part.startswith(".") for part in place.relative_to(folder).parts)
            for folder in folders
        )

    return [
        path
        for path in given
        if path == STANDARD_INPUT or (kept[absolute[path]] == path and not is_walked_elsewhere(absolute[path]))
    ]


def _walk_all(paths: list[str], stdin: BinaryIO | None) -> Iterator[Source]:
    for path in paths:
        if path == STANDARD_INPUT:
            yield Source(path, stream=stdin)
        elif os.path.isdir(path):  # noqa: PTH112 - as in _exists
            yield from _walk(path, Path(os.path.realpath(path)))
        else:
            yield _checked(path)


def _walk(folder: str, root: Path) -> Iterator[Source]:
    stack: list[str | os.DirEntry[str]] = [folder]  # no recursion: folders can be nested deeper than calls
    while stack:
        place = stack.pop()
        if isinstance(place, str):
            try:
                with os.scandir(place) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                text = f"The folder cannot be listed: {error.strerror}. Check its permissions."
                yield Source(place, problem=Problem("unreadable", text))
            else:
                stack.extend(entry for entry in entries if not entry.name.startswith("."))
        elif (found := _looked_at(place, root)) is not None:
            yield found
        else:
            stack.append(place.path)


def _looked_at(entry: os.DirEntry[str], root: Path) -> Source | None:
    """The file that the entry of a folder is, None for a folder; one that cannot be looked at says so."""
    try:
        if entry.is_symlink():
            return _link(entry, root)
        return None if entry.is_dir(follow_symlinks=False) else _checked(entry.path)
    except (OSError, ValueError) as error:  # such as a link to a name that is too long
        reason = getattr(error, "strerror", None) or str(error)
        return Source(entry.path, problem=Problem("unreadable", f"It cannot be looked at: {reason}. Take it away."))


def _link(entry: os.DirEntry[str], root: Path) -> Source:
    target = Path(os.path.realpath(entry.path))  # Path.resolve raises for a link to itself
    if not target.is_relative_to(root):
        text = f"The link leads out of the folder, to {target}. Copy the file into the folder, or name it itself."
        return Source(entry.path, problem=Problem("link_outside", text))
    if target.is_dir():
        text = f"The link leads to the folder {target}, whose files are read at their own place. Nothing is lost; remove the link."
        return Source(entry.path, problem=Problem("link_to_folder", text))
    return _checked(entry.path)


def _checked(path: str) -> Source:
    """Pipes, sockets and devices in a folder would be waited for, maybe for ever."""
    try:
        is_special = not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - a path may be no valid Unicode
    except (OSError, ValueError):  # opening it will tell
        is_special = False
    if is_special:
        return Source(
            path,
            problem=Problem(
                "unsupported_type", "This is no file but a pipe, a socket or a device. Save the data in a file."
            ),
        )
    return Source(path)
