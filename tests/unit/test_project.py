"""The project's own files: what is locked is what pyproject.toml asks for, and nothing names a machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
LOCK = (PROJECT / "requirements.lock").read_text("utf-8")
DASHBOARD_LOCK = (PROJECT / "requirements-dashboard.lock").read_text("utf-8")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PYPROJECT["optional-dependencies"]
REQUIRED = [*PYPROJECT["dependencies"], *EXTRAS["dev"]]
REQUIRED_OF_DASHBOARD = [*EXTRAS["dashboard"], *EXTRAS["browser"]]


@pytest.mark.parametrize(
    ("requirement", "lock"),
    [*((each, LOCK) for each in REQUIRED), *((each, DASHBOARD_LOCK) for each in REQUIRED_OF_DASHBOARD)],
    ids=[*REQUIRED, *REQUIRED_OF_DASHBOARD],
)
def test_the_lock_fulfills_what_pyproject_asks_for(requirement, lock):
    wanted = Requirement(requirement)
    name = re.escape(canonicalize_name(wanted.name))
    locked = re.findall(rf"^{name}==([^\s;\\]+)", lock, flags=re.MULTILINE)
    assert locked, "not locked: make lock"
    assert all(wanted.specifier.contains(version) for version in locked), f"locked is {locked}: make lock"


def test_both_locks_can_be_installed_together():
    """A package that stands in both has the same versions in both."""

    def pinned(lock: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE):
            found.setdefault(name, set()).add(version)
        return found

    one, other = pinned(LOCK), pinned(DASHBOARD_LOCK)
    assert {name: other[name] for name in one.keys() & other} == {name: one[name] for name in one.keys() & other}


@pytest.mark.parametrize(
    ("lock", "required"), [(LOCK, REQUIRED), (DASHBOARD_LOCK, REQUIRED_OF_DASHBOARD)], ids=["all", "dashboard"]
)
def test_every_locked_package_has_hashes(lock, required):
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > len(required)
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", [LOCK, DASHBOARD_LOCK], ids=["all", "dashboard"])
def test_the_lock_names_no_address(lock):
    assert "://" not in lock
    assert "--index" not in lock
