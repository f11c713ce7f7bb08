"""International organizations, armed groups, parties, and groups of countries, by name."""

from __future__ import annotations

from functools import lru_cache

from extractors.reference.names import CompoundPrefix, Index, cuts
from extractors.reference.tables import Group, Organization, groups, organizations


@lru_cache(maxsize=1)
def _organization_names() -> Index:
    return Index((form, o.name_de) for o in organizations().values() for form in (o.name_de, *o.variants))


@lru_cache(maxsize=1)
def _organization_metonyms() -> Index:
    return Index((form, o.name_de) for o in organizations().values() for form in o.metonyms)


@lru_cache(maxsize=1)
def _organization_prefixes() -> dict[str, str]:
    return {prefix: o.name_de for o in organizations().values() for prefix in o.compound_prefixes}


@lru_cache(maxsize=1)
def _group_names() -> Index:
    return Index((form, g.name_de) for g in groups().values() for form in (g.name_de, *g.variants))


def organization_of_name(form: str) -> Organization | None:
    """The organization that a name or abbreviation means.

    >>> organization_of_name("Nato").name_de, organization_of_name("Vereinten Nationen").name_de
    ('NATO', 'Vereinte Nationen')
    """
    key = _organization_names().find(form)
    return organizations()[key] if key else None


def organization_of_metonym(form: str) -> Organization | None:
    """The organization that a city or building stands for.

    >>> organization_of_metonym("Brüssel").name_de
    'Europäische Union'
    """
    key = _organization_metonyms().find(form)
    return organizations()[key] if key else None


def organization_of_compound_prefix(word: str) -> CompoundPrefix | None:
    """The organization in front of a hyphenated word, with what follows.

    >>> organization_of_compound_prefix("NATO-Generalsekretär")
    CompoundPrefix(prefix='NATO', rest='Generalsekretär', key='NATO', acts=True)
    """
    for prefix, rest in cuts(word):
        if name := _organization_prefixes().get(prefix):
            return CompoundPrefix(prefix, rest, name, acts=True)
        if organization := organization_of_name(prefix):
            return CompoundPrefix(prefix, rest, organization.name_de, acts=True)
    return None


def group_of_name(form: str) -> Group | None:
    """The group of countries that a name means.

    >>> group_of_name("G7-Staaten").name_de, group_of_name("Sechsergruppe").name_de
    ('G7', '5+1-Gruppe')
    """
    key = _group_names().find(form)
    return groups()[key] if key else None
