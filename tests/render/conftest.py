"""The tests here share what they compose and make."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested in one process, so that each sheet is made once.

    The tests that need the browser are in one process anyway.
    """
    if "/render/" in item.nodeid and not item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("print"))
