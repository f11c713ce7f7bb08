"""What the names of one document tell about each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.language.spans import PARTICLES, NameSpan, is_word, trim

OUTER = frozenset({"PER", "LOC", "ORG", "OTH"})
# Above this the model's label of a single word stands, whatever the rest of the document says.
SURE = 0.95
LONGEST_NAME = 12  # words; more are a list that the model took for a name, which is not searched for names within

Words = tuple[str, ...]


def agree(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """The names of a document, made to agree: merged persons split, labels of one word settled, surnames with particles repeated."""
    names = _settle_labels(doc, _split_persons(doc, names))
    return names + _repeat_surnames(doc, names)


def base_words(doc: Doc, name: NameSpan) -> Words:
    """The words of a name without the genitive ending: `Donald Trumps` → ("Donald", "Trump")."""
    words = [doc[i].text for i in range(name.start, name.end) if is_word(doc[i].text)]
    return (*words[:-1], without_genitive(words[-1])) if words else ()


def without_genitive(word: str) -> str:
    """`Trumps` → `Trump`; wrong for names in -s, so both sides of a comparison must go through it."""
    return word.rstrip("'’").removesuffix("s")


def _split_persons(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """Two names in one span come apart (`Zuvor hatte Trump Selenskyj …`).

    Both sides must be ends of other persons' full names in the document; the right side may also be one of its places (`hatte Orban Kiew besucht`).
    """
    persons = Counter(base_words(doc, name) for name in names if name.label == "PER")
    places = Counter(base_words(doc, name) for name in names if name.label == "LOC")
    ends: dict[Words, set[Words]] = defaultdict(set)
    for words in persons:
        for first in range(len(words) if 1 < len(words) <= LONGEST_NAME else 0):
            ends[words[first:]].add(words)
    result = []
    for name in names:
        whole = base_words(doc, name)
        if name.label != "PER" or not 1 < len(whole) <= LONGEST_NAME:
            result.append(name)
            continue
        for left, right in _cuts(doc, name):
            left_words, right_words = base_words(doc, left), base_words(doc, right)
            is_place = places[right_words] > 1 and not persons[right_words]
            left_known = ends[left_words] - {whole} or (is_place and persons[left_words] > 1)
            if left_known and (is_place or ends[right_words] - {whole}):
                sides = (left, right._replace(label="LOC" if is_place else "PER"))
                result += [side for side in (trim(doc, side) for side in sides) if side is not None]
                break
        else:
            result.append(name)
    return result


def _cuts(doc: Doc, name: NameSpan) -> Iterator[tuple[NameSpan, NameSpan]]:
    """The ways to cut a span in two; a `von` between the sides falls out (`wurde Biden von Steinmeier empfangen`)."""
    for cut in range(name.start + 1, name.end):
        yield name._replace(end=cut), name._replace(start=cut)
        if doc[cut].text == "von" and cut + 1 < name.end:
            yield name._replace(end=cut), name._replace(start=cut + 1)


def _settle_labels(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """One word, one label: doubtful single words take the label that the document's other mentions speak for (`Kyjiw` once as PER, else LOC).

    A person `von Kyjiw` is such a word too; the particle falls off when the label changes.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.label in OUTER and (name.end - name.start == 1 or name.label == "PER"):
            votes[base_words(doc, name)[-1]][name.label] += name.probability
    result = []
    for name in names:
        word = name
        while name.label == "PER" and word.end - word.start > 1 and doc[word.start].text in PARTICLES:
            word = word._replace(start=word.start + 1)
        if name.label in OUTER and word.end - word.start == 1 and name.probability < SURE:
            of_word = votes[base_words(doc, word)[-1]]
            label, weight = max(of_word.items(), key=lambda item: (item[1], item[0]))
            if label != name.label and weight > of_word[name.label]:
                name = word._replace(label=label)
        result.append(name)
    return result


def _repeat_surnames(doc: Doc, names: list[NameSpan]) -> list[NameSpan]:
    """Further places where a person's surname with its particles stands (`von der Leyen`), after the full name was found in the document."""
    surnames: dict[Words, float] = {}
    for name in names:
        words = base_words(doc, name)
        first = next((k for k, word in enumerate(words) if word in PARTICLES), 0)
        if name.label == "PER" and 0 < first < len(words) - 1 and len(words) <= LONGEST_NAME:
            surname = tuple(word.lower() for word in words[first:])
            surnames[surname] = max(name.probability, surnames.get(surname, 0.0))
    if not surnames:
        return []
    taken = {i for name in names if name.label == "PER" for i in range(name.start, name.end)}
    positions = [token.i for token in doc if not token.is_space]
    places: dict[str, list[int]] = defaultdict(
        list
    )  # of each word, as looking for every surname everywhere would cost their product
    for k, i in enumerate(positions):
        places[doc[i].lower_].append(k)
    found = []
    for surname, probability in surnames.items():
        for k in places[surname[0]]:
            window = positions[k : k + len(surname)]
            here = NameSpan(window[0], window[-1] + 1, "PER", probability)
            if len(window) == len(surname) and doc[window[-1]].text[0].isupper() and taken.isdisjoint(window):
                lower = tuple(word.lower() for word in base_words(doc, here))
                if lower == surname and not any(doc[i].is_sent_start for i in window[1:]):
                    found.append(here)
    return found
