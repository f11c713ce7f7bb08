"""The noun phrase around a mention: office, country, preposition, and whose attribute it is.

`mit Trumps Sondergesandtem Steve Witkoff` gives Witkoff the office Sondergesandter and the preposition
`mit`, and Trump the relation `superior`; `Witkoff, Sondergesandter von Präsident Trump,` does the same.
"""

from __future__ import annotations

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.attributes import (
    GENITIVE_ARTICLES,
    PREPOSITIONS,
    QUOTES,
    is_adjective,
    is_genitive,
    is_verb,
    relate,
)
from extractors.actors.mentions import Mention, city_adjective_country
from extractors.actors.plurals import names_many
from extractors.language.words import CONTRACTIONS
from extractors.lexicon import word_lists
from extractors.titles import Title, is_former, parse_title

_WORDS = word_lists("function_words")
_SOURCES = word_lists("sources")
_MODES = word_lists("modes")
_DELEGATIONS = word_lists("delegations")
_AMONG_OTHERS = {"anderem", "anderen", "anderm"}
_COLLEAGUES = word_lists("taking_part")["colleagues"]
_GOING = {"in", "nach"}  # `traf in Kasachstan Präsident Tokajew`: a place, not whose president


def describe(doc: Doc, mentions: list[Mention]) -> None:
    """Fill the phrase fields of the mentions, in place and in order of the text."""
    at = {i: m for m in mentions for i in range(m.start, m.end)}
    for mention in mentions:
        _look_left(doc, mention, at)
        mention.phrase_end = mention.end
        if mention.kind == "person":
            _look_right(doc, mention, at)
    relate(doc, mentions)


def _look_left(doc: Doc, mention: Mention, at: dict[int, Mention]) -> None:
    """Walk from the name to the left over title, adjectives, article; stop at what does not belong."""
    first = doc[mention.start].sent.start
    i = _over_delegation(doc, mention, first) - 1
    seen_article = False
    while i >= first:
        token = doc[i]
        word = token.text
        other = at.get(i)
        if other is not None and other is not mention:
            if other.kind == "person" and mention.role_title and not seen_article and is_genitive(doc, other):
                other.relation = "superior"
                mention.superior = other
                i = min(i, other.start) - 1
                if other.phrase_start >= 0:
                    i = other.phrase_start - 1
                continue
            if (
                other.kind in {"country", "organization", "group"}
                and mention.kind == "person"
                and mention.role_title
                and not seen_article  # `empfing im Weißen Haus den Präsidenten Selenskyj`
                and other.end == i + 1
                and not (other.start > first and doc[other.start - 1].lower_ in _GOING and not is_genitive(doc, other))
            ):
                _take_body(mention, other)
                other.relation = "member_of_title"
                i = other.start - 1
                continue
            break
        title = parse_title(word) if mention.kind == "person" and word[:1].isupper() else None
        if title is not None and not seen_article:
            _take_title(mention, title)
            i -= 1
        elif mention.kind == "person" and not seen_article and (code := city_adjective_country(word)):
            mention.country_code = mention.country_code or code
            i -= 1
        elif (mention.kind == "person" and word in {"Staats-", "Außen-"}) or (
            mention.role_title and word == "und" and i > first and doc[i - 1].text.endswith("-")
        ):
            i -= 1
        elif is_adjective(token) and not is_verb(token) and not seen_article:
            _take_adjective(mention, word)
            i -= 1
        elif word.lower() in _MODES["virtual"] and doc[i + 1].lower_.startswith("zugeschaltet"):
            i -= (
                2 if i > first and doc[i - 1].lower_ in _MODES["by"] else 1
            )  # `dem per Video zugeschalteten Präsidenten`
        elif word.lower() in {"ex", "vize"} or (
            word in QUOTES
            and not seen_article
            and i - 1 >= first
            and doc[i - 1].text.lower() in _WORDS["determiners"] | {"sogenannten", "sogenannte"}
        ):
            i -= 1
        elif word.lower() in _WORDS["determiners"] and word.lower() not in CONTRACTIONS and not seen_article:
            seen_article = True
            i -= 1
            # `dessen Schwiegersohn Kushner`, `der ukrainische`: only one article belongs to a phrase
        elif word[:1].isupper() and token.is_sent_start and reference.country_of_adjective(word):
            _take_adjective(mention, word)
            i -= 1
        elif (
            mention.kind == "person"
            and mention.role_title
            and not seen_article
            and word[:1].isupper()
            and (code := reference.country_of_name(word) or reference.country_of_metonym(word))
        ):
            mention.country_code = mention.country_code or code
            i -= 1
        else:
            break
    mention.phrase_start = i + 1
    if i >= first and doc[i].text == "," and mention.kind == "person" and mention.role_title is None:
        _apposition_before(doc, mention, at, i, first)
    i = mention.phrase_start - 1
    if i >= first and doc[i].lower_ in _WORDS["subordinators"] and (i == first or doc[i - 1].text == ","):
        return
    if i >= first + 1 and doc[i].lower_ == "aus" and doc[i - 1].lower_ == "bestehend":
        mention.phrase_start = i - 1
        return
    if i > first and doc[i].lower_ == "unter" and doc[i + 1].lower_ in _AMONG_OTHERS:
        mention.phrase_start = i  # `trifft unter anderem Merkel`: no preposition of hers
        i -= 1
    if i >= first and doc[i].lower_ in PREPOSITIONS:
        mention.preposition = doc[i].lower_
        mention.phrase_start = i
    elif i >= first and doc[i].lower_ in CONTRACTIONS:
        mention.preposition = doc[i].lower_


