"""``zkkk watch``: no save is lost, and nothing but a signal ends it."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unattended.real_command import BUILD, SAMPLE, change_workbook, run, started_zkkk

from zkkk_factsheet.edition.lock import lock

Watch = Callable[..., "subprocess.Popen[bytes]"]

# Two sheets take a tenth of the time of a whole edition; one test watches for all of them.
TWO_SHEETS = """
from zkkk_factsheet.cli import watching
only = watching.Only(national_alone=True)
watching.Only = lambda: only
"""


@pytest.fixture
def work(published: Path) -> Path:
    """A working folder with an edition; what is about the first one removes it."""
    return published


@pytest.fixture
def watch(work: Path) -> Iterator[Watch]:
    """Start watching; afterwards it is stopped, and has shown no traceback."""
    (work / "zkkk.toml").write_text('languages = ["en"]', encoding="utf-8")
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str, whole: bool = False) -> subprocess.Popen[bytes]:
        # A fork of the tests' own can't serve: its further processes fail in the second build.
        first = "" if whole else TWO_SHEETS
        process = started_zkkk("watch", *options, cwd=work, first=first)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            _, err = process.communicate(timeout=30)
            assert b"Traceback" not in err
            assert process.returncode == 143


def until(happened: Callable[[], bool]) -> None:
    """Wait until something has happened, a minute at most."""
    for _ in range(600):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


def page(work: Path) -> Path:
    """The page that is made."""
    return work / "build" / "2019" / "zkkk-2019-en.html"


def says(work: Path, text: str) -> bool:
    """Whether the page is there and says something."""
    return page(work).exists() and text in page(work).read_text(encoding="utf-8")


def reports(process: "subprocess.Popen[bytes]", words: bytes) -> None:
    """Wait until it has printed a line with these words."""
    assert process.stderr is not None
    while words not in process.stderr.readline():
        assert process.poll() is None


def waits(process: "subprocess.Popen[bytes]") -> None:
    """Wait until it says that it watches."""
    reports(process, b"Watching")


def test_watching_survives_bad_saves(work: Path, watch: Watch) -> None:
    """A workbook that is damaged is reported and the last edition stays; the next one is built."""
    workbook = work / "data" / "zkkk-2019.xlsx"
    process = watch(whole=True)
    waits(process)
    good = page(work).read_bytes()
    assert len(list(work.glob("build/2019/municipalities/*/*.pdf"))) == 38
    workbook.write_bytes(b"not a workbook")
    reports(process, b"zkkk-2019.xlsx: error: ")
    assert page(work).read_bytes() == good
    change_workbook(work, "Saved while watched.")
    until(lambda: says(work, "Saved while watched."))
    change_workbook(work, "Saved aside.")
    aside = work / "data" / "saving.tmp"
    aside.write_bytes(workbook.read_bytes())
    aside.replace(workbook)  # as Excel does it
    until(lambda: says(work, "Saved aside."))


def test_a_save_during_the_first_build_is_built(work: Path, watch: Watch) -> None:
    """Who saves while the first edition is being made gets a second one."""
    shutil.rmtree(work / "build")
    watch()
    until((work / "build" / ".zkkk.lock").exists)
    time.sleep(0.3)  # it has read the workbook and makes the sheets
    change_workbook(work, "Saved at once.")
    until(lambda: says(work, "Saved at once."))


def test_a_save_while_another_run_is_publishing_is_built(work: Path, watch: Watch) -> None:
    """Watching waits for the other run instead of letting the save pass."""
    waits(watch())
    with lock(work / "build"):
        change_workbook(work, "Saved meanwhile.")
        time.sleep(1.5)  # three looks: it has seen the save, and waits
        assert not says(work, "Saved meanwhile.")
    until(lambda: says(work, "Saved meanwhile."))


def test_a_data_folder_that_is_replaced_is_noticed(work: Path, watch: Watch) -> None:
    """Another folder by the same name is what is watched from then on, and if it was gone."""
    other = work / "other"
    shutil.copytree(work / "data", other)
    change_workbook(work, "In the other folder.")
    (work / "data" / "zkkk-2019.xlsx").rename(other / "zkkk-2019.xlsx")
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", work / "data")
    process = watch()
    waits(process)
    (work / "data").rename(work / "old")
    reports(process, b"data")
    other.rename(work / "data")
    until(lambda: says(work, "In the other folder."))
    change_workbook(work, "In the new place.")
    until(lambda: says(work, "In the new place."))


def test_a_template_in_a_folder_of_its_own_is_watched(work: Path, watch: Watch) -> None:
    """A page's part may lie in a folder of the templates; it is a change like any other."""
    templates = work / "templates"
    shutil.copytree(SAMPLE.parent.parent / "templates", templates)
    main = templates / "document.html.j2"
    (templates / "parts").mkdir()
    (templates / "parts" / "end.html").write_text("<!-- first -->")
    include = '{% include "parts/end.html" %}'
    main.write_text(main.read_text(encoding="utf-8") + include, encoding="utf-8")
    waits(watch("--templates", "templates"))
    assert says(work, "<!-- first -->")
    (templates / "parts" / "end.html").write_text("<!-- second -->")
    until(lambda: says(work, "<!-- second -->"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("idle", [True, False])
def test_stopped_while_watching(
    work: Path, watch: Watch, number: signal.Signals, code: int, *, idle: bool
) -> None:
    """The exit code is that of the signal, whether it is idle or at work."""
    if not idle:
        shutil.rmtree(work / "build")
    process = watch()
    if idle:
        waits(process)
    else:
        until((work / "build" / ".zkkk.lock").exists)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert run(*BUILD, cwd=work)[0] == 0
