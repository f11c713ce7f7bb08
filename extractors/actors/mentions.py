"""Mentions of actors and places: names from the language pipeline, sharpened with the registry.

What a name is (person, country, organization, group, place) is decided here; who stands behind
several mentions is decided in `entities`, what a mention does in its sentence in `phrases`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extractors import reference
from extractors.actors.plurals import names_many
from extractors.lexicon import word_lists
from extractors.meeting_nouns import compound_party, match_noun
from extractors.titles import parse_title

_DELEGATIONS = word_lists("delegations")["nouns"]
_PARTICLES = word_lists("name_particles")["surname"]
_LONGEST_NAME = 6
_LARGE_CITY = 300_000  # inhabitants


@dataclass
class Mention:
    """One mention. `start`/`end` are tokens of the name; the rest of the phrase is found by `phrases`."""

    start: int
    end: int
    kind: str  # person | organization | country | group | place
    mention_type: str = "name"  # name | nominal | pronoun
    label: str | None = None
    probability: float | None = None
    key: str | None = None  # country code, or canonical name of an organization or group
    # -- set by phrases.describe
    is_delegation: bool = False
    superior: Mention | None = None
    phrase_start: int = -1
    phrase_end: int = -1
    preposition: str | None = None
    relation: str | None = None  # superior | source | owner | member_of_title
    role_title: str | None = None
    is_feminine: bool = False
    is_former: bool = False
    is_relational_title: bool = False
    country_code: str | None = None
    organization: str | None = None
    # -- set by entities.cluster
    entity: int = -1

    def text(self, doc: Doc) -> str:
        return str(doc[self.start : self.end].text)


def find_mentions(doc: Doc) -> list[Mention]:
    """All mentions in order of the text, not overlapping."""
    taken = [False] * len(doc)
    mentions: list[Mention] = []

    def add(mention: Mention) -> None:
        if not any(taken[mention.start : mention.end]):
            for i in range(mention.start, mention.end):
                taken[i] = True
            mentions.append(mention)

    for mention in _registered_groups(doc):
        add(mention)
    for mention in _delegations(doc):
        add(mention)
    for mention in _compounds(doc):
        add(mention)
    for mention in _cities_of_meetings(doc):
        add(mention)
    for mention in _registered_surnames(doc):
        add(mention)
    for ent in doc.ents:
        named = _from_entity(doc, ent)
        if named is not None:
            add(named)
    for mention in _registered_names(doc, taken):
        add(mention)
    mentions.sort(key=lambda m: m.start)
    return mentions


def _from_entity(doc: Doc, ent: Span) -> Mention | None:
    start, end = ent.start, ent.end
    probability = float(ent._.probability) if ent._.probability is not None else None
    text = ent.text
    if ent.label_ == "PER":
        while start < end - 1 and _is_title(doc[start]):
            start += 1
        if start >= end or not any(t.text[:1].isupper() for t in doc[start:end]):
            return None
        if end - start == 1 and (
            _is_title(doc[start])
            or reference.country_of_demonym(doc[start].text)
            or city_adjective_country(doc[start].text)
        ):
            return None
        if end - start == 1 and (registered := _no_person(doc, start)):
            registered.probability = probability
            return registered
        return Mention(start, end, "person", "name", "PER", probability)
    if end - start == 1 and city_adjective_country(text):
        return None
    mention = classify_name(text, start, end, ent.label_)
    if mention is not None:
        mention.probability = probability
    return mention


def _no_person(doc: Doc, i: int) -> Mention | None:
    """What a single word tagged as a person is by the registry (`Elysée`), unless somebody here has it as a surname."""
    word = doc[i].text
    if any(ent.label_ == "PER" and len(ent) > 1 and ent[-1].text == word for ent in doc.ents):
        return None
    return classify_name(word, i, i + 1, None)


def classify_name(text: str, start: int, end: int, label: str | None) -> Mention | None:
    """What a name that is no person's stands for, by the registry first and the label second."""
    if body := _body(text, start, end, label):
        return body
    if code := reference.country_of_name(text):
        return Mention(start, end, "country", "name", label, None, code)
    if code := reference.country_of_metonym(text):
        return Mention(start, end, "country", "nominal", label, None, code)
    if label == "LOC" and match_noun(text) is None:
        return Mention(start, end, "place", "name", label)
    if label == "ORG":
        return Mention(start, end, "organization", "name", label)
    return None


