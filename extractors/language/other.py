"""Other spaCy pipelines in place of our encoder, for those who have one installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.language import encoder, lemmas, sentences, tokenizer
from extractors.language.consistency import agree
from extractors.language.names import set_names
from extractors.language.spans import NameSpan, mend

NAME = "adopted_names"
# spaCy's German pipelines are trained on WikiNER; others use the longer names of the same classes.
LABELS = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "MISC": "OTH",
    "OTH": "OTH",
}
# Other models say nothing of how sure they are: unsure enough that a document's mentions may overrule one of them.
_PROBABILITY = 0.9


class LanguageModelError(Exception):
    """A language model that cannot be used, and what to do."""


@Language.factory(NAME, assigns=["doc.ents", "doc.spans", "span._.probability"], requires=["doc.sents", "doc.ents"])
def create_adopted_names(nlp: Language, name: str) -> AdoptedNames:
    """Component that turns another model's entities into Gipfel's names."""
    return AdoptedNames()


class AdoptedNames:
    """Translates labels, mends spans by German spelling, lets a document's mentions agree; probabilities stay empty.

    Entities whose label has no counterpart (dates, numbers) are dropped: Gipfel reads them itself.
    """

    def __call__(self, doc: Doc) -> Doc:
        names: list[NameSpan] = []
        for sentence in doc.sents:
            found = [
                NameSpan(ent.start, ent.end, LABELS[ent.label_], _PROBABILITY)
                for ent in sentence.ents
                if ent.label_ in LABELS
            ]
            names += mend(sentence, found)
        set_names(doc, agree(doc, sorted(names)))
        for ent in doc.ents:
            ent._.probability = None
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> AdoptedNames:
        """Nothing is read."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is stored."""

    def from_disk(self, path: object, **kwargs: object) -> AdoptedNames:
        """Nothing is read."""
        return self


def load_other(model: str) -> Language:
    """The installed spaCy pipeline `model` (a package's name or a folder), with Gipfel's tokens, sentences and lemmas.

    Its parser, if it has one, does not run: sentences come from Gipfel, and nothing else of a parse is used.
    Raises LanguageModelError where it is not installed, not German, or finds no names.
    """
    meta = _meta(model)
    if meta.get("lang") != "de":
        raise LanguageModelError(f"The language model {model} is for {meta.get('lang')!r}; Gipfel reads German (de).")
    nlp = spacy.load(model)
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise LanguageModelError(
            f"The language model {model} finds no names: none of its components ({', '.join(nlp.pipe_names) or 'none'}) sets doc.ents."
        )
    for name in list(nlp.pipe_names):
        if {"doc.sents", "token.is_sent_start"} & set(nlp.get_pipe_meta(name).assigns):
            nlp.remove_pipe(name)
    nlp.tokenizer = tokenizer.create_german_news_tokenizer()(nlp)
    nlp.add_pipe(sentences.NAME, first=True)
    nlp.add_pipe(NAME)
    nlp.add_pipe(lemmas.NAME)
    nlp.add_pipe(encoder.STATES_NAME)  # what the reading of meetings goes on from
    return nlp


def other_version(model: str) -> str:
    """Language, name and version of an installed pipeline, from its description alone: `de_core_news_lg-3.8.0`."""
    meta = _meta(model)
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"


def _meta(model: str) -> dict[str, Any]:
    folder = Path(model)
    if not folder.is_dir():
        if not spacy.util.is_package(model):
            installed = ", ".join(spacy.util.get_installed_models()) or "none"
            raise LanguageModelError(
                f"There is no spaCy pipeline {model} (installed: {installed}). Install its package into this environment, "
                "give the folder of a pipeline, or leave --language-model out to use Gipfel's own."
            )
        folder = spacy.util.get_package_path(model)
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LanguageModelError(f"{folder} is no spaCy pipeline: {error}") from error
    return meta
