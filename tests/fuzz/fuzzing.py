"""Reads inputs made at random and holds what must hold of every input: none is lost, none ends the run, none is slow.

    python -m tests.fuzz.run --inputs 10000

What breaks a rule is kept under `build/fuzz`, to be read again by its name: `gipfel run build/fuzz/…`.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from types import FrameType

from spacy.language import Language

from extractors.dates import find_time_expressions, resolve
from extractors.reading import REASONS, Article, Rejection, read, reconcile
from tests.fuzz.mutations import Seed, mutated, seeds, text

OUTCOMES = {"loaded", "unchanged", "duplicate", "rejected"}
SECONDS = 20.0  # that an input may take
TEXT_SHARE = 0.3  # of the inputs are texts for the language pipeline; reading a file costs far less
PUBLISHED = date(2026, 1, 6)


class RuleBrokenError(AssertionError):
    """What must hold of every input does not hold of this one."""


@dataclass
class Report:
    """What became of the inputs. `broken` are the rules that did not hold, each with the file that its input is kept in."""

    inputs: int = 0
    seen: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    broken: list[str] = field(default_factory=list)

    def plus(self, other: Report) -> Report:
        """Both together."""
        return Report(
            self.inputs + other.inputs,
            self.seen + other.seen,
            self.outcomes + other.outcomes,
            self.reasons + other.reasons,
            max(self.slowest, other.slowest),
            self.broken + other.broken,
        )

    def __str__(self) -> str:
        lines = [
            f"{self.inputs} inputs, {self.seen} records: "
            + ", ".join(f"{n} {name}" for name, n in sorted(self.outcomes.items())),
            "rejected: " + ", ".join(f"{n} {name}" for name, n in self.reasons.most_common()),
            f"slowest: {self.slowest:.1f} seconds",
            f"broken rules: {len(self.broken)}",
            *self.broken,
        ]
        return "\n".join(lines)


def fuzz(inputs: int, seed: int, folder: Path, nlp: Language | None = None, until: float = float("inf")) -> Report:
    """Read so many inputs (fewer where the clock passes `until`); the same `seed` makes the same ones. Without `nlp` only files."""
    random, corpus, report = Random(seed), seeds(), Report()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(inputs):
        if time.monotonic() > until:
            break
        started = time.monotonic()
        is_text = nlp is not None and random.random() < TEXT_SHARE
        made = Seed("input.txt", text(random, corpus).encode()) if is_text else mutated(random, corpus)
        current = folder / made.name
        current.write_bytes(made.data)  # stays, should the process die of it
        try:
            with _no_longer_than(SECONDS):
                if is_text and nlp is not None:
                    read_text(made.data.decode(), nlp)
                else:
                    read_file(current, report)
        except Exception as error:
            kept = folder / f"{seed}-{number}{made.suffix}"
            kept.write_bytes(made.data)
            report.broken.append(f"{kept}: {type(error).__name__}: {str(error)[:200]}")
        current.unlink()
        report.inputs += 1
        report.slowest = max(report.slowest, time.monotonic() - started)
    return report


def read_file(path: Path, report: Report) -> None:
    """Read a file twice: every record ends as one of the outcomes, and what was loaded is unchanged the second time."""
    found = list(read([path]))
    if [item.record_number for item in found] != list(range(1, len(found) + 1)) or not found:
        raise RuleBrokenError("the records are not numbered from 1 on")
    outcomes = list(reconcile(iter(found), known={}))
    counts = Counter(outcome.outcome for outcome in outcomes)
    report.seen += len(found)
    report.outcomes += counts
    if len(outcomes) != len(found) or not counts.keys() <= OUTCOMES:
        raise RuleBrokenError(f"seen are {len(found)} records, accounted for {dict(counts)}")
    for item in found:
        _check(item, report)
    known = {outcome.article_id: outcome.content_hash for outcome in outcomes if outcome.outcome == "loaded"}
    again = Counter(outcome.outcome for outcome in reconcile(read([path]), known=known))  # type: ignore[arg-type]
    if again["unchanged"] != counts["loaded"] or again["rejected"] != counts["rejected"]:
        raise RuleBrokenError(f"the second time it is {dict(again)}, the first time {dict(counts)}")


def _check(item: Article | Rejection, report: Report) -> None:
    if isinstance(item, Rejection):
        report.reasons[item.reason_code] += 1
        if item.reason_code == "reader_failed" or item.reason_code not in REASONS:
            raise RuleBrokenError(item.message)
        if not item.message.startswith(item.path) or len(item.message) > 2_000:
            raise RuleBrokenError(f"the message does not begin with the file: {item.message[:200]}")
        return
    for value in (item.text, item.title, item.source, item.url, item.article_id, *item.warnings):
        (value or "").encode()  # can be stored
    if not item.text.strip() or (item.title and not item.text.startswith(item.title)):
        raise RuleBrokenError("the text does not begin with the title")


def read_text(content: str, nlp: Language) -> None:
    """Read a text: its sentences and tokens are the text, names lie in sentences, days are found where they stand."""
    doc = nlp(content)
    if doc.text != content or "".join(sentence.text_with_ws for sentence in doc.sents) != content:
        raise RuleBrokenError("the tokens or sentences are not the text")
    if any(name.text.strip() != name.text or not name.text for name in doc.ents):
        raise RuleBrokenError("a name is empty or begins or ends with a blank")
    end = 0
    for expression in find_time_expressions(content):
        if expression.char_start < end or content[expression.char_start : expression.char_end] != expression.text:
            raise RuleBrokenError(f"a time is not where it says: {expression}")
        end = expression.char_end
        for tense in ("past", "future", "unknown"):
            resolve(expression, PUBLISHED, tense)


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raise RuleBrokenError in what takes longer."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise RuleBrokenError(f"it took over {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
