"""Entities of one article: which mentions are the same actor, what office it has and for whom it acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.attributes import is_adjective
from extractors.actors.mentions import Mention
from extractors.actors.phrases import party_of, title_party
from extractors.lexicon import word_lists
from extractors.titles import parse_title

_WORDS = word_lists("function_words")
_PARTICLES = {
    "von",
    "der",
    "van",
    "den",
    "de",
    "bin",
    "al",
    "ibn",
    "zu",
    "di",
    "da",
    "del",
    "la",
    "le",
    "ter",
    "ten",
    "el",
}


@dataclass
class Entity:
    """One actor or place of an article."""

    number: int
    kind: str
    name: str
    key: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    role_title: str | None = None
    is_former_role: bool = False
    country_code: str | None = None  # a person's: whom it acts for; a country's or place's: its own
    organization: str | None = None
    is_feminine: bool = False

    @property
    def body(self) -> str | None:
        """Country or organization that the actor stands for or is; None where unknown."""
        return self.country_code or self.organization or (self.name if self.kind == "organization" else None)


def base_form(name: str, known: set[str]) -> str:
    """The name without its genitive ending, where the ending can be told from the name.

    >>> base_form("Trumps", {"Donald Trump", "Trump"})
    'Trump'
    """
    if name.endswith(("'", "’")):
        return name[:-1]
    if name.endswith("s") and len(name) > 3:
        stem = name[:-1]
        if stem in known or any(other.endswith(" " + stem) for other in known):
            return stem
        if (
            name not in known
            and reference.person_candidates(stem)
            and not reference.person_candidates(name, with_genitive=False)
        ):
            return stem
    return name


def surname(name: str) -> str:
    """Last name with its particles: `Ursula von der Leyen` → `von der Leyen`."""
    words = name.split()
    if is_surname(name):
        return name
    i = len(words) - 1
    while i > 1 and words[i - 1].lower() in _PARTICLES:
        i -= 1
    return " ".join(words[i:])


def is_surname(name: str) -> bool:
    """A name without a first name: `Merz`, `von der Leyen`, `de Maizière`."""
    return " " not in name or name.split()[0].lower() in _PARTICLES


def cluster(doc: Doc, mentions: list[Mention], published_on: date | None) -> list[Entity]:
    """Group the mentions into entities; adds mentions by office (`der Kanzler`) to the list of mentions."""
    entities: list[Entity] = []
    _cluster_persons(doc, mentions, entities)
    _cluster_others(doc, mentions, entities)
    _assign_offices(entities, published_on)
    _add_nominals(doc, mentions, entities)
    mentions.sort(key=lambda m: m.start)
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.start)
    return entities


def _registered_full_name(name: str) -> reference.RegisteredPerson | None:
    """The one registered person of this full name; None for a bare surname or where several share it."""
    candidates = [] if is_surname(name) else reference.person_candidates(name)
    return candidates[0] if len(candidates) == 1 else None


def _registered_surname(
    name: str, country_code: str | None, role_title: str | None
) -> reference.RegisteredPerson | None:
    """The one registered person of this surname who acts for the country, or holds the office, that is printed with it."""
    if country_code is None and role_title is None:
        return None
    fitting = [
        person
        for person in reference.person_candidates(name)
        if any(
            (country_code is None or o.country_code == country_code)
            and (role_title is None or same_office(o.role_title, role_title))
            for o in person.offices
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def _cluster_persons(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    people = [m for m in mentions if m.kind == "person"]
    printed = {" ".join(m.text(doc).split()) for m in people}
    by_name: dict[str, Entity] = {}
    by_registry: dict[str, Entity] = {}

    def join(entity: Entity, mention: Mention) -> None:
        mention.entity = entity.number
        entity.mentions.append(mention)

    def new(name: str, mention: Mention) -> Entity:
        entity = Entity(len(entities), "person", name)
        entities.append(entity)
        by_name[name.casefold()] = entity
        join(entity, mention)
        return entity

    names = {id(m): base_form(" ".join(m.text(doc).split()), printed) for m in people}
    for mention in sorted(people, key=lambda m: (is_surname(names[id(m)]), m.start)):
        name = names[id(mention)]
        if name.casefold() in by_name:
            join(by_name[name.casefold()], mention)
            continue
        if not is_surname(name):
            person = _registered_full_name(name)
            if person is not None and person.person_id in by_registry:
                join(by_registry[person.person_id], mention)
                by_name[name.casefold()] = by_registry[person.person_id]
                continue
            longer = _same_person(name, by_name)
            if longer is not None:
                join(longer, mention)
                by_name[name.casefold()] = longer
                continue
            entity = new(name, mention)
            if person is not None:
                by_registry[person.person_id] = entity
            continue
        chained = _chain(name, mention, entities)
        if chained is not None:
            join(chained, mention)
            continue
        person = _registered_surname(name, mention.country_code, mention.role_title)
        if person is not None and person.person_id in by_registry:
            join(by_registry[person.person_id], mention)
            continue
        entity = new(name, mention)
        if person is not None:
            by_registry[person.person_id] = entity


def _same_person(name: str, by_name: dict[str, Entity]) -> Entity | None:
    """`Hans Peter Doskozil` and `Hans-Peter Doskozil`, `George W. Bush` and `George Bush`."""
    words = name.replace("-", " ").casefold().split()
    for other, entity in by_name.items():
        theirs = other.replace("-", " ").split()
        if len(theirs) > 1 and words[-1] == theirs[-1] and words[0] == theirs[0]:
            return entity
    return None


def _chain(name: str, mention: Mention, entities: list[Entity]) -> Entity | None:
    """The full name that a bare surname continues; of several the one with the same gender or office, else the latest."""
    folded = name.casefold()
    candidates = [
        e
        for e in entities
        if e.kind == "person"
        and not is_surname(e.name)
        and (surname(e.name).casefold() == folded or e.name.split()[-1].casefold() == folded)
    ]
    if len(candidates) > 1 and mention.role_title:
        same_office = [e for e in candidates if any(m.role_title == mention.role_title for m in e.mentions)]
        candidates = same_office or candidates
    if len(candidates) > 1 and mention.is_feminine:
        candidates = [e for e in candidates if any(m.is_feminine for m in e.mentions)] or candidates
    earlier = [e for e in candidates if any(m.start < mention.start for m in e.mentions)]
    if earlier:
        return max(earlier, key=lambda e: max(m.start for m in e.mentions if m.start < mention.start))
    return candidates[0] if candidates else None


def _cluster_others(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    known: dict[tuple[str, str], Entity] = {}
    for mention in mentions:
        if mention.kind == "person":
            continue
        text = " ".join(mention.text(doc).split())
        name = text
        code = None
        if mention.kind == "country" and mention.key:
            code = mention.key
            name = reference.countries()[code].name_de
        elif mention.kind == "place":
            place = reference.place_of_name(mention.key or text)
            name = _usual_place(place) if place else text
            code = place.country_code if place else None
        elif mention.key:
            name = mention.key
        identity = (mention.kind, (code if mention.kind == "country" else name) or name)
        entity = known.get(identity)
        if entity is None:
            key = None if mention.kind == "place" else mention.key
            entity = Entity(len(entities), mention.kind, name, key, country_code=code)
            entities.append(entity)
            known[identity] = entity
        mention.entity = entity.number
        entity.mentions.append(mention)


def _usual_place(place: reference.Place) -> str:
    """The city for a building in a capital or of a city's name (`Kanzleramt`: Berlin, `Schloss Elmau`: Elmau).

    Any other venue stands for itself (`Mar-a-Lago`).
    """
    if place.city and (reference.country_of_capital(place.city) or place.city in place.name_de.split()):
        return place.city
    return place.name_de


def _assign_offices(entities: list[Entity], published_on: date | None) -> None:
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
        person = _registered_full_name(entity.name) or (
            _registered_surname(entity.name, entity.country_code, entity.role_title)
            if is_surname(entity.name)
            else None
        )
        if person is None and is_surname(entity.name) and published_on:
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


def _add_nominals(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
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


def same_office(left: str, right: str) -> bool:
    """Whether two titles can mean one office.

    >>> same_office("Kanzler", "Bundeskanzler")
    True
    """
    return left == right or any({left, right} <= group for group in word_lists("same_offices").values())
