"""What the heads are to learn of one annotated article: the annotation, put onto the article's candidates.

An annotation is a gold object (persons, meetings with event mentions and participants). Its actors are looked for among
the entities that the pipeline finds, its event mentions among the words; what the pipeline does not find cannot be learned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extractors import reference
from extractors.actors.entity import Entity
from extractors.reader.affiliations import Affiliation
from extractors.reader.candidates import Candidates
from extractors.reader.vocabulary import Factuality, MeetingType, Mode, Participation, Role

IGNORED = -100
_EU = re.compile(r"europaische union|\beu\b|rat der eu|europaischer rat")


@dataclass
class MeetingLabels:
    """What is to be learned of one meeting; numbers are positions in the enums, in the candidates, among the entities."""

    number: int
    words: list[int]
    is_required: bool
    type: int
    factuality: int
    participations: dict[int, int] = field(default_factory=dict)  # by entity; IGNORED where readers would differ
    modes: dict[int, int] = field(default_factory=dict)
    roles: dict[int, int] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)  # right time expressions
    is_of_publication: bool = False  # the day of publication is right
    places: list[int] = field(default_factory=list)  # right places, by entity
    parent: int | None = None
    event: str | None = None


@dataclass
class Labels:
    """The labels of an article."""

    meetings: list[MeetingLabels]
    affiliations: dict[int, list[int]] = field(default_factory=dict)  # right ones by person; an empty list: nobody


def norm(name: str) -> str:
    """Casefold, without accents, punctuation and genitive."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"\s+", " ", re.sub(r"[^\w ]+", " ", plain)).strip()
    return re.sub(r"(?<=\w\w)s$", "", plain)


def _body(name: str) -> str:
    plain = norm(name)
    return "europaische union" if _EU.search(plain) else plain


def names_of(entity: Entity, text: str, idx: list[tuple[int, int]]) -> set[str]:
    """Names of an entity: its own, as printed, and those that the registry has for it."""
    known: Any = None
    if entity.kind == "organization":
        known = reference.organizations().get(entity.key or "")
    elif entity.kind == "group":
        known = reference.groups().get(entity.key or "")
    printed = {text[idx[m.start][0] : idx[m.end - 1][1]] for m in entity.mentions}
    return {entity.name, *printed, *((known.name_de, *known.variants) if known else ())}


def actors_of(
    gold: dict[str, Any], entities: list[Entity], text: str, idx: list[tuple[int, int]]
) -> dict[tuple[str, str], list[int]]:
    """The entities that each annotated actor (kind, name) is."""
    people = {p["name"]: {norm(n) for n in (p["name"], *p["forms"])} for p in gold["persons"]}
    found: dict[tuple[str, str], list[int]] = {}
    for entity in entities:
        names = names_of(entity, text, idx)
        for kind, name in {(p["kind"], p["name"]) for m in gold["meetings"] for p in m["participants"]}:
            if kind == "person":
                hit = entity.kind == "person" and bool(people.get(name, {norm(name)}) & {norm(n) for n in names})
            elif kind == "country":
                hit = entity.kind == "country" and entity.country_code == name
            else:
                hit = entity.kind in {"organization", "group"} and _body(name) in {_body(n) for n in names}
            if hit:
                found.setdefault((kind, name), []).append(entity.number)
    return found


def body_start(title: str | None, text: str) -> int:
    """Where the body begins in a stored text, which is the title, a blank line and the body."""
    return len(title) + 2 if title and text.startswith(f"{title}\n\n") else 0


