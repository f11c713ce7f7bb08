"""Items of the reading corpus: text and labels in lines that people write."""

from pathlib import Path

import pytest

from extractors.reader.training.corpus import CorpusError, read_items, sentences

ITEM = """\
@ probe-1
published 2024-05-14
title Ruto reist nach Oslo
| Kenias Präsident William Ruto traf am Montag in Oslo den norwegischen Regierungschef Jonas Gahr Støre. Ruto dankte
| seinem Gastgeber.
p William Ruto ; William Ruto|Ruto ; Präsident ; KE
p Jonas Gahr Støre ; Jonas Gahr Støre ; Regierungschef ; NO
m m1 bilateral held 2024-05-13 ; Oslo ; NO ; oslo-2024-05-13 ; host=Jonas Gahr Støre alt=2024-05-14
t 0:reist 1:traf
a William Ruto ; person attended in_person participant ; 0 1
a Jonas Gahr Støre ; person attended in_person host ; 1 3
"""


def item(tmp_path: Path, text: str = ITEM) -> dict:
    (tmp_path / "01.txt").write_text(text, "utf-8")
    [gold] = read_items(tmp_path / "01.txt")
    return gold


def test_an_item_becomes_an_article_and_its_labels(tmp_path):
    gold = item(tmp_path)
    assert gold["article"]["title"] == "Ruto reist nach Oslo"
    assert gold["article"]["text"].endswith("Ruto dankte\nseinem Gastgeber.")
    [meeting] = gold["meetings"]
    assert (meeting["type"], meeting["status"], meeting["date"], meeting["place"]) == (
        "bilateral",
        "held",
        "2024-05-13",
        "Oslo",
    )
    assert (meeting["host"], meeting["date_alternatives"]) == ("Jonas Gahr Støre", ["2024-05-14"])
    assert [p["part"] for p in meeting["participants"]] == ["participant", "host"]


def test_offsets_of_event_mentions_give_the_words(tmp_path):
    gold = item(tmp_path)
    parts = {"title": gold["article"]["title"], "text": gold["article"]["text"]}
    for trigger in gold["meetings"][0]["triggers"]:
        assert parts[trigger["part"]][trigger["char_start"] : trigger["char_end"]] == trigger["text"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("t 1:empfing", "'empfing' is not"),
        ("hallo", "a line begins with"),
        ("m m2 bilateral held", "not enough values"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_number(tmp_path, wrong, said):
    with pytest.raises(CorpusError, match=rf"01\.txt:{ITEM.count(chr(10)) + 1}: .*{said}"):
        item(tmp_path, ITEM + wrong + "\n")


@pytest.mark.parametrize(
    ("when", "date", "precision"),
    [
        ("2024-05", "2024-05-01", "month"),
        ("2024", "2024-01-01", "year"),
        ("2024-W20", "2024-05-13", "week"),
        ("?", None, "unknown"),
    ],
)
def test_days_may_be_given_as_far_as_they_are_known(tmp_path, when, date, precision):
    [meeting] = item(tmp_path, ITEM.replace("held 2024-05-13", f"held {when}"))["meetings"]
    assert (meeting["date"], meeting["date_precision"]) == (date, precision)


def test_a_day_of_a_month_and_an_initial_end_no_sentence():
    text = "Am 6. Mai kam J. Tusk. Er blieb."
    assert [text[a:b] for _, a, b in sentences(None, text)][1:] == ["Am 6. Mai kam J. Tusk.", "Er blieb."]
