"""Names across articles: transliterations are one name, brothers and namesakes are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.resolution.names import compare, fold, parse, skeleton

SAME = [
    ("Wolodymyr Selenskyj", "Wolodymyr Selenskij"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
    ("Andrii Jermak", "Andrij Jermak"),
    ("Andrij Jermak", "Andriy Yermak"),
    ("Rustem Umerow", "Rustem Umjerow"),
    ("Rustem Umerow", "Rustem Umerov"),
    ("Sergej Lawrow", "Sergey Lavrov"),
    ("Dmitri Medwedew", "Dmitry Medvedev"),
    ("Sergej Schoigu", "Sergei Shoigu"),
    ("Boris Jelzin", "Boris Yeltsin"),
    ("Alexander Lukaschenko", "Aleksandr Lukashenko"),
    ("Abbas Araghtschi", "Abbas Araghchi"),
    ("Ali Chamenei", "Ali Khamenei"),
    ("Hassan Ruhani", "Hassan Rouhani"),
    ("Gabi Aschkenasi", "Gabi Ashkenazi"),
    ("Recep Tayyip Erdoğan", "Recep Erdogan"),
    ("Aleksandar Vučić", "Aleksandar Vucic"),
    ("Jens Plötner", "Jens Ploetner"),
    ("Emmanuel Macron", "Emanuel Macron"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Hu Jintao", "Jintao Hu"),
    ("Ursula von der Leyen", "Ursula Von der Leyen"),
    ("George W. Bush", "George Bush"),
    ("Dr. Angela Merkel", "Angela Merkel"),
    ("Peter Altmaier", "Peter Altmeier"),
]
DIFFERENT = [
    ("George W. Bush", "George H. W. Bush"),
    ("Fidel Castro", "Raúl Castro"),
    ("Lech Kaczyński", "Jarosław Kaczyński"),
    ("Hafis al-Assad", "Baschar al-Assad"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Bill Clinton", "Hillary Clinton"),
    ("Petra Müller", "Peter Müller"),
    ("Mario Rossi", "Maria Rossi"),
    ("Paul Weber", "Paula Weber"),
    ("Daniel Hofer", "Daniela Hofer"),
    ("Andrea Hofer", "Andreas Hofer"),
    ("Gerd Müller", "Michael Müller"),
    ("Angela Merkel", "Angela Davis"),
    ("Boris Johnson", "Boris Pistorius"),
    ("Donald Trump", "Donald Tusk"),
    ("Merkel", "Angela Merkel"),  # a bare family name takes more than the name
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name_are_alike(left: str, right: str) -> None:
    assert compare(parse(left), parse(right)) >= 0.8


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_names_of_two_people_are_not(left: str, right: str) -> None:
    assert compare(parse(left), parse(right)) == 0


@pytest.mark.parametrize(("left", "right"), SAME + DIFFERENT)
def test_comparison_does_not_depend_on_the_side(left: str, right: str) -> None:
    assert compare(parse(left), parse(right)) == compare(parse(right), parse(left))


def test_particles_belong_to_the_family_name() -> None:
    assert parse("Ursula von der Leyen").given == ("ursula",)
    assert parse("Mohammed bin Salman").family[0] == "bin"


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart_and_is_like_itself(text: str) -> None:
    name = parse(text)
    assert compare(name, name) == 1.0
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_skeleton_is_never_longer_than_twice_its_word(word: str) -> None:
    assert len(skeleton(word)) <= 2 * len(word)
