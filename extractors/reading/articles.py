"""From a record as it was found to an article as it is stored, or to the reason why not."""

from __future__ import annotations

import re
from datetime import date, datetime
from hashlib import sha256

from extractors.reading.cleaning import clean, clean_line
from extractors.reading.detection import GERMAN, detect_language, stated_language
from extractors.reading.formats.format import Format
from extractors.reading.headlines import split_headline
from extractors.reading.markup import without_markup
from extractors.reading.publication import UnknownDateError, parse_published, shown
from extractors.reading.records import Article, Problem, Record, content_hash
from extractors.reading.sources import Source

MAX_TEXT_SIZE = 2_000_000  # bytes in UTF-8, with markup
# The budget of an article: what a text may cost. Past it stand books, minutes of parliaments, whole archives, and data that
# is no text. Within it reading takes seconds and some 100 MB (docs/reliability.md).
MAX_LENGTH = 200_000  # characters
MAX_WORDS = 40_000
MAX_MARKS = 20_000  # that are neither letter, digit nor blank
MAX_WORD_LENGTH = 5_000  # characters without a blank
MAX_ID_LENGTH = 1_000
MAX_NAMED = 12  # fields that a warning names

_CUT_OFF = re.compile(r"[^\s…]*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")  # with the word that was cut in two
_SENTENCE_END = re.compile(r"[.!?][\"“”»«)]*(?=\s)")


def make_article(record: Record, source: Source, format_: Format, record_number: int) -> Article:
    """The clean article; raises Problem where something is wrong with the record.

    Its text is the title, a blank line and the body; a title that is the body's first line is not
    repeated. What of the record is not read or not understood becomes a warning.
    """
    article_id = _stated_id(record, source, format_)
    try:
        return _make(record, article_id, storable(source.path), record_number)
    except Problem as problem:
        problem.article_id = article_id
        raise


def storable(path: str) -> str:
    r"""The path as valid Unicode: bytes of a file name that are none are written as \xhh."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _stated_id(record: Record, source: Source, format_: Format) -> str | None:
    """The id that the record or the file gives; None where the input knows no ids."""
    article_id = _as_id(record.id)
    if not article_id and not format_.has_ids:
        article_id = clean_line(storable(source.stem))
    article_id = article_id or _as_id(record.url)
    if not article_id and record.id is not None:
        found = "" if record.id == "" else f" ({shown(record.id, 40)} is none)"
        raise Problem(
            "no_id", f"The record has no id{found}. Give every record a field `id` that stays the same from run to run."
        )
    if len(article_id) > MAX_ID_LENGTH:
        raise Problem(
            "no_id", f"The id has {len(article_id)} characters; {MAX_ID_LENGTH} are allowed. Give a shorter one."
        )
    return article_id or None


def _as_id(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # tables with a gap in the column write 17.0
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean_line(value) if isinstance(value, str) else ""


def _make(record: Record, article_id: str | None, path: str, record_number: int) -> Article:
    warnings: list[str] = []
    title, text = _title_and_text(record, warnings)
    published_on, published_at = _published(record, warnings)
    language = _check_language(record, text)
    source, url = _line(record.source, "source", warnings), _line(record.url, "url", warnings)
    if article_id is None:
        article_id = f"text-{sha256(text.encode()).hexdigest()[:16]}"
        warnings.append("it has no id and got one from its text: when the text changes, it will be another article")
    if record.unread:
        warnings.append(f"fields that are not read: {_named(record.unread)}")
    return Article(
        article_id=article_id,
        title=title,
        text=text,
        language=language,
        source=source,
        url=url,
        published_on=published_on,
        published_at=published_at,
        path=path,
        record_number=record_number,
        encoding=record.encoding,
        content_hash=content_hash(
            title=title,
            text=text,
            published_at=published_at,
            published_on=published_on,
            source=source,
            url=url,
            language=language,
        ),
        warnings=tuple(warnings),
    )


def _named(fields: tuple[str, ...]) -> str:
    """The names of fields in a message, not too many and none too long."""
    named = ", ".join(clean_line(name[:40]) for name in fields[:MAX_NAMED])
    return f"{named} and {len(fields) - MAX_NAMED} more" if len(fields) > MAX_NAMED else named


def _published(record: Record, warnings: list[str]) -> tuple[date | None, datetime | None]:
    try:
        return parse_published(record.published)
    except UnknownDateError as error:
        warnings.append(str(error))
        return None, None


def _title_and_text(record: Record, warnings: list[str]) -> tuple[str | None, str]:
    if not (record.text is None or isinstance(record.text, str)):
        raise Problem(
            "broken_record", f"The field `text` holds {_kind(record.text)}, not a text. Write it as one string."
        )
    raw = _within_size(record.text or "")
    if match := _CUT_OFF.search(raw, max(0, len(raw) - 150)):
        raw = _whole_sentences(raw[: match.start()])
        warnings.append("the text is cut off: its service gives the beginning only")
    body = _within_budget(clean(without_markup(raw)))
    if not any(character.isalpha() for character in body):
        fields = f" Its fields are {_named(record.unread)}." if record.unread else ""
        raise Problem("no_text", f"There is no text in it.{fields} Give the article's text, or leave the record out.")
    title = _title(record)
    if title is None and record.first_line_may_be_title:
        title, body = split_headline(body)
    elif title is not None:
        body = _without_title(body, title)
    return title, _within_budget(f"{title}\n\n{body}" if title and body else title or body)


def _whole_sentences(text: str) -> str:
    """The text without its last, broken sentence, which may say the opposite of the whole; all of it where it has one sentence only.

    >>> _whole_sentences("Merz reist nach Rom. Dort trifft er ")
    'Merz reist nach Rom.'
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends else text


