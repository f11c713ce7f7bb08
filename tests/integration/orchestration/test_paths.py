"""Which file may be a warehouse."""

from __future__ import annotations

import pytest

from orchestration.paths import ARTICLES_VARIABLE, DEFAULT_ARTICLES, WarehousePathError, WarehousePaths, articles_folder


def test_everything_lies_beside_the_published_file(tmp_path):
    paths = WarehousePaths.from_file(tmp_path / "news.duckdb")
    assert {path.parent for path in (paths.build, paths.published, paths.parquet, paths.lock, paths.dbt)} == {tmp_path}


def test_a_file_that_somebody_else_made_is_refused(tmp_path):
    (tmp_path / "mine.duckdb").write_text("mine")
    with pytest.raises(WarehousePathError, match="was not published by gipfel"):
        WarehousePaths.from_file(tmp_path / "mine.duckdb")


def test_one_folder_keeps_one_warehouse(tmp_path):
    (tmp_path / "first.duckdb").symlink_to("published/v1/gipfel.duckdb")
    assert WarehousePaths.from_file(tmp_path / "first.duckdb")
    with pytest.raises(WarehousePathError, match=r"keeps the warehouse first\.duckdb"):
        WarehousePaths.from_file(tmp_path / "second.duckdb")


def test_the_name_of_the_build_database_is_taken(tmp_path):
    with pytest.raises(WarehousePathError, match="used for something else"):
        WarehousePaths.from_file(tmp_path / "build.duckdb")


def test_another_folder_may_be_named_for_what_is_read_by_default(tmp_path, monkeypatch):
    monkeypatch.delenv(ARTICLES_VARIABLE, raising=False)
    assert articles_folder() == DEFAULT_ARTICLES
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ARTICLES_VARIABLE, "news")
    assert articles_folder() == tmp_path / "news"
