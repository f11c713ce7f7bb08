"""Parts of speech and morphology, as the encoder's second head gives them."""

import pytest
from spacy.language import Language

from extractors.language.tags import TagDecoder


def test_parts_of_speech_in_both_tagsets(nlp: Language) -> None:
    doc = nlp("Im Schloss empfing die finnische Ministerin ihren Kollegen aus Lettland.")
    assert [(token.tag_, token.pos_) for token in doc] == [
        ("APPRART", "ADP"),
        ("NN", "NOUN"),
        ("VVFIN", "VERB"),
        ("ART", "DET"),
        ("ADJA", "ADJ"),
        ("NN", "NOUN"),
        ("PPOSAT", "DET"),
        ("NN", "NOUN"),
        ("APPR", "ADP"),
        ("NE", "PROPN"),
        ("$.", "PUNCT"),
    ]


def test_the_receiving_ministers_case(nlp: Language) -> None:
    doc = nlp("In Wien traf die finnische Ministerin ihren Kollegen aus Lettland.")
    assert (doc[5].morph.get("Case"), doc[7].morph.get("Case")) == (["Nom"], ["Acc"])


def test_tense_and_form_of_verbs(nlp: Language) -> None:
    doc = nlp("Der Präsident sagte, er werde nach Oslo reisen.")
    assert (doc[2].morph.get("Tense"), doc[2].morph.get("VerbForm")) == (["Past"], ["Fin"])
    assert (doc[5].tag_, doc[8].tag_, doc[8].morph.get("VerbForm")) == ("VAFIN", "VVINF", ["Inf"])


def test_every_token_is_tagged_and_white_space_is_white_space(nlp: Language) -> None:
    doc = nlp("Gipfel in Oslo\n\n***\n\nDie Runde tagte ( „lange“, …").copy()
    assert all(token.tag_ and token.pos_ for token in doc)
    assert {token.pos_ for token in doc if token.is_space} == {"SPACE"}
    assert {token.pos_ for token in doc if token.text in {"***", "(", "…"}} <= {"PUNCT", "SYM"}


def test_long_sentences_are_tagged_to_their_end(nlp: Language) -> None:
    doc = nlp("Es kamen " + ", ".join(["die Ministerin aus Lettland"] * 60) + " und der Kanzler.")
    assert [token.tag_ for token in doc[-4:]] == ["KON", "ART", "NN", "$."]
    assert {token.tag_ for token in doc if token.text == "die"} == {"ART"}


@pytest.mark.parametrize(("scores", "expected"), [([9, 0, 0, 5, 0], ("NN", "Gen")), ([0, 9, 0, 5, 0], ("ADV", ""))])
def test_a_word_takes_only_features_that_go_with_its_tag(scores: list[float], expected: tuple[str, str]) -> None:
    import numpy as np

    decoder = TagDecoder({"xpos": ["NN", "ADV"], "upos": ["NOUN"], "Case": ["Gen", ""]}, {"NN": ["Case"], "ADV": []})
    [(tag, pos, morph)] = decoder.tags(np.array([scores], dtype=np.float32))
    assert (tag, pos, morph.removeprefix("Case=")) == (expected[0], "NOUN", expected[1])
