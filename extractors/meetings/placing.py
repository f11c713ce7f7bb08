"""Where: the place that belongs to a trigger."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors import reference
from extractors.actors.attributes import is_adjective
from extractors.actors.entity import Entity
from extractors.actors.mentions import Mention
from extractors.lexicon import word_lists
from extractors.meeting_nouns import match_noun
from extractors.meetings.attachment import hangs_on_other_noun, hangs_on_trigger
from extractors.meetings.trigger import Trigger
from extractors.titles import parse_title

_PLACE_PREPOSITIONS = word_lists("attachment")["place_prepositions"] | {"nach", "ins"}
_REACH_OF_DORT = 60  # tokens
_GOING = {
    "visit",
    "noun",
    "invite",
    "absent",
    "attend",
    "expect",
}  # relations beside which `nach Paris` is where one meets
_TIME_NOUNS = tuple(word_lists("attachment")["time_nouns"])
_PLACE_NOUNS = tuple(word_lists("attachment")["place_nouns"])


def place_of(doc: Doc, trigger: Trigger, mentions: list[Mention], entities: list[Entity]) -> tuple[int | None, bool]:
    """Where the trigger's meeting is, and whether the place hangs on the noun itself (`Konferenz in Genf`).

    Places and countries with a preposition of place in the clause; the one on the noun first, cities before
    countries, the nearest first. `dort` means the place named last in the sentences before.
    """
    for mention in mentions:
        if (
            (mention.kind == "place" or (mention.kind == "country" and trigger.meeting_type == "visit"))
            and mention.relation == "compound"
            and trigger.phrase_start <= mention.start < trigger.end
        ):
            return mention.entity, True  # `Berlin-Besuch`, `Pariser Gipfel`, `Deutschland-Besuch`
    tokens = {t.i for t in trigger.clause.tokens}
    if trigger.part is not None:
        tokens &= set(range(*trigger.part))
    located = [m for m in mentions if is_location(doc, m, entities)]
    found = [
        (
            not _is_of_noun(doc, m, trigger),
            m.kind == "country",
            abs(m.start - trigger.start),
            m,
        )
        for m in located
        if m.start in tokens
        and not (m.preposition == "nach" and trigger.relation not in _GOING)
        and not hangs_on_other_noun(doc, m.phrase_start, trigger)
    ]
    if trigger.preposition in {"nach", "vor"}:  # `nach dem Treffen in Paris eingetroffen`: where they are now
        found = [item for item in found if not item[0]]
    if found:
        apart, _, _, mention = min(found, key=lambda item: item[:3])
        return mention.entity, not apart
    if trigger.clause.opener == "wo":
        ahead = [m for m in located if trigger.sentence.start <= m.start < trigger.clause.tokens[0].i]
        if ahead:
            return ahead[-1].entity, True  # `nach Paris, wo sich die Minister treffen`
    if "dort" in trigger.clause.words:
        before = [m for m in located if m.start < trigger.start and trigger.sentence.start - m.start < _REACH_OF_DORT]
        if before:
            return before[-1].entity, False
    return None, False


def _is_of_noun(doc: Doc, mention: Mention, trigger: Trigger) -> bool:
    """`Konferenz in Genf`; before the verb also behind names: `Nach dem Treffen mit Erdoğan in Ankara sagte …`."""
    if trigger.relation != "noun":
        return False
    if mention.phrase_start == trigger.end:
        return True
    opens = {trigger.phrase_start, trigger.phrase_start - 1} & {trigger.clause.tokens[0].i}
    return bool(opens) and hangs_on_trigger(doc, mention.phrase_start, trigger)


def is_wide(place: Entity) -> bool:
    """A country or region, which has cities in it: `Italien`, `Sizilien`."""
    known = reference.place_of_name(place.name)
    return place.kind == "country" or (known is not None and known.place_type in {"country", "region", "island"})


def is_location(doc: Doc, mention: Mention, entities: list[Entity]) -> bool:
    """Whether the mention says where something is or goes: a place or country behind a preposition of place."""
    if mention.kind not in {"place", "country"} or mention.entity < 0:
        return False
    if mention.mention_type == "nominal" and not (mention.kind == "place" and mention.key and mention.relation is None):
        return False
    if mention.relation in {"attribute", "member_of_title"}:
        return False
    if is_wide(entities[mention.entity]) and _follows_common_noun(doc, mention):
        return False
    if mention.kind == "place" and entities[mention.entity].country_code is None and _names_a_body(mention.text(doc)):
        return False
    return (mention.preposition or _preposition_of_apposition(doc, mention)) in _PLACE_PREPOSITIONS or (
        mention.preposition is None and doc[mention.phrase_start].lower_ in {"im", "in"}  # `im schweizerischen Genf`
    )


def _follows_common_noun(doc: Doc, mention: Mention) -> bool:
    """`einen Waffenstillstand in Afghanistan`: where what the noun names is, not where people meet."""
    i = mention.phrase_start - 1
    if mention.preposition not in {"in", "im"} or i < doc[mention.start].sent.start:
        return False
    word = doc[i].text
    return (
        word[:1].isupper()
        and word.isalpha()
        and not doc[i].is_sent_start
        and doc[i].ent_iob_ == "O"
        and match_noun(word) is None
        and parse_title(word) is None
        and not word.lower().endswith(_TIME_NOUNS)
    )


def _preposition_of_apposition(doc: Doc, mention: Mention) -> str | None:
    """`in der Hafenstadt Odessa`, `auf der Insel Margarita`: the preposition before the noun that the name goes with."""
    i = mention.phrase_start - 1
    first = doc[mention.start].sent.start
    if i < first or not doc[i].lower_.endswith(_PLACE_NOUNS):
        return None
    i -= 1
    while i >= first and is_adjective(doc[i]):
        i -= 1
    if i >= first and doc[i].lower_ in {"der", "dem", "den", "die", "das"}:
        i -= 1
    return doc[i].lower_ if i >= first else None


def _names_a_body(text: str) -> bool:
    """`G7-Kreis`, `Balkankonferenz`: tagged as a place, but none."""
    return (
        match_noun(text) is not None
        or reference.organization_of_compound_prefix(text) is not None
        or any(reference.group_of_name(part) for part in text.split("-"))
    )
