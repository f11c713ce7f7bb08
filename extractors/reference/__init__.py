"""What the world is called in German: countries, organizations, groups, people in office, places.

Looks names up in `seeds/reference/*.csv` (see the README there) and decides nothing: whether `Berlin` is
the city or the government is up to the caller. Every lookup takes a form as printed, inflected or not,
and returns None (or an empty list) for a form it does not know. Files are read once, when first needed.
"""

from extractors.reference.countries import (
    country_of_adjective,
    country_of_capital,
    country_of_compound_prefix,
    country_of_demonym,
    country_of_metonym,
    country_of_name,
)
from extractors.reference.names import CompoundPrefix, normalize
from extractors.reference.organizations import (
    group_of_name,
    organization_of_compound_prefix,
    organization_of_metonym,
    organization_of_name,
)
from extractors.reference.people import is_surname, person_candidates, surname_of
from extractors.reference.places import place_of_adjective, place_of_name
from extractors.reference.tables import (
    Country,
    Group,
    Office,
    Organization,
    Place,
    RegisteredPerson,
    countries,
    groups,
    organizations,
    people,
)

__all__ = [
    "CompoundPrefix",
    "Country",
    "Group",
    "Office",
    "Organization",
    "Place",
    "RegisteredPerson",
    "countries",
    "country_of_adjective",
    "country_of_capital",
    "country_of_compound_prefix",
    "country_of_demonym",
    "country_of_metonym",
    "country_of_name",
    "group_of_name",
    "groups",
    "is_surname",
    "normalize",
    "organization_of_compound_prefix",
    "organization_of_metonym",
    "organization_of_name",
    "organizations",
    "people",
    "person_candidates",
    "place_of_adjective",
    "place_of_name",
    "surname_of",
]
