"""Which reports are one meeting: candidate pairs by blocks, matches, clusters, keys.

The evidence is in `meeting_evidence`. Here are only the reports to be compared and the order of joining.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations

from extractors.keys import make_key
from extractors.resolution.meeting_evidence import CERTAIN, Match, contradiction, match
from extractors.resolution.reports import Report, Window

_RIVAL_MARGIN = 0.1
_LONGEST_BY_DAYS = 10
_MOST_PERSONS = 12  # of a report, when its pairs of persons are looked up
_LEVELS = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 2}

Pair = tuple[str, str]
Block = tuple[object, ...]


def link_reports(reports: list[Report]) -> list[dict[str, object]]:
    """Rows of `schemas.MEETING_LINK`, one per report; `reports` in the order of publication (`build_reports`).

    Certain matches are joined first. Articles that then share a meeting are near in time, so their
    remaining reports are compared once more.
    """
    by_key = {report.key: report for report in reports}
    matches = {(m.left, m.right): m for a, b in candidate_pairs(reports) if (m := match(by_key[a], by_key[b]))}
    clusters = _cluster(by_key, matches.values(), {key: key for key in by_key})
    context = {
        (a, b): found
        for a, b in _context_pairs(reports, clusters)
        if (a, b) not in matches and (found := match(by_key[a], by_key[b], near=True))
    }
    clusters = _cluster(by_key, context.values(), clusters)
    return _rows(reports, clusters, matches | context)


def candidate_pairs(reports: Iterable[Report]) -> list[Pair]:
    """Pairs of reports of different articles that share a time and a place or an actor, in a fixed order.

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
        for block in _blocks(report, level):
            coarsest[block].append(report)
    pairs: set[Pair] = set()

    def add(left: Report, others: Iterable[Report]) -> None:
        pairs.update(_ordered(left, other) for other in others if left.article_key != other.article_key)

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
        features = list(_features(report, level))
        for bucket in _buckets(window, level):
            for feature in features:
                yield level, bucket, feature


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

    Of countries all, as one of them tells too little.
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
    return combinations(sorted(report.persons)[:_MOST_PERSONS], 2)


def _timeless_blocks(report: Report) -> Iterator[Block]:
    if report.spot:
        for pair in _pairs_of_persons(report):
            yield (report.spot, *pair)


def _ordered(a: Report, b: Report) -> Pair:
    return (a.key, b.key) if (a.order, a.key) <= (b.order, b.key) else (b.key, a.key)


def _context_pairs(reports: Iterable[Report], cluster_of: dict[str, str]) -> list[Pair]:
    """Pairs of reports of two articles that share a meeting already; one of a pair is undated."""
    of_article: dict[str, list[Report]] = defaultdict(list)
    members: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_article[report.article_key].append(report)
        members[cluster_of[report.key]].append(report)
    linked = {
        tuple(sorted((a.article_key, b.article_key))) for joined in members.values() for a, b in combinations(joined, 2)
    }
    return sorted(
        {
            _ordered(a, b)
            for left, right in linked
            for a in of_article[left]
            for b in of_article[right]
            if a.window is None or b.window is None
        }
    )


def _cluster(reports: dict[str, Report], matches: Iterable[Match], joined: dict[str, str]) -> dict[str, str]:
    """The cluster's first report by report: best matches first, never against a contradiction within the cluster.

    `joined` is what to start from.
    """
    ranked = sorted(matches, key=lambda m: (-m.score, m.left, m.right))
    of_report: dict[str, list[Match]] = defaultdict(list)
    for found in ranked:
        of_report[found.left].append(found)
        of_report[found.right].append(found)
    cluster_of = dict(joined)
    members: dict[str, list[str]] = defaultdict(list)
    for key, first in cluster_of.items():
        members[first].append(key)

    def rivals(one: str, other: str) -> bool:
        """The two reports' clusters cannot be one meeting."""
        left, right = cluster_of[one], cluster_of[other]
        return left != right and any(
            contradiction(reports[a], reports[b]) for a in members[left] for b in members[right]
        )

    for found in ranked:
        left, right = cluster_of[found.left], cluster_of[found.right]
        if left == right or rivals(left, right) or _is_doubtful(found, of_report, rivals):
            continue
        first, other = sorted((left, right), key=lambda key: (reports[key].order, key))
        for key in members.pop(other):
            cluster_of[key] = first
            members[first].append(key)
    return cluster_of


def _is_doubtful(found: Match, of_report: dict[str, list[Match]], rivals: Callable[[str, str], bool]) -> bool:
    """An uncertain match whose report would go about as well with another report, which rivals its partner."""
    if found.score >= CERTAIN:
        return False
    for mine, other in ((found.left, found.right), (found.right, found.left)):
        for match_ in of_report[mine]:
            if match_.score < found.score - _RIVAL_MARGIN:
                break
            partner = match_.right if match_.left == mine else match_.left
            if partner != other and rivals(partner, other):
                return True
    return False


def _rows(reports: list[Report], cluster_of: dict[str, str], matches: dict[Pair, Match]) -> list[dict[str, object]]:
    """The strongest match with a report of the same meeting tells why a report belongs to it."""
    best: dict[str, Match] = {}
    for found in matches.values():
        if cluster_of[found.left] != cluster_of[found.right]:
            continue
        for key in (found.left, found.right):
            if key not in best or (-found.score, found.left, found.right) < (
                -best[key].score,
                best[key].left,
                best[key].right,
            ):
                best[key] = found
    rows = []
    for report in reports:
        first = cluster_of[report.key]
        why = best[report.key] if first != report.key else None
        rows.append(
            {
                "reported_meeting_key": report.key,
                "meeting_key": make_key("meeting", first),
                "method": why.method if why else "first",
                "score": why.score if why else 1.0,
            }
        )
    return rows
