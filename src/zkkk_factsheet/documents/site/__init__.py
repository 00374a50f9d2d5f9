"""The pages that lead to the editions: what they say and where they lead, as plain data."""

from zkkk_factsheet.documents.site.front import front
from zkkk_factsheet.documents.site.model import Front, PlacePage, Shelf, Year
from zkkk_factsheet.documents.site.place import place
from zkkk_factsheet.documents.site.root import Root, root

__all__ = ["Front", "PlacePage", "Root", "Shelf", "Year", "front", "place", "root"]
