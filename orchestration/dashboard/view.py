"""What a page is made from: an opened version, the address's parameters, the language, and how links are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from orchestration.dashboard.data import Published
from orchestration.dashboard.wording import Wording

VIEWS = ("overview", "meetings", "timeline", "map", "network", "actors", "articles")  # of the menu, in its order


@dataclass(frozen=True)
class View:
    """One request for a page, a picture or a table."""

    published: Published
    query: Mapping[str, str]
    word: Wording

    def link(self, view: str, /, **parameters: Any) -> str:
        """The address of a view in the language of this one; `anchor` is the place within the page."""
        return link(self.word.language, view, **parameters)


def is_web_address(text: str | None) -> bool:
    """Whether a text of an article may be a link: what says `javascript:` or is of this site may not.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)"), is_web_address(None)
    (True, False, False)
    """
    return bool(text) and str(text).lower().startswith(("http://", "https://"))


def link(language: str, view: str, /, **parameters: Any) -> str:
    """The address of a view; parameters that are None or empty are left out.

    >>> from datetime import date
    >>> link("de", "meetings", status="held", since=date(2026, 1, 6), until=None)
    '/meetings?status=held&since=2026-01-06&lang=de'
    """
    anchor = parameters.pop("anchor", None)
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "", False)}
    path = "/" if view == "overview" else f"/{view}"
    return f"{path}?{urlencode({**given, 'lang': language})}" + (f"#{anchor}" if anchor else "")
