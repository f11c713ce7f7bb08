"""Nouns that name a meeting, alone or at the end of a compound: `Gipfel`, `EU-Sondergipfel`, `Außenministertreffen`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors import reference
from extractors.lexicon import lines, table


@dataclass(frozen=True)
class NounEntry:
    """A noun for a meeting, as `meeting_nouns.csv` has it.

    `mode` is how people attend (`phone` for `Telefonat`), None where the noun leaves it open. A strong noun names a meeting
    by itself (`Gipfel`), a weak one only where two take part (`Begegnung`).
    """

    noun: str
    meeting_type: str
    mode: str | None
    is_strong: bool


@lru_cache
def _nouns() -> dict[str, NounEntry]:
    return {
        form: NounEntry(row["noun"], row["meeting_type"], row["mode"] or None, row["strength"] == "strong")
        for row in table("meeting_nouns")
        for form in row["forms"].split("|")
    }


@lru_cache
def _not_meetings() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in table("not_meetings")}


def match_noun(word: str) -> tuple[NounEntry, str] | None:
    """The meeting noun that a word is or ends in, and the part before it.

    >>> match_noun("EU-Sondergipfels")[1]
    'EU-Sonder'
    """
    lower = word.lower()
    if lower in _not_meetings():
        return None
    best = None
    for length in range(len(lower), 3, -1):
        tail = lower[-length:]
        entry = _nouns().get(tail)
        if entry is not None:
            best = (entry, word[: len(word) - length])
            break
    if best is None:
        return None
    prefix = best[1].rstrip("-")
    if prefix and any(lower.endswith(other) and len(other) > len(best[0].noun) for other in _not_meetings()):
        return None
    if prefix.lower().startswith(tuple(lines("domestic_prefixes"))):
        return None
    return best[0], prefix


def nominative(word: str) -> str:
    """The meeting noun without the ending of its genitive or dative plural.

    >>> nominative("NATO-Gipfels"), nominative("Besuches"), nominative("Gesprächen"), nominative("Verhandlungen")
    ('NATO-Gipfel', 'Besuch', 'Gespräche', 'Verhandlungen')
    """
    matched = match_noun(word)
    for ending in ("es", "s", "n"):
        stem = word.removesuffix(ending)
        if matched and stem != word and (bare := match_noun(stem)) and bare[0] == matched[0]:
            return stem
    return word


def compound_party(prefix: str | None) -> list[tuple[str, str]]:
    """Parties named by the first part of a compound: `EU-Türkei-Gipfel` → [("organization", "Europäische Union"), ("country", "TR")].

    A country alone names the topic or the place (`Ukraine-Gipfel`), not a party.
    """
    parties: list[tuple[str, str]] = []
    for part in (prefix or "").replace("–", "-").split("-"):
        if group := reference.group_of_name(part):
            parties.append(("group", group.name_de))
        elif organization := reference.organization_of_name(part):
            parties.append(("organization", organization.name_de))
        elif code := reference.country_of_name(part):
            parties.append(("country", code))
    countries = [p for p in parties if p[0] == "country"]
    if len(countries) == 1 and len(parties) == 1:
        return []
    return parties
