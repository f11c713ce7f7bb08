"""Names in German text: a spaCy component around the name model."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractors.language.consistency import OUTER, agree
from extractors.language.decoding import Decoder
from extractors.language.model import NameModel
from extractors.language.spans import NameSpan, mend

NAME = "german_names"
MAX_TOKENS = 50_000

if not Span.has_extension("probability"):
    Span.set_extension("probability", default=None)


@Language.factory(
    NAME,
    default_config={"threads": 0},
    assigns=["doc.ents", "doc.spans", "span._.probability"],
    requires=["doc.sents"],
)
def create_german_names(nlp: Language, name: str, threads: int) -> NameRecognizer:
    """Component that finds names; `threads` 0 means as many as cores this process may use."""
    return NameRecognizer(threads or usable_cores())


class NameRecognizer:
    """Finds persons, places, organizations and other names.

    Sets `doc.ents` (PER, LOC, ORG, OTH) and `doc.spans["derived"]` (LOCderiv as in `französischen`, LOCpart as in `US-Präsident`,
    ORGpart, PERpart and so on). Every span has `span._.probability`, the lowest probability
    that the model gave its label over its tokens (0 to 1); where the document's other mentions overrule the label, it is that of the label overruled.
    Needs sentences; a name never crosses a sentence's end.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._model: NameModel | None = None
        self._decoder: Decoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Names of many documents; the sentences of up to `batch_size` documents or 50,000 tokens at a time are spread over the threads."""
        self._load()
        with ThreadPoolExecutor(self.threads) as pool:
            for batch in batches(docs, batch_size):
                sentences = [(doc, sentence.start, sentence.end) for doc in batch for sentence in doc.sents]
                # Longest first, so that no thread is left with a long one at the end.
                sentences.sort(key=lambda item: item[1] - item[2])
                found: dict[int, list[NameSpan]] = {id(doc): [] for doc in batch}
                for (doc, _, _), spans in zip(sentences, pool.map(self._sentence_names, sentences), strict=True):
                    found[id(doc)].extend(spans)
                for doc in batch:
                    set_names(doc, agree(doc, sorted(found[id(doc)])))
                    yield doc

    def _load(self) -> None:
        if self._model is None:
            self._model = NameModel()
            self._decoder = Decoder(self._model.labels)

    def _sentence_names(self, sentence: tuple[Doc, int, int]) -> list[NameSpan]:
        assert self._model is not None
        assert self._decoder is not None
        doc, start, end = sentence
        indices = [i for i in range(start, end) if not doc[i].is_space]
        if not any(doc[i].text[0].isalnum() for i in indices):
            return []
        offset = doc[indices[0]].idx
        last = doc[indices[-1]]
        tokens = [(doc[i].idx - offset, doc[i].idx - offset + len(doc[i])) for i in indices]
        scores = self._model.scores(in_usual_case(doc.text[offset : last.idx + len(last)]), tokens)
        spans = [
            NameSpan(indices[a], indices[b - 1] + 1, label, probability)
            for a, b, label, probability in self._decoder.spans(scores)
        ]
        return mend(doc[start:end], spans)

    def __reduce__(self) -> tuple[type[NameRecognizer], tuple[int]]:
        # A session cannot be pickled (spaCy's n_process): the copy reads the model itself.
        return NameRecognizer, (self.threads,)

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored: the model is part of the package, the settings are in the pipeline's config."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> NameRecognizer:
        """Nothing is read."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is stored."""

    def from_disk(self, path: object, **kwargs: object) -> NameRecognizer:
        """Nothing is read."""
        return self


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


def set_names(doc: Doc, names: list[NameSpan]) -> None:
    """Write names to `doc.ents` and `doc.spans["derived"]`."""
    outer: list[Span] = []
    derived: list[Span] = []
    for name in sorted(names):
        span = Span(doc, name.start, name.end, label=name.label)
        (outer if name.label in OUTER else derived).append(span)
        span._.probability = name.probability
    doc.ents = filter_spans(outer)
    doc.spans["derived"] = derived
