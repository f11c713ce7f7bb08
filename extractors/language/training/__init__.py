"""How the shipped model is made: from two packages' files and the corpora to `german_ner/`. Needs the extra `gipfel[train]`.

`python -m extractors.language.training --help` is the one command; nothing else imports these modules.
"""
