"""Fixtures of the unattended tests."""

from tests.unattended.real_command import work

__all__ = ["work"]