def label(gold: dict[str, Any], article: dict[str, Any]) -> Labels:
    """The labels of an article; `article` has title, body as annotated, and what the pipeline found in it."""
    candidates: Candidates = article["candidates"]
    entities: list[Entity] = article["entities"]
    text, idx, published = article["text"], article["idx"], article["pub"]
    word_at = {}
    for position, token in enumerate(candidates.words):
        for char in range(*idx[token]):
            word_at[char] = position
    find = _Finder(article["title"], text)
    actors = actors_of(gold, entities, text, idx)
    meetings = []
    numbers = {m["id"]: n for n, m in enumerate(gold["meetings"])}
    for number, meeting in enumerate(gold["meetings"]):
        words = []
        for trigger in meeting["triggers"]:
            start = find.offset(trigger, gold)
            inside = (
                [word_at[c] for c in range(start, start + len(trigger["text"])) if c in word_at]
                if start is not None
                else []
            )
            if inside:
                words.append(max(inside))
        labels = MeetingLabels(
            number,
            sorted(set(words)),
            meeting["required"],
            list(MeetingType).index(MeetingType(meeting["type"])),
            list(Factuality).index(Factuality(meeting["status"])),
            parent=numbers.get(meeting["parent"]) if meeting["parent"] else None,
            event=meeting.get("event"),
        )
        for p in meeting["participants"]:
            is_sure = p["required"]
            found = actors.get((p["kind"], p["name"]), [])
            for entity in found:
                status = list(Participation).index(Participation(p["status"]))
                if labels.participations.get(entity, IGNORED) == IGNORED:
                    labels.participations[entity] = status if is_sure else IGNORED
                labels.modes[entity] = list(Mode).index(Mode(p["mode"]))
                labels.roles[entity] = list(Role).index(Role(p["part"]))
        dates = {d for d in (meeting["date"], *meeting["date_alternatives"]) if d}
        past = meeting["status"] == "held"
        labels.times = [
            n for n, both in enumerate(candidates.time_dates) if str(both[0 if past else 1].start_date) in dates
        ]
        labels.is_of_publication = published is not None and str(published) in dates
        if meeting["place"]:
            wanted = {norm(meeting["place"])}
            known = reference.place_of_name(meeting["place"])
            wanted |= {norm(known.name_de)} if known else set()
            labels.places = [
                e.number
                for e in entities
                if e.kind in {"place", "country"} and {norm(n) for n in names_of(e, text, idx)} & wanted
            ]
        elif meeting["country"]:
            labels.places = [e.number for e in entities if e.kind == "country" and e.country_code == meeting["country"]]
        meetings.append(labels)
    return Labels(meetings, _affiliations(gold, candidates, entities, text, idx))


def _affiliations(
    gold: dict[str, Any], candidates: Candidates, entities: list[Entity], text: str, idx: list[tuple[int, int]]
) -> dict[int, list[int]]:
    """Whom each annotated person acts for, among what it may act for; left out where that is not among them."""
    found: dict[int, list[int]] = {}
    for entity in entities:
        if entity.kind != "person":
            continue
        names = {norm(n) for n in names_of(entity, text, idx)}
        persons = [p for p in gold["persons"] if names & {norm(n) for n in (p["name"], *p["forms"])}]
        if len(persons) != 1:
            continue
        body = persons[0]["represents"]
        right = [n for n, a in enumerate(candidates.affiliations[entity.number]) if body and _is_body(a, body)]
        if right or not body:
            found[entity.number] = right
    return found


def _is_body(affiliation: Affiliation, body: str) -> bool:
    if affiliation.country_code:
        return affiliation.country_code == body
    known = reference.organizations().get(affiliation.organization or "")
    return norm(body) in {norm(n) for n in (affiliation.organization or "", *(known.variants if known else ()))}


class _Finder:
    """Puts offsets into an annotated title or body onto the stored text, whose white space may have been cleaned."""

    def __init__(self, title: str | None, text: str) -> None:
        self.text, self.start = text, body_start(title, text)
        self.squeezed = [i for i, c in enumerate(text) if not c.isspace() and i >= self.start]

    def offset(self, trigger: dict[str, Any], gold: dict[str, Any]) -> int | None:
        """Where the words of the trigger begin in the stored text."""
        source = gold["article"]["title" if trigger["part"] == "title" else "text"] or ""
        if trigger["part"] == "title":
            at = self.text.find(trigger["text"], trigger["char_start"])
            return at if 0 <= at < max(self.start, 1) or self.start == 0 else None
        before = sum(not c.isspace() for c in source[: trigger["char_start"]])
        for shift in _near(60):
            k = before + shift
            if 0 <= k < len(self.squeezed) and self.text.startswith(trigger["text"], self.squeezed[k]):
                return self.squeezed[k]
        return None


def _near(most: int) -> Iterable[int]:
    yield 0
    for step in range(1, most):
        yield from (step, -step)
