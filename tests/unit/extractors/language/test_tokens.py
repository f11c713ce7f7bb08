"""What is one token in German news."""

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("die US-Sondergesandte", ["die", "US-Sondergesandte"]),
        ("ÖVP-Europaministerin und Nato-Generalsekretär", ["ÖVP-Europaministerin", "und", "Nato-Generalsekretär"]),
        ("wollen teilnehmen.Auch", ["wollen", "teilnehmen", ".", "Auch"]),
        ("bei der NATO.Danach", ["bei", "der", "NATO", ".", "Danach"]),
        ("im Jahr 2025.", ["im", "Jahr", "2025", "."]),
        ("am 6. Januar", ["am", "6.", "Januar"]),
        ("1.400 Leute, 3,5 Mio. Euro", ["1.400", "Leute", ",", "3,5", "Mio.", "Euro"]),
        ("„Nein!“, rief er.", ["„", "Nein", "!", "“", ",", "rief", "er", "."]),
        ("er.„Neu“", ["er", ".", "„", "Neu", "“"]),
        ("z. B. Dr. Maier", ["z.", "B.", "Dr.", "Maier"]),
        ("die (CDU)-Frau", ["die", "(", "CDU", ")", "-Frau"]),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens
