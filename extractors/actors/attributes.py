"""What a mention does in its sentence: attribute of another, member of a list, source, by-line, government."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from extractors import reference
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meeting_nouns import match_noun
from extractors.titles import parse_title

_WORDS = word_lists("function_words")
_SOURCES = word_lists("sources")
_DELEGATIONS = word_lists("delegations")
PREPOSITIONS = _WORDS["together"] | _WORDS["agent"] | _WORDS["other_prepositions"]
GENITIVE_ARTICLES = {
    "der",
    "des",
    "von",
    "vom",
    "seines",
    "ihres",
    "seiner",
    "ihrer",
    "dessen",
    "deren",
    "eines",
    "einer",
}
_PLACE_PREPOSITIONS = word_lists("attachment")["place_prepositions"]
QUOTES = set("\"„“”»«‚‘’'")


def relate(doc: Doc, mentions: list[Mention]) -> None:
    """Fill `relation` and shared prepositions of described mentions, in place."""
    at = {i: m for m in mentions for i in range(m.start, m.end)}
    for mention in mentions:
        _mark_attribute(doc, mention, at)
    for mention in mentions:
        _turn_building_to_place(doc, mention)
    _share_prepositions(doc, mentions)
    for left, right in pairwise(mentions):
        _turn_capitals_to_governments(doc, left, right)
    for mention in mentions:
        if mention.kind in {"person", "country", "organization"}:
            _mark_source(doc, mention)


def is_adjective(token: Token) -> bool:
    """A lower-case inflected word that may stand before a noun (`ukrainischen`, `neue`)."""
    text = token.text
    return (
        text[:1].islower()
        and len(text) > 3
        and text.endswith(("e", "en", "er", "em", "es"))
        and text not in PREPOSITIONS
        and text not in _WORDS["particles"]
        and text not in _WORDS["determiners"]
        and text not in _WORDS["coordinators"]
        and text not in _SOURCES["verbs"]
    )


def is_verb(token: Token) -> bool:
    """Whether the word is tagged as a verb or an auxiliary: `reisten` before a name is no adjective."""
    return str(token.tag_).startswith("V")


def _turn_building_to_place(doc: Doc, mention: Mention) -> None:
    """`im Weißen Haus`: a building, not a government."""
    if mention.kind == "country" and mention.mention_type == "nominal" and mention.preposition in {"in", "im", "ins"}:
        place = reference.place_of_name(mention.text(doc))
        if place is not None and place.city:
            mention.kind, mention.mention_type, mention.key = "place", "name", None


def _mark_attribute(doc: Doc, mention: Mention, at: dict[int, Mention]) -> None:
    """A name that only tells whose envoy, son or office is meant: relation `superior` or `member_of_title`."""
    if mention.relation is not None or mention.is_delegation:
        return
    first = doc[mention.start].sent.start
    before = mention.phrase_start - 1
    start = mention.phrase_start
    if mention.preposition in {"von", "vom"} or (start >= first and doc[start].lower_ in GENITIVE_ARTICLES):
        head = before if not _is_nominative(doc, mention) else -1
    else:
        head = -1
    if (
        head < 0
        and mention.kind in {"country", "organization"}
        and mention.preposition is None
        and is_genitive(doc, mention)
    ):
        word = doc[mention.start - 1] if mention.start > first else None
        title = parse_title(word.text) if word is not None and word.text[:1].isupper() else None
        if title is not None:
            following = _next_country(doc, mention, at)
            if following is None:
                mention.relation = "member_of_title"  # `als Ministerpräsident Ungarns`
                return
            for member in (mention, following):  # `zwischen den Präsidenten Russlands und der Türkei`
                member.is_delegation, member.role_title = True, title.base_title
            _take_preposition(doc, mention, first)
            return
    if head >= first and head not in at:
        word = doc[head]
        if word.text[:1].isupper() and (parse_title(word.text) is not None or word.lower_ in _DELEGATIONS["kin"]):
            mention.relation = "superior" if mention.kind == "person" else "member_of_title"
            return
        if (
            word.text[:1].isupper()
            and match_noun(word.text) is None
            and mention.preposition is None
            and not word.is_sent_start
        ):
            mention.relation = "attribute"
            return
    # `Trumps Sondergesandter` with nobody named: the superior does not take part
    if mention.kind == "person" and is_genitive(doc, mention):
        i = mention.end
        while i < len(doc) and is_adjective(doc[i]):
            i += 1
        if i < len(doc) and i not in at and (parse_title(doc[i].text) or doc[i].lower_ in _DELEGATIONS["kin"]):
            mention.relation = "superior"
    elif mention.kind in {"country", "organization", "place"} and mention.end < len(doc):
        i = mention.end
        while i < len(doc) and is_adjective(doc[i]):
            i += 1
        if (
            i < len(doc)
            and i not in at
            and doc[i].text[:1].isupper()
            and parse_title(doc[i].text)
            and mention.preposition is None
        ):
            mention.relation = "member_of_title"


def _is_nominative(doc: Doc, mention: Mention) -> bool:
    """`nahm der britische Premierminister teil`: of a man, and before an adjective in -e, `der` is no genitive."""
    start = mention.phrase_start
    if doc[start].lower_ != "der" or start == mention.start or mention.kind != "person":
        return False
    following = doc[start + 1]
    return bool(mention.role_title and not mention.is_feminine) or (
        is_adjective(following) and following.text.endswith("e")
    )


def _next_country(doc: Doc, mention: Mention, at: dict[int, Mention]) -> Mention | None:
    """The country joined to this one, which makes the office before them one of several people."""
    if mention.end + 1 >= len(doc) or doc[mention.end].lower_ not in _WORDS["coordinators"]:
        return None
    i = mention.end + 1
    i += doc[i].lower_ in GENITIVE_ARTICLES
    following = at.get(i)
    if following is None or following.kind != "country":
        return None
    return following if i > mention.end + 1 or is_genitive(doc, following) else None


def _take_preposition(doc: Doc, mention: Mention, first: int) -> None:
    """Widen the phrase over the office before the name to its preposition."""
    i = mention.start - 2
    while i >= first and (is_adjective(doc[i]) or doc[i].lower_ in _WORDS["determiners"]):
        i -= 1
    mention.phrase_start = i + 1
    if i >= first and doc[i].lower_ in PREPOSITIONS:
        mention.preposition, mention.phrase_start = doc[i].lower_, i


def _share_prepositions(doc: Doc, mentions: list[Mention]) -> None:
    """In a list the preposition stands once: `mit Macron und Außenminister Barrot`, `mit A in Rom und B in Paris`."""
    last: dict[bool, tuple[Mention, int]] = {}  # place or not: the mention before, and where a list may go on from it
    for mention in mentions:
        if mention.relation in {"superior", "member_of_title", "compound"}:
            continue
        is_place = mention.kind == "place"
        left, end = last.get(is_place, (None, 0))
        if (
            left is not None
            and mention.preposition is None
            and not (mention.kind == "person" and left.preposition == "aus")  # `aus Frankreich, Jean-Noël Barrot`
            and doc[left.start].sent == doc[mention.start].sent
            and _is_joined(doc, end, mention)
        ):
            mention.preposition = left.preposition
            if mention.relation is None and left.relation == "source":
                mention.relation = left.relation
        if is_place and False in last and mention.preposition is not None:
            actor, end = last[False]
            if end in {mention.phrase_start, mention.phrase_start - 1} and doc[end].lower_ in _PLACE_PREPOSITIONS:
                last[False] = actor, mention.phrase_end
        last[is_place] = mention, mention.phrase_end


def _turn_capitals_to_governments(doc: Doc, left: Mention, right: Mention) -> None:
    """`zwischen Washington und Moskau`, `Paris und London wollen`: capitals that stand for governments."""
    pair = [left, right]
    if not all(m.kind == "country" or (m.kind == "place" and reference.country_of_capital(m.text(doc))) for m in pair):
        return
    if (
        left.preposition not in {None, "mit", "zwischen"}
        or left.relation is not None
        or not follows_in_list(doc, left, right)
    ):
        return
    for mention in pair:
        if mention.kind == "place":
            mention.key = reference.country_of_capital(mention.text(doc))
            mention.kind, mention.mention_type = "country", "nominal"


def follows_in_list(doc: Doc, left: Mention, right: Mention) -> bool:
    """Whether `right` is the next member of the list that `left` is in."""
    return _is_joined(doc, left.phrase_end, right)


def _is_joined(doc: Doc, end: int, right: Mention) -> bool:
    """Whether nothing but commas and coordinators stands between a token and the mention."""
    between = [t.lower_ for t in doc[end : right.phrase_start] if t.text not in QUOTES and not t.is_space]
    if not between:
        return False
    allowed = _WORDS["coordinators"] | _WORDS["list_adverbs"] | {",", "darunter", "unter"}
    return all(word in allowed for word in between) and any(word in _WORDS["coordinators"] | {","} for word in between)


def _mark_source(doc: Doc, mention: Mention) -> None:
    """`so Jermak`, `laut Macron`, `nach Angaben des Elysée`, `Macron zufolge`."""
    if mention.relation is not None:
        return
    sentence = doc[mention.start].sent
    if mention.kind == "person" and _is_byline(doc, mention):
        mention.relation = "byline"
        return
    before = doc[mention.phrase_start - 1].lower_ if mention.phrase_start > sentence.start else ""
    after = doc[mention.phrase_end].lower_ if mention.phrase_end < sentence.end else ""
    if (
        mention.preposition in {"laut", "gemäß"}
        or after in _SOURCES["after"]
        or (
            before == "so"
            and mention.phrase_start - 2 >= sentence.start
            and doc[mention.phrase_start - 2].text in {",", "“", '"', "–", "”", "»", "«"}
        )
        or before in _SOURCES["angaben"]
        or (mention.preposition in {"aus", "von", "vom"} and before in _SOURCES["angaben"])
        or (after in _SOURCES["verbs"] and before == "wie")
    ):
        mention.relation = "source"


def _is_byline(doc: Doc, mention: Mention) -> bool:
    """`Foto: Eva Roth`, `© Eva Roth/dpa`, `Von Eva Roth` alone on a line: who wrote or photographed."""
    sentence = doc[mention.start].sent
    ahead = {t.lower_ for t in doc[max(sentence.start, mention.start - 3) : mention.start]}
    if ahead & _SOURCES["bylines"]:
        return True
    if (mention.end < sentence.end and doc[mention.end].text == "/") or mention.text(doc).endswith("/"):
        return True
    return (
        mention.preposition == "von"
        and mention.phrase_start == sentence.start
        and len(sentence) <= mention.end - mention.start + 6
    )


def is_genitive(doc: Doc, mention: Mention) -> bool:
    return str(doc[mention.end - 1].text).endswith(("s", "’", "'", "x", "z"))
