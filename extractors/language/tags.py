"""From tag scores to part of speech and morphology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

XPOS, UPOS = "xpos", "upos"
SPACE_TAG = "_SP"  # spaCy's for tokens of white space


class TagDecoder:
    """Chooses the best value of every task by itself; a word takes only those morphological features that its tag was seen with."""

    def __init__(self, tasks: dict[str, list[str]], features: dict[str, list[str]]) -> None:
        """`tasks`: the values of each task in the order of the scores; `features`: names of the features of each STTS tag."""
        ends: list[int] = []
        for values in tasks.values():
            ends.append((ends[-1] if ends else 0) + len(values))
        self._values = tasks
        self._cuts = ends[:-1]
        self._features = {tag: frozenset(names) for tag, names in features.items()}

    def tags(self, scores: NDArray[np.float32]) -> list[tuple[str, str, str]]:
        """Per row (STTS tag, universal part of speech, morphology as `Case=Nom|Number=Sing`)."""
        import numpy as np

        chosen = {
            name: part.argmax(axis=1).tolist()
            for (name, part) in zip(self._values, np.split(scores, self._cuts, axis=1), strict=True)
        }
        result = []
        for row in range(len(scores)):
            tag = self._values[XPOS][chosen[XPOS][row]]
            allowed = self._features.get(tag, frozenset())
            morph = [
                f"{name}={value}"
                for name, numbers in chosen.items()
                if name in allowed and (value := self._values[name][numbers[row]])
            ]
            result.append((tag, self._values[UPOS][chosen[UPOS][row]], "|".join(morph)))
        return result


def set_tags(token: Token, tag: str, pos: str, morph: str) -> None:
    """Write them to `token.tag_`, `token.pos_`, `token.morph`."""
    token.tag_ = tag
    token.pos_ = pos
    token.set_morph(morph)
