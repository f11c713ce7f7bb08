from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.cleaning import clean
from extractors.reading.markup import without_markup


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Der &ouml;sterreichische Kanzler", "Der österreichische Kanzler"),
        ("&raquo;Da&shy;mit&laquo;", "»Damit«"),
        ("Erdo&#287;an in Br&#xFC;ssel", "Erdoğan in Brüssel"),
        ("&amp;bdquo;Ja&amp;ldquo;", "„Ja“"),
        ("&lt;p&gt;Er kam.&lt;/p&gt;", "Er kam."),
        ("<p>Er kam.</p>\n<p>Sie ging.</p>", "Er kam.\n\nSie ging."),
        ("Er kam.<br>Sie ging.<BR />Ende.", "Er kam.\nSie ging.\nEnde."),
        ("<ul><li>Merz</li><li>Macron</li></ul>", "Merz\n\nMacron"),
        ("Er <b>traf</b> <a href='x' title=\"y\">Macron</a>.", "Er traf Macron."),
        ("Er kam.<!-- Anzeige <p>Kauf!</p> --> Sie ging.", "Er kam. Sie ging."),
        ("Er kam.<script>if (a < b) x('</p>')</script> Sie ging.", "Er kam. Sie ging."),
        ("Er kam.<!-- und blieb", "Er kam. und blieb"),
        ("AT&T; Marks&Spencer, R&D", "AT&T; Marks&Spencer, R&D"),
        ("3 < 5 und 7 > 6, <unbekannt>, <3", "3 < 5 und 7 > 6, <unbekannt>, <3"),
    ],
)
def test_a_text_is_what_a_browser_shows(marked: str, plain: str) -> None:
    assert clean(without_markup(marked)) == plain


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<",
                ">",
                "&amp;",
                "&",
                "lt;",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "Merz ",
                "<a ",
                "&#0;",
                "&#x110000;",
            ]
        )
    ).map("".join)
)
def test_anything_has_a_text(text: str) -> None:
    without_markup(text).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("piece", ["<", "<p ", "<!--", "<script>", "</script ", "&amp;", "&#", "<a href='"])
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    start = time.process_time()
    without_markup(piece * 200_000)
    assert time.process_time() - start < 5
