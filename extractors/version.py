"""The extractor's version: changes whenever the same text could be read differently."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parent
_REFERENCE = _PACKAGE.parent / "seeds" / "reference"
_OTHER_ROOMS = {"reading", "resolution", "training", "display.py"}  # they act before and after an article is read
_LARGE = {".onnx", ".npy", ".safetensors"}  # named by the model's own version, which is in its meta.json


@lru_cache
def extractor_version(language_model: str | None = None) -> str:
    """12 hex digits over the code, the lexicons, the registry and the model's description.

    `language_model` names another spaCy pipeline that reads instead of our encoder; its name and version are taken in
    (LanguageModelError where it is not installed).

    Nothing has to be counted up by hand: a new line in a lexicon makes a new version, and the next
    run reads every article again. Costs a few milliseconds.

    >>> extractor_version() == extractor_version()
    True
    """
    digest = blake2b(digest_size=6)
    files = [p for p in _PACKAGE.rglob("*") if p.is_file() and not _OTHER_ROOMS & set(p.relative_to(_PACKAGE).parts)]
    files += [p for p in _REFERENCE.glob("*.csv") if p.name != "overrides.csv"]  # resolution reads them
    for path in sorted(files):
        if path.suffix in _LARGE or "__pycache__" in path.parts:
            continue
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    if language_model is not None:
        from extractors.language import model_version  # spaCy takes a second

        digest.update(model_version(language_model).encode())
    return digest.hexdigest()
