"""What may be published: the only door from figures to documents, data files and terminal."""

from zkkk_factsheet.disclosure.policy import MUNICIPAL_THRESHOLD, THRESHOLD
from zkkk_factsheet.disclosure.publishing import Published, publish

__all__ = ["MUNICIPAL_THRESHOLD", "THRESHOLD", "Published", "publish"]
