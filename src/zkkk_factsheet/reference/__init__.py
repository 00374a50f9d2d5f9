"""The fixed names, such as those of municipalities and core duties, and what a text means."""

from zkkk_factsheet.reference.data import (
    LANGUAGES,
    Category,
    Community,
    Component,
    Duty,
    Licence,
    Municipality,
    categories,
    category,
    communities,
    community,
    component,
    components,
    duties,
    duty,
    licences,
    municipalities,
    municipality,
)
from zkkk_factsheet.reference.folding import fold
from zkkk_factsheet.reference.names import (
    Match,
    find_category,
    find_community,
    find_component,
    find_duty,
    find_municipality,
)
from zkkk_factsheet.reference.nearest import nearest
from zkkk_factsheet.reference.words import words_for

__all__ = [
    "LANGUAGES",
    "Category",
    "Community",
    "Component",
    "Duty",
    "Licence",
    "Match",
    "Municipality",
    "categories",
    "category",
    "communities",
    "community",
    "component",
    "components",
    "duties",
    "duty",
    "find_category",
    "find_community",
    "find_component",
    "find_duty",
    "find_municipality",
    "fold",
    "licences",
    "municipalities",
    "municipality",
    "nearest",
    "words_for",
]
