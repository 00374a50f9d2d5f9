"""The program, for the digests that it is asked for."""

from tests.program.conftest import zkkk

__all__ = ["zkkk"]
