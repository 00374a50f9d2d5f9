"""The tests here share what they compose."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested in one process, so that each document is composed once."""
    if "/documents/" in item.nodeid:
        item.add_marker(pytest.mark.xdist_group("documents"))
