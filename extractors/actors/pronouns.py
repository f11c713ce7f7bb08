"""Whom a personal pronoun can mean: the acting people of the sentences before."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.actors.mentions import Mention
from extractors.language.words import FINITE_TAGS

_MASCULINE = {"er", "ihn", "ihm"}


def antecedents(doc: Doc, mentions: list[Mention]) -> dict[int, list[int]]:
    """For each sentence (by its first token) the entities that `er`, `sie`, `beide`, `ihr` in it can mean.

    `Beide` means the last two people that act, `sie` with a verb in the plural all of their sentence, any
    other pronoun the last one of its gender, as far as offices tell it; people in the sentence itself are left to the caller.
    """
    found: dict[int, list[int]] = {}
    feminine = {m.entity for m in mentions if m.is_feminine}
    acting: list[int] = []
    for sentence in doc.sents:
        words = {t.lower_ for t in sentence}
        both = any(t.lower_ in {"beide", "beiden"} for t in sentence)
        they = "sie" in words and any(t.tag_ in FINITE_TAGS and "Plur" in t.morph.get("Number") for t in sentence)
        plural = both or any(t.lower_ in {"ihr", "ihre", "ihrem", "ihren", "ihrer"} for t in sentence)
        fitting = acting
        if "sie" in words and not words & _MASCULINE:
            fitting = [e for e in acting if e in feminine] or acting
        elif words & _MASCULINE and "sie" not in words:
            fitting = [e for e in acting if e not in feminine] or acting
        found[sentence.start] = acting if they and len(acting) > 1 else acting[-2:] if plural and both else fitting[-1:]
        here = [
            m.entity
            for m in mentions
            if sentence.start <= m.start < sentence.end
            and m.kind == "person"
            and m.relation is None
            and m.preposition is None
            and m.entity >= 0
        ]
        if here:
            acting = list(dict.fromkeys(here))
    return found