def _over_delegation(doc: Doc, mention: Mention, first: int) -> int:
    """First token of the delegation that a body is named for: `Vertretern der Staaten der Koalition der Willigen`."""
    start = mention.start
    if mention.kind == "person":
        return start
    while True:
        i = start - 1
        while i >= first and (doc[i].text in QUOTES or is_adjective(doc[i])):
            i -= 1
        if i >= first and doc[i].lower_ in {"der", "des", "den", "von", "aus"}:
            i -= 1
            if i >= first and doc[i].lower_ in {"aus", "von"}:
                i -= 1
        elif not (i >= first and i == mention.start - 1 and is_genitive(doc, mention)):
            return start  # but `zwischen Vertretern Russlands`
        if i < first or doc[i].text.islower():
            return start
        are_colleagues = doc[i].lower_ in _COLLEAGUES and doc[i + 1].lower_ == "aus" and not _is_named(doc, mention)
        if not (are_colleagues or doc[i].lower_ in _DELEGATIONS["nouns"] or names_many(doc, i)):
            return start
        start = i
        mention.is_delegation = True
        if mention.kind == "place" and (code := reference.country_of_capital(doc[mention.start : mention.end].text)):
            mention.kind, mention.key, mention.mention_type = "country", code, "nominal"


def _is_named(doc: Doc, mention: Mention) -> bool:
    """`seinem Kollegen aus Frankreich, Jean-Noël Barrot,`: the name of the one from there follows."""
    after = doc[mention.end : mention.end + 2]
    return len(after) == 2 and after[0].text in {",", "("} and after[1].ent_type_ == "PER"


def _take_title(mention: Mention, title: Title) -> None:
    if title.kind != "honorific" and (mention.role_title is None or mention.is_relational_title):
        mention.role_title = title.base_title
        mention.is_relational_title = title.kind == "relational"
    mention.is_former = mention.is_former or title.is_former
    mention.is_feminine = mention.is_feminine or title.gender == "f"
    code, organization = title_party(title)
    if mention.country_code is None and mention.organization is None:
        mention.country_code, mention.organization = code, organization


def title_party(title: Title) -> tuple[str | None, str | None]:
    """Country code and organization that the word itself names: `US-Außenminister` → ("US", None)."""
    if title.prefix:
        if organization := reference.organization_of_compound_prefix(f"{title.prefix}-{title.base_title}"):
            entry = reference.organizations().get(organization.key)
            if entry and entry.kind == "party" and title.kind in {"minister", "head_of_state", "head_of_government"}:
                return entry.country_code, None
            return None, party_of(organization.key)
        country = reference.country_of_compound_prefix(f"{title.prefix}-{title.base_title}")
        if country is not None and country.acts:
            return country.key, None
    return (title.country_codes[0] if title.country_codes else None), None


def _take_adjective(mention: Mention, word: str) -> None:
    if mention.country_code is None and mention.kind == "person":
        mention.country_code = reference.country_of_adjective(word)
    if mention.kind == "person" and is_former(word):
        mention.is_former = True


def _take_body(mention: Mention, body: Mention) -> None:
    if body.kind == "country":
        mention.country_code = mention.country_code or body.key
    elif mention.organization is None and mention.country_code is None and body.key:
        mention.organization = party_of(body.key)


