"""Titles: the office that one German word names."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon import table
from extractors.titles import is_former, parse_title


@pytest.mark.parametrize(
    ("word", "base_title", "kind"),
    [
        ("Präsident", "Präsident", "head_of_state"),
        ("Präsidenten", "Präsident", "head_of_state"),
        ("Präsidentin", "Präsidentin", "head_of_state"),
        ("Außenministers", "Außenminister", "minister"),
        ("Aussenminister", "Außenminister", "minister"),
        ("Bundeskanzlerin", "Bundeskanzlerin", "head_of_government"),
        ("Premier", "Premier", "head_of_government"),
        ("Sondergesandten", "Sondergesandter", "envoy"),
        ("Unterhändlern", "Unterhändler", "envoy"),
        ("Generalsekretärs", "Generalsekretär", "organization_head"),
        ("Kremlchefs", "Kremlchef", "head_of_state"),
        ("Amtskollegen", "Amtskollege", "relational"),
        ("Amtskollegin", "Amtskollegin", "relational"),
        ("Kronprinzen", "Kronprinz", "royal"),
        ("Abgeordnete", "Abgeordneter", "legislator"),
        ("Herrn", "Herr", "honorific"),
        ("Dr.", "Dr.", "honorific"),
    ],
)
def test_inflected_words_give_the_nominative(word: str, base_title: str, kind: str) -> None:
    title = parse_title(word)
    assert title is not None
    assert (title.base_title, title.kind) == (base_title, kind)


@pytest.mark.parametrize(
    ("word", "prefix", "base_title"),
    [
        ("US-Sondergesandter", "US", "Sondergesandter"),
        ("ÖVP-Europaministerin", "ÖVP", "Europaministerin"),
        ("NATO-Generalsekretär", "NATO", "Generalsekretär"),
        ("EU-Chefdiplomatin", "EU", "Chefdiplomatin"),
        ("CDU/CSU-Fraktionschefs", "CDU/CSU", "Fraktionschef"),
        ("ver.di-Chefin", "ver.di", "Chefin"),
        ("Vize-Außenminister", "", "Vize-Außenminister"),
        ("Chef-Unterhändler", "", "Chef-Unterhändler"),
        ("Vize-US-Präsident", "US", "Vize-Präsident"),
        ("Saudi-Arabien-Beauftragter", "Saudi-Arabien", "Beauftragter"),
    ],
)
def test_a_hyphen_cuts_off_whose_office_it_is(word: str, prefix: str, base_title: str) -> None:
    title = parse_title(word)
    assert title is not None
    assert (title.prefix, title.base_title) == (prefix, base_title)


@pytest.mark.parametrize(
    ("word", "base_title", "kind"),
    [
        ("Bundesaußenministers", "Bundesaußenminister", "minister"),
        ("Energieministerin", "Energieministerin", "minister"),
        ("Kommissionssprecher", "Kommissionssprecher", "spokesperson"),
        ("Vizeverteidigungsminister", "Vizeverteidigungsminister", "minister"),
    ],
)
def test_joined_compounds_are_known_by_their_last_part(word: str, base_title: str, kind: str) -> None:
    title = parse_title(word)
    assert title is not None
    assert (title.base_title, title.kind) == (base_title, kind)


@pytest.mark.parametrize("word", ["Ex-Präsident", "Expräsident", "Altpräsident", "Ex-US-Präsident", "Alt-Präsident"])
def test_a_past_office_keeps_its_title_and_says_so(word: str) -> None:
    title = parse_title(word)
    assert title is not None
    assert (title.base_title, title.is_former) == ("Präsident", True)


@pytest.mark.parametrize("word", ["Vizepremier", "Vize-Premier", "Vizeaußenminister"])
def test_a_deputy_is_told_from_the_one_he_stands_for(word: str) -> None:
    title = parse_title(word)
    assert title is not None
    assert title.is_deputy


def test_words_that_fit_a_man_and_a_woman_leave_the_gender_open() -> None:
    title = parse_title("US-Sondergesandte")
    assert title is not None
    assert title.gender is None
    assert (title.masculine, title.feminine) == ("Sondergesandter", "Sondergesandte")


@pytest.mark.parametrize(
    ("word", "codes"),
    [("Kremlchef", ("RU",)), ("Kreml-Sprecher", ("RU",)), ("Palästinenserpräsident", ("PS",)), ("Präsident", ())],
)
def test_the_word_alone_can_tell_the_state(word: str, codes: tuple[str, ...]) -> None:
    title = parse_title(word)
    assert title is not None
    assert title.country_codes == codes


def test_bundes_is_said_in_three_states() -> None:
    title = parse_title("Bundeskanzler")
    assert title is not None
    assert title.country_codes == ("DE", "AT", "CH")


def test_a_president_of_something_else_is_no_head_of_state() -> None:
    parliament, club = parse_title("Rechnungshofpräsident"), parse_title("Vereinspräsident")
    assert parliament is not None
    assert club is not None
    assert (parliament.kind, parliament.is_political) == ("organization_head", True)
    assert (club.kind, club.is_political) == ("organization_head", False)


@pytest.mark.parametrize(
    "word",
    ["", "-", "Treffen", "präsident", "US-präsident", "Begleiter", "Flugbegleiterinnen", "Lautsprecher", "Präsidentschaft",
     "Ministerium", "Außenministerium", "Kanzleramt", "Chefsache", "Macron", "US-", "Botschaft"],
)  # fmt: skip
def test_other_words_are_no_titles(word: str) -> None:
    assert parse_title(word) is None


@given(st.text(max_size=30))
def test_any_text_is_taken(word: str) -> None:
    title = parse_title(word)
    assert title is None or title.base_title


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ehemaligen", True),
        ("Früherer", True),
        ("gestürzte", True),
        ("damalige", False),
        ("amtierende", False),
        ("e", False),
    ],
)
def test_adjectives_that_make_an_office_a_past_one(word: str, expected: bool) -> None:
    assert is_former(word) is expected


def test_every_title_of_the_lexicon_is_read_as_itself() -> None:
    for row in table("titles"):
        for base in filter(None, (row["masculine"], row["feminine"])):
            title = parse_title(base)
            assert title is not None, base
            assert base in (title.masculine, title.feminine), base


def test_the_lexicon_is_clean() -> None:
    titles = table("titles")
    assert [word for word, n in Counter(row["masculine"] for row in titles).items() if n > 1] == []
    for row in titles:
        assert None not in [*row, *row.values()], row
        assert row["declension"] in {"er", "en", "n", "s", "-", "adj"}, row
        assert {row["is_political"], row["is_productive"]} <= {"yes", "no"}, row
        assert row["declension"] != "adj" or row["masculine"].endswith("r"), row
    kinds = {row["kind"] for row in titles} | {row["kind_in_compound"] for row in titles} - {""}
    assert kinds <= {
        "academic", "adviser", "business", "head_of_government", "head_of_state", "honorific", "journalist", "legislator",
        "mayor", "military", "minister", "envoy", "official", "organization_head", "other", "party", "regional",
        "relational", "religious", "royal", "spokesperson", "",
    }  # fmt: skip
