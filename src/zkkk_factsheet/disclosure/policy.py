"""How few officials are too few for what they are to be published."""

from typing import Final

THRESHOLD: Final = 5
"""The gender of fewer officials than this is not published, unless zkkk.toml says otherwise."""

MUNICIPAL_THRESHOLD: Final = 3
"""Of fewer officials of one office, neither gender nor communities are published, likewise."""
