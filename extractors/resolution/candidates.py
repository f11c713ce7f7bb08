"""Which reports are worth comparing: blocking by time, place and participants, so that not every pair is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from datetime import timedelta
from itertools import combinations

from extractors.resolution.reports import GUESSED_WITHIN, LONGEST_SUMMIT, Report, Window

_LONGEST_BY_DAYS = 10
_NOTICE = 31  # days before a postponement in which the meeting was to be
_LEVELS = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 2}

Pair = tuple[str, str]
Block = tuple[object, ...]


def candidate_pairs(reports: Iterable[Report], changed: Set[str] | None = None) -> list[Pair]:
    """Pairs of reports of different articles that share a time and a place or an actor, in a fixed order.

    Where `changed` is given, only pairs with a report of one of these articles.

    A report is filed under the days, weeks, months and years of its date down to its own precision, so
    that two reports meet at the coarser precision of the two. Undated reports are filed under the
    months that their publication allows; without one, under a city and two of its people alone.
    """
    coarsest: dict[Block, list[Report]] = defaultdict(list)
    timeless: dict[Block, list[Report]] = defaultdict(list)
    timed: list[tuple[int, Report]] = []
    for report in reports:
        if report.expected is None:
            for block in _timeless_blocks(report):
                timeless[block].append(report)
            continue
        level = _level(report)
        timed.append((level, report))
        for block in {*_blocks(report, level), *_blocks_before(report, level)}:
            coarsest[block].append(report)
    pairs: set[Pair] = set()

    def add(left: Report, others: Iterable[Report]) -> None:
        if changed is not None and left.article_key not in changed:
            others = (other for other in others if other.article_key in changed)
        pairs.update(ordered(left, other) for other in others if left.article_key != other.article_key)

    for members in (*coarsest.values(), *timeless.values()):
        for i, report in enumerate(members):
            add(report, members[i + 1 :])
    levels = {block[0] for block in coarsest}
    for level, report in timed:
        for at in range(level + 1, 4):
            if at in levels:
                for block in _blocks(report, at):
                    add(report, coarsest.get(block, ()))
        if timeless:
            for block in _timeless_blocks(report):
                add(report, timeless.get(block, ()))
    return sorted(pairs)


def ordered(a: Report, b: Report) -> Pair:
    """The keys of two reports, that of the earlier publication first."""
    return (a.key, b.key) if (a.order, a.key) <= (b.order, b.key) else (b.key, a.key)


def _level(report: Report) -> int:
    """0 to 3 for day, week, month, year: the width at which a report is filed first."""
    if report.window is None:
        return _LEVELS["month"]
    level = _LEVELS[report.precision]
    days = (report.window[1] - report.window[0]).days
    return max(level, 1) if days > _LONGEST_BY_DAYS else level


def _blocks(report: Report, level: int) -> Iterator[Block]:
    window = report.expected
    if window is not None:
        if report.lasts and level == 0:
            window = window[0], window[1] + timedelta(days=LONGEST_SUMMIT - 1)
        if report.is_guessed:
            slack = timedelta(days=GUESSED_WITHIN)
            window = window[0] - slack, window[1] + slack
        features = list(_features(report, level))
        for bucket in _buckets(window, level):
            for feature in features:
                yield level, bucket, feature


def _blocks_before(report: Report, level: int) -> Iterator[Block]:
    """What is put off is filed under the months before too, where it was planned for."""
    month = _LEVELS["month"]
    if report.status == "postponed" and report.window and report.published_on and level < month:
        before = min(report.published_on - timedelta(days=_NOTICE), report.window[0])
        for bucket in _buckets((before, report.window[1]), month):
            for feature in _features(report, month):
                yield month, bucket, feature


def _buckets(window: Window, level: int) -> Iterator[object]:
    day = window[0]
    seen = None
    while day <= window[1]:
        bucket = (day, day - timedelta(days=day.weekday()), (day.year, day.month), day.year)[level]
        if bucket != seen:
            yield bucket
            seen = bucket
        day += timedelta(days=1)


def _features(report: Report, level: int) -> Iterator[object]:
    """What two reports must share beside the time: the wider the time, the more of it.

    Of countries all, as one of them tells too little. `scope.comparable_reports` looks for the same features.
    """
    if level >= _LEVELS["month"]:
        yield from _pairs_of_persons(report)
        if report.spot:
            yield from ((report.spot, person) for person in report.persons)
    else:
        yield from report.persons
        yield from report.assemblies
    if level == 0 and report.spot:
        yield report.spot
    if len(report.parties) > 1 and None not in report.parties:
        yield frozenset(report.parties)


def _pairs_of_persons(report: Report) -> Iterator[Pair]:
    return combinations(sorted(report.persons), 2)


def _timeless_blocks(report: Report) -> Iterator[Block]:
    if report.spot:
        for pair in _pairs_of_persons(report):
            yield (report.spot, *pair)
