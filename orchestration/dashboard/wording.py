"""Texts, dates, places and meetings in the words of a language. The texts themselves stand in `texts/`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime

from extractors.reference.tables import countries

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = ("de", "en")
_LOCALES = {"de": "de_DE", "en": "en_GB"}


@cache
def texts(language: str) -> dict[str, Any]:
    """All texts of a language."""
    loaded: dict[str, Any] = yaml.safe_load((TEXTS / f"{language}.yaml").read_text(encoding="utf-8"))
    return loaded


class Wording:
    """What is said in one language: `word.text("more", count=3)`, `word.value("statuses", "held")`, `word.when(meeting)`."""

    def __init__(self, language: str) -> None:
        """`language` is one of LANGUAGES."""
        self.language = language
        self._texts = texts(language)
        self._locale = Locale.parse(_LOCALES[language])

    def text(self, key: str, **values: Any) -> str:
        """A text with its values filled in. Raises KeyError where there is no such text.

        >>> Wording("de").text("more", count=3)
        'und 3 weitere'
        """
        found: str = self._texts[key]
        return found.format(**values) if values else found

    def value(self, group: str, value: str | None) -> str:
        """A value of the warehouse in words; itself, where the file knows one that this version does not.

        >>> Wording("de").value("statuses", "held")
        'stattgefunden'
        """
        return str(self._texts[group].get(value, value)) if value else ""

    def values(self, group: str) -> dict[str, str]:
        """All values of a group with their words."""
        return dict(self._texts[group])

    def number(self, number: float) -> str:
        """A whole number with separators."""
        return f"{number:,}".replace(",", "." if self.language == "de" else ",")

    def percent(self, share: float | None) -> str:
        r"""A share of one, as percent.

        >>> Wording("en").percent(0.954)
        '95\xa0%'
        """
        return "" if share is None else f"{share * 100:.0f}\xa0%"

    def long_date(self, day: date | None) -> str:
        """A day, or nothing.

        >>> Wording("de").long_date(date(2026, 1, 6)), Wording("en").long_date(date(2026, 1, 6))
        ('6. Januar 2026', '6 January 2026')
        """
        return str(format_date(day, "long", locale=self._locale)) if day else ""

    def short_date(self, day: date | None) -> str:
        """A day in few letters, or nothing.

        >>> Wording("de").short_date(date(2026, 1, 6)), Wording("en").short_date(date(2026, 1, 6))
        ('06.01.2026', '6 Jan 2026')
        """
        return str(format_date(day, "medium", locale=self._locale)) if day else ""

    def time(self, moment: datetime) -> str:
        """A day and time of day, as given."""
        return str(
            format_datetime(
                moment, "d. MMMM y, HH:mm" if self.language == "de" else "d MMMM y, HH:mm", locale=self._locale
            )
        )

    def month(self, day: date) -> str:
        """The month of a day.

        >>> Wording("de").month(date(2026, 3, 1))
        'März 2026'
        """
        return str(format_date(day, "LLLL y", locale=self._locale))

    def span(self, start: date | None, end: date | None, precision: str | None = "day") -> str:
        """A time as exactly as it is known; nothing where it is not.

        >>> Wording("de").span(date(2025, 4, 7), date(2025, 4, 13), "week")
        'Woche ab 07.04.2025'
        >>> Wording("en").span(date(2025, 6, 14), date(2025, 6, 16))
        '14 Jun 2025 – 16 Jun 2025'
        """
        if start is None:
            return ""
        match precision:
            case "week":
                return self.text("week_of", date=self.short_date(start))
            case "month":
                return self.month(start)
            case "year":
                return str(start.year)
        first = self.short_date(start)
        return f"{first} – {self.short_date(end)}" if end and end != start else first

    def between(self, start: date | None, end: date | None) -> str:
        """A time with one or both ends known, or nothing.

        >>> Wording("en").between(date(2025, 5, 6), None)
        'from 6 May 2025'
        """
        if start and end:
            return self.span(start, end)
        if start:
            return self.text("from_date", date=self.short_date(start))
        return self.text("to_date", date=self.short_date(end)) if end else ""

    def when(self, meeting: Mapping[str, Any]) -> str:
        """When a meeting is, or that nobody says so."""
        return self.span(meeting["start_date"], meeting["end_date"], meeting["date_precision"]) or self.text("no_date")

    def where(self, place: Mapping[str, Any]) -> str:
        """Place and country, or nothing.

        >>> Wording("de").where({"place_name": "Paris", "country_code": "FR"})
        'Paris, Frankreich'
        """
        name, country = place["place_name"], self.country(place["country_code"])
        return f"{name}, {country}" if name and country and country != name else name or ""

    def country(self, code: str | None) -> str:
        """A country by its code; in German as the news call it, and the warehouse with them.

        >>> Wording("de").country("GB"), Wording("en").country("GB")
        ('Großbritannien', 'United Kingdom')
        """
        if code and self.language == "de" and code in countries():
            return countries()[code].name_de
        return str(self._locale.territories.get(code, code)) if code else ""

    def headline(self, meeting: Mapping[str, Any]) -> str:
        """A meeting's name or kind, with its place.

        >>> Wording("de").headline({"meeting_name": None, "meeting_type": "summit", "place_name": "Paris"})
        'Gipfel, Paris'
        """
        name = meeting["meeting_name"] or self.value("kinds", meeting["meeting_type"])
        place = meeting["place_name"]
        return f"{name}, {place}" if place and place not in name else str(name)

    def names_kind(self, meeting: Mapping[str, Any]) -> bool:
        """Whether a meeting's headline says already of which kind it is.

        >>> Wording("de").names_kind({"meeting_name": "EU-Gipfel", "meeting_type": "summit", "place_name": None})
        True
        """
        return self.value("kinds", meeting["meeting_type"]).lower() in self.headline(meeting).lower()

    def article(self, article: Mapping[str, Any]) -> str:
        """An article's title, else how its text begins."""
        if article["title"]:
            return str(article["title"])
        beginning = " ".join(str(article["beginning"]).split())
        return (
            f"{beginning.rpartition(' ')[0] or beginning} …"
            if len(beginning) > 60
            else beginning or article["article_id"]
        )


def plain(text: str) -> str:
    """A text as words are sought and sorted: lower case, no accents, `ß` as `ss`.

    >>> plain("Außenminister Özdemir")
    'aussenminister ozdemir'
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def last_day(start: date, end: date | None, precision: str | None) -> date:
    """The last day that a date can mean.

    >>> last_day(date(2024, 2, 1), None, "month")
    datetime.date(2024, 2, 29)
    """
    match precision:
        case "week":
            return end or start + timedelta(days=6)
        case "month":
            return (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        case "year":
            return date(start.year, 12, 31)
    return end or start
