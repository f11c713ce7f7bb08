"""Finds the time expressions of a text: tries the rules of the grammar where one of their words stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extractors.dates import lexicon
from extractors.dates.grammar import RULES
from extractors.dates.lexicon import LEXICON, alternation, words
from extractors.dates.patterns import Piece, Rule
from extractors.dates.values import CalendarDate, Season, Shift, TimeExpression, Weekday

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("e", "en", "er", "es", "em")
_DURATION_ADJECTIVE = re.compile(rf"{alternation(LEXICON['length_adjectives'])}e[nrms]?\Z|lang(?:e[nrms]?)?\Z")


def _openers() -> dict[str, set[str]]:
    """Lower-case word -> groups that it opens."""
    groups: dict[str, set[str]] = defaultdict(set)

    def add(group: str, forms: list[str]) -> None:
        for form in forms:
            first = _WORD.match(form)
            if first:
                groups[first[0].lower()].add(group)

    parts = [part.lower() for part in words("parts_of_day")]
    add("weekday", [day + part for day in LEXICON["weekdays"] for part in ["", *parts, *(p + "s" for p in parts)]])
    add("shortday", [*LEXICON["weekdays"], *LEXICON["short_weekdays"]])
    add("month", list(LEXICON["months"]))
    add("season", [season + ending for season in LEXICON["seasons"] for ending in ("", "s")])
    add("feast", [*LEXICON["feasts"], *LEXICON["easter_feasts"]])
    add("dayadv", list(LEXICON["day_adverbs"]))
    add("year_adverb", list(LEXICON["year_adverbs"]))
    for group, stems in (
        ("direction", list(lexicon.DIRECTION_OF_STEM)),
        ("dayadj", list(LEXICON["day_adjectives"])),
        ("anadj", words("anaphoric_adjectives")),
        ("phaseadj", words("phase_adjectives")),
        ("repetition", words("repetitions")),
    ):
        add(group, [stem + ending for stem in stems for ending in _ENDINGS])
    add("phase", list(LEXICON["phases"]))
    add("unit", list(lexicon.UNIT_OF_FORM))
    add("period_noun", [noun + ending for noun in LEXICON["period_nouns"] for ending in ("", "s")])
    add("period_part", list(LEXICON["period_parts"]))
    add("anaphoric_day", words("anaphoric_days"))
    add("part", [*words("parts_of_day"), "Nächte"])
    add("daily", words("daily_adverbs"))
    add("number", [*lexicon.NUMBERS, "halb"])
    add("vague_number", words("vague_numbers"))
    add("approx", words("approximations"))
    add("ordinal", list(LEXICON["ordinals"]))
    add("repetition", words("repetitions"))
    add("repetition_determiner", words("repetition_determiners"))
    add("vague", [form for forms in LEXICON["vague_adverbs"].values() for form in forms])
    add("vor", ["vor"])
    add("in", ["in"])
    add("every", ["alle"])
    add(
        "decade",
        [tens + "er" + tail for tens in words("decade_tens") for tail in ("", "jahre", "jahren")],
    )
    return groups


def _rules_of(groups: set[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.openers & groups)


_RULES_AT: dict[str, tuple[Rule, ...]] = {word: _rules_of(groups) for word, groups in _openers().items()}
_DIGIT_RULES = _rules_of({"digit"})
_ADJECTIVE_RULES = _rules_of({"duration_adjective", "lasting"})

_PREPOSITION = re.compile(
    rf"\b(?i:(bis (?:zum|zur|in|nach|auf)|{alternation(words('prepositions'))}))(?:\s(?:{alternation(words('articles'))}|(?i:{alternation(words('approximations'))})))?\s{{1,2}}\Z"
)
_ARTICLE = re.compile(rf"\b((?i:{alternation(words('articles'))}))\s\Z")
_TITLE = re.compile(rf"(?:^|\s|[(„\"]){alternation(words('name_titles'))}\s\Z")
_BARE = re.compile(
    r"(?:\b[a-zäöüß]\w*|[,;:.!?()„“\"»«–/|-]|\d|^|\n)\s*\Z|\b(?:Am|Im|Seit|Bis|Ab|Vom|Von|Für|Nach|Vor|Der|Den|Dem|Erst|Ende|Anfang|Mitte)\s\Z"
)
_BARE_MONTH = re.compile(
    rf"\b(?:(?i:{alternation([*words('prepositions'), *words('articles')])})|und|oder|sowie|bis|pro|Monats?)\s\Z"
)
# Openings of a line that gives the article's own date; the same in mid-line; an agency's sign-off: (APA, 2.8.2015).
_DATELINE = re.compile(rf"^\W{{0,3}}(?i:{alternation(words('datelines'))})\b[^\n]{{0,60}}\Z")
_STAMP = re.compile(r"\bStand:\s?\Z")
_CREDIT = re.compile(r"\([^()\n]{1,60}[,;] ?\Z")
_CLOCK_REST = re.compile(r"[\s\d.:,|/()–-]*(?:Uhr)?[\s\d.:,|/()–-]*")
_PAPER = re.compile(rf"\b{alternation(words('papers'))}\s\Z")


def find_time_expressions(text: str) -> list[TimeExpression]:
    """The German time expressions of a text, left to right, none overlapping another.

    >>> [(e.text, e.kind, e.preposition) for e in find_time_expressions("Sie treffen sich am Donnerstag, 6. März, in Paris.")]
    [('Donnerstag, 6. März', 'date', 'am')]
    """
    found: list[TimeExpression] = []
    position = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < position:
            continue
        form = word[0]
        rules = _DIGIT_RULES if form[0].isdecimal() else _RULES_AT.get(form.lower())
        if rules is None:
            if not _DURATION_ADJECTIVE.search(form):
                continue
            rules = _ADJECTIVE_RULES
        if start and text[start - 1] in "-–_@#" and (start > 1 and text[start - 2].isalnum()):
            continue
        for piece in _longest(rules, text, start):
            if _is_name(piece, text):
                continue
            previous = found[-1] if found else None
            expression = _expression(piece, text, position)
            if previous and previous.is_dateline and not text[position : expression.char_start].strip(" ,|–-"):
                expression = replace(expression, is_dateline=True)  # Stand: 28.02.2025 14:27 Uhr
            found.append(expression)
            position = piece.end
    return found


def _longest(rules: tuple[Rule, ...], text: str, start: int) -> list[Piece]:
    best: list[Piece] = []
    best_end = start
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match and match.end() > best_end and (pieces := rule.build(match)):
            best, best_end = pieces, match.end()
    return best


def _is_name(piece: Piece, text: str) -> bool:
    """Whether a bare weekday, month or season is more likely a name (Herr Freitag, August Bebel, Welt am Sonntag)."""
    before = text[max(0, piece.start - 24) : piece.start]
    match piece.value:
        case Weekday(direction=None, week_shift=None) | Shift(amount=None, unit="weekend") if piece.part_of_day is None:
            named = _PAPER.search(before) or _TITLE.search(before)
            return bool(named) or (before != "" and not _BARE.search(before))
        case CalendarDate() as value if piece.kind == "month" and value == CalendarDate(month=value.month):
            return bool(_TITLE.search(before)) or not _BARE_MONTH.search(before)
        case Season() as value if piece.kind == "season" and value == Season(value.first_month):
            return bool(_TITLE.search(before)) or not (_BARE_MONTH.search(before) or piece.start == 0)
    return False


def _expression(piece: Piece, text: str, floor: int) -> TimeExpression:
    before = text[max(floor, piece.start - 30) : piece.start]
    preposition = _PREPOSITION.search(before)
    first_word = re.match(r"(?:[Vv]or|[Ii]n)\b", text[piece.start : piece.start + 4])
    start = piece.start
    name = first_word[0].lower() if first_word else preposition[1].lower().split()[0] if preposition else None
    article = _ARTICLE.search(before)
    if article and _takes_article(piece, text):
        start = piece.start - len(before) + article.start(1)
    return TimeExpression(
        char_start=start,
        char_end=piece.end,
        text=text[start : piece.end],
        kind=piece.kind,
        value=piece.value,
        preposition=name,
        part_of_day=piece.part_of_day,
        is_dateline=_is_dateline(piece, text),
    )


def _takes_article(piece: Piece, text: str) -> bool:
    """Whether an article before it belongs to it (der vergangenen Woche), rather than to what follows (die heute …)."""
    first, last = text[piece.start : piece.end].split()[0], text[piece.start : piece.end].split()[-1]
    if first.lower() in ("vor", "in") or not (last[0].isupper() or piece.kind == "decade"):
        return False
    if piece.kind == "relative":
        return isinstance(piece.value, Shift) and piece.value.unit != "day"
    return piece.kind in ("duration", "anaphoric", "decade") or piece.part_of_day == "Nacht"


def _is_dateline(piece: Piece, text: str) -> bool:
    """Whether the expression stands in a line that gives the article's own date."""
    if piece.kind not in ("date", "time_of_day", "year", "relative"):
        return False
    line_start = text.rfind("\n", max(0, piece.start - 100), piece.start) + 1 or max(0, piece.start - 100)
    before = text[line_start : piece.start]
    is_full_date = isinstance(piece.value, CalendarDate) and bool(piece.value.day and piece.value.year)
    if is_full_date and (_STAMP.search(before) or (text[piece.end : piece.end + 1] == ")" and _CREDIT.search(before))):
        return True
    if line_start and text[line_start - 1] != "\n":
        return False
    if _DATELINE.match(before):
        return True
    if not is_full_date:
        return False
    line_end = text.find("\n", piece.end, piece.end + 40)
    if line_end < 0:
        if len(text) > piece.end + 40:
            return False
        line_end = len(text)
    return bool(_CLOCK_REST.fullmatch(before) and _CLOCK_REST.fullmatch(text[piece.end : line_end]))
