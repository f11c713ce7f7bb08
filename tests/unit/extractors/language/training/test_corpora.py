"""Annotated corpora: each format becomes sentences with offsets and one value per word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language.training import corpora


def write(folder: Path, text: str) -> Path:
    path = folder / "corpus"
    path.write_text(text, "utf-8")
    return path


def test_germeval_in_two_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Jonas B-PER\nGahr I-PER\nStøre E-PER\nsprach O\nin O\nOslo S-LOC\n. O\n\nNorwegische S-LOCDERIV\nStille O\n",
    )
    first, second = corpora.read_germeval(path)
    assert first.text == "Jonas Gahr Støre sprach in Oslo."
    assert first.columns["name"] == ["B-PER", "I-PER", "I-PER", "O", "O", "B-LOC", "O"]
    assert corpora.spans(first.columns["name"]) == {(0, 3, "PER"), (5, 6, "LOC")}
    assert second.columns["name"] == ["B-LOCderiv", "O"]


def test_germeval_in_four_columns_has_the_inner_names(tmp_path: Path) -> None:
    path = write(
        tmp_path, "#\thttp://example.org\t[2010]\n1\tHafen\tB-ORG\tO\n2\tOslo\tI-ORG\tB-LOC\n3\tAG\tI-ORG\tO\n"
    )
    [sentence] = corpora.read_germeval_nested(path)
    assert corpora.spans(sentence.columns["name"]) == {(0, 3, "ORG")}
    assert corpora.spans(sentence.columns["inner"]) == {(1, 2, "LOC")}


TREEBANK = """# text = Er war im Haus.
1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\t_\t_\t_
2\twar\tsein\tAUX\tVAFIN\tMood=Ind|Tense=Past\t0\t_\t_\t_
3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\tAPPR\t_\t5\t_\t_\t_
4\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut\t5\t_\t_\t_
5\tHaus\tHaus\tNOUN\tNN\tCase=Dat\t2\t_\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\t_\t_\t_
"""


def test_a_contraction_is_one_word_with_the_preposition_and_the_articles_case(tmp_path: Path) -> None:
    [sentence] = corpora.read_treebank(write(tmp_path, TREEBANK))
    assert sentence.text == "Er war im Haus."
    assert sentence.words == ["Er", "war", "im", "Haus", "."]
    assert [sentence.columns[name][2] for name in ("lemma", "upos", "xpos", "feats")] == [
        "in",
        "ADP",
        "APPRART",
        "Case=Dat|Gender=Neut",
    ]


@given(st.lists(st.sampled_from(["Oslo", "tagt", ",", "(", ")", '"', "„", "“", "."]), min_size=1))
def test_offsets_give_back_the_words(words: list[str]) -> None:
    text, offsets = corpora.running_text(words)
    assert [text[start:end] for start, end in offsets] == words


@pytest.mark.parametrize("labels", [["I-PER", "I-PER"], ["B-PER", "I-PER"], ["B-PER", "E-PER"]])
def test_ways_to_write_a_name_of_two_words(labels: list[str]) -> None:
    assert corpora._as_bio(labels) == ["B-PER", "I-PER"]
