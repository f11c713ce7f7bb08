"""Offices in the plural, which stand for the body whose officials they are: `die Außenminister der G7`."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.meeting_nouns import match_noun
from extractors.titles import parse_title

_KINDS = {"minister", "head_of_state", "head_of_government"}


def names_many(doc: Doc, i: int) -> bool:
    """Whether token i is a minister's or leader's title in the plural.

    Masculine titles on -er look alike in both numbers, so the article tells: `die Außenminister`, `mit den
    Außenministern`, `das Treffen der Außenminister`.
    """
    word = doc[i].text
    title = parse_title(word) if word[:1].isupper() else None
    if title is None or title.kind not in _KINDS:
        return False
    if title.gender != "m":
        return title.is_plural  # `Außenministerinnen`
    first = doc[i].sent.start
    k = i - 1
    while k >= first and doc[k].text.islower() and doc[k].text.endswith("en"):
        k -= 1  # adjectives in the plural: `die europäischen Außenminister`
    before = doc[k].lower_ if k >= first else ""
    if before == "die":
        return True
    if before == "der":
        return k - 1 >= first and match_noun(doc[k - 1].text) is not None
    return word.endswith("ern") and before in {"den", "mit", "von", "zwischen", "unter", "bei"}
