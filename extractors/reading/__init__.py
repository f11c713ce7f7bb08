"""From files, folders and standard input to clean German articles, or to rejections that say why not.

    from extractors.reading import read, reconcile
    for outcome in reconcile(read(["articles/", "more.jsonl.gz"]), known={}):
        ...  # outcome.article is to be stored, outcome.rejection to be shown

One record's way: `sources` finds and opens files -> `formats` take records out of them -> `articles` cleans
(`cleaning`), dates (`publication`), titles (`headlines`) and checks (`detection` of the language) each
-> `reconciling` sets them against what is stored. Everything seen ends as an article or as a rejection with a
code of `REASONS`, but for three things that are passed over: hidden files and folders, empty lines, and a path
given twice. To add an input format see `formats`.
"""

from extractors.reading.reader import read
from extractors.reading.reconciling import Outcome, reconcile
from extractors.reading.records import REASONS, Article, Rejection
from extractors.reading.sources import InputNotFound

__all__ = ["REASONS", "Article", "InputNotFound", "Outcome", "Rejection", "read", "reconcile"]
