"""Pages of news sites: text, title, source and address by trafilatura, the date only where the page states it.

The date is not left to trafilatura, which for want of better takes any date on the page. No network is used.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractors.reading.decoding import bom_encoding, check_is_text, decode
from extractors.reading.formats.format import Format
from extractors.reading.publication import UnknownDateError, parse_published
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MAX_FILE_SIZE = 16_000_000  # pages carry many times their text
MAX_TAGS = 150_000  # the longest pages have a tenth of that
MAX_DEPTH = 250

# What its libraries have to say about bad pages is said by a rejection.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w-]{2,40})""",
    re.IGNORECASE,
)
_WESTERN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252", "utf-8", "utf8"}
# In the order in which they are believed.
_DATE_METAS = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publish-date", "date"),
    *("dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued"),
)
_NO_SEARCH = {"extensive_search": False, "original_date": True}  # its date is not used


def read_html(source: Source) -> Iterator[Record]:
    """One record: the article on the page, without navigation, comments and advertisements."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    text, encoding = decode_page(source.read(MAX_FILE_SIZE))
    if text.count("<") > MAX_TAGS:
        raise Problem(
            "too_large", f"The page has over {MAX_TAGS:,} tags, more than one article has. Save its text as .txt."
        )
    try:
        tree = load_html(_without_declaration(text))
        stated = stated_date(tree) if tree is not None else None
        document = None
        if tree is not None:
            document = bare_extraction(
                tree, with_metadata=True, include_comments=False, date_extraction_params=_NO_SEARCH
            )
    except Problem:
        raise
    except Exception as error:  # whatever a page makes the libraries stumble over
        raise Problem(
            "broken_file", f"The page cannot be taken apart ({type(error).__name__}). Save its text as .txt."
        ) from error
    if document is None or not document.text:
        raise Problem("no_text", "No article was found on the page. Save its text as .txt.")
    yield Record(
        encoding=encoding,
        text=document.text.replace("\n", "\n\n"),  # a line is a paragraph there
        title=document.title,
        published=stated,
        source=document.sitename or document.hostname,
        url=document.url,
    )


def decode_page(data: bytes) -> tuple[str, str]:
    """The characters of the page and its encoding: the one it declares, where bytes do not tell otherwise."""
    declared = _CHARSET.search(data[:4096])
    if declared and not bom_encoding(data[:4096]):
        name = (declared[1] or declared[2]).decode("ascii").lower()
        if name not in _WESTERN and not name.startswith("utf"):
            check_is_text(data[:4096])
            try:
                return data.decode(name), name
            except (LookupError, UnicodeError):  # declared wrongly
                pass
    return decode(data)


def stated_date(tree: HtmlElement) -> str | None:
    """The date of publication that the page's metadata state, as printed; None where they state none.

    Asks JSON-LD, `meta` elements and `time` elements, in this order. What cannot be read counts only
    where nothing else can be: it will be a warning.
    """
    unreadable = None
    for value in _date_candidates(tree):
        value = value.strip()
        try:
            if value and parse_published(value)[0]:
                return value
        except UnknownDateError:
            unreadable = unreadable or value
    return unreadable


def _date_candidates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _json_ld_dates(json.loads(script.text_content(), strict=False))
        except (ValueError, RecursionError):
            continue
    metas: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content"))
    yield from (metas[name] for name in _DATE_METAS if name in metas)
    for time in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]'):
        yield time.get("datetime") or time.get("content") or time.text_content()
    times = {time.get("datetime") for time in tree.xpath("//article//time[@datetime]")}
    if len(times) == 1:  # several would be those of other articles, or of what is told
        yield from times


def _json_ld_dates(node: Any, depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    if isinstance(node, dict):
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _json_ld_dates(node.get(key), depth + 1)
    elif isinstance(node, list):
        for item in node:
            yield from _json_ld_dates(item, depth + 1)


def _without_declaration(text: str) -> str:
    """lxml refuses characters that come with a declaration of their bytes."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)


FORMAT = Format("HTML", (".html", ".htm", ".xhtml"), read_html)
