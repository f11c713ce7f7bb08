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
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = [*PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("requirement", REQUIRED)
def test_the_lock_fulfills_what_pyproject_asks_for(requirement):
    wanted = Requirement(requirement)
    name = re.escape(canonicalize_name(wanted.name))
    locked = re.findall(rf"^{name}==([^\s;\\]+)", LOCK, flags=re.MULTILINE)
    assert locked, "not locked: make lock"
    assert all(wanted.specifier.contains(version) for version in locked), f"locked is {locked}: make lock"


def test_every_locked_package_has_hashes():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > len(REQUIRED)
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_address():
    assert "://" not in LOCK
    assert "--index" not in LOCK
