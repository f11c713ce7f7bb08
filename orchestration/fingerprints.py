"""Short hashes that stand for a state of things: the same state, the same fingerprint, on every machine.

A step remembers the fingerprint that it finished with (`Warehouse.finish`). While it stays the same, there is
nothing to do; a step that was broken off or has failed has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import extractors
from orchestration.paths import DBT_PROJECT, OVERRIDES, REFERENCE, overrides_file
from orchestration.warehouse import Warehouse
from orchestration.withdrawals import withdrawals_digest

# What the marts and the publication are made with; a new version of these makes them anew.
_PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb")
_GENERATED = {"target", "logs", "dbt_packages", "__pycache__", ".user.yml"}

RESOLVED = "resolved"  # the steps that remember what they finished with
RESOLUTION_RULES = "resolution_rules"
MARTS = "marts"

_CURRENT = """
select md5(coalesce(string_agg(part, '\n' order by part), '')) as digest from (
    select concat_ws(' ', article_version_key, extractor_version, problem) as part from extracted.extraction
)
"""
_REJECTIONS = """
select md5(coalesce(string_agg(part, '\n' order by part), '')) as digest from (
    select distinct concat_ws(' ', path, record_number, reason_code, message) as part from raw.rejected_article
)
"""


def combine(*parts: str) -> str:
    """One fingerprint of several.

    >>> combine("a", "b") == combine("ab")
    False
    """
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def digest_files(roots: Iterable[Path]) -> str:
    """Over names and contents of these files and of all files below these folders, generated ones left out."""
    digest = blake2b(digest_size=8)
    for root in roots:
        files = sorted(root.rglob("*")) if root.is_dir() else [root]
        for file in files:
            relative = file.relative_to(root.parent)
            if file.is_file() and not _GENERATED.intersection(relative.parts):
                content = file.read_bytes()
                digest.update(f"{relative.as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def dbt_project_digest(project: Path = DBT_PROJECT) -> str:
    """Of the dbt project's files and of the packages that run it."""
    return combine(digest_files([project]), *(f"{package} {version(package)}" for package in _PACKAGES))


@cache
def resolution_digest() -> str:
    """Of the code, the lexicons and the reference data that resolution works with; the overrides may change any time."""
    reference = [file for file in sorted(REFERENCE.iterdir()) if file.name != OVERRIDES.name]
    return digest_files([Path(extractors.__file__).parent, *reference])


def overrides_digest() -> str:
    """Of what people have decided by hand, as the file is now; no file is an empty one."""
    file = overrides_file()
    return blake2b(file.read_bytes() if file.exists() else b"", digest_size=8).hexdigest()


def extraction_digest(warehouse: Warehouse) -> str:
    """Which version of every article has been extracted, by which extractor."""
    return _digest(warehouse, _CURRENT)


def resolution_rules() -> str:
    """How articles are resolved, whichever they are: code, reference data, what people say. Where articles go, all is resolved anew."""
    return combine(resolution_digest(), overrides_digest(), withdrawals_digest())


def resolved_fingerprint(warehouse: Warehouse) -> str:
    """What the resolved tables are to be made of: the extraction of every article, how they are resolved, what people say."""
    return combine(extraction_digest(warehouse), resolution_digest(), overrides_digest())


def marts_fingerprint(warehouse: Warehouse, project: Path) -> str:
    """What the marts are to be made of: the extracted and resolved tables as they are now, and the dbt project."""
    return combine(extraction_digest(warehouse), warehouse.finished(RESOLVED) or "", dbt_project_digest(project))


def published_fingerprint(warehouse: Warehouse, project: Path) -> str:
    """What a published version is made of: the marts, and every rejection that differs from the others."""
    return combine(marts_fingerprint(warehouse, project), _digest(warehouse, _REJECTIONS))


def _digest(warehouse: Warehouse, sql: str) -> str:
    return str(warehouse.query(sql)["digest"][0])
