"""Which words of a German text are time expressions, and of what kind."""

from __future__ import annotations

import pytest

from extractors.dates import find_time_expressions


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # days of the calendar
        ("Sie tagen am 6. Januar in Wien.", [("6. Januar", "date")]),
        ("Sie tagten am 6. Jänner 2026 in Wien.", [("6. Jänner 2026", "date")]),
        ("Er kam am 6. Jan. 2026 an.", [("6. Jan. 2026", "date")]),
        ("Die Frist endet am 6.1.2026 um Mitternacht.", [("6.1.2026", "date")]),
        ("Die Frist endet am 06.01. um acht.", [("06.01.", "date")]),
        ("Am 14.1. trifft er seinen Kollegen.", [("14.1.", "date")]),
        ("Seit 1.1. gehört es dazu.", [("1.1.", "date")]),
        ("Er trifft am 30.1. Tonino Picula.", [("30.1.", "date")]),
        ("Er kommt am Freitag, den 9. Januar 2026, an.", [("Freitag, den 9. Januar 2026", "date")]),
        ("Er las Abschnitt 2.1. und gewann 3.1. im Tennis.", []),
        ("Eingang: 2026-01-06, Akte 7.", [("2026-01-06", "date")]),
        ("Am 6. Januar vergangenen Jahres brach er ab.", [("6. Januar vergangenen Jahres", "date")]),
        ("Am Donnerstag, 6. März, reist sie ab.", [("Donnerstag, 6. März", "date")]),
        ("Am Freitag, dem 11. Juli, beginnt die Runde.", [("Freitag, dem 11. Juli", "date")]),
        ("Er spricht am Mittwoch (17.07.) vor dem Rat.", [("Mittwoch (17.07.)", "date")]),
        ("Am Abend des 13. Januars kam die Zusage.", [("Abend des 13. Januars", "date")]),
        ("In der Nacht vom 3. auf den 4. Mai wurde verhandelt.", [("der Nacht vom 3. auf den 4. Mai", "date")]),
        # ranges
        ("Der Gipfel dauert vom 8. bis 10. Juli.", [("8. bis 10. Juli", "range")]),
        ("Der Gipfel dauert vom 30. Juni bis zum 2. Juli 2024.", [("30. Juni bis zum 2. Juli 2024", "range")]),
        ("Die Klausur ist am 8./9. Juli.", [("8./9. Juli", "range")]),
        ("Die Klausur ist am 8./9.7. in Genf.", [("8./9.7.", "range")]),
        ("Sie tagen vom 14.-16.1. in Oslo.", [("14.-16.1.", "range")]),
        ("Sie tagen am 14. und 15.1. in Oslo.", [("14. und 15.1.", "range")]),
        ("Sie beraten am 8. und 9. Juli.", [("8. und 9. Juli", "range")]),
        ("Sie beraten am 8. und 20. Juli.", [("8.", "date"), ("20. Juli", "date")]),
        ("Sie beraten am 3., 4. und 6. Oktober.", [("3.", "date"), ("4.", "date"), ("6. Oktober", "date")]),
        ("Das war zwischen dem 3. und 5. Mai.", [("3. und 5. Mai", "range")]),
        ("Termin: 8.-10.07.2024 in Genf", [("8.-10.07.2024", "range")]),
        ("Sie verhandeln von Montag bis Mittwoch.", [("Montag bis Mittwoch", "range")]),
        ("Sie beraten am Freitag und Samstag.", [("Freitag und Samstag", "range")]),
        ("Sie berieten am Montag und Freitag.", [("Montag", "weekday"), ("Freitag", "weekday")]),
        ("Von 2014 bis 2016 war er Minister.", [("2014 bis 2016", "range")]),
        ("Von März bis Mai 2020 ruhte das Amt.", [("März bis Mai 2020", "range")]),
        # weekdays
        ("Sie trafen sich am Donnerstag.", [("Donnerstag", "weekday")]),
        ("Sie trafen sich am Dienstagnachmittag.", [("Dienstagnachmittag", "weekday")]),
        ("Sie trafen sich Freitag abend.", [("Freitag abend", "weekday")]),
        ("Am gestrigen Montag kam er an.", [("gestrigen Montag", "weekday")]),
        ("Am vergangenen Freitag kam er an.", [("vergangenen Freitag", "weekday")]),
        ("In der Nacht zum Mittwoch endeten die Gespräche.", [("der Nacht zum Mittwoch", "weekday")]),
        ("Am Dienstag vergangener Woche war er in Rom.", [("Dienstag vergangener Woche", "weekday")]),
        # seen from the day of publication
        ("Heute Abend spricht sie, gestern schwieg sie.", [("Heute Abend", "relative"), ("gestern", "relative")]),
        ("Sie kommen morgen früh und gehen übermorgen.", [("morgen früh", "relative"), ("übermorgen", "relative")]),
        ("Morgen treffen sich die Minister.", [("Morgen", "relative")]),
        ("In der vergangenen Woche war er krank.", [("der vergangenen Woche", "relative")]),
        ("Nächstes Jahr wird gewählt.", [("Nächstes Jahr", "relative")]),
        ("Zu Wochenbeginn reist er ab.", [("Wochenbeginn", "relative")]),
        ("Am Wochenende ruhen die Waffen.", [("Wochenende", "relative")]),
        (
            "Vor zwei Tagen begann es, in drei Wochen endet es.",
            [("Vor zwei Tagen", "relative"), ("in drei Wochen", "relative")],
        ),
        ("Ende nächsten Jahres zieht sie um.", [("Ende nächsten Jahres", "relative")]),
        # months, seasons, years, feasts
        ("Mitte Oktober fliegt sie nach Oslo.", [("Mitte Oktober", "month")]),
        ("Im vergangenen März war das anders.", [("vergangenen März", "month")]),
        ("Im Sommer 2024 war das anders.", [("Sommer 2024", "season")]),
        ("Im Jahr 2014 begann es, seit 2022 ist Krieg.", [("Jahr 2014", "year"), ("2022", "year")]),
        ("Bis Ostern soll die Koalition stehen.", [("Ostern", "feast")]),
        # what no day of publication can fix
        ("Gegen 22 Uhr landet die Maschine.", [("22 Uhr", "time_of_day")]),
        ("Am Morgen kam die Nachricht.", [("Morgen", "part_of_day")]),
        ("Ein zweitägiger Gipfel nach drei Wochen Pause.", [("zweitägiger", "duration"), ("drei Wochen", "duration")]),
        ("Jeden Montag tagt der Rat.", [("Jeden Montag", "repetition")]),
        ("Am nächsten Tag fuhr er heim.", [("nächsten Tag", "anaphoric")]),
        ("Seit den 1990er-Jahren lebt er dort.", [("den 1990er-Jahren", "decade")]),
        ("Sie will ihn demnächst einladen.", [("demnächst", "vague")]),
    ],
)
def test_expressions_are_found_with_their_whole_extent(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.text, found.kind) for found in find_time_expressions(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Das kostet 2014 Euro.",
        "Siehe Seite 2014 und Resolution 1701.",
        "Rund 2000 Soldaten sind dort.",
        "Sie gewannen 3:2 und 21:19.",
        "Die Version 2.0.4 und Punkt 3.11 sind neu.",
        "Friedrich Merz und Theresa May reden.",
        "Herr Freitag sagte, Frau Mai schweige.",
        "Der Historiker Martin Sonntag widersprach.",
        "Auch August Bebel war da.",
        "Der Sprecher Josef Sommer dankte.",
        "Das berichtet die Welt am Sonntag.",
        "Das heute-journal zeigte die EU-Juni-Beschlüsse.",
        "Der 54-Jährige und der 16 Jahre alte Sohn leben.",
        "Guten Morgen, sagte er.",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    assert find_time_expressions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "preposition"),
    [
        ("Sie tagen seit Montag.", "seit"),
        ("Sie tagen bis zum 3. Mai.", "bis"),
        ("Sie tagen noch bis Freitag.", "bis"),
        ("Sie tagten am vergangenen Montag.", "am"),
        ("Sie tagten in der vergangenen Woche.", "in"),
        ("Sie tagten vor zwei Tagen.", "vor"),
        ("Sie tagen Montag.", None),
    ],
)
def test_the_preposition_is_told_beside_the_expression(sentence: str, preposition: str | None) -> None:
    [found] = find_time_expressions(sentence)
    assert found.preposition == preposition


