"""The published versions that are kept: going back to one, and copies of the newest one elsewhere (backup and restore).

What is published is never changed and never taken back: going back publishes the old version once more, as the newest. A backup is the
folder of a version, with the decisions by hand beside it; a build database is made from it by the next run (`orchestration.recovery`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration import publishing
from orchestration.paths import WarehousePaths, overrides_file, withdrawals_file
from orchestration.publishing import DATABASE, NOTE, PARQUET, Version
from orchestration.reading import connect
from orchestration.withdrawals import read_withdrawals

DECISIONS = "decisions"


class VersionError(RuntimeError):
    """A version cannot be published, saved or restored; nothing was changed."""


def kept_versions(paths: WarehousePaths) -> list[Version]:
    """The complete versions, oldest first; the last is the one that readers see."""
    folders = sorted(paths.published.glob("v*")) if paths.published.is_dir() else []
    found = [version for folder in folders if (version := publishing.read_note(folder))]
    current = paths.current_version()
    return [version for version in found if current is not None and version.folder <= current.name]


def publish_again(paths: WarehousePaths, name: str, run_id: str) -> Version:
    """Publish a kept version once more, as the newest; it stays until a run has something new. Call it under the writer's lock."""
    kept = {version.folder: version for version in kept_versions(paths)}
    chosen = [version for folder, version in kept.items() if folder.startswith(name)]
    if len(chosen) != 1:
        what = f"{len(chosen)} kept versions begin with {name}." if chosen else f"No version {name} is kept."
        raise VersionError(f"{what} Kept are: {', '.join(kept) or 'none'}.")
    newest, source = list(kept.values())[-1], paths.published / chosen[0].folder
    if chosen[0] == newest:
        raise VersionError(f"{newest.folder} is the version that readers see already.")
    _be_sure_nothing_is_withdrawn(source)
    # The fingerprint is that of what is left behind: a run with nothing new has nothing to publish.
    again = replace(
        chosen[0], fingerprint=newest.fingerprint, run_id=run_id, again_of=chosen[0].again_of or chosen[0].folder
    )
    return _publish_copy(paths, source, again)


def back_up(paths: WarehousePaths, folder: Path) -> Version:
    """Copy the newest version and the decisions by hand into `folder`, which is made, whole or not at all. Call it under the writer's lock."""
    version = publishing.published_version(paths)
    if version is None:
        raise VersionError(f"Nothing is published at {paths.link} yet, so there is nothing to back up.")
    if not (paths.published / version.folder / publishing.RAW_ARTICLES).is_file():
        raise VersionError(
            f"Version {version.folder} was published by an older Gipfel, without its articles. Publish anew first: gipfel run"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VersionError(f"{folder} exists already. Name a folder that does not: a backup never replaces another.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(temporary, ignore_errors=True)
    shutil.copytree(paths.published / version.folder, temporary)
    (temporary / DECISIONS).mkdir()
    for file in (overrides_file(), withdrawals_file()):
        if file.exists():
            shutil.copyfile(file, temporary / DECISIONS / file.name)
    _check(temporary, version)
    publishing.sync(temporary)
    temporary.replace(folder)
    return version


def restore(paths: WarehousePaths, folder: Path, run_id: str, *, replace_build: bool) -> tuple[Version, list[Path]]:
    """Publish a backup at `paths`, and put the decisions by hand where there are none; those that differ are returned, and left alone.

    A build database that is there is of other articles: it is deleted where `replace_build` says so, else VersionError. Call it under the lock.
    """
    version = publishing.read_note(folder)
    if version is None or not (folder / publishing.RAW_ARTICLES).is_file():
        raise VersionError(f"{folder} is no backup: gipfel backup DIR makes one.")
    if (paths.build.exists() or paths.link.exists()) and not replace_build:
        raise VersionError(
            f"There is a warehouse at {paths.link} already. Name another --warehouse FILE, or --replace what is there."
        )
    _check(folder, version)
    differing = _restore_decisions(folder / DECISIONS)
    again = replace(version, run_id=run_id, again_of=version.again_of or version.folder)
    # a kill after it leaves what was published before, from which the build can be made, too
    return _publish_copy(paths, folder, again, before_swap=lambda: paths.build.unlink(missing_ok=True)), differing


def _publish_copy(
    paths: WarehousePaths, source: Path, version: Version, before_swap: Callable[[], None] = lambda: None
) -> Version:
    publishing.remove_leftovers(paths)
    folder = publishing.new_folder(paths)
    for part in (DATABASE, PARQUET, Path(publishing.RAW_ARTICLES).parts[0]):
        if (source / part).is_dir():
            shutil.copytree(source / part, folder / part)
        elif (source / part).exists():
            shutil.copyfile(source / part, folder / part)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    version = replace(version, folder=folder.name, published_at=now)
    _check(folder, version)
    (folder / NOTE).write_text(json.dumps(asdict(version), indent=2), encoding="utf-8")
    publishing.sync(folder)
    before_swap()
    publishing.swap(paths, folder)
    publishing.remove_leftovers(paths)
    return version


def _check(folder: Path, version: Version) -> None:
    try:
        publishing.audit(folder, version.row_counts)
    except (publishing.AuditError, duckdb.Error, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise VersionError(f"{folder} is not whole: {reason} Nothing was changed.") from error


def _be_sure_nothing_is_withdrawn(folder: Path) -> None:
    withdrawn = [withdrawal.article_id for withdrawal in read_withdrawals()]
    with connect(folder / DATABASE) as connection:
        sql = "select article_id from marts.dim_article where list_contains(?, article_id) order by all"
        found = [article for (article,) in connection.execute(sql, [withdrawn]).fetchall()]
    if found:
        raise VersionError(f"{folder.name} holds {', '.join(found)}, which has been withdrawn since (gipfel withdraw).")


def _restore_decisions(folder: Path) -> list[Path]:
    differing = []
    for target in (overrides_file(), withdrawals_file()):
        kept = folder / target.name
        if not kept.is_file() or (target.exists() and target.read_bytes() == kept.read_bytes()):
            continue
        if target.exists() and len(target.read_text(encoding="utf-8-sig").splitlines()) > 1:
            differing.append(kept)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.new")
        shutil.copyfile(kept, temporary)
        temporary.replace(target)
    return differing