def _take_party(mention: Mention, party: Mention) -> None:
    """`Bundeskanzler Kern (SPÖ)`: of the countries that have the office, the one whose party is named."""
    entry = reference.organizations().get(party.key or "")
    title = parse_title(mention.role_title or "")
    if entry is None or entry.kind != "party" or not entry.country_code or title is None or mention.organization:
        return
    governs = title.kind in {"minister", "head_of_state", "head_of_government"}
    if entry.country_code in title.country_codes or (governs and mention.country_code is None):
        mention.country_code = entry.country_code


def party_of(organization: str) -> str:
    """For whom an office of this organization stands: `Europäische Kommission` → `Europäische Union`."""
    entry = reference.organizations().get(organization)
    return entry.stands_for or organization if entry else organization


def _apposition_before(doc: Doc, mention: Mention, at: dict[int, Mention], comma: int, first: int) -> None:
    """`der Leiter der Kiewer Präsidialverwaltung, Andrij Jermak`: the office stands before the comma."""
    i = comma - 1
    while i >= first and comma - i <= 12 and doc[i].text not in {",", ";", ":", "."}:
        title = parse_title(doc[i].text) if doc[i].text[:1].isupper() else None
        if (
            title is not None
            and title.kind != "honorific"
            and i + 1 < comma
            and doc[i + 1].lower_ in GENITIVE_ARTICLES | {"für", "im", "in", "beim"}
        ):
            between = range(i + 1, comma)
            if any(doc[j].lower_ in _SOURCES["verbs"] for j in between):
                return
            _take_title(mention, title)
            for j in between:
                inner = at.get(j)
                if inner is not None:
                    if inner.kind == "person":
                        inner.relation = "superior"
                        mention.superior = inner
                    elif inner.kind == "place":
                        mention.country_code = mention.country_code or reference.country_of_capital(doc[j].text)
                    else:
                        _take_body(mention, inner)
                        inner.relation = "member_of_title"
                elif mention.country_code is None:
                    mention.country_code = reference.country_of_adjective(doc[j].text) or reference.country_of_capital(
                        doc[j].text
                    )
            # the phrase begins with the office and its article
            j = i - 1
            while j >= first and (is_adjective(doc[j]) or doc[j].lower_ in _WORDS["determiners"]):
                if is_adjective(doc[j]):
                    _take_adjective(mention, doc[j].text)
                j -= 1
            mention.phrase_start = j + 1
            return
        i -= 1


def _look_right(doc: Doc, mention: Mention, at: dict[int, Mention]) -> None:
    """`Witkoff, dem Sondergesandten von Trump,` and `Kushner, Schwiegersohn von Trump,`; party in brackets is skipped."""
    last = doc[mention.start].sent.end
    i = mention.end
    if i < last and doc[i].text == "(":
        while i < last and doc[i].text != ")" and i - mention.end < 6:
            inside = at.get(i)
            if inside is not None and inside.kind in {"country", "organization"}:  # `Kirchner (Argentinien)`
                inside.relation = "member_of_title"
                if inside.kind == "country":
                    _take_body(mention, inside)
                else:
                    _take_party(mention, inside)
            i += 1
        i += 1
        mention.phrase_end = min(i, last)
    if i + 1 >= last or doc[i].text != ",":
        return
    i += 1
    start = i
    while i < last and i - start < 4 and (doc[i].lower_ in _WORDS["determiners"] or is_adjective(doc[i])):
        i += 1
    if i >= last or not doc[i].text[:1].isupper() or i in at:
        return
    title = parse_title(doc[i].text)
    kin = doc[i].lower_ in _DELEGATIONS["kin"]
    if title is None and not kin:
        return
    ends = i + 1
    if ends < last and ends in at and at[ends].kind == "person":
        return  # `Merz, Bundeskanzler Scholz`: a list, not an apposition
    attribute = ends < last and (doc[ends].lower_ in GENITIVE_ARTICLES | {"für", "im", "in"} or ends in at)
    closes = (ends < last and doc[ends].text in {",", ".", "–"}) or ends == last
    if not attribute and not closes:
        return
    if title is not None and mention.role_title is None and title.kind != "honorific":
        _take_title(mention, title)
        for j in range(start, i):
            if is_adjective(doc[j]):
                _take_adjective(mention, doc[j].text)
    j = ends
    while j < last and doc[j].text not in {",", ".", ";", ":", "–"} and j - ends < 12:
        inner = at.get(j)
        if inner is not None and inner is not mention:
            if inner.kind == "person":
                inner.relation = "superior"
                mention.superior = inner
            elif title is not None and inner.relation is None:
                inner.relation = "member_of_title"
                if inner.kind in {"country", "organization"}:
                    _take_body(mention, inner)
        j += 1
    mention.phrase_end = j
