"""Clauses of a German sentence, told from commas, subordinators and the place of the verb; no parser needed.

A clause is a set of tokens: `Die Delegation, die gestern kam, trifft Merz` has the clauses
`Die Delegation , , trifft Merz` and `die gestern kam`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from extractors.language.words import FINITE_TAGS
from extractors.lexicon import table, word_lists

_WORDS = word_lists("function_words")
_OPENERS = _WORDS["subordinators"] | _WORDS["relatives"]
_TENSE = word_lists("tense")
_AUXILIARIES = _TENSE["auxiliaries"]
_FINITE = {
    form for row in table("base_verbs") for form in (row["present"] + "|" + row["preterite"]).split("|") if form
} | word_lists("sources")["verbs"]
_REPORTING = word_lists("sources")["verbs"]
_SAID = word_lists("sources")["said"]
_SUBJUNCTIVES = word_lists("tense")["reported"]
_HAVE = {"hat", "haben", "hatte", "hatten"}
_LONGEST_FIRST = 3  # words before the verb of a main clause, but names
_SEPARATORS = {",", ";", ":", "–", "—", "-"}


@dataclass
class Clause:
    """Tokens of one clause; `opener` is the subordinator or relative pronoun, None for a main clause."""

    number: int
    opener: str | None
    parent: int | None
    tokens: list[Token] = field(default_factory=list)

    @property
    def words(self) -> set[str]:
        return {token.lower_ for token in self.tokens}


def _looks_like_verb(token: Token) -> bool:
    """A lower-case word that can close a subordinate clause (German puts its verb last)."""
    text = token.text
    if text in _AUXILIARIES:
        return True
    if not text.islower() or len(text) < 3 or text in _WORDS["particles"]:
        return False
    return str(text).endswith(("t", "n", "e")) or str(token.lemma_).endswith("en")  # `sagte`, `reisen`; `kam`: kommen


def split_clauses(sentence: Span) -> list[Clause]:
    """The clauses of a sentence, main clause first; every token belongs to exactly one.

    >>> from extractors.language import load
    >>> [sentence] = load()("Merz sagte, dass er komme.").sents
    >>> [str(c.opener) for c in split_clauses(sentence)]
    ['None', 'dass']
    """
    clauses = [Clause(0, None, None)]
    stack = [clauses[0]]
    tokens = list(sentence)

    def open_clause(opener: str) -> None:
        clause = Clause(len(clauses), opener, stack[-1].number)
        clauses.append(clause)
        stack.append(clause)

    if tokens and tokens[0].lower_ in _WORDS["subordinators"] - {
        "da",
        "seit",
        "bis",
        "während",
        "um",
        "ohne",
        "wie",
        "als",
        "anstatt",
    }:
        open_clause(tokens[0].lower_)
    for i, token in enumerate(tokens):
        stack[-1].tokens.append(token)
        if token.text not in _SEPARATORS or i + 1 == len(tokens):
            continue
        following = tokens[i + 1].lower_
        if token.text in {",", ";", "–", "—"} and len(stack) > 1 and i and _looks_like_verb(_last_word(tokens, i)):
            stack.pop()
        if (
            token.text == ","
            and (
                (following in _REPORTING and i > 1)  # `„…“, sagte Merkel nach dem Treffen`
                or (
                    following in _HAVE and i > 1 and _last_word(tokens, len(tokens)).lower_ in _SAID
                )  # `…, hatte er gesagt`
                or (
                    len(stack) == 1
                    and following in _WORDS["conjunctions"]
                    and any(
                        t.tag_ in FINITE_TAGS for t in tokens[:i]
                    )  # else it goes on: `Merz, der Kanzler, und Macron sind`
                    and _has_own_verb(tokens, i + 2)
                )
                or (len(stack) == 1 and _is_reported(tokens, i))  # `Macron sagte, er werde Selenskyj treffen`
                or (len(stack) == 1 and _main_clause_follows(stack[-1].tokens, tokens, i))
            )
        ):
            clause = Clause(len(clauses), None, None)
            clauses.append(clause)
            stack = [clause]
        elif (
            token.text == ","
            and following in {"in", "an", "auf", "bei", "mit", "zu", "von", "aus", "nach"}
            and i + 2 < len(tokens)
            and tokens[i + 2].lower_ in _WORDS["relatives"]
        ):
            closes = _clause_ends_with_verb(tokens, i + 2)
            if closes:
                open_clause(tokens[i + 2].lower_)
        elif token.text == "," and following in _OPENERS and _opens(tokens, i + 1):
            open_clause(following)
    return clauses


def _last_word(tokens: list[Token], i: int) -> Token:
    """The word before position i, closing quotation marks and full stops passed over."""
    i -= 1
    while i > 0 and (tokens[i].is_quote or tokens[i].is_space or tokens[i].text in {".", "!", "?"}):
        i -= 1
    return tokens[i]


def _has_own_verb(tokens: list[Token], start: int) -> bool:
    """`…, und Witkoff traf`: behind comma and conjunction comes a main clause if its verb stands near."""
    for token in tokens[start : start + 7]:
        if token.text in _SEPARATORS:
            return False
        if token.text in _AUXILIARIES or token.text in _FINITE:
            return True
    return False


def _main_clause_follows(before: list[Token], tokens: list[Token], comma: int) -> bool:
    """`Macron traf Starmer, Selenskyj schaltete sich zu`, `Er fehlt, für ihn kommt Cooper`: verb, comma, and one more verb.

    The second one stands in second place: behind a person, or behind a word or a few that open no subordinate clause.
    """
    end = comma + 1
    while (
        end < len(tokens) and tokens[end].ent_type_ == "PER" and not (end > comma + 1 and tokens[end].ent_iob_ == "B")
    ):
        end += 1
    if end == comma + 1 and tokens[end].lower_ not in _OPENERS | _WORDS["coordinators"]:
        while end < len(tokens) and end - comma <= _LONGEST_FIRST and not tokens[end].is_punct:
            if tokens[end].tag_ in FINITE_TAGS:
                break
            end += 1
    if end == comma + 1 or end >= len(tokens) or tokens[end].tag_ not in FINITE_TAGS:
        return False
    return any(token.tag_ in FINITE_TAGS for token in before)


def _is_reported(tokens: list[Token], comma: int) -> bool:
    """Whether speech reported in the subjunctive follows a verb of saying: `teilte mit, Trump werde …`."""
    before = [t.lower_ for t in tokens[:comma]]
    if not any(word in _REPORTING or word in _SAID for word in before):
        return False
    for token in tokens[comma + 1 : comma + 8]:
        if token.text in _SEPARATORS:
            return False
        if token.lower_ in _SUBJUNCTIVES:
            return True
    return False


def _clause_ends_with_verb(tokens: list[Token], start: int) -> bool:
    """Whether the stretch up to the next comma (or the end) closes with something like a verb."""
    end = start
    while end < len(tokens) and tokens[end].text not in {",", ";", ".", "!", "?", "–"}:
        end += 1
    return end > start + 1 and _looks_like_verb(tokens[end - 1])


def _opens(tokens: list[Token], i: int) -> bool:
    """A relative pronoun looks like an article: it opens a clause only if a verb closes the stretch.

    `Witkoff, dem Sondergesandten von Trump, und` is an apposition, `Witkoff, der gestern kam,` a clause.
    """
    word = tokens[i].lower_
    if word in _WORDS["relatives"] and word not in _WORDS["subordinators"]:
        end = i + 1
        while end < len(tokens) and tokens[end].text not in {";", ".", "!", "?", ":"}:
            if tokens[end].text == "," and _looks_like_verb(tokens[end - 1]):
                return True
            if tokens[end].text == "," and (end + 1 < len(tokens)) and tokens[end + 1].lower_ in {"und", "sowie"}:
                return False
            if tokens[end].text == ",":
                following = tokens[end + 1].lower_ if end + 1 < len(tokens) else ""
                if following in _OPENERS:
                    return _looks_like_verb(tokens[end - 1]) or not tokens[i + 1].text[:1].isupper()
            end += 1
        last = _last_word(tokens, end)
        is_infinitive = tokens[last.i - tokens[0].i - 1].lower_ == "zu"  # `…, den Präsidenten zu stärken`
        return end > i + 1 and _looks_like_verb(last) and (is_infinitive or not _is_title_like(tokens[i + 1]))
    return True


def _is_title_like(token: Token) -> bool:
    return str(token.text)[:1].isupper()
