"""How few officials are too few for their gender to be published."""

from typing import Final

THRESHOLD: Final = 5
"""The gender of fewer officials than this is not published, unless zkkk.toml says otherwise."""
