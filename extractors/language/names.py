"""Names of a document: where the pipeline's own component and others' models write them."""

from __future__ import annotations

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractors.language.consistency import OUTER
from extractors.language.spans import NameSpan

if not Span.has_extension("probability"):
    Span.set_extension("probability", default=None)


def set_names(doc: Doc, names: list[NameSpan]) -> None:
    """Write names to `doc.ents` (PER, LOC, ORG, OTH) and `doc.spans["derived"]` (any other label), probabilities to `span._.probability`."""
    outer: list[Span] = []
    derived: list[Span] = []
    for name in sorted(names):
        span = Span(doc, name.start, name.end, label=name.label)
        (outer if name.label in OUTER else derived).append(span)
        span._.probability = name.probability
    doc.ents = filter_spans(outer)
    doc.spans["derived"] = derived
