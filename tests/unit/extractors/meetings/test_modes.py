"""Who takes part on a screen: all who meet, or those of whom the words say so."""

import pytest


def modes_of(reading) -> dict[str, str]:
    return {reading.entities[c.entity].name: c.mode for c in reading.claims}


def test_telephone_and_video_are_told_apart(read):
    call = read("Bundeskanzler Friedrich Merz telefonierte am Montag mit US-Präsident Donald Trump.")
    assert call.meetings[0].meeting_type == "call"
    assert {c.mode for c in call.claims} == {"phone"}
    video = read(
        "Bundeskanzler Friedrich Merz und US-Präsident Donald Trump sprachen in einer Videokonferenz mit Emmanuel Macron."
    )
    assert {c.mode for c in video.claims} == {"virtual"}


def test_one_of_many_takes_part_on_the_screen(read):
    reading = read(
        "Am Freitag beraten in London der britische Premierminister Keir Starmer und der polnische Ministerpräsident Donald Tusk. "
        "Bundeskanzler Friedrich Merz nimmt virtuell an dem Treffen teil."
    )
    modes = {reading.entities[c.entity].name: c.mode for c in reading.claims}
    assert modes == {"Keir Starmer": "in_person", "Donald Tusk": "in_person", "Friedrich Merz": "virtual"}


def test_a_talk_by_video_is_virtual(read):
    reading = read(
        "Geplant ist ein Gespräch von Johann Wadephul per Video mit dem polnischen Außenminister Radosław Sikorski."
    )
    assert {c.mode for c in reading.claims} == {"virtual"}


IN_PARIS = {"Emmanuel Macron": "in_person", "Keir Starmer": "in_person"}


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron empfing am Montag Keir Starmer in Paris. Friedrich Merz war per Video zugeschaltet.",
        "Emmanuel Macron und Keir Starmer trafen sich am Montag in Paris. Friedrich Merz nahm per Videoschalte an dem Treffen teil.",
        "Emmanuel Macron und Keir Starmer trafen sich am Montag in Paris, Friedrich Merz schaltete sich per Video zu.",
        "An dem Treffen in Paris nahmen am Montag Emmanuel Macron, Keir Starmer und, per Video, Friedrich Merz teil.",
        "An dem Treffen in Paris nahmen am Montag Emmanuel Macron, Keir Starmer und Friedrich Merz (per Video) teil.",
        "An dem Treffen in Paris nahmen am Montag Emmanuel Macron, Keir Starmer und online Friedrich Merz teil.",
        "Emmanuel Macron beriet am Montag in Paris mit Keir Starmer und dem per Video zugeschalteten Kanzler Friedrich Merz.",
    ],
)
def test_one_guest_on_the_screen_does_not_put_the_others_there(read, text):
    assert modes_of(read(text)) == {**IN_PARIS, "Friedrich Merz": "virtual"}


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron und Keir Starmer berieten am Montag per Video mit Friedrich Merz.",
        "Emmanuel Macron und Keir Starmer berieten am Montag in einer Videokonferenz mit Friedrich Merz.",
        "Emmanuel Macron, Keir Starmer und Friedrich Merz kamen am Montag zu einem virtuellen Gipfel zusammen.",
    ],
)
def test_a_talk_by_video_is_one_for_all(read, text):
    reading = read(text)
    assert len(reading.meetings) == 1
    assert set(modes_of(reading).values()) == {"virtual"}


def test_what_is_spoken_of_is_no_mode(read):
    reading = read(
        "Emmanuel Macron sprach am Montag in Paris mit Keir Starmer über digitale Dienste und Video-Beweise."
    )
    assert modes_of(reading) == IN_PARIS
