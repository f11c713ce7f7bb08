"""Words that report a meeting or someone's part in one: nouns (`Gipfel`) and verbs (`nahm … teil`).

A trigger is a place in the text with its time and certainty; who takes part is decided in
`arguments`, which triggers speak of one meeting in `meetings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from extractors import reference
from extractors.actors.attributes import is_adjective
from extractors.language.words import CONTRACTIONS
from extractors.lexicon import table, word_lists
from extractors.meeting_nouns import match_noun, nominative
from extractors.meetings.clauses import Clause, split_clauses
from extractors.meetings.tense import judge, negates
from extractors.meetings.trigger import INDEFINITE, Trigger

_WORDS = word_lists("function_words")
_TENSE = word_lists("tense")
_SOURCES = word_lists("sources")
_MODES = word_lists("modes")
_EXPECTATIONS = tuple(word_lists("attachment")["expectations"])
_TAKING_PART = word_lists("taking_part")
_BESIDE = {  # prepositions of a noun for the meeting that a verb of this relation tells of
    "meet": {"an", "bei", "in", "auf", "zu"},
    "host": {"an", "bei", "in", "auf", "zu"},
    "attend": {"an", "bei", "in", "auf"},
}
_PREPOSITIONS = _WORDS["together"] | _WORDS["agent"] | _WORDS["other_prepositions"]


@dataclass(frozen=True)
class VerbEntry:
    """A verb for a meeting, as `meeting_verbs.csv` has it; `particle` is the separable one (`kommen` … `zusammen`), or empty.

    `relation` says how its subject and objects take part, `meeting_type` and `mode` are None where the verb leaves them
    open. A strong verb tells of a meeting by itself, a weak one where two take part or another word tells of it.
    """

    verb: str
    particle: str
    relation: str
    meeting_type: str | None
    mode: str | None
    is_strong: bool


@lru_cache
def _verb_forms() -> dict[str, tuple[str, str]]:
    """Finite or non-finite form → (base verb, form's tense: present | past | conditional | participle)."""
    forms: dict[str, tuple[str, str]] = {}
    for row in table("base_verbs"):
        for column, tense in (
            ("participle", "participle"),
            ("conditional", "conditional"),
            ("preterite", "past"),
            ("present", "present"),
        ):
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
        entry = VerbEntry(
            row["verb"],
            row["particle"],
            row["relation"],
            row["meeting_type"] or None,
            row["mode"] or None,
            row["strength"] == "strong",
        )
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
            if trigger.relation == "visit" and any(
                t.lower_ == "nicht" and negates(doc, t) for t in trigger.clause.tokens
            ):
                trigger.relation = "absent"  # `reiste nicht nach Brüssel`
            trigger.has_noun_beside = any(t.relation == "noun" and t.clause is trigger.clause for t in found)
            judge(doc, trigger)
            trigger.has_rival = any(t.clause is not trigger.clause for t in found)
            trigger.has_verb_beside = any(
                t.relation in {"meet", "host"} and t.clause is trigger.clause and t is not trigger for t in found
            )
        for noun in (t for t in found if t.relation == "noun" and t.status is None):
            verb = next((t for t in found if t.clause is noun.clause and _shares_time(noun, t)), None)
            if verb is not None:
                noun.tense, noun.status = verb.tense, verb.status
        for decline in (t for t in found if t.relation == "decline" and t.status == "held"):
            for trigger in (
                decline,
                *(t for t in found if t.clause is decline.clause and t.preposition in {"an", "zu"}),
            ):
                trigger.tense, trigger.status = "future", "planned"  # who has declined, has done so before
        triggers.extend(sorted(found, key=lambda t: t.start))
    return triggers


def _shares_time(noun: Trigger, verb: Trigger) -> bool:
    """`berieten in einer Videokonferenz`, `kamen zu einem Gipfel zusammen`: when they did so, it was."""
    if verb.status is None or verb.is_negated or noun.preposition is None:
        return False
    return noun.preposition in _BESIDE.get(verb.relation, ())


def _noun_trigger(doc: Doc, sentence: Span, clause: Clause, token: Token) -> Trigger | None:
    word = token.text
    if not word[:1].isupper() or len(word) < 5:
        return None
    matched = match_noun(word)
    if matched is None:
        return None
    entry, prefix = matched
    if (
        word.lower() == "treffen"
        and token.is_sent_start
        and token.i + 1 < len(doc)
        and doc[token.i + 1].lower_ in {"sich"}
    ):
        return None
    i = token.i - 1
    article = None
    is_virtual = False
    while i >= sentence.start:
        lower = doc[i].lower_
        if article is None and lower in _WORDS["determiners"] | CONTRACTIONS.keys() | INDEFINITE:
            article = lower
            i -= 1
            if lower in CONTRACTIONS:
                break
        elif (
            article is None
            and i > sentence.start
            and doc[i].text.islower()
            and doc[i].text.endswith(("lich", "weise", "mals", "sam", "ig"))
        ):
            i -= 1  # `ihrem wahrscheinlich letzten Treffen`
        elif article is None and (
            is_adjective(doc[i])
            or (doc[i].text.endswith("er") and reference.place_of_adjective(doc[i].text) is not None)
            or doc[i].text in {"„", '"', "»"}
            or doc[i].like_num
            or (doc[i].text.endswith(".") and doc[i].text[:-1].isdigit())
        ):
            is_virtual = is_virtual or lower in _MODES["virtual"]
            if lower in INDEFINITE:
                article = lower
            i -= 1
        else:
            break
    if i > sentence.start and doc[i].lower_ == "unter" and doc[i + 1].lower_ in {"anderem", "anderen"}:
        i -= 1  # `führte unter anderem Gespräche`
    preposition = None
    if article in CONTRACTIONS:
        preposition = CONTRACTIONS[article]
    elif i >= sentence.start and doc[i].lower_ in _PREPOSITIONS | CONTRACTIONS.keys():
        preposition = CONTRACTIONS.get(doc[i].lower_, doc[i].lower_)
    elif i >= sentence.start and (phase := _phase(doc[i].lower_)):
        before = doc[i - 1].lower_ if i > sentence.start else ""
        preposition = before if before in {"vor", "nach"} else phase  # `einen Tag vor Beginn des Gipfels`
    if preposition == "an" and i > sentence.start and doc[i - 1].lower_.endswith(_EXPECTATIONS):
        preposition = "über"  # `die Erwartungen an den Gipfel`: what they are about
    mode = "virtual" if is_virtual or prefix.lower().rstrip("-") in {"video", "online", "virtual"} else entry.mode
    name = nominative(word)
    return Trigger(
        token.i,
        token.i + 1,
        "noun",
        sentence,
        clause,
        entry.meeting_type,
        mode,
        entry.is_strong or bool(prefix),
        entry.noun,
        name,
        prefix or None,
        preposition,
        article,
        i + 1,
    )


def _phase(word: str) -> str | None:
    """The preposition that `am Rande`, `zu Beginn`, `im Vorfeld`, `im Anschluss an` amount to."""
    for preposition in ("bei", "vor", "nach"):
        if word in _TENSE[f"phases_{preposition}"]:
            return preposition
    return None


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
            if candidate.particle == "" and not (
                base == "treffen" and form == "present" and token.text[:1].isupper() and not token.is_sent_start
            ):
                entry = candidate
                break
        if word == _participles().get(base) and clause.words & _TENSE["perfect_auxiliaries"]:
            form = "participle"  # `hat telefoniert`: the form alone could be a present, too
        if entry is not None and word == entry.verb and form == "present":
            form = "infinitive_or_present"
    if entry is None:
        return None
    if entry.relation == "decline" and entry.particle and not clause.words & _TAKING_PART["own_part"]:
        if entry.verb != "sagen":
            return None  # `lehnte den Vorschlag ab`
        return Trigger(token.i, token.i + 1, "cancel", sentence, clause, None, None, False, tense=form)
    if entry.verb in {"gehören", "zählen"} and not clause.words & _TAKING_PART["guests"]:
        return None
    if entry.verb in {"treffen", "vertreten"} and not entry.particle and _is_idiom(token, clause):
        return None
    mode = entry.mode or ("phone" if entry.relation == "meet" and "telefonisch" in clause.words else None)
    return Trigger(
        token.i,
        token.i + 1,
        entry.relation,
        sentence,
        clause,
        entry.meeting_type,
        mode,
        entry.is_strong,
        verb=entry.verb,
        tense=form,
    )


def _is_idiom(token: Token, clause: Clause) -> bool:
    """`eine Entscheidung treffen`, `hart getroffen`, `die Ansicht vertreten`: no meeting."""
    idioms = word_lists("idioms")
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    if following[:1] and following[0] in _WORDS["personal_pronouns"]:
        following = following[1:]  # `dann trifft er auf den Sieger`
    meets_with_resistance = following[:1] == ["auf"] and following[1:2] not in (
        ["dem"],
        ["der"],
        ["einem"],
        ["einladung"],
    )
    return meets_with_resistance or bool(clause.words & (idioms["objects"] | idioms["sports"]))
