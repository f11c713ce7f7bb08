"""The day that a story tells of: it dates meetings that name no day of their own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from extractors.dates import ResolvedDate, TimeExpression, resolve
from extractors.dates.values import Vague
from extractors.lexicon import word_lists
from extractors.meetings.model import Meeting
from extractors.meetings.tense import has_participle
from extractors.meetings.timing import DAYS_PAST, UNDATED_KINDS, Timed, last_day
from extractors.meetings.trigger import Trigger

_WORDS = word_lists("story")
_SENTENCES_BACK = 2
_DAYS_OLD = 3  # a story of the day goes no further back; an older day is background
_LEAD = 8  # sentences, headline and dateline among them: the news is told by then
_JOURNEYS = {"expect", "visit", "attend"}
_NEWS = 300  # tokens: what comes up later in the article is as often background as news
_DAYS_SINCE_NEWS = 2  # what a story tells as its news happened on the day of publication or shortly before
_OPEN_ENDED = {"seit", "bis", "ab"}


@dataclass(frozen=True)
class Story:
    """The times that an article names, by sentence, and the day of its news."""

    published_on: date | None
    told: list[tuple[int, ResolvedDate]]  # (number of the sentence, a known date), in the order of the text
    number: dict[int, int]  # first token of a sentence -> its number

    @property
    def day(self) -> date | None:
        """Day of the news: the first recent day that the lead names, else the day of publication."""
        return self.told_day or self.published_on

    @property
    def told_day(self) -> date | None:
        """The first day that the lead names, not older than news are."""
        lead = [when.start_date for n, when in self.told if n < _LEAD and when.precision == "day"]
        return next((d for d in lead if d and self._days_ago(d) in range(_DAYS_SINCE_NEWS + 1)), None)

    def before(self, trigger: Trigger) -> list[ResolvedDate]:
        """The times named in the two sentences before the trigger's."""
        at = self.number[trigger.sentence.start]
        return [when for n, when in self.told if at - _SENTENCES_BACK <= n < at]

    def last_day_before(self, trigger: Trigger) -> date | None:
        """The day named last before the trigger, where it is no older than news are."""
        days = [when.start_date for when in self.before(trigger) if self.is_news(when)]
        return days[-1] if days else None

    def is_news(self, when: ResolvedDate) -> bool:
        """Whether a date is one day about the day of publication."""
        return (
            when.precision == "day"
            and when.start_date is not None
            and abs(self._days_ago(when.start_date)) <= _DAYS_OLD
        )

    def is_past(self, when: ResolvedDate) -> bool:
        """Whether a date lies more than a week before the day of publication."""
        return self._days_ago(last_day(when)) > DAYS_PAST

    def _days_ago(self, day: date) -> int:
        return (self.published_on - day).days if self.published_on else 0


def read_story(doc: Doc, times: list[TimeExpression], published_on: date | None) -> Story:
    """Collect the times of an article; none without a day of publication."""
    sentences = list(doc.sents)
    ends = [sentence.end_char for sentence in sentences]
    told = []
    for time in times if published_on else ():
        if time.kind in UNDATED_KINDS or time.is_dateline or time.preposition in _OPEN_ENDED:
            continue
        when = resolve(time, published_on, "past")
        if when.start_date:
            told.append((bisect_right(ends, time.char_start), when))
    return Story(published_on, told, {sentence.start: i for i, sentence in enumerate(sentences)})


def date_by_story(meetings: list[Meeting], story: Story) -> None:
    """Date undated meetings by the day named before them; in place.

    `Wadephul reiste am Montag nach Kiew. Er traf dort Sybiha.` dates the talk on Monday. What is planned takes part
    only where its words say that it follows on the same day (`anschließend`, `im Laufe des Tages`).
    """
    for meeting in meetings:
        if meeting.when is not None or story.day is None:
            continue
        first = meeting.triggers[0]
        before = story.before(first)
        same_day = any(map(_goes_on, meeting.triggers)) and (not before or story.is_news(before[-1]))
        if meeting.status in {"held", "ongoing"} or same_day:
            day = story.last_day_before(first) or (story.day if same_day else None)
            if day is not None:
                meeting.date(ResolvedDate(day, None, "day"), "story")


def date_by_journey(meetings: list[Meeting], triggers: list[Trigger], timed: dict[int, Timed], story: Story) -> None:
    """Date undated meetings by the arrival told in the sentence before; in place.

    `Macron wird am Freitag in London erwartet. Er trifft dort Starmer.`
    """
    for meeting in meetings:
        if meeting.when is not None or not story.number:
            continue
        at = story.number[meeting.triggers[0].sentence.start]
        for trigger in triggers:
            time = timed[id(trigger)].time
            if (
                trigger.relation in _JOURNEYS
                and time is not None
                and story.number[trigger.sentence.start] == at - 1
                and {a.entity for a in trigger.arguments} & meeting.parties
                and timed[id(trigger)].place in {None, meeting.place}
            ):
                meeting.date(time.when, "story")


def date_by_publication(meetings: list[Meeting], times: list[TimeExpression], story: Story) -> None:
    """Date the news of a story that name no day by the day of the story; in place.

    A reader takes what is told without a day as the news of the day: `Scholz hat in Rom Meloni getroffen.` That holds
    for what has happened or is going on, and not for what the words put in the past behind the story (`zuletzt`,
    `hatte … gesagt`). The basis of such a date is `publication`, or `story` where the lead names the day.
    """
    if story.day is None:
        return
    for meeting in meetings:
        if meeting.when is not None or meeting.status not in {"held", "ongoing"}:
            continue
        if meeting.triggers[0].start >= _NEWS:
            continue
        telling = [t for t in meeting.triggers if t.arguments] or meeting.triggers
        if all(_is_background(t, times, story) for t in telling):
            continue
        meeting.date(ResolvedDate(story.day, None, "day"), "story" if story.told_day else "publication")


def _goes_on(trigger: Trigger) -> bool:
    """`Anschließend steht ein Gipfel an`: on the day that the sentences before tell of."""
    text = " ".join(t.lower_ for t in trigger.clause.tokens)
    return bool(trigger.clause.words & _WORDS["same_day"]) or any(
        phrase in text for phrase in _WORDS["same_day_phrases"]
    )


def _is_background(trigger: Trigger, times: list[TimeExpression], story: Story) -> bool:
    """Whether the trigger's words, or a time long past in the sentences before, put it behind the day of the story."""
    words = trigger.clause.words
    if words & _WORDS["background"] or (words & _WORDS["pluperfect"] and has_participle(trigger.clause)):
        return True
    before = story.before(trigger)
    if before and story.is_past(before[-1]):
        return True
    sentence = trigger.sentence
    return any(
        (isinstance(t.value, Vague) and t.value.direction == "past")
        for t in times
        if sentence.start_char <= t.char_start < sentence.end_char
    )
