"""Names, parts of speech and morphology: the spaCy component around the encoder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.language.consistency import agree
from extractors.language.decoding import Decoder
from extractors.language.model import WIDTH, Encoder
from extractors.language.names import set_names
from extractors.language.spans import NameSpan, mend
from extractors.language.tags import SPACE_TAG, TagDecoder, set_tags

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME = "german_encoder"
STATES_NAME = "german_encoder_states"
MAX_TOKENS = 50_000


@Language.factory(
    NAME,
    default_config={"threads": 0},
    assigns=["doc.ents", "doc.spans", "span._.probability", "token.tag", "token.pos", "token.morph", "doc.tensor"],
    requires=["doc.sents"],
)
def create_german_encoder(nlp: Language, name: str, threads: int) -> GermanEncoder:
    """Component that finds names and tags words; `threads` 0 means as many as cores this process may use."""
    return GermanEncoder(threads or usable_cores())


@Language.factory(STATES_NAME, assigns=["doc.tensor"], requires=["doc.sents"])
def create_encoder_states(nlp: Language, name: str) -> EncoderStates:
    """Component that gives the hidden states alone, where another pipeline finds the names."""
    return EncoderStates(usable_cores())


class SentenceReading(NamedTuple):
    """What the model makes of a sentence: names, and (tag, part of speech, morphology) and hidden state of the tokens `indices`."""

    names: list[NameSpan]
    indices: list[int]
    tags: list[tuple[str, str, str]]
    states: NDArray[np.float32]


class GermanEncoder:
    """Finds persons, places, organizations and other names, and tags every word; one pass of the model gives both.

    Sets `doc.ents` (PER, LOC, ORG, OTH) and `doc.spans["derived"]` (LOCderiv as in `französischen`, LOCpart as in `US-Präsident`,
    ORGpart, PERpart and so on). Every span has `span._.probability`, the lowest probability
    that the model gave its label over its tokens (0 to 1); where the document's other mentions overrule the label, it is that of the label overruled.
    Sets `token.tag_` (STTS), `token.pos_` (universal), `token.morph` and `doc.tensor` (a hidden state a token, float32). Needs sentences; a name never crosses a sentence's end.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._model: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Read many documents; the sentences of up to `batch_size` documents or 50,000 tokens at a time are spread over the threads."""
        self._load()
        with ThreadPoolExecutor(self.threads) as pool:
            for batch in batches(docs, batch_size):
                sentences = [(doc, sentence.start, sentence.end) for doc in batch for sentence in doc.sents]
                # Longest first, so that no thread is left with a long one at the end.
                sentences.sort(key=lambda item: item[1] - item[2])
                found: dict[int, list[NameSpan]] = {id(doc): [] for doc in batch}
                for doc in batch:
                    doc.tensor = np.zeros((len(doc), WIDTH), dtype=np.float32)
                for (doc, start, end), reading in zip(sentences, pool.map(self._read, sentences), strict=True):
                    found[id(doc)].extend(reading.names)
                    self._tag(doc[start:end], reading)
                    doc.tensor[reading.indices] = reading.states
                for doc in batch:
                    self._name(doc, found[id(doc)])
                    yield doc

    def _tag(self, sentence: Span, reading: SentenceReading) -> None:
        for token in sentence:
            if token.is_space:
                set_tags(token, SPACE_TAG, "SPACE", "")
        for index, tags in zip(reading.indices, reading.tags, strict=True):
            set_tags(sentence.doc[index], *tags)

    def _name(self, doc: Doc, names: list[NameSpan]) -> None:
        set_names(doc, agree(doc, sorted(names)))

    def _load(self) -> None:
        if self._model is None:
            self._model = Encoder()
            self._names = Decoder(self._model.labels)
            self._tags = TagDecoder(self._model.tasks, self._model.features)

    def _read(self, sentence: tuple[Doc, int, int]) -> SentenceReading:
        assert self._model is not None
        doc, start, end = sentence
        indices = [i for i in range(start, end) if not doc[i].is_space]
        if not indices:
            return SentenceReading([], [], [], np.zeros((0, WIDTH), dtype=np.float32))
        offset = doc[indices[0]].idx
        last = doc[indices[-1]]
        tokens = [(doc[i].idx - offset, doc[i].idx - offset + len(doc[i])) for i in indices]
        scores = self._model.scores(in_usual_case(doc.text[offset : last.idx + len(last)]), tokens)
        spans = [
            NameSpan(indices[a], indices[b - 1] + 1, label, probability)
            for a, b, label, probability in self._names.spans(scores.names)
        ]
        return SentenceReading(mend(doc[start:end], spans), indices, self._tags.tags(scores.tags), scores.states)

    def __reduce__(self) -> tuple[type[GermanEncoder], tuple[int]]:
        # A session cannot be pickled (spaCy's n_process): the copy reads the model itself.
        return type(self), (self.threads,)

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored: the model is part of the package, the settings are in the pipeline's config."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> GermanEncoder:
        """Nothing is read."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is stored."""

    def from_disk(self, path: object, **kwargs: object) -> GermanEncoder:
        """Nothing is read."""
        return self


class EncoderStates(GermanEncoder):
    """Sets `doc.tensor` only; names and tags stay those of the pipeline before it."""

    def _tag(self, sentence: Span, reading: SentenceReading) -> None:
        return

    def _name(self, doc: Doc, names: list[NameSpan]) -> None:
        return


def batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Documents in lists of at most `size`, closed earlier when they hold 50,000 tokens, so that memory does not grow with the documents."""
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) >= size or tokens >= MAX_TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def usable_cores() -> int:
    """Number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_usual_case(text: str) -> str:
    """A sentence in capitals (`MACRON TRIFFT MERZ`) as `Macron Trifft Merz`, which the model can read; any other unchanged, the length always.

    >>> in_usual_case("MACRON TRIFFT MERZ IN PARIS"), in_usual_case("Die NATO tagt.")
    ('Macron Trifft Merz In Paris', 'Die NATO tagt.')
    """
    if sum(map(str.isupper, text)) < 8 or any(map(str.islower, text)):
        return text
    usual = text.title()
    return usual if len(usual) == len(text) else text
