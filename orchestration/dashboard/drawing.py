"""From a Vega-Lite specification to an SVG whose marks are links with tool tips, or to a PNG; nothing is asked of the net.

A chart is drawn in two widths, one for phones: shrinking the wide one would make its letters too small to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal
from xml.etree import ElementTree

Spec = dict[str, Any]
Size = Literal["wide", "narrow"]

WIDTHS: dict[Size, int] = {"wide": 1080, "narrow": 350}  # CSS pixels
VEGA_LITE = "6.1"
PNG_SCALE = 2.0  # dots to a CSS pixel
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

STATUS_COLORS = {
    "held": "#1b7f5c",
    "ongoing": "#7b3fa0",
    "planned": "#2166ac",
    "proposed": "#5596cc",
    "postponed": "#d98300",
    "cancelled": "#b3261e",
}
TYPE_COLORS = {"person": "#2166ac", "country": "#1b7f5c", "organization": "#a0509b", "group": "#c06a00"}

LINKED = {"href": {"field": "href"}, "description": {"field": "tip"}}  # channels: where a mark leads, and its tool tip

_LOCALES: dict[str, Literal["de-DE", "en-GB"]] = {"de": "de-DE", "en": "en-GB"}
_LONG_NUMBER = re.compile(r"(\.\d)\d+")  # a tenth of a pixel is enough: the outlines of the map are long
_VEGA_BASE = "https://vega.github.io/vega-datasets/"  # what vl-convert puts before our links
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_CONFIG = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": "#333",
        "gridColor": "#e6e8eb",
        "domainColor": "#888",
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "labelColor": "#333", "symbolType": "square"},
    "text": {"fontSize": 12},
}

ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


def svg(spec: Spec, *, language: str, name: str) -> str:
    """The chart as an SVG element to stand inside a page; `name` keeps its inner ids apart from those of other charts."""
    return _svg(json.dumps(spec, sort_keys=True), language, name)


def png(spec: Spec, *, language: str) -> bytes:
    """The chart as a PNG."""
    return _png(json.dumps(spec, sort_keys=True), language)


def chart(spec: Mapping[str, Any], size: Size, height: int | None = None) -> Spec:
    """A specification completed with what all charts have in common: width, font, colors."""
    width = WIDTHS[size]
    complete = {
        "config": _CONFIG,
        "width": width,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        **spec,
    }
    return complete if height is None else {**complete, "height": height}


@lru_cache(maxsize=128)
def _svg(spec: str, language: str, name: str) -> str:
    import vl_convert  # of the extra `dashboard`; all other modules do without it

    drawn = vl_convert.vegalite_to_svg(
        spec,
        vl_version=VEGA_LITE,
        allowed_base_urls=[],
        format_locale=_LOCALES[language],
        time_format_locale=_LOCALES[language],
    )
    return with_tool_tips(re.sub(r"\bclip(\d+)\b", rf"{name}-clip\1", drawn))


@lru_cache(maxsize=32)
def _png(spec: str, language: str) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(
        spec,
        vl_version=VEGA_LITE,
        scale=PNG_SCALE,
        allowed_base_urls=[],
        format_locale=_LOCALES[language],
        time_format_locale=_LOCALES[language],
    )
    return drawn


def with_tool_tips(drawn: str) -> str:
    """The SVG with each mark's description as a tool tip, and without a fixed size: its box's width decides.

    >>> 'title>two<' in with_tool_tips('<svg xmlns="http://www.w3.org/2000/svg"><path role="graphics-symbol" aria-label="two"/></svg>')
    True
    """
    root = ElementTree.fromstring(drawn)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    for link in root.iter(f"{{{_SVG}}}a"):
        if link.find(f"{{{_SVG}}}line") is not None:
            # the keyboard goes from dot to dot: what lines lead to stands in the table below
            link.set("tabindex", "-1")
    for element in root.iter():
        element.attrib.pop("aria-roledescription", None)
        if path := element.get("d"):
            element.set("d", _LONG_NUMBER.sub(r"\1", path))
        if href := element.attrib.pop(f"{{{_XLINK}}}href", None):
            element.set("href", href.removeprefix(_VEGA_BASE))
            element.attrib.pop("target", None)
        if element.get("role") == "graphics-symbol" and not element.get("aria-label"):
            element.attrib.pop("role")  # a layer in which nothing is drawn
        elif element.get("role") == "graphics-symbol" and not element.get("aria-hidden"):
            tip = ElementTree.Element(f"{{{_SVG}}}title")
            tip.text = element.get("aria-label")
            element.insert(0, tip)
    return ElementTree.tostring(root, encoding="unicode")