def city_adjective_country(word: str) -> str | None:
    """`Kiewer`, `Pariser`: code of the country whose capital the adjective is made from."""
    if not word.endswith("er") or reference.country_of_capital(word):
        return None
    return (
        reference.country_of_capital(word[:-2])
        or reference.country_of_capital(word[:-1])
        or reference.country_of_capital(word[:-2] + "en")
    )


def _is_title(token: Token) -> bool:
    return parse_title(token.text) is not None


def _registered_groups(doc: Doc) -> list[Mention]:
    """Names of groups and of organizations of several words (`Koalition der Willigen`, `Vereinten Nationen`)."""
    found = []
    for start in range(len(doc)):
        if not doc[start].text[:1].isalnum() or not (doc[start].text[:1].isupper() or doc[start].text[:1].isdigit()):
            continue
        for end in range(min(len(doc), start + _LONGEST_NAME), start + 1, -1):
            if doc[end - 1].is_punct or doc[end - 1].is_sent_start:
                continue
            if body := _body(doc[start:end].text, start, end, "ORG"):
                found.append(body)
                break
    return found


def _body(text: str, start: int, end: int, label: str | None) -> Mention | None:
    """The group or organization that a text names, if any; `label` is the tagger's."""
    if group := reference.group_of_name(text):
        return Mention(start, end, "group", "name", label, None, group.name_de)
    if organization := reference.organization_of_name(text):
        return Mention(start, end, "organization", "name", label, None, organization.name_de)
    return None


def _registered_surnames(doc: Doc) -> list[Mention]:
    """`von der Leyen` where the tagger saw no person: a surname with particles that is the registry's."""
    found = []
    for start, token in enumerate(doc):
        if token.lower_ not in _PARTICLES or token.ent_type_ == "PER":
            continue
        end = start + 1
        while end < len(doc) and doc[end].text.islower() and doc[end].lower_ in _PARTICLES:
            end += 1
        if end == len(doc) or doc[end].ent_type_ == "PER" or not doc[end].text[:1].isupper():
            continue
        if reference.person_candidates(doc[start : end + 1].text):
            found.append(Mention(start, end + 1, "person", "name", "PER"))
    return found


def _registered_names(doc: Doc, taken: list[bool]) -> list[Mention]:
    """Countries, groups and organizations that the tagger missed; never inside another name."""
    found = []
    for start in range(len(doc)):
        if taken[start] or not doc[start].text[:1].isupper():
            continue
        for end in range(min(len(doc), start + 3), start, -1):
            if any(taken[start:end]) or doc[end - 1].is_punct:
                continue
            text = doc[start:end].text
            if body := _body(text, start, end, None):
                found.append(body)
                break
            if code := reference.country_of_name(text):
                found.append(Mention(start, end, "country", "name", None, None, code))
                break
            if code := reference.country_of_metonym(text):
                found.append(Mention(start, end, "country", "nominal", None, None, code))
                break
    return found


def _compounds(doc: Doc) -> list[Mention]:
    """Bodies and cities in the first part of a meeting's name (`G7-Gipfel`, `Berlin-Besuch`).

    They fill the noun, no other role in the sentence.
    """
    found = []
    for token in doc:
        if "-" not in token.text or not (matched := match_noun(token.text)):
            continue
        parties = compound_party(matched[1])
        if not parties and (city := _city_of_compound(matched[1])):
            parties = [("place", city)]
        if not parties and matched[0].meeting_type == "visit" and (code := reference.country_of_name(matched[1])):
            parties = [("country", code)]  # `Deutschland-Besuch`: where it goes
        for kind, key in parties[:1]:
            found.append(Mention(token.i, token.i + 1, kind, "nominal", None, None, key, relation="compound"))
    return found


