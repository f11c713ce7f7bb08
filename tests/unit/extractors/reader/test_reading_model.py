"""The heads as plain arrays give what they gave in training, and what is decoded of them is consistent. Needs torch: gipfel[train]."""

from datetime import date

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from extractors.actors.entities import cluster  # noqa: E402
from extractors.actors.mentions import find_mentions  # noqa: E402
from extractors.actors.phrases import describe  # noqa: E402
from extractors.dates import find_time_expressions  # noqa: E402
from extractors.reader.candidates import find_candidates  # noqa: E402
from extractors.reader.decoder import decode  # noqa: E402
from extractors.reader.judgement import HEADS_ALONE  # noqa: E402
from extractors.reader.model import ReadingModel, sigmoid, softmax  # noqa: E402
from extractors.reader.training import fit  # noqa: E402
from extractors.reader.training.network import Reader  # noqa: E402

PUBLISHED = date(2025, 3, 12)
TEXT = (
    "Finnlands Präsident Alexander Stubb traf am Montag in Oslo den norwegischen Regierungschef Jonas Gahr Støre. "
    "Das Gespräch dauerte zwei Stunden. Am Freitag reist Stubb zum Gipfel der Nato nach Den Haag."
)
OPEN = {"gate": -1e9, "event": 0.01, "same": 0.0, "meeting": 0.0, "part": 0.3, "time": 0.0} | {
    f"participation of {kind}": 0.3 for kind in ("person", "country", "body")
}


@pytest.fixture(scope="module")
def article(nlp):
    doc = nlp(TEXT)
    mentions = find_mentions(doc)
    describe(doc, mentions)
    entities = cluster(doc, mentions, PUBLISHED)
    return find_candidates(doc, mentions, entities, find_time_expressions(TEXT), PUBLISHED), entities


def both(seed: int, thresholds: dict[str, float] = OPEN) -> tuple[Reader, ReadingModel]:
    """An untrained reader, in PyTorch and as arrays."""
    torch.manual_seed(seed)
    reader = Reader(layers=1).eval()
    heads = {name: values.detach().numpy() for name, values in reader.heads.state_dict().items()}

    def context(states, marks):
        with torch.no_grad():
            return tuple(part.numpy() for part in reader.context(torch.tensor(states), torch.tensor(marks)))

    return reader, ReadingModel(heads, context, thresholds, HEADS_ALONE)


@torch.no_grad()
def test_heads_as_arrays_give_what_they_gave_in_training(article):
    c, _ = article
    reader, model = both(7)
    states, events = fit.contextualize(reader, c)
    mine, scores = model.contextualize(c)
    assert np.allclose(mine, states, atol=1e-4)
    assert np.allclose(scores, events, atol=1e-4)
    words = np.array([4, 17])
    _, types, _, keep = model.meeting(c, mine, words)
    _, raw = fit.meeting_scores(reader, c, states, [4, 17])
    assert np.allclose(types, softmax(raw[: len(types)].numpy()), atol=1e-4)
    assert keep == pytest.approx(float(sigmoid(float(raw[-1]))), abs=1e-4)
    told = fit.participation_scores(reader, c, states, words)
    assert np.allclose(model.participation(c, mine, words), told, atol=1e-4)
    assert np.allclose(model.times(c, mine, words), fit.time_scores(reader, c, states, words).logsumexp(1), atol=1e-4)
    entity_of = np.array([m.entity for m in c.mentions])
    numbers, rows = fit.pooled_by_entity(told, entity_of)
    found, *shares, mentions = model.participants(c, told.numpy())
    assert found.tolist() == numbers.tolist() == entity_of[mentions].tolist()
    status, mode, role = rows.split([part.shape[1] for part in shares], dim=1)
    status = status + reader.heads.entity(torch.tensor(c.entity_features[numbers]))
    for mine_, wanted in zip(shares, (status, mode, role), strict=True):
        assert np.allclose(mine_, softmax(wanted.numpy()), atol=1e-4)
    persons = list(c.affiliations)
    for person, scores in zip(persons, fit.affiliation_scores(reader, c, persons), strict=True):
        assert np.allclose(model.affiliation(c, person), softmax(scores.numpy()), atol=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_decoded_is_consistent_whatever_the_scores(article, seed):
    c, entities = article
    meetings = decode(both(seed)[1], c, entities, PUBLISHED)
    words = [w for meeting in meetings for w in meeting.words]
    assert len(words) == len(set(words)), "an event mention belongs to one meeting"
    for meeting in meetings:
        actors = [p.entity for p in meeting.participants]
        assert len(actors) == len(set(actors)) > 0
        assert all(c.mentions[p.mention].entity == p.entity for p in meeting.participants), (
            "evidence is a mention of the actor"
        )
        assert meeting.parent is None or meetings[meeting.parent].parent is None
    assert meetings == decode(both(seed)[1], c, entities, PUBLISHED)


def test_scores_that_find_something_are_among_them(article):
    assert any(decode(both(seed)[1], *article, PUBLISHED) for seed in range(5))


def test_an_article_behind_the_gate_is_not_read(article):
    assert decode(both(1, OPEN | {"gate": 1e9})[1], *article, PUBLISHED) == []


def test_without_a_day_of_publication_no_meeting_has_it(article):
    c, entities = article
    for seed in range(5):
        meetings = decode(both(seed)[1], c, entities, None)
        assert all(m.time is None or m.time.item is not None for m in meetings)
