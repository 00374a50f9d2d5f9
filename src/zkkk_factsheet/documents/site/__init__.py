"""The pages that lead to the editions: what they say and where they lead, as plain data."""

from zkkk_factsheet.documents.site.corrections import corrections
from zkkk_factsheet.documents.site.feed import feed
from zkkk_factsheet.documents.site.front import front
from zkkk_factsheet.documents.site.model import (
    CorrectionsPage,
    Feed,
    Front,
    PlacePage,
    Reports,
    Shelf,
    Year,
)
from zkkk_factsheet.documents.site.place import place
from zkkk_factsheet.documents.site.root import Root, root

__all__ = [
    "CorrectionsPage",
    "Feed",
    "Front",
    "PlacePage",
    "Reports",
    "Root",
    "Shelf",
    "Year",
    "corrections",
    "feed",
    "front",
    "place",
    "root",
]
