"""Which reports are one meeting: candidate pairs by blocks, matches, clusters, keys.

The evidence is in `meeting_evidence`. Here are only the reports to be compared and the order of joining.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from itertools import combinations
from typing import Any

from extractors.keys import make_key
from extractors.resolution.meeting_evidence import CERTAIN, Match, contradiction, match
from extractors.resolution.meeting_reasons import reasons
from extractors.resolution.overrides import Cluster, Corrected, Member, Override, correct, kept_apart
from extractors.resolution.reports import Report, Window

_RIVAL_MARGIN = 0.1
_LONGEST_BY_DAYS = 10
_MOST_PERSONS = 12  # of a report, when its pairs of persons are looked up
_LEVELS = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 2}

Row = dict[str, Any]
Pair = tuple[str, str]
Block = tuple[object, ...]


def link_reports(
    reports: list[Report], names: Mapping[str, str] | None = None, overrides: Sequence[Override] = ()
) -> tuple[list[Row], list[Row], Corrected]:
    """Rows of `schemas.MEETING_LINK`, one per report, and of `schemas.MEETING_MATCH`, one per pair that may be one.

    `reports` are in the order of publication (`build_reports`); `names` gives names of actors and places, for the
    reasons. Certain matches are joined first. Articles that then share a meeting are near in time, so their
    remaining reports are compared once more. What people have decided comes last.
    """
    by_key = {report.key: report for report in reports}
    apart = {frozenset(pair) for pair in kept_apart("meeting", by_key, overrides)}
    matches = {
        (m.left, m.right): m
        for a, b in candidate_pairs(reports)
        if (m := match(by_key[a], by_key[b])) and frozenset((a, b)) not in apart
    }
    clusters = _cluster(by_key, matches.values(), {key: key for key in by_key}, apart)
    context = {
        (a, b): found
        for a, b in _context_pairs(reports, clusters)
        if (a, b) not in matches
        and frozenset((a, b)) not in apart
        and (found := match(by_key[a], by_key[b], near=True))
    }
    clusters = _cluster(by_key, context.values(), clusters, apart)
    members: dict[str, list[Member]] = defaultdict(list)
    for report in reports:
        members[clusters[report.key]].append(Member(report.key, report.order))
    corrected = correct("meeting", (Cluster(tuple(group)) for group in members.values()), overrides)
    clusters = {member.key: c.members[0].key for c in corrected.clusters for member in c.members}
    return (
        _links(reports, clusters, matches | context, corrected),
        _matches(by_key, clusters, [*matches.values(), *context.values()], context.keys(), names or {}, corrected),
        corrected,
    )


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


def _cluster(
    reports: dict[str, Report], matches: Iterable[Match], joined: dict[str, str], apart: Set[frozenset[str]]
) -> dict[str, str]:
    """The cluster's first report by report: best matches first, never against a contradiction within the cluster.

    `joined` is what to start from, `apart` are pairs that a person has said are not one.
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
            contradiction(reports[a], reports[b]) or (apart and frozenset((a, b)) in apart)
            for a in members[left]
            for b in members[right]
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


def _links(
    reports: list[Report], cluster_of: dict[str, str], matches: dict[Pair, Match], corrected: Corrected
) -> list[Row]:
    """The strongest match with a report of the same meeting tells why a report belongs to it, if no person does."""
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
    rows: list[Row] = []
    for report in reports:
        first = cluster_of[report.key]
        key = make_key("meeting", first)
        if key in corrected.dropped:
            continue
        why = best.get(report.key)
        method, score = (why.method, why.score) if why else ("override", 1.0)
        if report.key in corrected.moved:
            method, score = "override", 1.0
        elif first == report.key:
            method, score = "first", 1.0
        rows.append(
            {
                "reported_meeting_key": report.key,
                "meeting_key": key,
                "method": method,
                "score": score,
                "given_name": corrected.names.get(key),
            }
        )
    return rows


def _matches(
    reports: dict[str, Report],
    cluster_of: dict[str, str],
    matches: Iterable[Match],
    near: Set[Pair],
    names: Mapping[str, str],
    corrected: Corrected,
) -> list[Row]:
    """Every pair that speaks for one meeting, joined or not, and every pair that a person has decided about."""
    rows = []
    for found in matches:
        words = reasons(reports[found.left], reports[found.right], names)
        if (found.left, found.right) in near:
            words += "; their articles share another meeting"
        rows.append(_match_row(found, words, cluster_of))
    for one, other, decision in _decided(cluster_of, corrected):
        left, right = _ordered(reports[one], reports[other])
        rows.append(_match_row(Match(left, right, 1.0, "override"), decision.evidence, cluster_of))
    return list({row["match_key"]: row for row in rows}.values())  # a person's word in the machine's place


def _decided(cluster_of: dict[str, str], corrected: Corrected) -> Iterator[tuple[str, str, Override]]:
    """Pairs of reports that a merge has joined or a split has parted."""
    for key, decision in corrected.moved.items():
        if decision.kind == "merge" and cluster_of[key] != key:
            yield cluster_of[key], key, decision
    yield from corrected.apart


def _match_row(found: Match, words: str, cluster_of: dict[str, str]) -> Row:
    return {
        "match_key": make_key("meeting_match", found.left, found.right),
        "report_a": found.left,
        "report_b": found.right,
        "method": found.method,
        "score": found.score,
        "reasons": words,
        "is_joined": cluster_of[found.left] == cluster_of[found.right],
    }
