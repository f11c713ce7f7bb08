"""Repairs of the name model's spans that follow from German spelling, one sentence at a time."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span

from extractors.language.words import is_known
from extractors.lexicon import word_lists

_PARTICLES = word_lists("name_particles")
STRONG = _PARTICLES["strong"]
PARTICLES = STRONG | _PARTICLES["weak"]
CHAINS = frozenset(tuple(chain.split()) for chain in _PARTICLES["chains"])

APOSTROPHES = frozenset("'’")
SIBILANTS = ("s", "ß", "x", "z", "ce")
SEPARATORS = frozenset("/,;:|•")
ROMAN = re.compile(r"[IVX]+")


class NameSpan(NamedTuple):
    """A name: token indices of its document, end exclusive, label, probability."""

    start: int
    end: int
    label: str
    probability: float


def mend(sentence: Span, names: list[NameSpan]) -> list[NameSpan]:
    """The names of one sentence with the parts put together and the edges cleaned.

    Particles are joined with what they belong to (`Ursula` + `von der Leyen`), a kind of place with its name (`Schloss` + `Meseberg`), quotation marks and punctuation at the edges are cut off, the
    apostrophe of a genitive (`Merz'`) and the stop of `Felipe VI.` are taken in.
    """
    parts = [part for name in names for part in _parts(sentence.doc, name)]
    trimmed = [name for name in (trim(sentence.doc, name) for name in parts) if name is not None]
    joined = _join_particles(sentence, _join_places(sentence.doc, trimmed))
    return [_with_stop(sentence, _with_apostrophe(sentence, name)) for name in joined]


def _parts(doc: Doc, name: NameSpan) -> list[NameSpan]:
    """A person's name cut where no name goes on: `Orpo/Stubb`, `Petteri Orpo, Alexander Stubb`."""
    if name.label != "PER":
        return [name]
    cuts = [i for i in range(name.start, name.end) if doc[i].text in SEPARATORS]
    starts, ends = [name.start, *(cut + 1 for cut in cuts)], [*cuts, name.end]
    return [name._replace(start=start, end=end) for start, end in zip(starts, ends, strict=True) if start < end]


def trim(doc: Doc, name: NameSpan) -> NameSpan | None:
    """Without leading and trailing tokens that hold no letter or digit; None if nothing is left that can be a name."""
    start, end = name.start, name.end
    while start < end and not is_word(doc[start].text):
        start += 1
    while end > start and not is_word(doc[end - 1].text):
        end -= 1
    if start == end or (name.label == "PER" and len(doc[start:end].text) == 1):
        return None
    return name._replace(start=start, end=end)


def is_word(text: str) -> bool:
    """Whether a token is more than punctuation."""
    return any(character.isalnum() for character in text)


def _join_places(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """Two places without anything between them are one, if the first is a noun of the dictionary (`Schloss Meseberg`)."""
    result: list[NameSpan] = []
    for name in names:
        before = result[-1] if result else None
        if (
            before is not None
            and before.label == name.label == "LOC"
            and before.end == name.start == before.start + 1
            and is_known(doc[before.start].text)
        ):
            result[-1] = before._replace(end=name.end, probability=min(before.probability, name.probability))
        else:
            result.append(name)
    return result


def _join_particles(sentence: Span, names: list[NameSpan]) -> list[NameSpan]:
    """Persons with the particles that the model left out, and parts joined where it cut between them."""
    result: list[NameSpan] = []
    for name in names:
        before = result[-1] if result else None
        start = _start_with_particles(sentence.doc, name, max(sentence.start, before.end if before else 0))
        doubtful = name.probability < 0.6 and name.end - name.start == 1 and not is_known(sentence.doc[name.start].text)
        if name.label != "PER" and not (doubtful and start < name.start):
            result.append(name)
            continue
        name = name._replace(start=start, label="PER")
        if (
            before is not None
            and before.label == "PER"
            and before.end == start
            and _touches_particle(sentence.doc, start)
        ):
            result[-1] = before._replace(end=name.end, probability=min(before.probability, name.probability))
        else:
            result.append(name)
    return result


def _start_with_particles(doc: Doc, name: NameSpan, limit: int) -> int:
    """Where the name begins with the particles before it, if these can be nothing else."""
    inside = name.start
    while inside < name.end and doc[inside].lower_ in PARTICLES:
        inside += 1
    start = name.start
    while start > limit and (doc[start - 1].is_space or doc[start - 1].lower_ in PARTICLES):
        start -= 1
    for first in range(start, name.start):
        chain = tuple(doc[k].lower_ for k in range(first, inside) if not doc[k].is_space)
        if doc[first].is_space:
            continue
        if chain in CHAINS or all(particle in STRONG for particle in chain):
            return first
    return name.start


def _touches_particle(doc: Doc, cut: int) -> bool:
    return doc[cut - 1].text in PARTICLES or doc[cut].text in PARTICLES


def _with_apostrophe(sentence: Span, name: NameSpan) -> NameSpan:
    """With the apostrophe of `Merz'`, unless it closes a quotation that an apostrophe before the name opened."""
    doc, end = sentence.doc, name.end
    if end >= sentence.end or doc[end].text not in APOSTROPHES or doc[end - 1].whitespace_:
        return name
    opened = sum(doc[k].text in APOSTROPHES | {"‚", "‘"} for k in range(sentence.start, name.start)) % 2
    return name if opened or not doc[end - 1].lower_.endswith(SIBILANTS) else name._replace(end=end + 1)


def _with_stop(sentence: Span, name: NameSpan) -> NameSpan:
    """With the stop of `Felipe VI.`, where it is not the sentence's own."""
    doc, end = sentence.doc, name.end
    if name.label == "PER" and end - name.start > 1 and end + 1 < sentence.end and ROMAN.fullmatch(doc[end - 1].text):
        return name._replace(end=end + 1) if doc[end].text == "." and not doc[end + 1].is_space else name
    return name
