"""An edition with the sheets of municipalities, made once for all tests here."""

import pytest
from tests import warm
from tests.program.conftest import Built, Run, warmed, zkkk

__all__ = ["zkkk"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested in one process, so that the edition is made once.

    The tests that need the browser are in one process anyway, and that has enough to do.
    """
    if "municipal" in item.nodeid and not item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("municipal"))


WITHOUT_CHARTS = ("--format", "html", "--format", "pdf", "--format", "figures")
"""Charts for the press, which no sheet leads to, have their own tests."""


@pytest.fixture(scope="session")
def zkkk_of_shown() -> Run:
    """Run the program where an edition has sheets of some municipalities of each kind."""
    from tests.municipal.shown import ONLY_SHOWN  # noqa: PLC0415 - how many is known only later

    return warmed(warm.FEW_PLACES + ONLY_SHOWN)


@pytest.fixture(scope="session", name="whole")
def whole_edition(zkkk_of_shown: Run, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A folder in which `zkkk build --year 2019` was typed, and what it said."""
    folder = tmp_path_factory.mktemp("whole")
    return folder, zkkk_of_shown("build", "--year", "2019", *WITHOUT_CHARTS, cwd=folder)
