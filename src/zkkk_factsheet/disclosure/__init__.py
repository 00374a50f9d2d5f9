"""What may be published: the only door from figures to documents, data files and terminal.

`zkkk_factsheet.disclosure.publishing` is the door; it is imported where something is published.
"""

from zkkk_factsheet.disclosure.published import (
    MUNICIPAL_THRESHOLD,
    THRESHOLD,
    THRESHOLDS,
    Published,
)

__all__ = ["MUNICIPAL_THRESHOLD", "THRESHOLD", "THRESHOLDS", "Published"]
