"""The sensor on a folder: what it takes for new."""

from __future__ import annotations

import dagster as dg
import pytest

from orchestration.automation import folder_sensor, gipfel_job, hourly_schedule
from tests.integration.orchestration.conftest import TEXTS, write_articles


@pytest.fixture
def sensor(tmp_path):
    return folder_sensor(gipfel_job(), tmp_path / "articles")


def tick(sensor, cursor=None):
    return sensor.evaluate_tick(dg.build_sensor_context(cursor=cursor))


def test_an_empty_folder_and_a_missing_one_start_nothing(sensor, tmp_path):
    assert "no files" in tick(sensor).skip_message
    write_articles(tmp_path / "articles", {})
    assert "no files" in tick(sensor).skip_message


def test_files_start_one_run_on_the_folder(sensor, articles):
    found = tick(sensor)
    [request] = found.run_requests
    assert request.run_config["ops"]["load"]["config"]["paths"] == [str(articles)]
    again = tick(sensor, found.cursor)
    assert not again.run_requests
    assert "Nothing new among 3 files" in again.skip_message


@pytest.mark.parametrize("change", [{"neu": "Ein neuer Artikel."}, {"wien": "Ein anderer Text."}])
def test_a_new_and_a_changed_file_start_another(sensor, articles, change):
    first = tick(sensor)
    write_articles(articles, change)
    second = tick(sensor, first.cursor)
    assert len(second.run_requests) == 1
    assert second.run_requests[0].run_key != first.run_requests[0].run_key


def test_the_cursor_stays_small_however_many_files_there_are(sensor, articles):
    write_articles(articles, {f"article-{number}": TEXTS["wien"] for number in range(300)})
    assert len(tick(sensor).cursor) < 120


def test_the_schedule_reads_the_folder_and_says_which(tmp_path):
    schedule = hourly_schedule(gipfel_job(), tmp_path)
    assert str(tmp_path) in schedule.description
    [request] = schedule.evaluate_tick(dg.build_schedule_context()).run_requests
    assert request.run_config["ops"]["load"]["config"]["paths"] == [str(tmp_path)]
