"""A desk that can't be opened says so in the browser: an icon has no terminal."""

import sys
from pathlib import Path

import pytest
from tests import warm
from tests.desk.conftest import enter, opened
from tests.program.conftest import Run, environment
from tests.support import LANGUAGES

from zkkk_factsheet.desk import unopened
from zkkk_factsheet.language import catalogue

pytestmark = pytest.mark.xdist_group("desk")

BROWSER = r"""
import pathlib, sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as answer:
    page = answer.read()
pathlib.Path("seen.html").write_bytes(b"%s\n%s" % (sys.argv[1].encode(), page))
"""
"""A browser that keeps the page it is opened with, and its address."""

NO_LIBRARY = "import sys; sys.modules['uvicorn'] = None"
NO_ADDRESS = """
import socket
def refused(*_):
    raise OSError(98, "Address already in use")
socket.socket.bind = refused
"""


@pytest.fixture(name="browsed")
def with_browser(tmp_path: Path) -> dict[str, str]:
    """What has the program open that browser, and keep its own files in the test's folder."""
    script = tmp_path / "browser.py"
    script.write_text(BROWSER)
    return {
        "BROWSER": f"{sys.executable} -S {script} %s",
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_broken_settings_are_told_in_the_browser(
    zkkk: Run, tmp_path: Path, browsed: dict[str, str], language: str
) -> None:
    """In the language of the computer: what is wrong, where, and what to do; and in a log."""
    (tmp_path / "zkkk.toml").write_text("licence = '<b>'\n")
    done = zkkk("desk", cwd=tmp_path, env={**browsed, "LC_ALL": f"{language}.UTF-8"})
    assert done.returncode == 2
    seen = (tmp_path / "seen.html").read_text()
    assert seen.startswith("http://127.0.0.1:")
    say = catalogue(language, "desk")
    assert f"<h1>{say.text('unopened.title')}</h1>" in seen
    assert say.text("unopened.next") in seen
    assert say.text("unopened.here", folder=str(tmp_path)) in seen
    assert "zkkk.toml" in seen
    assert "&lt;b&gt;" in seen
    assert "<b>" not in seen
    log = tmp_path / "state" / "zkkk" / "desk.log"
    assert say.text("unopened.log", file=str(log)) in seen
    assert "SettingsError" in log.read_text()


@pytest.mark.parametrize(
    ("first", "code", "key", "served"),
    [
        (NO_LIBRARY, 70, "unopened.bug", "http://127.0.0.1:"),
        (NO_ADDRESS, 3, "unopened.refused", "file:///"),
    ],
)
def test_what_the_computer_lacks_is_told_of_as_well(
    tmp_path: Path, browsed: dict[str, str], first: str, code: int, key: str, served: str
) -> None:
    """A library; all addresses, when the page is a file."""
    process = warm.start("desk", cwd=tmp_path, env=environment(browsed), first=first)
    process.communicate(timeout=60)
    assert process.returncode == code
    seen = (tmp_path / "seen.html").read_text()
    assert seen.startswith(served)
    assert catalogue("en", "desk").text(key, reason="Address already in use") in seen


def test_who_has_no_home_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong first is written down in a temporary folder, and shown."""

    def homeless(*_: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    shown: list[str] = []
    monkeypatch.setattr("pathlib.Path.home", homeless)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", shown.append)
    unopened.tell_why(LookupError("the first failure"))
    assert len(shown) == 1
    (log,) = tmp_path.glob("zkkk-*/desk.log")
    assert "LookupError: the first failure" in log.read_text()


def test_who_wants_no_browser_gets_none(zkkk: Run, tmp_path: Path, browsed: dict[str, str]) -> None:
    """The message in the terminal is enough."""
    (tmp_path / "zkkk.toml").write_text("data = 1\n")
    done = zkkk("desk", "--no-browser", cwd=tmp_path, env=browsed)
    assert done.returncode == 2
    assert "zkkk.toml" in done.stderr
    assert not (tmp_path / "seen.html").exists()


def test_a_folder_that_was_named_and_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """It may be on a disk that is not connected; nothing is started in its place."""
    say = catalogue("en", "desk")
    desk = opened(tmp_path, "--data", "disk/workbooks")
    enter(desk)
    page = desk.ask("/").text
    assert say.text("desk.away") in page
    assert say.text("desk.missing-note") in page
    assert say.text("workbooks.none") not in page
    answer = desk.post("/new", b"year=2026&language=en&from=")
    assert answer.status == 409
    assert say.text("problem.away") in answer.text
    assert not (tmp_path / "disk").exists()
    desk.close()
