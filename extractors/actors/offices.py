"""Offices of the people of an article: which one each holds, for whom, and whom an office without a name means."""

from __future__ import annotations

from collections import Counter
from datetime import date

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.attributes import is_adjective
from extractors.actors.entity import Entity, registered_full_name, registered_surname, same_office
from extractors.actors.mentions import Mention
from extractors.actors.phrases import party_of, title_party
from extractors.lexicon import word_lists
from extractors.titles import parse_title

_WORDS = word_lists("function_words")


def assign_offices(entities: list[Entity], published_on: date | None) -> None:
    """Office and party: what the article prints first, then the registry's office on the day of publication."""
    people = [e for e in entities if e.kind == "person"]
    for entity in sorted(people, key=lambda e: any(m.superior for m in e.mentions)):
        entity.is_feminine = any(m.is_feminine for m in entity.mentions)
        titled = [m for m in entity.mentions if m.role_title]
        proper = [m for m in titled if not m.is_relational_title]
        if proper:
            entity.role_title = proper[0].role_title
            entity.is_former_role = proper[0].is_former
        elif titled:
            entity.role_title = _office_of_counterpart(titled[0], people)
        codes = Counter(m.country_code for m in entity.mentions if m.country_code and m.role_title)
        codes = codes or Counter(m.country_code for m in entity.mentions if m.country_code)
        organizations = Counter(m.organization for m in entity.mentions if m.organization)
        if organizations and (not codes or organizations.most_common(1)[0][1] >= codes.most_common(1)[0][1]):
            entity.organization = organizations.most_common(1)[0][0]
        elif codes:
            entity.country_code = codes.most_common(1)[0][0]
        if entity.country_code is None and entity.organization is None:
            superiors = [
                entities[m.superior.entity]
                for m in entity.mentions
                if m.superior is not None and m.superior.entity >= 0
            ]
            entity.country_code = next((s.country_code for s in superiors if s.country_code), None)
        person = registered_full_name(entity.name) or (
            registered_surname(entity.name, entity.country_code, entity.role_title)
            if reference.is_surname(entity.name)
            else None
        )
        if person is None and reference.is_surname(entity.name) and published_on:
            holders = [p for p in reference.person_candidates(entity.name) if p.offices_on(published_on)]
            person = holders[0] if len(holders) == 1 else None
        if person is not None and entity.country_code is None and entity.organization is None:
            _take_registered_party(entity, person, published_on)


def _office_of_counterpart(mention: Mention, people: list[Entity]) -> str | None:
    """`seinen Amtskollegen Barrot`: the office of the person last named before; kin and guests have none."""
    if mention.role_title not in word_lists("same_offices")["counterparts"]:
        return None
    before = [
        m for e in people for m in e.mentions if m.start < mention.start and m.role_title and not m.is_relational_title
    ]
    return max(before, key=lambda m: m.start).role_title if before else None


def _take_registered_party(entity: Entity, person: reference.RegisteredPerson, published_on: date | None) -> None:
    """The party of the office held on the day, else the one party of all the offices the registry knows."""
    for offices in (person.offices_on(published_on) if published_on else (), person.offices):
        parties = {(o.country_code, o.organization) for o in offices}
        if len(parties) == 1:
            entity.country_code, organization = next(iter(parties))
            entity.organization = party_of(organization) if organization else None
            return


def add_nominals(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    """Offices without a name that mean a person of the article: `der Kanzler`, `der ukrainische Präsident`, `Kremlchef`."""
    covered = {i for m in mentions for i in range(min(m.phrase_start, m.start), m.end)}
    people = [e for e in entities if e.kind == "person" and e.role_title]
    offices: dict[int, set[str]] = {
        e.number: {m.role_title for m in e.mentions if m.role_title and not m.is_relational_title}
        | {e.role_title or ""}
        for e in people
    }
    added = []
    for token in doc:
        if token.i in covered or not token.text[:1].isupper():
            continue
        title = parse_title(token.text)
        if title is None or title.is_plural or title.kind in {"honorific", "relational"}:
            continue
        start = token.i
        code, organization = title_party(title)
        while start > token.sent.start and is_adjective(doc[start - 1]):
            start -= 1
            code = code or reference.country_of_adjective(doc[start].text)
        has_article = start > token.sent.start and doc[start - 1].lower_ in _WORDS["determiners"]
        if not has_article and not code and not organization:
            continue
        if has_article and doc[start - 1].lower_ in {
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "eines",
            "mehrere",
            "mehreren",
            "alle",
            "allen",
            "einige",
            "einigen",
        }:
            continue
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if following in {"der", "des", "von", "für"}:
            continue
        candidates = [
            e for e in people if any(same_office(title.base_title, office) for office in offices[e.number] if office)
        ]
        if code or organization:
            candidates = [
                e
                for e in candidates
                if (code and e.country_code == code) or (organization and e.organization == organization)
            ]
        candidates = [e for e in candidates if min(m.start for m in e.mentions) < token.i]
        if len(candidates) > 1:
            candidates = [max(candidates, key=lambda e: _prominence(e, token.i))]
        if not candidates:
            continue
        entity = candidates[0]
        mention = Mention(
            start,
            token.i + 1,
            "person",
            "nominal",
            phrase_start=start - 1 if has_article else start,
            phrase_end=token.i + 1,
            role_title=title.base_title,
            country_code=code,
        )
        before = mention.phrase_start - 1
        if (
            before >= token.sent.start
            and doc[before].lower_ in _WORDS["together"] | _WORDS["agent"] | _WORDS["other_prepositions"]
        ):
            mention.preposition = doc[before].lower_
            mention.phrase_start = before
        elif has_article and doc[start - 1].lower_ in {"vom", "zum", "zur", "beim", "am", "im"}:
            mention.preposition = doc[start - 1].lower_
        mention.entity = entity.number
        entity.mentions.append(mention)
        added.append(mention)
    mentions.extend(added)


def _prominence(entity: Entity, before: int) -> tuple[int, int]:
    """How much of the article up to a token is about the entity: number of mentions, then the latest one."""
    starts = [m.start for m in entity.mentions if m.start < before]
    return len(starts), max(starts, default=-1)
