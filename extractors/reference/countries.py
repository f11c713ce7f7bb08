"""Countries by name, adjective, people, capital, government's seat and first part of a compound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from extractors.reference.names import CompoundPrefix, Index, cuts, normalize
from extractors.reference.tables import Country, countries

_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")


def _country_index(forms: Callable[[Country], Iterable[str]]) -> Index:
    # States first: where a state and a territory share a form, the state is meant.
    ordered = sorted(countries().values(), key=lambda country: not country.is_sovereign)
    return Index((form, country.country_code) for country in ordered for form in forms(country))


@lru_cache(maxsize=1)
def _country_names() -> Index:
    return _country_index(lambda country: (country.name_de, genitive_noun(country), *country.variants))


def genitive_noun(country: Country) -> str:
    """The genitive without its article: `Vereinigten Arabischen Emirate`."""
    return country.genitive.removeprefix("der ").removeprefix("des ").removeprefix("von ")


@lru_cache(maxsize=1)
def _country_metonyms() -> Index:
    return _country_index(lambda country: country.metonyms)


@lru_cache(maxsize=1)
def _capitals() -> Index:
    # Capitals of territories (Stanley, Hamilton) are surnames more often than governments.
    return _country_index(lambda country: (country.capital, *country.capital_variants) if country.is_sovereign else ())


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    """People by every inflected form; no genitive is taken off, `Polens` is the country's."""
    return {
        normalize(form): country.country_code
        for country in countries().values()
        for base in country.demonyms
        for form in _demonym_forms(base)
    }


def _demonym_forms(base: str) -> Iterator[str]:
    yield base
    if base.endswith("in"):
        yield base + "nen"
    elif base in ("Deutsche", "Deutscher"):
        yield from ("Deutsche", "Deutschen", "Deutscher", "Deutschem")
    elif base.endswith("e"):
        yield base + "n"
    elif base.endswith(("er", "ar", "al")):
        yield from (base + "s", base + "n")
    elif base.endswith(("it", "ot")):
        yield base + "en"
    else:
        yield base + "s"
    if base == "Ungar":
        yield from ("Ungarn", "Ungars")


@lru_cache(maxsize=1)
def _country_adjectives() -> dict[str, str]:
    return {normalize(stem): country.country_code for country in countries().values() for stem in country.adjectives}


def country_of_name(form: str) -> str | None:
    """Code of the country that a name means, inflected or not; never for ISO codes or words in lower case.

    >>> country_of_name("Vereinigten Staaten"), country_of_name("Frankreichs"), country_of_name("Am")
    ('US', 'FR', None)
    """
    return _country_names().find(form)


def country_of_adjective(word: str) -> str | None:
    """Code of the country that an adjective belongs to, with any ending.

    >>> country_of_adjective("französischen"), country_of_adjective("US-amerikanische"), country_of_adjective("schöne")
    ('FR', 'US', None)
    """
    folded = normalize(word)
    for ending in _ADJECTIVE_ENDINGS:
        if folded.endswith(ending) and (code := _country_adjectives().get(folded[: len(folded) - len(ending)])):
            return code
    return None


def country_of_demonym(word: str) -> str | None:
    """Code of the country whose people a noun names.

    >>> country_of_demonym("Franzosen"), country_of_demonym("Ukrainerin"), country_of_demonym("Bäcker")
    ('FR', 'UA', None)
    """
    return None if word[:1].islower() else _demonyms().get(normalize(word))


def country_of_metonym(form: str) -> str | None:
    """Code of the country whose government a building or an office stands for; capitals are asked for apart.

    >>> country_of_metonym("Kreml"), country_of_metonym("Weißen Hauses")
    ('RU', 'US')
    """
    return _country_metonyms().find(form)


def country_of_capital(form: str) -> str | None:
    """Code of the country whose capital or seat of government a city is.

    >>> country_of_capital("Paris"), country_of_capital("Kyjiw"), country_of_capital("Hamburg")
    ('FR', 'UA', None)
    """
    return _capitals().find(form)


@lru_cache(maxsize=1)
def _country_prefixes() -> dict[str, str]:
    return {prefix: country.country_code for country in countries().values() for prefix in country.compound_prefixes}


def country_of_compound_prefix(word: str) -> CompoundPrefix | None:
    """The country in front of a hyphenated word, with what follows.

    >>> country_of_compound_prefix("US-Außenminister")
    CompoundPrefix(prefix='US', rest='Außenminister', key='US', acts=True)
    >>> country_of_compound_prefix("Ukraine-Beauftragter").acts
    False
    """
    for prefix, rest in cuts(word):
        if code := _country_prefixes().get(prefix):
            return CompoundPrefix(prefix, rest, code, acts=True)
        if (code := _country_names().find(prefix)) and code == _country_names().find(prefix + "s"):
            return CompoundPrefix(prefix, rest, code, acts=False)
    return None
