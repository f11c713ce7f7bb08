"""German news as spaCy documents: sentences, names with probabilities, lemmas.

`load()` gives the pipeline; importing this package registers its components, so that
`spacy.blank("de").add_pipe("german_names")` works in any spaCy pipeline.

>>> nlp = load()
>>> doc = nlp("Ursula von der Leyen nimmt am Gipfel in Paris teil.")
>>> [(ent.text, ent.label_) for ent in doc.ents]
[('Ursula von der Leyen', 'PER'), ('Paris', 'LOC')]
>>> doc[4].text, doc[4].lemma_, doc[4]._.verb
('nimmt', 'nehmen', 'teilnehmen')
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from extractors.language import lemmas, names, sentences, tokenizer
from extractors.language.model import model_version

__all__ = ["load", "model_version"]


# spaCy refuses texts over a million characters, for the sake of its parsers; there is none here.
MAX_LENGTH = 10_000_000


def load(threads: int | None = None) -> Language:
    """A fresh German pipeline: sentences, names, lemmas.

    `threads` is the number of worker threads of the name model (default: the cores this process may use).
    Every call builds its own pipeline; the model and the dictionary are read when the first text comes. A text's result never depends on the
    texts beside it. `nlp.to_disk()` keeps settings and tokenizer; the model stays in this package, which must be imported to load it again.
    """
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe(sentences.NAME)
    nlp.add_pipe(names.NAME, config={"threads": threads or 0})
    nlp.add_pipe(lemmas.NAME)
    return nlp
