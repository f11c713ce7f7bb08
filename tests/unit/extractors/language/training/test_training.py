"""The training's parts on a tiny model; where the extra `train` is not installed, there is nothing to test."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra gipfel[train]")
pytest.importorskip("onnx", reason="needs the extra gipfel[train]")

from extractors.language.training import encoder, export, fine_tuning, tag_head  # noqa: E402
from extractors.language.training.fine_tuning import IGNORED, Example, Settings  # noqa: E402

PIECES, LABELS = 40, 3
# Piece 7 has label 1, piece 8 label 2, all others none.
DATA = [
    Example([0, *pieces, 2], [IGNORED, *({7: 1, 8: 2}.get(piece, 0) for piece in pieces), IGNORED])
    for pieces in ([5, 7, 9], [8, 10, 11, 7], [12, 13], [7, 8], [9, 8, 5, 6])
]


def tiny() -> encoder.Tagger:
    torch.manual_seed(1)
    return encoder.Tagger(PIECES, LABELS, layers=2, dropout=0.0)


def trained(workers: int) -> encoder.Tagger:
    return fine_tuning.fine_tune(tiny(), DATA, Settings(epochs=30, batch=5, rate=1e-3), workers)


def test_it_learns_and_gives_the_same_model_again() -> None:
    first, second = trained(2), trained(2)
    scores = fine_tuning.predict(first, DATA, workers=2)
    assert [row.argmax(1).tolist() for row in scores] == [example.labels[1:-1] for example in DATA]
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))


def test_embeddings_stay_as_they_are() -> None:
    assert torch.equal(trained(1).pieces.weight, tiny().pieces.weight)


def test_embeddings_in_blocks_lose_next_to_nothing() -> None:
    table = torch.randn(20, encoder.WIDTH) * torch.logspace(-3, 1, 20)[:, None]
    table[3] = 0.0
    found = export.BlockEmbedding(table)(torch.arange(20))
    largest = table.reshape(20, -1, export.BLOCK).abs().amax(-1).repeat_interleave(export.BLOCK, 1)
    assert ((found - table).abs() <= largest / 200).all()


def test_padding_changes_no_score() -> None:
    model = tiny().eval()
    alone = fine_tuning.predict(model, [DATA[2]], workers=1)[0]
    together = fine_tuning.predict(model, DATA, workers=1)[2]
    np.testing.assert_allclose(alone, together, atol=1e-4)


def test_exported_model_scores_words_as_the_trained_one(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    model, tags = tiny().eval(), tag_head.TagHead([tag_head.Task("xpos", ["NN", "ADV"])]).eval()
    ids, first, last = torch.tensor([[0, 7, 5, 8, 2]]), torch.tensor([1, 3]), torch.tensor([2, 3])
    with torch.inference_mode():
        expected = export.Exported(model, tags)(ids, first, last)
    feeds = {"input_ids": ids.numpy(), "first": first.numpy(), "last": last.numpy()}
    for write, tolerance in ((export.export_fp32, 1e-4), (export.export, 0.2)):
        write(model, tags, tmp_path / "model.onnx")
        found = onnxruntime.InferenceSession(str(tmp_path / "model.onnx")).run(None, feeds)
        for a, b in zip(found, expected, strict=True):
            np.testing.assert_allclose(a, b.numpy(), atol=tolerance)
