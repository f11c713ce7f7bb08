"""What the learned heads see of an article."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.actors.entities import cluster
from extractors.actors.mentions import find_mentions
from extractors.actors.phrases import describe
from extractors.dates import find_time_expressions
from extractors.language.model import WIDTH
from extractors.reader.candidates import (
    ENTITY_WIDTH,
    MENTION_WIDTH,
    PAIR_WIDTH,
    TIME_WIDTH,
    WORD_MARKS,
    Candidates,
    find_candidates,
    pair_features,
)

PUBLISHED = date(2025, 3, 12)


@pytest.fixture(scope="module")
def read(nlp):
    def read(text: str) -> Candidates:
        doc = nlp(text)
        mentions = find_mentions(doc)
        describe(doc, mentions)
        entities = cluster(doc, mentions, PUBLISHED)
        return find_candidates(doc, mentions, entities, find_time_expressions(text), PUBLISHED)

    return read


def test_every_word_has_a_state_and_marks_white_space_has_none(read):
    c = read("Gipfel in Oslo\n\nAm Montag traf  Mark Carney den Präsidenten.")
    assert c.states.shape == (len(c.words), WIDTH)
    assert c.marks.shape == (len(c.words), len(WORD_MARKS))
    assert np.abs(c.states).sum(axis=1).min() > 0
    assert all(c.marks[:, n].max() < size for n, size in enumerate(WORD_MARKS.values()))


def test_widths_are_those_that_the_heads_are_built_for(read):
    c = read("Am Dienstag empfing Emmanuel Macron in Paris Bundeskanzler Friedrich Merz (CDU).")
    assert c.mention_features.shape[1] == MENTION_WIDTH
    assert c.entity_features.shape[1] == ENTITY_WIDTH
    assert c.time_features.shape[1] == TIME_WIDTH
    assert pair_features(c, c.mention_words[:, 1], c.time_words[:, 1]).shape == (
        len(c.mentions),
        len(c.times),
        PAIR_WIDTH,
    )


def test_an_article_without_names_and_times_has_empty_candidates(read):
    c = read("Es regnet.")
    assert c.mention_features.shape == (0, MENTION_WIDTH)
    assert c.time_features.shape == (0, TIME_WIDTH)
    assert c.affiliations == {}


def test_words_of_meetings_are_marked_by_the_lexicons(read):
    c = read("Der Gipfel tagt. Der Baum wächst.")
    lexical = dict(zip(c.lemmas, c.marks[:, list(WORD_MARKS).index("lexical")], strict=True))
    assert lexical["gipfel"] > 0
    assert lexical["baum"] == 0


@pytest.mark.parametrize(
    ("text", "held", "ahead"),
    [
        ("Gespräch am Freitag.", date(2025, 3, 7), date(2025, 3, 14)),
        ("Sie sprachen am Freitag.", date(2025, 3, 7), date(2025, 3, 7)),
        ("Sie werden am Freitag sprechen.", date(2025, 3, 14), date(2025, 3, 14)),
    ],
)
def test_a_weekday_means_two_days_unless_the_verb_tells_which(read, text, held, ahead):
    [days] = read(text).time_dates
    assert [day.start_date for day in days] == [held, ahead]


def test_a_person_may_act_for_what_stands_beside_the_name_and_for_the_article_s_bodies(read):
    c = read("Die polnische Ministerin Anna Zielińska sprach mit der Nato über Litauen.")
    [bodies] = c.affiliations.values()
    named = {a.country_code or a.organization for a in bodies}
    assert {"PL", "NATO", "LT"} <= named
    by_rule = [a.country_code for a in bodies if a.features[0]]
    assert by_rule == ["PL"]


@given(
    st.lists(
        st.sampled_from(["Macron traf Merz.", "Es regnet.", "Der Gipfel in Oslo beginnt am Montag.", "\n\n"]),
        max_size=6,
    )
)
def test_features_of_pairs_turn_their_sign_with_the_order(read, parts):
    c = read(" ".join(parts) + " Ende.")
    words = np.arange(len(c.words))
    there, back = pair_features(c, words, words), pair_features(c, words, words).transpose(1, 0, 2)
    sign = PAIR_WIDTH - 5
    assert np.array_equal(there[..., sign], -back[..., sign])
