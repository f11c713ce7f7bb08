"""Markdown with or without YAML front matter: one article, its marks of layout taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from extractors.reading.decoding import decode
from extractors.reading.formats.fields import record_of
from extractors.reading.formats.format import Format
from extractors.reading.formats.text import MAX_FILE_SIZE
from extractors.reading.records import Problem, Record
from extractors.reading.sources import Source

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML_NULL = {"", "~", "null", "Null", "NULL"}


MAX_LENGTH = 500_000  # characters, with marks of layout: taking a million apart can take ten seconds
MAX_FRONT_MATTER = 100_000  # characters


class _PlainLoader(yaml.BaseLoader):
    """All values are strings, and none stands for another: nine aliases of nine aliases of … fill every memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, f"*{event.anchor} is an alias", event.start_mark)
        return super().compose_node(parent, index)


def read_markdown(source: Source) -> Iterator[Record]:
    """One record: fields from the front matter, text from the body; a first heading is the title."""
    text, encoding = decode(source.read(MAX_FILE_SIZE))
    fields, body = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(body) > MAX_LENGTH:
        raise Problem("too_large", f"The text has {len(body):,} characters, more than one article has. Split it.")
    heading, plain = to_plain_text(body)
    record = record_of({**fields, "text": plain}, encoding)
    if record.title is None:
        record = replace(record, title=heading)
    yield record


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""The front matter's fields, all of them strings, and the body.

    Dates stay strings so that the checks see what is printed, an id `007` stays `007`.

    >>> split_front_matter("---\ntitle: Gipfel\n---\nEin Treffen.")
    ({'title': 'Gipfel'}, 'Ein Treffen.')

    Raises Problem `malformed_front_matter`.
    """
    if not re.match(r"---[ \t]*(\n|\Z)", text):
        return {}, text
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise Problem(
            "malformed_front_matter", "The front matter is opened by --- but never closed. Add a line --- below it."
        )
    try:
        content: Any = yaml.load(_within_limit(match["yaml"]), Loader=_PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        what = getattr(error, "problem", None) or "it is nested too deeply"
        raise Problem(
            "malformed_front_matter",
            f"The front matter is no valid YAML{where}: {what}. Mend it, or put the value in quotes.",
        ) from None
    if content is None or content == "":
        content = {}
    if not isinstance(content, dict):
        raise Problem(
            "malformed_front_matter", "The front matter holds no fields. Write them as `name: value`, one a line."
        )
    fields = {
        str(name): value for name, value in content.items() if not (isinstance(value, str) and value in _YAML_NULL)
    }
    return fields, text[match.end() :]


def _within_limit(front_matter: str) -> str:
    if len(front_matter) > MAX_FRONT_MATTER:
        raise Problem(
            "malformed_front_matter",
            f"The front matter has over {MAX_FRONT_MATTER:,} characters. Keep a few fields, and write the text below it.",
        )
    return front_matter


def to_plain_text(markdown: str) -> tuple[str | None, str]:
    r"""The heading that the text begins with, or None, and all the text, without marks of layout.

    >>> to_plain_text("# Gipfel in *Wien*\n\nDie [Minister](https://example.org)\nberaten.")
    ('Gipfel in Wien', 'Gipfel in Wien\n\nDie Minister beraten.')
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    blocks: list[str] = []
    for token in tokens:
        if token.type == "inline":
            blocks.append("".join(_inline_text(child) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    heading = blocks[0] if tokens and tokens[0].type == "heading_open" else None
    return heading, "\n\n".join(blocks)


def _inline_text(token: Any) -> str:
    if token.type in ("text", "code_inline"):
        return str(token.content)
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")


FORMAT = Format("Markdown", (".md", ".markdown"), read_markdown)
