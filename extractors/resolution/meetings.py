"""Which reports are one meeting: matches, clusters, keys.

Which reports are compared is in `candidates`, what speaks for and against a match in `meeting_evidence`. A match
looks at two articles alone; clusters are joined along matches. So what is known of other articles stays true when new
ones come in, and only the clusters that their matches lead to are joined anew (`scope`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from extractors.keys import make_key
from extractors.resolution.candidates import Pair, candidate_pairs, ordered
from extractors.resolution.corrections import Cluster, Corrected, Member, correct, kept_apart
from extractors.resolution.meeting_evidence import CERTAIN, Match, contradiction, match, overlap, puts_off
from extractors.resolution.meeting_reasons import reasons
from extractors.resolution.overrides import Override
from extractors.resolution.reports import Report

_RIVAL_MARGIN = 0.1
_CONTEXT_COSTS = 0.2  # a match of the context weighs less than one by itself, and makes none of those doubtful

Row = dict[str, Any]


def find_matches(reports: Iterable[Report], changed: Set[str] | None = None) -> dict[Pair, Match]:
    """Pairs of reports that may be one meeting; where `changed` is given, only those with a report of these articles.

    `reports` holds whatever may match; see `add_context` for the rest.
    """
    by_key = {report.key: report for report in reports}
    pairs = candidate_pairs(by_key.values(), changed)
    return {pair: found for pair in pairs if (found := match(by_key[pair[0]], by_key[pair[1]]))}


def linked_articles(matches: Iterable[Match], reports: Mapping[str, Report]) -> set[Pair]:
    """Pairs of articles of which a report matches, the lesser key first: they tell of the same days."""
    return {
        (min(pair), max(pair))
        for found in matches
        for pair in [(reports[found.left].article_key, reports[found.right].article_key)]
    }


def context_matches(reports: Iterable[Report], linked: Iterable[Pair], matches: Set[Pair]) -> dict[Pair, Match]:
    """What else two linked articles may have in common: pairs with an undated report that are not in `matches`.

    `reports` are all those of the linked articles.
    """
    of_article: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_article[report.article_key].append(report)
    found: dict[Pair, Match] = {}
    for left, right in sorted(linked):
        for a in of_article[left]:
            for b in of_article[right]:
                pair = ordered(a, b)
                if (a.window is None or b.window is None) and pair not in matches and (near := match(a, b, near=True)):
                    found[pair] = replace(near, score=round(near.score - _CONTEXT_COSTS, 4))
    return found


def match_rows(
    matches: Iterable[Match], near: Set[Pair], reports: Mapping[str, Report], names: Mapping[str, str]
) -> list[Row]:
    """Rows of `schemas.MEETING_MATCH`, not joined yet; those of `near` come of the context.

    `names` gives names of actors, places and cities by key, for the reasons.
    """
    rows = []
    for found in matches:
        words = reasons(reports[found.left], reports[found.right], names)
        if (found.left, found.right) in near:
            words += "; their articles tell of another meeting too"
        rows.append(_match_row(found, words))
    return rows


def link_reports(
    reports: Sequence[Report], evidence: Iterable[Row], overrides: Sequence[Override] = ()
) -> tuple[list[Row], list[Row], Corrected]:
    """Rows of `schemas.MEETING_LINK`, one per report, and of `schemas.MEETING_MATCH`, one per pair that may be one.

    `reports` are in the order of publication (`build_reports`), `evidence` are the rows of all matches between them
    (`match_rows`). The best matches are joined first. What people have decided comes last.
    """
    by_key = {report.key: report for report in reports}
    apart = {frozenset(pair) for pair in kept_apart("meeting", by_key, overrides)}
    rows = {(row["report_a"], row["report_b"]): row for row in evidence}
    rows = {pair: row for pair, row in rows.items() if not apart or frozenset(pair) not in apart}
    matches = {pair: Match(*pair, row["score"], row["method"]) for pair, row in rows.items()}
    clusters = _cluster(by_key, matches.values(), apart)
    members: dict[str, list[Member]] = defaultdict(list)
    for report in reports:
        members[clusters[report.key]].append(Member(report.key, report.order))
    corrected = correct("meeting", (Cluster(tuple(group)) for group in members.values()), overrides)
    clusters = {member.key: c.members[0].key for c in corrected.clusters for member in c.members}
    for one, other, decision in _decided(clusters, corrected):  # a person's word in the machine's place
        left, right = ordered(by_key[one], by_key[other])
        rows[left, right] = _match_row(Match(left, right, 1.0, "override"), decision.evidence)
    joined = [{**row, "is_joined": clusters[left] == clusters[right]} for (left, right), row in rows.items()]
    return _links(reports, clusters, matches, corrected), joined, corrected


def _cluster(reports: Mapping[str, Report], matches: Iterable[Match], apart: Set[frozenset[str]]) -> dict[str, str]:
    """The cluster's first report by report: best matches first, never against a contradiction within the cluster.

    `apart` are pairs that a person has said are not one.
    """
    ranked = sorted(matches, key=lambda m: (-m.score, m.left, m.right))
    of_report: dict[str, list[Match]] = defaultdict(list)
    for found in ranked:
        of_report[found.left].append(found)
        of_report[found.right].append(found)
    cluster_of = {key: key for key in reports}
    members = {key: [key] for key in reports}

    def rivals(one: str, other: str) -> bool:
        """The two reports' clusters cannot be one meeting."""
        left, right = cluster_of[one], cluster_of[other]
        if left == right:
            return False
        together = [reports[key] for key in (*members[left], *members[right])]
        return any(
            (apart and frozenset((a, b)) in apart) or _contradict(reports[a], reports[b], together)
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


def _contradict(a: Report, b: Report, together: Iterable[Report]) -> bool:
    """Whether two reports cannot be of one meeting; another of `together` may say that it was put off from day to day."""
    if not contradiction(a, b):
        return False
    plan, news = (a, b) if a.order < b.order else (b, a)
    return not _is_put_off(plan, news, together) or bool(contradiction(a, b, whenever=True))


def _is_put_off(plan: Report, news: Report, together: Iterable[Report]) -> bool:
    """Whether `together` lead from the day of the plan to that of the news, put off once or time and again."""
    postponements = [report for report in together if report.status == "postponed"]
    reached, waiting = set(), [plan]
    while waiting:
        before = waiting.pop()
        for report in postponements:
            if report.key not in reached and puts_off(before, report):
                if report.window and news.window and overlap(report.window, news.window):
                    return True
                reached.add(report.key)
                waiting.append(report)
    return False


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
    reports: Iterable[Report], cluster_of: Mapping[str, str], matches: Mapping[Pair, Match], corrected: Corrected
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


def _decided(cluster_of: Mapping[str, str], corrected: Corrected) -> Iterator[tuple[str, str, Override]]:
    """Pairs of reports that a merge has joined or a split has parted."""
    for key, decision in corrected.moved.items():
        if decision.kind == "merge" and cluster_of[key] != key:
            yield cluster_of[key], key, decision
    yield from corrected.apart


def _match_row(found: Match, words: str) -> Row:
    return {
        "match_key": make_key("meeting_match", found.left, found.right),
        "report_a": found.left,
        "report_b": found.right,
        "method": found.method,
        "score": found.score,
        "reasons": words,
        "is_joined": False,
    }
