"""Highlights as segments and as HTML: nothing of the text is lost, whatever overlaps."""

from __future__ import annotations

import itertools
import re
from html import unescape
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from extractors.display import KINDS, Highlight, page, segments, to_html

TEXT = 'Kanzler Merz traf am Dienstag Tusk & Macron.\n\nDas "Treffen" war <kurz>. 🇵🇱'


@st.composite
def some_highlights(draw):
    spans = draw(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(KINDS))))
    return [Highlight(min(a, b), max(a, b), kind, "etwas") for a, b, kind in spans if a != b]


@given(some_highlights())
def test_segments_are_in_order_apart_and_cover_the_highlights(highlights):
    parts = segments(highlights)
    assert all(one.end <= other.start for one, other in itertools.pairwise(parts))
    covered = {i for part in parts for i in range(part.start, part.end)}
    assert covered == {i for highlight in highlights for i in range(highlight.start, highlight.end)}
    for part in parts:
        if part.highlight is not None:
            assert part.highlight.start <= part.start < part.end <= part.highlight.end


@given(some_highlights())
def test_the_html_is_well_formed_and_holds_the_whole_text(highlights):
    html = to_html(TEXT, highlights)
    root = ElementTree.fromstring(f"<body>{html}</body>")
    for mark in root.iter("mark"):
        mark.remove(mark.find("span"))  # the labels; what follows one is not the mark's
    shown = "".join(root.itertext())
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", TEXT)


def test_a_name_is_seen_above_the_claim_that_it_stands_in():
    html = to_html("Merz traf Tusk.", [Highlight(0, 15, "claim", "m1"), Highlight(10, 14, "person", "Donald Tusk")])
    assert re.findall(r'title="([^"]*)"', html) == ["claim", "person: Donald Tusk", "claim"]
    assert "Donald Tusk</span>" in html
    assert html.count("border-bottom") == 3


def test_a_label_that_the_words_say_is_not_repeated():
    html = to_html("Donald Tusk kam.", [Highlight(0, 11, "person", "Donald Tusk")])
    assert unescape(re.sub("<[^>]+>", "", html)).split() == ["Donald", "Tusk", "kam."]


def test_a_page_names_what_it_shows():
    assert "<title>A &lt; B</title>" in page("A < B", ["<p>x</p>"])
