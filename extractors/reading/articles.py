"""From a record as it was found to an article as it is stored, or to the reason why not."""

from __future__ import annotations

from extractors.reading.cleaning import clean, clean_line
from extractors.reading.detection import GERMAN, detect_language, stated_language
from extractors.reading.formats.format import Format
from extractors.reading.headlines import split_headline
from extractors.reading.publication import parse_published
from extractors.reading.records import Article, Problem, Record, content_hash
from extractors.reading.sources import Source

MAX_TEXT_SIZE = 2_000_000  # bytes in UTF-8
MAX_ID_LENGTH = 1_000


def make_article(record: Record, source: Source, format_: Format, record_number: int) -> Article:
    """The clean article; raises Problem where something is wrong with the record.

    Its text is the title, a blank line and the body; a title that is the body's first line is not
    repeated.
    """
    article_id = _article_id(record, source, format_)
    try:
        return _make(record, article_id, storable(source.path), record_number)
    except Problem as problem:
        problem.article_id = article_id
        raise


def storable(path: str) -> str:
    r"""The path as valid Unicode: bytes of a file name that are none are written as \xhh."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _article_id(record: Record, source: Source, format_: Format) -> str:
    value = record.id
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    article_id = clean_line(value) if isinstance(value, str) else ""
    if not article_id and not format_.has_ids:
        article_id = clean_line(storable(source.stem))
    if not article_id:
        found = "" if record.id in (None, "") else f" ({str(record.id)[:40]!r} is none)"
        raise Problem(
            "no_id", f"The record has no id{found}. Give every record a field `id` that stays the same from run to run."
        )
    if len(article_id) > MAX_ID_LENGTH:
        raise Problem(
            "no_id", f"The id has {len(article_id)} characters; {MAX_ID_LENGTH} are allowed. Give a shorter one."
        )
    return article_id


def _make(record: Record, article_id: str, path: str, record_number: int) -> Article:
    title, text = _title_and_text(record)
    published_on, published_at = parse_published(record.published)
    language = _check_language(record, text)
    source, url = _line(record.source, "source"), _line(record.url, "url")
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
    )


def _title_and_text(record: Record) -> tuple[str | None, str]:
    if not (record.text is None or isinstance(record.text, str)):
        raise Problem(
            "broken_record", f"The field `text` holds {_kind(record.text)}, not a text. Write it as one string."
        )
    body = _within_limit(clean(_within_limit(record.text or "")))
    if not any(character.isalpha() for character in body):
        raise Problem("no_text", "There is no text in it. Give the article's text, or leave the record out.")
    title = _line(record.title, "title")
    if title is None and record.first_line_may_be_title:
        title, body = split_headline(body)
    elif title is not None:
        body = _without_title(body, title)
    return title, _within_limit(f"{title}\n\n{body}" if title and body else title or body)


def _within_limit(text: str) -> str:
    if len(text) > MAX_TEXT_SIZE or len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_SIZE:
        raise Problem("too_large", f"The text is over {MAX_TEXT_SIZE / 1e6:g} MB, more than one article has. Split it.")
    return text


def _without_title(body: str, title: str) -> str:
    first_line, _, rest = body.partition("\n")
    return rest.lstrip("\n") if clean_line(first_line) == title else body


def _line(value: object, field: str) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if value is None or isinstance(value, str):
        return clean_line(value or "") or None
    raise Problem(
        "broken_record",
        f"The field `{field}` holds {_kind(value)}, not a text. Write it as one string, or leave it out.",
    )


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