def _within_size(text: str) -> str:
    if len(text) > MAX_TEXT_SIZE or len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_SIZE:
        raise Problem("too_large", f"The text is over {MAX_TEXT_SIZE / 1e6:g} MB, more than one article has. Split it.")
    return text


def _within_budget(text: str) -> str:
    words = text.split()
    marks = sum(not (character.isalnum() or character.isspace()) for character in text)
    for count, most, what in (
        (len(text), MAX_LENGTH, "characters"),
        (len(words), MAX_WORDS, "words"),
        (marks, MAX_MARKS, "marks that are neither letter nor digit"),
    ):
        if count > most:
            raise Problem(
                "too_costly",
                f"The text has {count:,} {what}; {most:,} are allowed, more than an article has. Split it.",
            )
    longest = max(words, key=len, default="")
    if len(longest) > MAX_WORD_LENGTH:
        raise Problem(
            "too_costly",
            f"A word of the text, {longest[:20]!r}…, has {len(longest):,} characters: that is data, no text. Take it out.",
        )
    return text


def _without_title(body: str, title: str) -> str:
    first_line, _, rest = body.partition("\n")
    return rest.lstrip("\n") if clean_line(first_line) == title else body


def _title(record: Record) -> str | None:
    value = record.title
    if not (value is None or isinstance(value, (str, int, float))) or isinstance(value, bool):
        raise Problem(
            "broken_record",
            f"The field `title` holds {_kind(value)}, not a text. Write it as one string, or leave it out.",
        )
    return None if value is None else clean_line(without_markup(_within_size(str(value)))) or None


def _line(value: object, field: str, warnings: list[str]) -> str | None:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        text = "" if value is None else str(value)[:MAX_LENGTH]
        return clean_line(without_markup(text) if field == "source" else text) or None
    warnings.append(f"the field `{field}` holds {_kind(value)}, not a text, and is not read")
    return None


def _kind(value: object) -> str:
    return {list: "a list", dict: "an object", bool: "true or false"}.get(
        type(value), f"a value of type {type(value).__name__}"
    )


def _check_language(record: Record, text: str) -> str:
    stated = stated_language(record.language)
    language = stated or detect_language(text)
    if language != GERMAN:
        how = "is said to be" if stated else "looks like"
        raise Problem(
            "not_german",
            f"The text {how} {language!r}; only German is read. If it is German, say so in a field `language`.",
            language=language,
        )
    return language
