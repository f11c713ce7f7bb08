"""How words of names sound in German, English, French and other manners of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.resolution.transcription import MANNERS, is_form_of, readings, skeleton, sounds_alike, sounds_close

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20)


@pytest.mark.parametrize(
    "spellings",
    [
        ("schtscherbakow", "shcherbakov", "chtcherbakov"),
        ("breschnew", "brezhnev", "brejnev"),
        ("uschakow", "ushakov", "ouchakov"),
        ("schukri", "shoukry", "choukri"),
        ("dschaparow", "japarov", "djaparov"),
        ("tschernyschow", "chernyshov", "tchernychov"),
        ("stojkovic", "stoikowitsch"),
        ("chatib", "khatib", "khateeb"),
        ("xiaoping", "hsiaoping"),
        ("mischustin", "mishustin", "michoustine"),
    ],
)
def test_a_word_has_a_reading_in_common_with_its_other_spellings(spellings: tuple[str, ...]) -> None:
    for other in spellings[1:]:
        assert sounds_alike(spellings[0], other), other


@pytest.mark.parametrize(
    ("left", "right"),
    [("hassan", "hussein"), ("hamid", "hamad"), ("jana", "sana"), ("peter", "petra"), ("iwanow", "iwanenko")],
)
def test_other_names_have_none(left: str, right: str) -> None:
    assert not sounds_alike(left, right)
    assert not sounds_close(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("hrojsman", "groisman"), ("jasser", "jassir"), ("bohatschuk", "bogatschuk")]
)
def test_sounds_that_transcriptions_take_for_each_other_are_close(left: str, right: str) -> None:
    assert sounds_close(left, right)


@pytest.mark.parametrize(("left", "right"), [("tina", "dina"), ("conte", "conti"), ("anna", "anne")])
def test_the_ends_of_a_word_tell_names_apart(left: str, right: str) -> None:
    assert not sounds_close(left, right)


def test_short_forms_and_forms_of_other_languages_stand_for_a_given_name() -> None:
    assert is_form_of("joe", "joseph")
    assert is_form_of("oleksij", "alexej")
    assert is_form_of("mykhailo", "michail")
    assert not is_form_of("paul", "paula")
    assert not is_form_of("bob", "bill")


@given(WORDS)
def test_a_word_sounds_like_itself_and_its_readings_stay_short(word: str) -> None:
    assert sounds_alike(word, word)
    assert all(len(skeleton(word, manner)) <= 2 * len(word) for manner in MANNERS)
    assert 1 <= len(readings(word)) <= len(MANNERS)


@given(WORDS, WORDS)
def test_comparison_does_not_depend_on_the_side(left: str, right: str) -> None:
    assert sounds_alike(left, right) == sounds_alike(right, left)
    assert sounds_close(left, right) == sounds_close(right, left)
    assert is_form_of(left, right) == is_form_of(right, left)
