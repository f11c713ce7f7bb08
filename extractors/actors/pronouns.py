"""Whom a personal pronoun can mean: the acting people of the sentences before."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.actors.mentions import Mention


def antecedents(doc: Doc, mentions: list[Mention]) -> dict[int, list[int]]:
    """For each sentence (by its first token) the entities that `er`, `sie`, `beide`, `ihr` in it can mean.

    `Beide` means the last two people that act, any other pronoun the last one; people in the
    sentence itself are left to the caller.
    """
    found: dict[int, list[int]] = {}
    acting: list[int] = []
    for sentence in doc.sents:
        both = any(t.lower_ in {"beide", "beiden"} for t in sentence)
        plural = both or any(t.lower_ in {"ihr", "ihre", "ihrem", "ihren", "ihrer"} for t in sentence)
        found[sentence.start] = acting[-2:] if plural and both else acting[-1:]
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
