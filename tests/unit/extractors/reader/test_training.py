"""A training of a few steps goes all the way: losses fall, held-out articles are scored, the head in use is written. Needs torch: gipfel[train]."""

from itertools import islice

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from extractors.reader.judgement import HEADS_ALONE  # noqa: E402
from extractors.reader.model import AffiliationHead  # noqa: E402
from extractors.reader.training.corpus import read_corpus  # noqa: E402
from extractors.reader.training.data import cached_samples, folds, samples  # noqa: E402
from extractors.reader.training.evaluate import step_scores  # noqa: E402
from extractors.reader.training.export import as_arrays, export_affiliation_head  # noqa: E402
from extractors.reader.training.fit import Settings, train  # noqa: E402
from extractors.reader.training.held_out import STARTING_POINT, HeldOut, figures, fit_judgement  # noqa: E402
from extractors.reader.training.initial import untrained  # noqa: E402


@pytest.fixture(scope="module")
def some():
    return list(samples([gold for gold in islice(read_corpus(), 12) if gold["meetings"]]))


@pytest.fixture(scope="module")
def trained(some):
    lines: list[str] = []
    reader = train(untrained(1, layers=1), list(some), Settings(epochs=8, rate=3e-4), lines.append)
    return reader, lines


def loss_of(line: str, head: str) -> float:
    words = line.split()
    return float(words[words.index(head) + 1])


def test_losses_fall(trained):
    _, lines = trained
    for head in ("event", "affiliation", "participation"):
        assert loss_of(lines[-1], head) < loss_of(lines[0], head)


def test_every_step_is_scored(trained, some):
    counts = step_scores(trained[0], some)
    assert {"event mention", "affiliation", "participation", "factuality", "type"} <= set(counts.of)
    assert all(0 <= counts.f1(step) <= 1 for step in counts.of)


def test_articles_are_read_the_whole_way_with_judgement(trained, some):
    articles = [HeldOut(sample, as_arrays(trained[0])) for sample in some]
    judgement = fit_judgement(articles)
    assert set(judgement) == set(HEADS_ALONE)
    found = figures(articles, STARTING_POINT, judgement)
    assert all(0 <= value <= 1 for value in found.values())


def test_the_head_in_use_gives_what_it_gave_in_training(trained, some, tmp_path):
    export_affiliation_head(trained[0], tmp_path / "weights.npz")
    head, arrays = AffiliationHead.shipped(tmp_path / "weights.npz"), as_arrays(trained[0])
    c = some[0].candidates
    for person in c.affiliations:
        assert head.affiliation(c, person) == pytest.approx(arrays.affiliation(c, person), abs=0.01)


def test_samples_are_kept_until_something_changes(some, tmp_path):
    golds = [sample.gold for sample in some[:2]]
    first = cached_samples(golds, tmp_path)
    [kept] = tmp_path.iterdir()
    assert [s.gold["id"] for s in cached_samples(golds, tmp_path)] == [s.gold["id"] for s in first]
    assert list(tmp_path.iterdir()) == [kept]
    cached_samples(golds[:1], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_articles_of_one_event_are_in_one_fold():
    def gold(name, *events):
        return {"id": name, "meetings": [{"event": event} for event in events]}

    fold_of = folds([gold("a", "x"), gold("b", "x", "y"), gold("c", "y"), gold("d"), gold("e", "z")], 2)
    assert fold_of["a"] == fold_of["b"] == fold_of["c"]
    assert set(fold_of.values()) == {0, 1}
