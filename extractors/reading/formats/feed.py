"""News feeds and news agencies' files, in XML: RSS, Atom, RDF (RSS 1.0) and NITF."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.reading.formats.fields import is_empty
from extractors.reading.formats.format import Format
from extractors.reading.formats.html import decode_page
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

MAX_FILE_SIZE = 64_000_000
_ROOTS = {"rss", "feed", "rdf", "nitf"}
# Where an item has several of these, the first that holds something counts.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "created", "updated")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")


def read_feed(source: Source) -> Iterator[Record | Problem]:
    """A record for each item or entry, or the one article of a NITF file."""
    data = source.read(MAX_FILE_SIZE)
    text, encoding = decode_page(data)
    root = _parse(text)
    kind = _name(root)
    if kind not in _ROOTS:
        raise Problem(
            "unsupported_type",
            f"This is XML of another kind, with <{kind[:40]}> at its root. Read are RSS, Atom, RDF and NITF; save the texts as .txt, or as JSON.",
        )
    if kind == "nitf":
        yield _of_nitf(root, encoding, source.stem)
        return
    channel = next((node for node in root if _name(node) == "channel"), root)
    feed_title, language = _text(channel, "title"), _text(channel, "language") or _language(root)
    for node in root.iter("{*}item", "{*}entry"):
        yield Record(
            encoding=encoding,
            id=_text(node, "guid", "id"),
            title=_text(node, "title"),
            text=_text(node, *_TEXTS),
            published=_text(node, *_DATES),
            source=feed_title,
            url=_link(node),
            language=language,
        )


def _parse(text: str) -> Element:
    from lxml import etree  # type: ignore[import-untyped]

    # No entity is looked up and nothing fetched; those of HTML, which many feeds use undeclared, become characters.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    text = _ENTITY.sub(
        lambda match: match[0] if match[1] in _XML_ENTITIES else html.unescape(match[0]), _DECLARATION.sub("", text)
    )
    try:
        return etree.fromstring(text.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Problem(
            "broken_file", f"It is no valid XML: {str(error)[:200].rstrip('.')}. Fetch or write it again."
        ) from None


def _of_nitf(root: Element, encoding: str, stem: str) -> Record:
    body = next(iter(root.iter("{*}body.content")), None)
    paragraphs = [] if body is None else [_all_text(node) for node in body.iter("{*}p", "{*}hl2")]
    date = next((node.get("norm") for node in root.iter("{*}date.issue", "{*}story.date") if node.get("norm")), None)
    return Record(
        encoding=encoding,
        id=next((node.get("id-string") for node in root.iter("{*}doc-id") if node.get("id-string")), stem),
        title=next((_all_text(node) for node in root.iter("{*}hl1", "{*}headline")), None),
        text="\n\n".join(paragraphs),
        published=date,
        source=next((_all_text(node) for node in root.iter("{*}distributor", "{*}copyright.holder")), None),
    )


def _text(node: Element, *names: str) -> str | None:
    """What the first of the children of these names that is not empty holds; markup in it stays, and is cleaned later."""
    for name in names:
        for child in node:
            if _name(child) == name and not is_empty(found := _inner(child).strip()):
                return found
    return None


def _inner(node: Element) -> str:
    from lxml import etree

    if len(node) == 0 and node.text is not None:
        return str(node.text)
    inner: list[str] = [node.text or ""]  # XHTML
    inner += [etree.tostring(child, encoding="unicode", method="html") for child in node]
    return "".join(inner)


def _link(node: Element) -> str | None:
    """The address: the text of RSS's `link`, or what Atom's `link` leads to."""
    links = [child for child in node if _name(child) == "link"]
    links.sort(key=lambda child: child.get("rel", "alternate") != "alternate")
    return next((found for child in links if (found := (child.text or "").strip() or child.get("href"))), None)


def _name(node: Element) -> str:
    """The name without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _all_text(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _language(root: Element) -> str | None:
    return root.get("{http://www.w3.org/XML/1998/namespace}lang") or None


FORMAT = Format("news feed", (".rss", ".atom", ".rdf", ".nitf", ".xml"), read_feed, has_ids=True)
