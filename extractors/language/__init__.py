"""German news as spaCy documents: sentences, names with probabilities, parts of speech, morphology, lemmas.

`load()` gives the pipeline; importing this package registers its components, so that
`spacy.blank("de").add_pipe("german_encoder")` works in any spaCy pipeline.

>>> nlp = load()
>>> doc = nlp("Ursula von der Leyen nimmt am Gipfel in Paris teil.")
>>> [(ent.text, ent.label_) for ent in doc.ents]
[('Ursula von der Leyen', 'PER'), ('Paris', 'LOC')]
>>> doc[4].text, doc[4].tag_, doc[4].pos_, doc[4].lemma_, doc[4]._.verb
('nimmt', 'VVFIN', 'VERB', 'nehmen', 'teilnehmen')
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from extractors.language import encoder, lemmas, sentences, tokenizer
from extractors.language import model as own
from extractors.language.other import LanguageModelError, load_other, other_version

__all__ = ["LanguageModelError", "load", "model_version"]


# spaCy refuses texts over a million characters, for the sake of its parsers; there is none here.
MAX_LENGTH = 10_000_000


def load(threads: int | None = None, model: str | None = None) -> Language:
    """A fresh German pipeline: sentences, names, tags, lemmas.

    `threads` is the number of worker threads of the encoder (default: the cores this process may use); `model` names another spaCy
    pipeline to take names and tags from, instead of the one that ships with Gipfel (LanguageModelError where it cannot be used).
    Every call builds its own pipeline; the encoder and the dictionary are read when the first text comes. A text's result never depends on the
    texts beside it. `nlp.to_disk()` keeps settings and tokenizer; the encoder stays in this package, which must be imported to load it again.
    """
    if model is not None:
        nlp = load_other(model)
    else:
        nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
        nlp.add_pipe(sentences.NAME)
        nlp.add_pipe(encoder.NAME, config={"threads": threads or 0})
        nlp.add_pipe(lemmas.NAME)
    nlp.max_length = MAX_LENGTH
    return nlp


def model_version(model: str | None = None) -> str:
    """Name and version of the model that `load(model=model)` reads with: `german_encoder-2.1.0`."""
    return own.model_version() if model is None else other_version(model)
