"""Time and certainty of a trigger, from tense, mood and the words around it: held, planned, proposed, cancelled …"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from extractors.lexicon import word_lists
from extractors.meetings.clauses import Clause
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("function_words")
_TENSE = word_lists("tense")
_SOURCES = word_lists("sources")
_DEFINITE = {"der", "die", "das", "dem", "den", "des"}
_INSIDE = {"bei", "auf", "in", "während", "an"}


@dataclass(frozen=True)
class _Signals:
    """Which kinds of words the clause has."""

    future: bool
    intended: bool
    possible: bool
    past: bool
    perfect: bool  # `ist`, `sind` with a participle


def judge(doc: Doc, trigger: Trigger) -> None:
    """Set passive, negation, tense and status of the trigger, in place."""
    words = trigger.clause.words
    signals = _Signals(
        future=bool(words & _TENSE["future"]),
        intended=bool(words & _TENSE["intended"]),
        possible=bool((words - _invitation(trigger.clause)) & _TENSE["possible"]),
        past=bool(words & _TENSE["past_auxiliaries"]),
        perfect=bool(words & _TENSE["present_perfect_or_passive"]) and has_participle(trigger.clause),
    )
    trigger.is_negated = any(negates(doc, token) for token in trigger.clause.tokens)
    if trigger.relation == "noun":
        trigger.tense, trigger.status = _noun_time(doc, trigger, signals)
    else:
        form = trigger.tense
        trigger.is_passive = form == "participle" and bool(words & _TENSE["passive_auxiliaries"])
        trigger.tense, trigger.status = _verb_time(doc, trigger, form, signals)
    if trigger.relation == "invite":
        # an invitation is no more than a proposal, unless it is to a meeting that has a name or a day
        trigger.status = "planned" if trigger.has_noun_beside else "proposed"
    if trigger.relation == "attend" and words & _TENSE["arrival"]:
        trigger.status, trigger.is_arrival = None, True
    if _is_made_up(trigger.clause):
        trigger.status = "cancelled" if trigger.is_negated else "planned"
        if (
            trigger.status == "planned"
            and words & _TENSE["past_auxiliaries"]
            and not words & _TENSE["passive_auxiliaries"]
        ):
            trigger.status = "held"  # `hat den Besuch nachgeholt`
        trigger.is_made_up = trigger.status != "cancelled"
    elif words & _TENSE["cancelled"] or (trigger.is_negated and words & _TENSE["taking_place"]):
        trigger.status = "cancelled"
    elif words & _TENSE["postponed"] or (words & _TENSE["once_planned"] and words & _TENSE["once"]):
        trigger.status = "postponed"  # `der ursprünglich für Mai geplante Gipfel`


def _invitation(clause: Clause) -> set[str]:
    """`auf Einladung von Sánchez` says on whose, and proposes nothing."""
    pairs = pairwise(t.lower_ for t in clause.tokens)
    return {"einladung"} if ("auf", "einladung") in set(pairs) else set()


def _is_made_up(clause: Clause) -> bool:
    """Whether the clause says that something called off takes place after all: `will den Besuch nachholen`, `holt … nach`."""
    words = clause.words
    if words & _TENSE["made_up"]:
        return True
    following = [*clause.tokens[1:], None]
    return bool(words & _TENSE["made_up_separated"]) and any(
        token.lower_ == "nach" and (after is None or after.is_punct)
        for token, after in zip(clause.tokens, following, strict=True)
    )


def negates(doc: Doc, token: Token) -> bool:
    """Whether the word denies its clause; `nicht nur`, `nicht zuletzt`, `und nicht als Vermittler` deny something else."""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return token.lower_ in _WORDS["negations"] - {"ohne"} and not (
        token.lower_ == "nicht" and following in {"nur", "zuletzt", "mehr", "als"}
    )


def has_participle(clause: Clause) -> bool:
    """Whether a word of the clause has the form of a participle; nouns (`Gelegenheit`, `Gebiet`) are none."""
    return any(t.text.islower() and is_participle(t.lower_) for t in clause.tokens)


def is_participle(word: str) -> bool:
    """A form such as `getroffen`, `vereinbart`, `telefoniert`, `zusammengekommen`."""
    if word.endswith("iert"):
        return True
    return word.endswith(("t", "en")) and (word.startswith(("ge", "be", "ver", "er")) or "ge" in word[2:8])


def _verb_time(doc: Doc, trigger: Trigger, form: str, signals: _Signals) -> tuple[str, str | None]:
    words = trigger.clause.words
    planned = ("future", "planned")
    if form == "past":
        return planned if signals.intended else ("past", "held")
    if form == "participle":
        ahead = words & {"wird", "werden", "werde", "würde", "würden"} and not words & {"worden", "wurde", "wurden"}
        return planned if ahead or (signals.intended and not signals.past) else ("past", "held")
    if form == "conditional" or signals.intended or signals.future:
        return planned
    if signals.possible:
        return "future", "proposed"
    if form == "infinitive" or (trigger.start and doc[trigger.start - 1].lower_ == "zu"):
        return planned
    return "present", "ongoing" if "seit" in words and trigger.relation == "meet" else None


def _noun_time(doc: Doc, trigger: Trigger, signals: _Signals) -> tuple[str, str | None]:
    words = trigger.clause.words
    beside = {doc[i].lower_ for i in range(trigger.phrase_start, trigger.start)}
    if beside & _TENSE["possible"]:
        return "future", "proposed"
    if beside & _TENSE["ahead_adjectives"]:
        return "future", "planned"
    if beside & _TENSE["held_adjectives"] and not (signals.future and beside & {"letzte", "letzten"}):
        return "past", "held"  # but `wird der letzte Gipfel sein`
    if beside & _TENSE["ongoing"]:
        return "present", "ongoing"
    if words & _TENSE["cancelled"]:
        return "future", "cancelled"
    if words & _TENSE["postponed"]:
        return "future", "postponed"
    said = any(word in _SOURCES["verbs"] and word.endswith(("te", "ten")) for word in words)
    if words & _TENSE["proposing"] and trigger.preposition is None and trigger.article not in _DEFINITE:
        return "future", "proposed"  # `hat ein Treffen vorgeschlagen`
    if trigger.preposition == "zu" and trigger.article is None and words & _TENSE["staying"]:
        return ("past", "held") if words & {"war", "waren", "weilte", "weilten"} else ("present", "ongoing")
    if trigger.meeting_type == "visit" and words & _TENSE["arrived"] and words & _TENSE["present_perfect_or_passive"]:
        return "present", "ongoing"  # `ist zu einem Besuch eingetroffen`
    settled = signals.past or signals.perfect or said  # `hat bei einem Besuch in Rom angekündigt`
    if trigger.preposition in _INSIDE and settled and not signals.future and not words & _TENSE["modals"]:
        return "past", "held"
    if words & _TENSE["held_verbs"]:
        return ("future", None) if words & _TENSE["unreal"] else ("past", "held")  # `wäre der erste Besuch gewesen`
    ahead = signals.future or signals.intended
    if trigger.preposition == "vor":
        return "future", "planned"
    if trigger.preposition == "zu":
        return "present", "planned" if ahead else None
    if trigger.preposition == "nach" and not ahead:
        return "past", "held"
    if signals.possible and not signals.past and trigger.preposition not in _INSIDE:
        return "future", "proposed"
    if ahead or (words & {"statt", "stattfinden", "stattfindet"} and not words & {"fand", "fanden"}):
        return "future", "planned"
    if words & _TENSE["ongoing"]:
        return "present", "ongoing"
    if signals.past or signals.perfect:
        return "past", "held"
    return "present", None
