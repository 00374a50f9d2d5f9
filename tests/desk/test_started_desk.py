"""The desk as a person starts it, with nothing loaded beforehand: how soon, and how large it is."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.desk.conftest import DUTIES_OF_SAMPLE, Desk, let_in, write_cell
from tests.program.conftest import PROGRAM, environment
from tests.support import SAMPLE

pytestmark = pytest.mark.browser

SOON = 2.0
"""So many seconds after a save its findings are seen, on a computer that does nothing else."""

OF_ALL = 4
"""So many times as much work as the one that is measured is what follows a save."""


def kept_waiting() -> float:
    """How many seconds a process that loads what checks a year is kept from its work just now.

    It waits for nothing but its turn. On a computer that does nothing else it always has it.
    """
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", "import zkkk_factsheet.desk.survey"])
    _, process.returncode, used = os.wait4(process.pid, 0)
    assert process.returncode == 0
    return max(0.0, time.monotonic() - began - used.ru_utime - used.ru_stime)


Started = tuple[Desk, Page]
"""A desk, and a page of it."""


@pytest.fixture(scope="module", name="started")
def started_desk(another_page: Page, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A desk on all sample years, and the page on one of them."""
    folder = tmp_path_factory.mktemp("started")
    shutil.copytree(SAMPLE, folder / "data")
    with subprocess.Popen(
        [PROGRAM, "desk", "--no-browser"],
        cwd=folder,
        env=environment({"XDG_STATE_HOME": str(folder / "state")}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        desk = Desk(folder, process, process.stdout.readline().decode().strip())
        page = another_page
        page.goto(desk.address)
        page.goto(f"{desk.origin}/year/2019")
        let_in(desk, page)
        yield desk, page
        page.goto("about:blank")
        process.terminate()
        assert process.wait(20) == 143


def test_a_finding_is_in_its_place_two_seconds_after_the_save(started: Started) -> None:
    """And two seconds after the next one it is gone.

    On a computer that does other things meanwhile, all of this waits for its turn again and
    again. So does a process that is measured before and after both saves; what follows a save is
    four times as much work: so much longer than two seconds it may take, and no more.
    """
    desk, page = started
    book = desk.data / "zkkk-2019.xlsx"
    error = page.locator(".entry.error")
    assert error.count() == 0
    before, took = kept_waiting(), []
    for answer, expected in (("perhaps", 1), ("po", 0)):
        saved = write_cell(book, DUTIES_OF_SAMPLE, "G9", answer)
        while error.count() != expected and time.monotonic() - saved < 60:
            time.sleep(0.02)
        took.append(time.monotonic() - saved)
    assert max(took) < SOON + OF_ALL * max(before, kept_waiting())


def test_an_idle_desk_is_small(started: Started) -> None:
    """Once it has checked the sample years and shown them, it has less than 80 megabytes."""
    import psutil  # noqa: PLC0415 - for this test alone

    desk, _ = started
    for path in ("/", "/year/2019", "/desk.css", "/font-400.woff"):
        assert desk.ask(path).status == 200
    family = [psutil.Process(desk.process.pid)]
    family += family[0].children(recursive=True)
    memory = sum(each.memory_info().rss for each in family)
    assert 10_000_000 < memory < 80_000_000
