"""Many meetings told of at once are a series; one of a series is a meeting of its own."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzler Friedrich Merz und Präsident Emmanuel Macron telefonieren regelmäßig miteinander.",
        "Die wöchentlichen Gespräche zwischen Bundeskanzler Friedrich Merz und Ministerpräsident Donald Tusk gehen weiter.",
        "Bundeskanzler Friedrich Merz und Präsident Emmanuel Macron treffen sich alle drei Monate in Genf.",
        "Unterhändler aus Russland und der Ukraine haben in den vergangenen Wochen wiederholt in Istanbul verhandelt.",
        "Der amerikanische Sondergesandte Steve Witkoff hat Präsident Wladimir Putin bereits fünfmal in Moskau getroffen.",
        "Nach mehreren Telefonaten zwischen Donald Trump und Wladimir Putin wächst die Hoffnung auf Frieden.",
        "Mehrere Gesprächsrunden zwischen den USA und dem Iran in Maskat blieben ohne Ergebnis.",
        "Immer wieder hat Außenminister Johann Wadephul mit dem israelischen Außenminister Gideon Saar telefoniert.",
    ],
)
def test_many_at_once_are_a_series_without_a_day(read, text):
    [meeting] = read(text).meetings
    assert meeting.is_series
    assert meeting.when is None


@pytest.mark.parametrize(
    "text",
    [
        "Zu ihrem jährlichen Treffen kamen die Präsidenten Emmanuel Macron und Xi Jinping am Montag in Paris zusammen.",
        "Das jährliche Gipfeltreffen der Nato findet in diesem Jahr in Ankara statt.",
        "Steve Witkoff traf Präsident Wladimir Putin am Dienstag zum dritten Mal in Moskau.",
        "Beim Treffen mit Emmanuel Macron in Paris wiederholt Bundeskanzler Friedrich Merz seine Forderung.",
    ],
)
def test_one_of_a_series_is_a_meeting(read, text):
    [meeting] = read(text).meetings
    assert not meeting.is_series


def test_a_meeting_that_is_said_to_be_usual_keeps_its_day(read):
    [meeting] = read(
        "Bundeskanzler Friedrich Merz empfing am Dienstag in Berlin den polnischen Ministerpräsidenten Donald Tusk. "
        "Merz und Tusk treffen sich regelmäßig."
    ).meetings
    assert not meeting.is_series
    assert meeting.when.start_date == date(2025, 3, 11)
