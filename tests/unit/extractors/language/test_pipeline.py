"""The pipeline as a whole: offsets hold, batches do not matter, it can be stored, it works inside other pipelines."""

import pickle
from pathlib import Path

import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractors.language import load, model_version

FRAGMENTS = [
    "Emmanuel Macron", "Ursula von der Leyen", "Merz'", "„", "“", '"', "»", "«", "'", "(", ")", ".", "!", "…", ",", ":", " ", "  ", "\n", "\n\n", "\r\n",
    "X.", "6.", "2025.", "1.400", "Leo XIV.", "z. B.", "US-Präsident", "nimmt", "teil", "kommt", "Die", "und", "Paris", "Čučković", "😀", "\u200b", "-",
]  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=25).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda blank: blank.join(parts))
)


def result(doc: Doc) -> list[object]:
    spans = [(s.start_char, s.end_char, s.label_, s._.probability) for s in [*doc.ents, *doc.spans["derived"]]]
    tokens = [(t.idx, t.text, t.is_sent_start, t.lemma_, t._.verb) for t in doc]
    return [spans, tokens]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_offsets_hold(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for sentence in doc.sents for token in sentence) == text
    starts = {token.i for token in doc if token.is_sent_start}
    for span in [*doc.ents, *doc.spans["derived"]]:
        assert text[span.start_char : span.end_char] == span.text
        assert not starts.intersection(range(span.start + 1, span.end))
        assert span.text[0].isalnum() or any(character.isalnum() for character in span[0].text)
        assert span.text[-1] not in '„“"»«,:!…('
        assert 0 < span._.probability <= 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.lists(texts, min_size=2, max_size=5))
def test_alone_and_in_a_batch_are_the_same(nlp: Language, many: list[str]) -> None:
    assert [result(doc) for doc in nlp.pipe(many)] == [result(nlp(text)) for text in many]


def test_pipeline_survives_disk_and_pickle(nlp: Language, tmp_path: Path) -> None:
    text = "Das Büro von Friedrich Merz sagte das Treffen in Wien ab. Das war 2025.Dann kam Ruhe."
    nlp.to_disk(tmp_path / "pipeline")
    assert result(spacy.load(tmp_path / "pipeline")(text)) == result(nlp(text))
    assert result(load().from_bytes(nlp.to_bytes())(text)) == result(nlp(text))
    assert result(pickle.loads(pickle.dumps(nlp))(text)) == result(nlp(text))


def test_components_work_in_another_pipeline() -> None:
    other = spacy.blank("de")
    other.add_pipe("sentencizer")
    other.add_pipe("german_encoder", config={"threads": 1})
    assert [(ent.text, ent.label_) for ent in other("Giorgia Meloni kam nach Rom.").ents] == [
        ("Giorgia Meloni", "PER"),
        ("Rom", "LOC"),
    ]


def test_model_version_names_the_artefact() -> None:
    name, _, number = model_version().rpartition("-")
    assert name == "german_encoder"
    assert all(part.isdigit() for part in number.split("."))
