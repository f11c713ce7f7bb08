"""Lemmas and full infinitives of German words."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.language import verbs
from extractors.language.words import lemma

NAME = "german_lemmas"

if not Token.has_extension("verb"):
    Token.set_extension("separated_verb", default=None)
    Token.set_extension("verb", getter=lambda token: token._.separated_verb or token.lemma_)


@Language.factory(NAME, assigns=["token.lemma", "token._.verb"], requires=["doc.sents"])
def create_german_lemmas(nlp: Language, name: str) -> Lemmatizer:
    """Component that sets lemmas and joins separated verbs."""
    return Lemmatizer()


class Lemmatizer:
    """Sets `token.lemma_`, and `token._.verb`: the lemma with the particle that stands at the clause's end (`nimmt … teil`: `teilnehmen`)."""

    def __call__(self, doc: Doc) -> Doc:
        for sentence in doc.sents:
            for token in sentence:
                token.lemma_ = lemma(
                    token.text,
                    token.tag_,
                    first=token.i == sentence.start,
                    genitive="Gen" in token.morph.get("Case"),
                )
            for finite, infinitive in verbs.separated(sentence):
                finite._.separated_verb = infinitive
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is stored: the dictionary is a package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> Lemmatizer:
        """Nothing is read."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is stored."""

    def from_disk(self, path: object, **kwargs: object) -> Lemmatizer:
        """Nothing is read."""
        return self