def _city_of_compound(prefix: str) -> str | None:
    """A capital, a large city or a known venue; smaller places are mostly surnames (`Biden-Besuch`)."""
    if "-" in prefix or reference.country_of_name(prefix):
        return None
    place = reference.place_of_name(prefix)
    if place is None or place.place_type in {"country", "region"}:
        return None
    known = place.place_type != "city" or place.population is None or place.population >= _LARGE_CITY
    return place.name_de if known or reference.country_of_capital(prefix) else None


def _cities_of_meetings(doc: Doc) -> list[Mention]:
    """Cities told without their name: `Pariser Gipfel`, `die ukrainische Hauptstadt`, `die Hauptstadt Polens`."""
    found = []
    for token in doc:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is None or not token.text[:1].isupper():
            continue
        if (
            token.text.endswith("er")
            and (city := reference.place_of_adjective(token.text))
            and match_noun(following.text)
        ):
            found.append(
                Mention(token.i, token.i + 1, "place", "nominal", None, None, city.name_de, relation="compound")
            )
        elif token.lower_ == "hauptstadt" and token.i:
            before, after = doc[token.i - 1].text, [t.text for t in doc[token.i + 1 : token.i + 3]]
            if code := reference.country_of_adjective(before):
                start = token.i - 1
            elif code := reference.country_of_name(after[-1] if after[0] in {"der", "des", "von"} else after[0]):
                start = token.i
            if code and not (following.text[:1].isupper() and reference.place_of_name(following.text)):
                capital = reference.countries()[code].capital
                if capital:
                    found.append(Mention(start, token.i + 1, "place", "nominal", None, None, capital))
    return found


def _delegations(doc: Doc) -> list[Mention]:
    """Bodies named by an adjective or a compound: `ukrainische Delegation`, `US-Vertretern`."""
    found = []
    for token in doc:
        word = token.text
        if "-" in word:
            prefix, _, head = word.rstrip("-").rpartition("-")
            if names_many(doc, token.i) or word.endswith("-Staats-"):  # `EU-Staats- und Regierungschefs`
                if group := reference.group_of_name(prefix):
                    found.append(
                        Mention(token.i, token.i + 1, "group", "nominal", None, None, group.name_de, is_delegation=True)
                    )
                elif organization := reference.organization_of_name(prefix):
                    key = organization.name_de
                    found.append(
                        Mention(token.i, token.i + 1, "organization", "nominal", None, None, key, is_delegation=True)
                    )
            elif head.lower() in _DELEGATIONS:
                country = reference.country_of_compound_prefix(word)
                if code := reference.country_of_name(prefix) or (country.key if country and country.acts else None):
                    found.append(Mention(token.i, token.i + 1, "country", "nominal", None, None, code))
                elif organization := reference.organization_of_name(prefix):
                    found.append(
                        Mention(token.i, token.i + 1, "organization", "nominal", None, None, organization.name_de)
                    )
        elif word[:1].isupper() and word.lower() in _DELEGATIONS and token.i:
            start = token.i - 1
            while (
                start > 0
                and doc[start].text.islower()
                and doc[start].text.endswith(("en", "er", "em", "e", "es"))
                and token.i - start < 4
            ):
                if code := reference.country_of_adjective(doc[start].text):
                    found.append(Mention(start, token.i + 1, "country", "nominal", None, None, code))
                    break
                start -= 1
            else:
                if (
                    doc[start].text[:1].isupper()
                    and doc[start].is_sent_start
                    and (code := reference.country_of_adjective(doc[start].text))
                ):
                    found.append(Mention(start, token.i + 1, "country", "nominal", None, None, code))
    return found