def test_the_part_of_the_day_is_told_as_a_noun() -> None:
    text = "Am Dienstagnachmittag, heute Abend und in der Nacht zum Mittwoch."
    assert [found.part_of_day for found in find_time_expressions(text)] == ["Nachmittag", "Abend", "Nacht"]


@pytest.mark.parametrize(
    "text",
    [
        "Stand: 28.02.2025 14:27 Uhr\n\nSie reisten weiter.",
        "Ein Titel\n\nStand: 28.02.2025 14:27 Uhr\n\nSie reisten weiter.",
        "Ein Titel ohne Umbruch Stand: 28.02.2025 14:27 Uhr\nSie reisten weiter.",
        "Aktualisiert am 28. Februar 2025, 14:27 Uhr\nSie reisten weiter.",
        "28.02.2025, 14:27 Uhr\nSie reisten weiter.",
        "Sie reisten weiter. (dpa, 28.2.2025)",
    ],
)
def test_the_articles_own_date_is_marked_as_dateline(text: str) -> None:
    found = find_time_expressions(text)
    assert found
    assert all(expression.is_dateline for expression in found)


def test_a_date_that_is_told_of_is_no_dateline() -> None:
    found = find_time_expressions("Der Stand der Dinge: Am 28.02.2025 reisten sie um 14:27 Uhr nach Rom weiter.")
    assert [expression.is_dateline for expression in found] == [False, False]


def test_an_expression_may_run_over_a_line_break_but_not_over_a_blank_line() -> None:
    assert [e.text for e in find_time_expressions("Sie tagen am 6.\nJanuar.")] == ["6.\nJanuar"]
    assert [e.text for e in find_time_expressions("Treffen am Montag\n\nDienstag früh reisen sie ab")] == [
        "Montag",
        "Dienstag früh",
    ]
