"""Fixtures of the unattended tests."""

from tests.unattended.real_command import published, published_once, work

__all__ = ["published", "published_once", "work"]
