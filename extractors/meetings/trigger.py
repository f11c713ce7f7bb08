"""A place in the text that reports a meeting or someone's part in one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Span

from extractors.lexicon import word_lists
from extractors.meetings.clauses import Clause

if TYPE_CHECKING:
    from extractors.meetings.argument import Argument

OPENING = {"noun", "meet", "host", "visit", "invite"}  # relations that can report a meeting by themselves
INDEFINITE = {
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "eines",
    "kein",
    "keine",
    "weitere",
    "weiteren",
    "weiteres",
    "mehrere",
    "neue",
    "neuen",
    "neues",
    "erneute",
    "erneuten",
}
TALKS = {"gespräch", "verhandlung", "beratung", "friedensgespräche"}  # nouns for what people hold with each other
_DEFINITE = {
    "der",
    "die",
    "das",
    "dem",
    "den",
    "des",
    "beim",
    "zum",
    "vom",
    "zur",
    "am",
    "im",
    "dieser",
    "dieses",
    "diesem",
    "diesen",
    "diese",
} | word_lists("function_words")["possessives"]


@dataclass
class Trigger:
    """One trigger. `status` is the status the words give the meeting, None where they give none."""

    start: int
    end: int
    relation: str  # noun, or what meeting_verbs.csv says of the verb
    sentence: Span
    clause: Clause
    meeting_type: str | None
    mode: str | None
    is_strong: bool
    noun: str | None = None
    name: str | None = None
    prefix: str | None = None
    preposition: str | None = None
    article: str | None = None
    phrase_start: int = -1
    verb: str | None = None
    is_passive: bool = False
    is_negated: bool = False
    tense: str = "unknown"  # past | present | future | unknown
    status: str | None = None
    is_made_up: bool = False  # takes place after all, once called off: `will den Besuch nachholen`
    has_verb_beside: bool = False
    has_noun_beside: bool = False
    is_arrival: bool = False
    has_rival: bool = False  # another trigger in another clause of the sentence
    on_screen: set[int] = field(default_factory=set)  # entities that its clause says take part by video
    is_on_screen: bool = False  # all who fill it take part by video
    part: tuple[int, int] | None = None  # tokens that are its own, where its word tells of several meetings
    has_own_time: bool = False  # of that part
    arguments: list[Argument] = field(default_factory=list)

    @property
    def is_definite(self) -> bool:
        return self.article in _DEFINITE

    @property
    def is_indefinite(self) -> bool:
        return self.article in INDEFINITE
