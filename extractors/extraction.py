"""From article texts to the rows of the extracted layer, one article at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from spacy.language import Language

from extractors import schemas
from extractors.keys import make_key


def extract(articles: Iterable[dict[str, Any]], nlp: Language) -> dict[str, pl.DataFrame]:
    """Rows of every extracted table for these articles, keyed by table name.

    `articles` are rows of `schemas.ARTICLE`; `nlp` comes from `extractors.language.load()`.
    """
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in schemas.EXTRACTED}
    articles = list(articles)
    for article, doc in zip(articles, nlp.pipe(a["text"] for a in articles), strict=True):
        for number, sentence in enumerate(doc.sents):
            rows["sentence"].append(
                {
                    "sentence_key": make_key("sentence", article["article_key"], sentence.start_char),
                    "article_key": article["article_key"],
                    "sentence_number": number,
                    "char_start": sentence.start_char,
                    "char_end": sentence.end_char,
                }
            )
        rows["extraction"].append({"article_key": article["article_key"], "article_version_key": article["article_version_key"]})
    return {table.name: table.frame(rows[table.name]) for table in schemas.EXTRACTED}
