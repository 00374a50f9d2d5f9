"""Trilingual fact sheets on the Municipal Offices for Communities and Return."""

__version__ = "0.1.0"
