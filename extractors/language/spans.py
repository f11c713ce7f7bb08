"""Repairs of the name model's spans that follow from German spelling."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span

from extractors.language import lexicon

APOSTROPHES = frozenset("'’")
SIBILANTS = ("s", "ß", "x", "z", "ce")
# Chains of weak particles that are part of a surname wherever they stand ("von der Leyen", "von und zu Liechtenstein").
CHAINS = frozenset((("von", "der"), ("von", "dem"), ("von", "den"), ("van", "der"), ("van", "den"), ("von", "und", "zu")))


class NameSpan(NamedTuple):
    """A name: token indices of its document, end exclusive, label, probability."""

    start: int
    end: int
    label: str
    probability: float


def mend(sentence: Span, names: list[NameSpan]) -> list[NameSpan]:
    """The names of one sentence with the parts put together and the edges cleaned.

    Particles are joined with what they belong to (`Ursula` + `von der Leyen`), quotation marks and punctuation at the edges cut off, the
    apostrophe of a genitive (`Merz'`) taken in.
    """
    trimmed = [name for name in (_trim(sentence, name) for name in names) if name is not None]
    return [_with_apostrophe(sentence, name) for name in _join_particles(sentence, trimmed)]


def _trim(sentence: Span, name: NameSpan) -> NameSpan | None:
    """Without leading and trailing tokens that hold no letter or digit; None if nothing is left."""
    doc, start, end = sentence.doc, name.start, name.end
    while start < end and not _is_word(doc[start].text):
        start += 1
    while end > start and not _is_word(doc[end - 1].text):
        end -= 1
    return name._replace(start=start, end=end) if start < end else None


def _is_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _join_particles(sentence: Span, names: list[NameSpan]) -> list[NameSpan]:
    """Persons whose particles the model left out or cut off."""
    strong, weak = lexicon.groups("name_particles")
    doc = sentence.doc
    result: list[NameSpan] = []
    for name in names:
        if name.label != "PER":
            result.append(name)
            continue
        before = result[-1].end if result else sentence.start
        start = name.start
        while start > before and (doc[start - 1].text in strong or doc[start - 1].lower_ in weak):
            start -= 1
        particles = tuple(doc[k].lower_ for k in range(start, name.start))
        certain = particles in CHAINS or (bool(particles) and all(particle in strong for particle in particles))
        left = result[-1] if result and result[-1].end == start and result[-1].label == "PER" else None
        inner_first = doc[name.start].text in strong or doc[name.start].text in weak
        ends_in_particle = left is not None and (doc[left.end - 1].text in strong or doc[left.end - 1].text in weak)
        if left is not None and (certain or particles == ("von",) or (not particles and (inner_first or ends_in_particle))):
            result[-1] = NameSpan(left.start, name.end, "PER", min(left.probability, name.probability))
        elif certain:
            result.append(name._replace(start=start))
        else:
            result.append(name)
    return result


def repeated_surnames(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """Further places where a person's surname with its particles (`von der Leyen`) stands, after the full name was found in the document."""
    particles = lexicon.words("name_particles")
    taken = {i for name in names if name.label in ("PER", "OTH") for i in range(name.start, name.end)}
    surnames: dict[tuple[str, ...], float] = {}
    for name in names:
        words = tuple(doc[i].text for i in range(name.start, name.end))
        first = next((k for k, word in enumerate(words) if word in particles), 0)
        if name.label == "PER" and 0 < first < len(words) - 1:
            surnames[words[first:]] = max(name.probability, surnames.get(words[first:], 0.0))
    found = []
    for surname, probability in surnames.items():
        for i in range(len(doc) - len(surname) + 1):
            span = range(i, i + len(surname))
            if taken.isdisjoint(span) and tuple(doc[k].lower_ for k in span) == tuple(word.lower() for word in surname):
                found.append(NameSpan(i, i + len(surname), "PER", probability))
    return found


def _with_apostrophe(sentence: Span, name: NameSpan) -> NameSpan:
    """With the apostrophe of `Merz'`, unless it closes a quotation that an apostrophe before the name opened."""
    doc, end = sentence.doc, name.end
    if end >= sentence.end or doc[end].text not in APOSTROPHES or doc[end - 1].whitespace_:
        return name
    opened = sum(doc[k].text in APOSTROPHES | {"‚", "‘"} for k in range(sentence.start, name.start)) % 2
    return name if opened or not doc[end - 1].lower_.endswith(SIBILANTS) else name._replace(end=end + 1)
