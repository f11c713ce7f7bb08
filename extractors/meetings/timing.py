"""When: the time expression that belongs to a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from extractors.dates import ResolvedDate, TimeExpression, resolve
from extractors.dates.values import Vague
from extractors.lexicon import word_lists
from extractors.meetings.attachment import hangs_on_other_noun
from extractors.meetings.clauses import Clause, split_clauses
from extractors.meetings.trigger import Trigger

_SOURCES = word_lists("sources")
_ARRANGED = word_lists("tense")["arranged"]
_RELATIVES = word_lists("function_words")["relatives"]
UNDATED_KINDS = {"duration", "time_of_day", "repetition"}  # kinds of time expressions that name no date
DAYS_PAST = 7  # a time that is over for longer is background to the news
_PERIODS = {"month", "year", "season", "relative", "feast"}
_OPEN_ENDED = ("seit", "bis", "ab")
_DAYS = {"day": 0, "week": 6, "month": 30, "year": 365, "unknown": 9999}
_FINENESS = {"day": 4, "week": 3, "month": 2, "year": 1, "unknown": 0}


@dataclass(frozen=True)
class Time:
    """A date and what it was read from: `stated` of the meeting, or one that the rest of the `story` tells."""

    when: ResolvedDate
    basis: str


@dataclass(frozen=True)
class Timed:
    """What time and place the words near a trigger name."""

    time: Time | None
    place: int | None
    place_is_tight: bool = False
    is_other_time: bool = False  # not about the day of publication: ahead of it, or over for more than a week

    @property
    def when(self) -> ResolvedDate | None:
        return self.time.when if self.time else None


def is_finer(new: ResolvedDate, old: ResolvedDate) -> bool:
    """A day beats a month, anything known beats what is open."""
    return (new.start_date is not None, _FINENESS[new.precision]) > (
        old.start_date is not None,
        _FINENESS[old.precision],
    )


def dates_differ(left: ResolvedDate, right: ResolvedDate) -> bool:
    """Whether two dates cannot be of one meeting, each with its precision; open dates never differ."""
    if left.start_date is None or right.start_date is None:
        return False
    if "day" == left.precision == right.precision:
        left_end, right_end = left.end_date or left.start_date, right.end_date or right.start_date
        return left.start_date > right_end or right.start_date > left_end
    apart = abs((left.start_date - right.start_date).days)
    return apart > max(_DAYS[left.precision], _DAYS[right.precision])


def time_of(
    doc: Doc, trigger: Trigger, times: list[TimeExpression], published_on: date | None, story_day: date | None
) -> Time | None:
    """The time expression nearest to the trigger in its clause, else in its sentence; none that belongs to other words.

    A part of the day alone (`am Abend`) is one of `story_day`.
    """
    candidates = [t for t in times if _lies_in(t, trigger.sentence.start_char, trigger.sentence.end_char)]
    candidates = [t for t in candidates if _can_date(doc, t, trigger)]
    if trigger.part is not None and trigger.has_own_time:
        start, end = trigger.part
        candidates = [t for t in candidates if start <= _token_at(doc, t.char_start).i < end]
    if not candidates:
        return None
    inside = [t for t in candidates if _token_at(doc, t.char_start).i in {x.i for x in trigger.clause.tokens}]
    found = _nearest(doc, trigger, inside, trigger.clause.tokens, published_on, story_day)
    if found is None and not trigger.has_rival and trigger.status != "proposed":
        beside = [t for t in candidates if t not in inside]
        clauses = split_clauses(trigger.sentence) if beside else []
        beside = [t for t in beside if _tells_of(doc, t, trigger, clauses)]
        found = _nearest(doc, trigger, beside, list(trigger.sentence), published_on, story_day)
    return found


def _lies_in(time: TimeExpression, start: int, end: int) -> bool:
    return start <= time.char_start < end


def _token_at(doc: Doc, char: int) -> Token:
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    assert span is not None
    return span[0]


def _can_date(doc: Doc, time: TimeExpression, trigger: Trigger) -> bool:
    """Whether the expression can say when something happens, and is not an attribute of another noun."""
    if time.is_dateline or time.kind in UNDATED_KINDS:
        return False
    if doc.text[max(0, time.char_start - 6) : time.char_start].lower().rstrip().endswith(_OPEN_ENDED):
        return False
    if time.kind == "year" and time.preposition is None and time.text.startswith("Jahr"):
        return False  # `das Jahr 2021 zum Wendepunkt machen`
    token = _token_at(doc, time.char_start)
    ahead = {t.lower_ for t in doc[max(trigger.sentence.start, token.i - 2) : token.i]}
    if trigger.status == "held" and time.kind in _PERIODS and "noch" in ahead:
        return False  # `forderte nach dem Treffen eine Einigung noch im Juli`: by then, not then
    first = token.i - 1 if time.preposition and token.i > trigger.sentence.start else token.i
    return not hangs_on_other_noun(doc, first, trigger)


def _tells_of(doc: Doc, time: TimeExpression, trigger: Trigger, clauses: list[Clause]) -> bool:
    """Whether an expression outside the trigger's clause can date it: not the day on which somebody says so, and
    not the relative clause of another noun."""
    at = _token_at(doc, time.char_start)
    clause = next((c for c in clauses if any(t.i == at.i for t in c.tokens)), None)
    if clause is None:
        return False
    if clause.words & (_SOURCES["verbs"] | _SOURCES["said"]):
        return False
    if clause.opener in _RELATIVES and clause.tokens:
        head = clause.tokens[0].i - 2  # before the comma
        return bool(trigger.start <= head < trigger.end)
    return True


def _nearest(
    doc: Doc,
    trigger: Trigger,
    candidates: list[TimeExpression],
    tokens: list[Token],
    published_on: date | None,
    story_day: date | None,
) -> Time | None:
    at = doc[trigger.start].idx
    says = [t.idx for t in tokens if t.lower_ in _SOURCES["verbs"]]
    best: tuple[tuple[bool, bool, int], Time] | None = None
    for time in candidates:
        distance = abs(time.char_start - at)
        if (
            says
            and trigger.relation == "noun"
            and min(abs(time.char_start - s) for s in says) < distance
            and time.char_start < at
            and trigger.preposition not in {"bei", "auf", "in"}
        ):
            continue
        found = _resolve(doc, time, trigger, published_on, story_day)
        if found is None or not _fits(found.when, trigger, published_on):
            continue
        is_old = trigger.status == "postponed" and time.preposition != "auf"  # `vom 3. auf den 10. verschoben`
        rank = (
            is_old,
            found.when.precision == "year",
            distance,
        )  # `der in diesem Jahr … geplante Gipfel soll am 11. Juni …`
        if best is None or rank < best[0]:
            best = (rank, found)
    return best[1] if best else None


def _resolve(
    doc: Doc, time: TimeExpression, trigger: Trigger, published_on: date | None, story_day: date | None
) -> Time | None:
    if time.kind == "part_of_day":
        return Time(ResolvedDate(story_day, None, "day"), "story") if story_day else None
    if isinstance(time.value, Vague):
        # `das heutige Treffen`: of today; without a meeting's noun `heutig` means no more than the present
        today = (
            time.text.lower().startswith("heutig")
            and trigger.phrase_start <= _token_at(doc, time.char_start).i < trigger.start
        )
        return Time(ResolvedDate(published_on, None, "day"), "stated") if today and published_on else None
    tense = trigger.tense if trigger.tense in {"past", "present", "future"} else "unknown"
    when = resolve(time, published_on, tense)
    return Time(when, "stated") if when.start_date else None


def _fits(when: ResolvedDate, trigger: Trigger, published_on: date | None) -> bool:
    """Whether the date lies where the trigger's tense looks: nothing ahead has happened, nothing planned is over."""
    if published_on is None or when.start_date is None:
        return True
    last = last_day(when)
    if (trigger.relation == "invite" or trigger.clause.words & _SOURCES["invited"]) and last < published_on:
        return False  # `war im Februar eingeladen worden`: the day of the invitation
    if trigger.status in {"cancelled", "postponed"} and last < published_on:
        return bool(trigger.clause.words & _ARRANGED)  # else the day on which it was called off
    if trigger.status == "held":
        return when.start_date <= published_on
    if trigger.status == "planned":
        return last >= published_on
    if trigger.status == "proposed":
        return last > published_on  # `hat heute die Bereitschaft zu Gesprächen erklärt`
    return True


def is_other_time(time: Time | None, published_on: date | None) -> bool:
    """Whether the date is no date of the news: later than the day of publication, or over for more than a week."""
    if time is None or time.when.start_date is None or published_on is None:
        return False
    return time.when.start_date > published_on or (published_on - last_day(time.when)).days > DAYS_PAST


def last_day(when: ResolvedDate) -> date:
    """The last day of the period that a known date means: of the week, month or year, where it is no finer.

    >>> last_day(ResolvedDate(date(2025, 2, 1), None, "month"))
    datetime.date(2025, 2, 28)
    """
    start = when.end_date or when.start_date
    assert start is not None
    if when.precision == "week":
        return start + timedelta(days=6 - start.weekday())
    if when.precision == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if when.precision == "year":
        return start.replace(month=12, day=31)
    return start
