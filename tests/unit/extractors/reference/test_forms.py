"""How printed forms are compared."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from extractors import reference
from extractors.reference.names import Index


@given(st.text(max_size=30))
def test_normalizing_twice_changes_nothing_more(form: str) -> None:
    once = reference.normalize(form)
    assert reference.normalize(once) == once


@given(st.text(max_size=30))
def test_any_text_is_taken(form: str) -> None:
    look_ups: tuple[Callable[[str], object], ...] = (
        reference.country_of_name, reference.country_of_adjective, reference.country_of_demonym, reference.country_of_metonym,
        reference.country_of_capital, reference.country_of_compound_prefix, reference.organization_of_name,
        reference.organization_of_compound_prefix, reference.group_of_name, reference.person_candidates,
        reference.place_of_name, reference.place_of_adjective,
    )  # fmt: skip
    for look_up in look_ups:
        look_up(form)


def test_abbreviations_match_only_as_written() -> None:
    index = Index([("IS", "is"), ("EAD", "ead"), ("Oman", "om")])
    assert [index.find(form) for form in ("IS", "Is", "EADs", "EADS", "Omans", "oman")] == [
        "is",
        None,
        "ead",
        None,
        "om",
        None,
    ]
