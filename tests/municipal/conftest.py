"""An edition with the sheets of all municipalities, made once for all tests here."""

import pytest
from tests.program.conftest import Built, Run, zkkk

__all__ = ["zkkk"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested in one process, so that the edition is made once.

    The tests that need the browser are in one process anyway, and that has enough to do.
    """
    if "municipal" in item.nodeid and not item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("municipal"))


@pytest.fixture(scope="session", name="whole")
def whole_edition(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A folder in which `zkkk build --year 2019` was typed, and what it said."""
    folder = tmp_path_factory.mktemp("whole")
    return folder, zkkk("build", "--year", "2019", cwd=folder)
