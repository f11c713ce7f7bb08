"""The extractor's version changes with all that decides how a text is read, and with nothing else."""

from __future__ import annotations

import pytest

from extractors import version

FILES = [
    "extractors/extraction.py",
    "extractors/lexicons/titles.csv",
    "extractors/language/encoder/meta.json",
    "extractors/language/encoder/model.onnx",
    "extractors/language/training/fine_tuning.py",
    "extractors/resolution/actors.py",
    "seeds/reference/countries.csv",
    "seeds/reference/overrides.csv",
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(version, "_PACKAGE", tmp_path / "extractors")
    monkeypatch.setattr(version, "_REFERENCE", tmp_path / "seeds" / "reference")
    return tmp_path


def version_now() -> str:
    version.extractor_version.cache_clear()
    return version.extractor_version()


@pytest.fixture(autouse=True)
def forget():
    """What was computed of a made-up project is not for the tests that come after."""
    yield
    version.extractor_version.cache_clear()


def test_it_is_the_same_wherever_the_project_lies(project, tmp_path_factory, monkeypatch):
    before = version_now()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "z"
    project.rename(elsewhere)
    monkeypatch.setattr(version, "_PACKAGE", elsewhere / "extractors")
    monkeypatch.setattr(version, "_REFERENCE", elsewhere / "seeds" / "reference")
    assert version_now() == before
    assert len(before) == 12


@pytest.mark.parametrize("name", FILES)
def test_it_changes_with_what_decides_how_a_text_is_read(project, name):
    before = version_now()
    (project / name).write_text("after")
    decides = not any(part in name for part in ("model.onnx", "training", "resolution", "overrides"))
    assert (version_now() != before) == decides


def test_a_new_lexicon_makes_a_new_version(project):
    before = version_now()
    (project / "extractors" / "lexicons" / "more.txt").write_text("")
    assert version_now() != before
