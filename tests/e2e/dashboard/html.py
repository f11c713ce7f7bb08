"""What a page says, without a browser."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


def text_of(html: str) -> str:
    """The words of a page, or of a part of it."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def rows_of(csv_bytes: bytes) -> list[dict[str, str]]:
    """The rows of a download."""
    return list(csv.DictReader(io.StringIO(csv_bytes.decode("utf-8-sig"))))
