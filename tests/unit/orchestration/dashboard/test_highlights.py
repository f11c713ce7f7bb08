"""Marked text is the text, whatever the spans."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from orchestration.dashboard.highlights import Span, marked, snippet


class Balanced(HTMLParser):
    """Fails where tags do not nest, or a link stands inside a link."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


SPANS = st.builds(
    Span,
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["person", "claim"]),
    st.sampled_from([None, "/actor?key=1&lang=de"]),
    st.sampled_from([None, 'say "so"']),
    st.sampled_from([None, "c1"]),
)


@given(st.text(max_size=25), st.lists(SPANS, max_size=6))
def test_the_text_is_kept_and_the_tags_nest(text, spans):
    html = str(marked(text, spans))
    assert text_of(html) == text
    parser = Balanced()
    parser.feed(html)
    parser.close()
    assert parser.open == []


def test_what_stands_in_an_article_is_never_markup():
    html = marked("Er sagte <b>ja</b> & ging.", [Span(0, 2, "person", tip='"><script>')])
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_name_is_marked_inside_its_sentence():
    html = marked("Merz traf Tusk.", [Span(0, 15, "claim", anchor="c0"), Span(10, 14, "person", href="/t")])
    assert html.startswith('<span id="c0" class="claim">Merz traf </span>')
    assert '<span class="claim"><a class="person" href="/t">Tusk</a></span>' in html


def test_an_id_occurs_once():
    html = marked(
        "Merz traf Tusk.", [Span(0, 15, "claim", anchor="c0"), Span(0, 4, "person"), Span(0, 9, "claim", anchor="c0")]
    )
    assert html.count('id="c0"') == 1


def test_the_snippet_shows_the_first_word_found_in_a_long_text():
    text = "Am Anfang steht viel. " * 30 + "Dann kam Außenministerin Müller nach Straßburg. " + "Am Ende auch. " * 30
    found = snippet(text, "muller strassburg")
    assert "<mark>Müller</mark>" in found
    assert "<mark>Straßburg</mark>" in found
    assert len(text_of(found)) < 300


def test_the_snippet_of_a_text_without_the_words_is_its_beginning():
    assert text_of(snippet("Nichts davon.", "Gipfel")) == "Nichts davon."
