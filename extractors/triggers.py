"""Words that report a meeting or someone's part in one: nouns (`Gipfel`) and verbs (`nahm … teil`).

A trigger is a place in the text with its time and certainty; who takes part is decided in
`arguments`, which triggers speak of one meeting in `meetings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from extractors.clauses import Clause, split_clauses
from extractors.lexicon import table, word_lists
from extractors.nouns import match_noun
from extractors.phrases import is_adjective

_WORDS = word_lists("function_words")
_TENSE = word_lists("tense")
_SOURCES = word_lists("sources")
_MODES = word_lists("modes")
_PREPOSITIONS = _WORDS["together"] | _WORDS["agent"] | _WORDS["other_prepositions"]
_CONTRACTED = {"am": "an", "im": "in", "vom": "von", "zum": "zu", "zur": "zu", "beim": "bei", "ins": "in", "ans": "an", "aufs": "auf", "vorm": "vor", "übers": "über", "fürs": "für", "ums": "um"}
_ARRIVAL = {"eingetroffen", "angereist", "angekommen", "gelandet", "einladung", "entsenden", "entsandt"}
_INDEFINITE = {"ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine", "weitere", "weiteren", "weiteres", "mehrere", "neue", "neuen", "neues", "erneute", "erneuten"}
_DEFINITE = {"der", "die", "das", "dem", "den", "des", "beim", "zum", "vom", "zur", "am", "im", "dieser", "dieses", "diesem", "diesen", "diese"} | _WORDS["possessives"]


@dataclass(frozen=True)
class VerbEntry:
    verb: str
    particle: str
    relation: str
    takes_object: bool
    meeting_type: str | None
    mode: str | None
    is_strong: bool


@dataclass
class Trigger:
    """One trigger. `status` is the status the words give the meeting, None where they give none."""

    start: int
    end: int
    relation: str  # noun | meet | host | visit | invite | attend | expect | represent | accompany | send | absent | decline
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
    is_passive: bool = False
    is_negated: bool = False
    tense: str = "unknown"  # past | present | future | unknown
    status: str | None = None
    is_reported: bool = False
    has_verb_beside: bool = False
    is_arrival: bool = False
    has_rival: bool = False  # another trigger in another clause of the sentence
    arguments: list = field(default_factory=list)

    @property
    def is_definite(self) -> bool:
        return self.article in _DEFINITE

    @property
    def is_indefinite(self) -> bool:
        return self.article in _INDEFINITE


@lru_cache
def _verb_forms() -> dict[str, tuple[str, str]]:
    """Finite or non-finite form → (base verb, form's tense: present | past | conditional | participle)."""
    forms: dict[str, tuple[str, str]] = {}
    for row in table("base_verbs"):
        for column, tense in (("participle", "participle"), ("conditional", "conditional"), ("preterite", "past"), ("present", "present")):
            for form in filter(None, row[column].split("|")):
                forms[form] = (row["verb"], tense)
        forms.setdefault(row["verb"], (row["verb"], "present"))
    return forms


@lru_cache
def _participles() -> dict[str, str]:
    return {row["verb"]: row["participle"] for row in table("base_verbs")}


@lru_cache
def _verbs() -> dict[str, list[VerbEntry]]:
    entries: dict[str, list[VerbEntry]] = {}
    for row in table("meeting_verbs"):
        entry = VerbEntry(row["verb"], row["particle"], row["relation"], row["object"] == "yes", row["meeting_type"] or None, row["mode"] or None, row["strength"] == "strong")
        entries.setdefault(row["verb"], []).append(entry)
    for candidates in entries.values():
        candidates.sort(key=lambda e: not e.particle)  # `nimmt … teil` before a bare verb
    return entries


@lru_cache
def _joined_forms() -> dict[str, tuple[VerbEntry, str]]:
    """Forms written in one word: `teilgenommen`, `teilzunehmen`, `zusammentrifft`."""
    joined: dict[str, tuple[VerbEntry, str]] = {}
    forms = _verb_forms()
    for verb, entries in _verbs().items():
        for entry in entries:
            if not entry.particle:
                joined[f"zu{verb}"] = (entry, "infinitive")
                continue
            joined[entry.particle + verb] = (entry, "infinitive")
            joined[f"{entry.particle}zu{verb}"] = (entry, "infinitive")
            for form, (base, tense) in forms.items():
                if base == verb and form != verb:
                    joined[entry.particle + form] = (entry, tense)
    return joined


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers of the document, in order."""
    triggers: list[Trigger] = []
    for sentence in doc.sents:
        found: list[Trigger] = []
        for clause in split_clauses(sentence):
            for token in clause.tokens:
                trigger = _noun_trigger(doc, sentence, clause, token) or _verb_trigger(sentence, clause, token)
                if trigger is not None:
                    found.append(trigger)
        for trigger in found:
            _judge(doc, trigger)
            trigger.has_rival = any(t.clause is not trigger.clause for t in found)
            trigger.has_verb_beside = any(t.relation in {"meet", "host"} and t.clause is trigger.clause and t is not trigger for t in found)
        triggers.extend(sorted(found, key=lambda t: t.start))
    return triggers


def _noun_trigger(doc: Doc, sentence: Span, clause: Clause, token: Token) -> Trigger | None:
    word = token.text
    if not word[:1].isupper() or len(word) < 5:
        return None
    matched = match_noun(word)
    if matched is None:
        return None
    entry, prefix = matched
    if word.lower() == "treffen" and token.is_sent_start and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in {"sich"}:
        return None
    i = token.i - 1
    article = None
    is_virtual = False
    while i >= sentence.start:
        lower = doc[i].lower_
        if article is None and lower in _WORDS["determiners"] | _CONTRACTED.keys() | _INDEFINITE:
            article = lower
            i -= 1
            if lower in _CONTRACTED:
                break
        elif article is None and i > sentence.start and doc[i].text.islower() and doc[i].text.endswith(("lich", "weise", "mals", "sam", "ig")):
            i -= 1  # `ihrem wahrscheinlich letzten Treffen`
        elif article is None and (is_adjective(doc[i]) or doc[i].text in {"„", '"', "»"} or doc[i].like_num or doc[i].text.endswith(".") and doc[i].text[:-1].isdigit()):
            is_virtual = is_virtual or lower in _MODES["virtual"]
            if lower in _INDEFINITE:
                article = lower
            i -= 1
        else:
            break
    preposition = None
    if article in _CONTRACTED:
        preposition = _CONTRACTED[article]
    elif i >= sentence.start and doc[i].lower_ in _PREPOSITIONS | _CONTRACTED.keys():
        preposition = _CONTRACTED.get(doc[i].lower_, doc[i].lower_)
    elif i >= sentence.start and doc[i].text in {"Rande", "Beginn", "Rahmen", "Vorfeld", "Auftakt", "Anschluss", "Ende", "Vorabend", "Abschluss", "Start"}:
        preposition = {"Rande": "bei", "Rahmen": "bei", "Beginn": "bei", "Auftakt": "bei", "Ende": "bei", "Abschluss": "bei", "Start": "bei", "Vorfeld": "vor", "Vorabend": "vor", "Anschluss": "nach"}[doc[i].text]
    mode = "virtual" if is_virtual or prefix.lower().rstrip("-") in {"video", "online", "virtual"} else entry.mode
    name = doc[token.i : token.i + 1].text
    return Trigger(token.i, token.i + 1, "noun", sentence, clause, entry.meeting_type, mode, entry.is_strong or bool(prefix), entry.noun, name, prefix or None, preposition, article, i + 1)


def _verb_trigger(sentence: Span, clause: Clause, token: Token) -> Trigger | None:
    word = token.lower_
    if token.text[:1].isupper() and not token.is_sent_start and word != "einladung":
        return None
    entry: VerbEntry | None = None
    form = ""
    if word == "einladung" and token.i > sentence.start and sentence.doc[token.i - 1].lower_ == "auf":
        return Trigger(token.i, token.i + 1, "attend", sentence, clause, None, None, False)
    if word in _joined_forms():
        entry, form = _joined_forms()[word]
    elif word in _verb_forms():
        base, form = _verb_forms()[word]
        words = clause.words
        for candidate in _verbs().get(base, ()):
            if candidate.particle and candidate.particle in words and form != "participle":
                entry = candidate
                break
            if candidate.particle == "" and not (base == "treffen" and form == "present" and token.text[:1].isupper() and not token.is_sent_start):
                entry = candidate
                break
        if word == _participles().get(base) and clause.words & _TENSE["perfect_auxiliaries"]:
            form = "participle"  # `hat telefoniert`: the form alone could be a present, too
        if entry is not None and word == entry.verb and form == "present":
            form = "infinitive_or_present"
    if entry is None:
        return None
    if entry.relation == "decline" and entry.particle == "ab" and not clause.words & {"teilnahme", "kommen", "einladung", "reise"}:
        return Trigger(token.i, token.i + 1, "cancel", sentence, clause, None, None, False, tense=form)
    if entry.verb in {"treffen", "vertreten"} and not entry.particle and _is_idiom(token, clause):
        return None
    return Trigger(token.i, token.i + 1, entry.relation, sentence, clause, entry.meeting_type, entry.mode, entry.is_strong, tense=form)


def _is_idiom(token: Token, clause: Clause) -> bool:
    """`eine Entscheidung treffen`, `hart getroffen`, `die Ansicht vertreten`: no meeting."""
    return bool(clause.words & word_lists("idioms")["objects"])


def _judge(doc: Doc, trigger: Trigger) -> None:
    """Passive, negation, tense and status, from the words of the clause."""
    clause = trigger.clause
    words = clause.words
    lower = [t.lower_ for t in clause.tokens]
    trigger.is_negated = any(
        t.lower_ in _WORDS["negations"] and not (t.lower_ == "nicht" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ in {"nur", "zuletzt", "mehr"}) for t in clause.tokens
    )
    future = bool(words & _TENSE["future"])
    intended = bool(words & _TENSE["intended"])
    possible = bool(words & _TENSE["possible"])
    past = bool(words & _TENSE["past_auxiliaries"])
    perfect = bool(words & _TENSE["present_perfect_or_passive"])
    form = trigger.tense
    has_participle = any(w.startswith(("ge", "be", "ver", "er")) and w.endswith(("t", "en")) or w.endswith(("iert",)) or "ge" in w[2:8] and w.endswith(("t", "en")) for w in lower)
    trigger.is_passive = trigger.relation != "noun" and form == "participle" and bool(words & {"wird", "werden", "wurde", "wurden", "worden", "würden", "würde", "werde"})
    if trigger.relation == "noun":
        trigger.tense, trigger.status = _noun_time(doc, trigger, words, future, intended, possible, past, perfect, has_participle)
    elif form in {"past"}:
        if clause.words & _TENSE["intended"]:
            trigger.tense, trigger.status = "future", "planned"
        else:
            trigger.tense, trigger.status = "past", "held"
    elif form == "participle":
        if words & {"wird", "werden", "werde", "würde", "würden"} and not words & {"worden", "wurde", "wurden"}:
            trigger.tense, trigger.status = ("future", "planned")
        elif intended and not past:
            trigger.tense, trigger.status = "future", "planned"
        else:
            trigger.tense, trigger.status = "past", "held"
    elif form == "conditional":
        trigger.tense, trigger.status, trigger.is_reported = "future", "planned", True
    elif intended or future:
        trigger.tense, trigger.status = "future", "planned"
    elif possible:
        trigger.tense, trigger.status = "future", "proposed"
    elif form == "infinitive" or trigger.start and doc[trigger.start - 1].lower_ == "zu":
        trigger.tense, trigger.status = "future", "planned"
    else:
        trigger.tense, trigger.status = "present", None
    if trigger.relation == "attend" and words & _ARRIVAL:
        trigger.status, trigger.is_arrival = None, True
    if words & _TENSE["cancelled"]:
        trigger.status = "cancelled"
    elif words & _TENSE["postponed"]:
        trigger.status = "postponed"


def _noun_time(doc, trigger, words, future, intended, possible, past, perfect, has_participle) -> tuple[str, str | None]:
    left = {doc[i].lower_ for i in range(trigger.phrase_start, trigger.start)}
    if left & (_TENSE["possible"] | {"mögliches"}):
        return "future", "proposed"
    if left & {"geplante", "geplanten", "geplantes", "geplanter", "kommenden", "bevorstehenden", "bevorstehende", "anstehenden", "anstehende", "nächsten", "nächste", "weitere", "weiteren"}:
        return "future", "planned"
    if left & _TENSE["held"] - {"beim"}:
        return "past", "held"
    if left & _TENSE["ongoing"]:
        return "present", "ongoing"
    if words & _TENSE["cancelled"]:
        return "future", "cancelled"
    if words & _TENSE["postponed"]:
        return "future", "postponed"
    if trigger.preposition == "vor" or doc[trigger.start].is_sent_start and False:
        return "future", "planned"
    if trigger.preposition == "zu":
        return "present", "planned" if future or intended else None
    if trigger.preposition == "nach" and not future and not intended:
        return "past", "held"
    if possible and not past:
        return "future", "proposed"
    if words & {"statt", "stattfinden", "stattfindet"} and not words & {"fand", "fanden"} or future or intended:
        return "future", "planned"
    if words & {"stattgefunden", "fand", "fanden", "endete", "endeten", "beendet"}:
        return "past", "held"
    if words & _TENSE["ongoing"]:
        return "present", "ongoing"
    if trigger.preposition in {"bei", "auf", "in", "während", "an"}:
        if past or perfect and has_participle or any(w in _SOURCES["verbs"] and w.endswith(("te", "ten")) for w in words):
            return "past", "held"
        return "present", None
    if past or perfect and has_participle:
        return "past", "held"
    return "present", None
