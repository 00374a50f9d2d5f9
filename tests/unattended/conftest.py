"""Fixtures of the unattended tests."""

from real_command import work

__all__ = ["work"]
