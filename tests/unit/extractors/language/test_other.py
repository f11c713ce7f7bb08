"""Other spaCy pipelines in place of our own: the same sentences, lemmas and labels, whatever they were trained on."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from extractors.language import LanguageModelError, load, model_version


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A German pipeline as others ship them: own sentences, entities with the labels of WikiNER, and one of another kind."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = {
        "Petteri Orpo": "PER",
        "Alexander Stubb": "PERSON",
        "Helsinki": "GPE",
        "EU": "ORG",
        "Friedensgipfel": "MISC",
        "Dienstag": "DATE",
    }
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in patterns.items()])  # type: ignore[attr-defined]
    nlp.meta |= {"name": "finnische_nachrichten", "version": "1.2.3"}
    path = tmp_path_factory.mktemp("models") / "model"
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def other(folder: Path) -> Language:
    return load(model=str(folder))


def test_labels_become_those_of_gipfel(other: Language) -> None:
    doc = other("Petteri Orpo traf am Dienstag in Helsinki Alexander Stubb zum Friedensgipfel der EU.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Petteri Orpo", "PER"),
        ("Helsinki", "LOC"),
        ("Alexander Stubb", "PER"),
        ("Friedensgipfel", "OTH"),
        ("EU", "ORG"),
    ]
    assert all(ent._.probability is None for ent in doc.ents)


def test_tokens_sentences_and_lemmas_are_gipfels(other: Language) -> None:
    doc = other("Petteri Orpo nimmt am 6. Januar in Helsinki teil.Auch Dr. Stubb kommt.")
    assert [sentence.text for sentence in doc.sents] == [
        "Petteri Orpo nimmt am 6. Januar in Helsinki teil.",
        "Auch Dr. Stubb kommt.",
    ]
    assert doc[2]._.verb == "teilnehmen"
    assert other.pipe_names == [
        "german_sentences",
        "entity_ruler",
        "adopted_names",
        "german_lemmas",
        "german_encoder_states",
    ]


def test_the_states_that_meetings_are_read_from_are_gipfels(other: Language, nlp: Language) -> None:
    """The fault: a pipeline without our encoder gave none, or its own of another width."""
    text = "Petteri Orpo traf in Helsinki Alexander Stubb."
    assert np.array_equal(other(text).tensor, nlp(text).tensor)
    assert other(text)[0].tag_ == ""


def test_version_comes_from_the_pipelines_description(folder: Path) -> None:
    assert model_version(str(folder)) == "de_finnische_nachrichten-1.2.3"


def test_what_is_not_installed_is_said_with_what_to_do() -> None:
    with pytest.raises(LanguageModelError, match=r"no spaCy pipeline de_core_news_xxl .*leave --language-model out"):
        load(model="de_core_news_xxl")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="is no spaCy pipeline"):
        load(model=str(tmp_path))


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "fr")
    with pytest.raises(LanguageModelError, match="is for 'fr'; Gipfel reads German"):
        load(model=str(tmp_path / "fr"))


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "de")
    with pytest.raises(LanguageModelError, match=r"finds no names: none of its components \(sentencizer\)"):
        load(model=str(tmp_path / "de"))
