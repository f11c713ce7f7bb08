"""Whom a person acts for, decided by the learned head among what the article and the registry offer."""

from datetime import date

import pytest


def affiliations(reading):
    """Country or organization of each person, by name."""
    return {e.name: e.country_code or e.organization for e in reading.entities if e.kind == "person"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Bundespräsident Alexander Van der Bellen empfing am Montag in Wien den slowenischen Außenminister Anže Logar.",
            {"Alexander Van der Bellen": "AT", "Anže Logar": "SI"},
        ),
        (
            "Österreichs Bundeskanzler Karl Nehammer traf in Bern Bundespräsidentin Viola Amherd.",
            {"Karl Nehammer": "AT", "Viola Amherd": "CH"},
        ),
        (
            "Jens Stoltenberg, Nato-Generalsekretär, und Ursula von der Leyen, Präsidentin der EU-Kommission, berieten in Brüssel.",
            {"Jens Stoltenberg": "NATO", "Ursula von der Leyen": "Europäische Union"},
        ),
        (
            "CDU-Chef Friedrich Merz sprach in Kiew mit Präsident Wolodymyr Selenskyj.",
            {"Friedrich Merz": "CDU", "Wolodymyr Selenskyj": "UA"},
        ),
    ],
)
def test_people_act_for_what_their_office_is_of(read, text, wanted):
    assert affiliations(read(text, date(2023, 3, 15))) == wanted


def test_what_is_printed_beside_the_name_stays(read):
    """The fault: the head found nobody likelier than the country in brackets."""
    reading = read("Es kamen Rafael Soto (Chile) und Mario Diaz (Peru).")
    assert affiliations(reading) == {"Rafael Soto": "CL", "Mario Diaz": "PE"}


def test_a_person_without_a_hint_acts_for_nobody(read):
    assert affiliations(read("Am Abend sprach Paula Wenger vor Schülern.")) == {"Paula Wenger": None}
