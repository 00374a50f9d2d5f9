"""``zkkk watch``: no save is lost, and nothing but a signal ends it."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unattended.real_command import SAMPLE, change_workbook, run, started_zkkk, zkkk

from zkkk_factsheet.cli import watching
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.asked import Only
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.settings import settings
from zkkk_factsheet.language import catalogue

Watch = Callable[..., "subprocess.Popen[bytes]"]

# One page takes a fortieth of the time of a whole edition, which is what is made for a person: the
# first test sees to that. Whatever asks for anything else fails in the others, too. Nobody saves
# by hand here, so it looks more often.
ONE_PAGE = """
from zkkk_factsheet.cli import watching
only = watching.Only(formats=("html",), national_alone=True)
watching.Only = lambda: only
watching._LOOK_EVERY = 0.1
"""

UNTIL_TOLD = """
import time
from pathlib import Path
from zkkk_factsheet.edition import publishing
write = publishing.write_new
def write_new(path, data):
    while not Path("go on").exists():
        time.sleep(0.05)
    write(path, data)
publishing.write_new = write_new
"""
"""An edition that was made is not written until a file is there."""

BUILD = ("build", "--year", "2019", "--format", "html", "--no-municipalities")


@pytest.fixture(scope="session")
def watched_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the workbook of 2019 and its page, which nobody may change."""
    folder = tmp_path_factory.mktemp("watched")
    (folder / "data").mkdir()
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", folder / "data")
    (folder / "zkkk.toml").write_text('languages = ["en"]', encoding="utf-8")
    assert run(*BUILD, cwd=folder)[0] == 0
    return folder


@pytest.fixture
def work(watched_once: Path, tmp_path: Path) -> Path:
    """A working folder with an edition; what is about the first one removes it."""
    return shutil.copytree(watched_once, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def watch(work: Path) -> Iterator[Watch]:
    """Start watching; afterwards it is stopped, and has shown no traceback."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str, really: bool = False, first: str = "") -> subprocess.Popen[bytes]:
        begin = started_zkkk if really else zkkk
        process = begin("watch", *options, cwd=work, first=ONE_PAGE + first)
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
    for _ in range(1200):
        if happened():
            return
        time.sleep(0.05)
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


def test_a_whole_edition_is_watched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that there is is made, as by ``zkkk build`` with nothing named."""
    asked: list[object] = []
    monkeypatch.setattr(watching, "build_years", lambda *given, **_named: asked.append(given[3]))
    assert watching._build(settings(), Terminal(catalogue("en", "program")), (2019,))  # noqa: SLF001 - one round of the loop
    assert asked == [Only(languages=(), formats=(), municipalities=(), national_alone=False)]


def test_watching_survives_bad_saves(work: Path, watch: Watch) -> None:
    """A workbook that is damaged is reported and the last edition stays; the next one is built."""
    workbook = work / "data" / "zkkk-2019.xlsx"
    process = watch(really=True)
    waits(process)
    good = page(work).read_bytes()
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
    watch(first=UNTIL_TOLD)
    until((work / "build" / ".zkkk-2019.new").exists)
    change_workbook(work, "Saved.")
    (work / "go on").touch()
    until(lambda: says(work, "Saved."))


def test_a_save_while_another_run_is_publishing_is_built(work: Path, watch: Watch) -> None:
    """Watching waits for the other run instead of letting the save pass."""
    waits(watch())
    with lock(work / "build"):
        change_workbook(work, "Saved.")
        time.sleep(0.5)  # several looks: it has seen the save, and waits
        assert not says(work, "Saved.")
    until(lambda: says(work, "Saved."))


def test_a_data_folder_that_is_replaced_is_noticed(work: Path, watch: Watch) -> None:
    """Another folder by the same name is what is watched from then on, and if it was gone."""
    other = work / "other"
    shutil.copytree(work / "data", other)
    change_workbook(work, "Saved.")
    (work / "data" / "zkkk-2019.xlsx").rename(other / "zkkk-2019.xlsx")
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", work / "data")
    process = watch()
    waits(process)
    (work / "data").rename(work / "old")
    reports(process, b"data")
    other.rename(work / "data")
    until(lambda: says(work, "Saved."))
    change_workbook(work, "Saved again.")
    until(lambda: says(work, "Saved again."))


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
    process = watch(really=not idle)
    if idle:
        waits(process)
    else:
        until((work / "build" / ".zkkk.lock").exists)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert run(*BUILD, cwd=work)[0] == 0
