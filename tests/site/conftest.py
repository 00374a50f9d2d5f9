"""The four sample years and the site over them, made once for all tests here."""

from pathlib import Path

import pytest
from tests.program.conftest import Run, zkkk

__all__ = ["zkkk"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested in one process, so that the editions are made once.

    The tests that need the browser are in one process anyway.
    """
    if "/site/" in item.nodeid and not item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session", name="output")
def output_folder(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of all sample years: the national sheets, and those of a municipality.

    Those of the other municipalities take long, and are then what a page must not lead to.
    """
    folder = tmp_path_factory.mktemp("site")
    for choice in (("--no-municipalities",), ("--municipality", "gjakova", "--format", "html")):
        done = zkkk("build", *choice, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder / "build"
