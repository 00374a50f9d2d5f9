"""What all tests share: where they write, the tools that may be missing, the sample folder."""

import gc
import os
import shutil
import signal
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright
    from tests.render.barriers import Judge

# The same examples in each run of `make test`, so that a failure is of the change that was made;
# `make test-thorough` looks for new ones, with --hypothesis-profile.
settings.register_profile("quick", max_examples=100, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("quick")

# The helpers of the tests are imported as tests.support, however pytest is started.
sys.path.insert(0, str(Path(__file__).parent.parent))

# What is loaded to be tested stays until the end: looking through it for garbage again and again
# takes a seventh of what is tested in this process, and a tenth of collecting the tests.
gc.set_threshold(20_000, 20, 20)
gc.disable()

# A person's machine keeps compiled modules; compiling them anew would be half of a short run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A run in the background is told to ignore Ctrl+C, and so would be the programs it tests.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
_ROOM = 2_000_000_000


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the tests write in memory where there is room: a disk takes ten times as long."""
    from tests.remembered import FOLDER  # noqa: PLC0415 - found since the path was set, see above

    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    if has_room := _has_room():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
    folder = tempfile.mkdtemp(prefix="zkkk-made-once-", dir=_MEMORY if has_room else None)
    os.environ[FOLDER] = folder
    config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))


def _has_room() -> bool:
    """Whether there is a folder in memory in which programs may be started."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        return False
    place = os.statvfs(_MEMORY)
    return place.f_bavail * place.f_frsize > _ROOM and not place.f_flag & os.ST_NOEXEC


SAMPLE = Path(__file__).parent.parent / "data" / "sample"

# A test's mark, and the program that it can't do without.
_NEEDS = {
    "browser": "chromium",
    "office": "soffice",
    "poppler": "pdftotext",
    "strace": "strace",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Have the texts of the sheets written anew, to be read through as a change."""
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="Write tests/documents/golden/*.txt anew; then read the difference in git.",
    )


# What takes long to start or to make, by the mark or the fixture of the tests that need it, and
# the group of tests that goes to one process for it. A test belongs to one group, not to two.
_MADE_ONCE = {
    "browser": "browser",
    "office": "office",
    "wheel": "command",
    "built": "command",
    "one_page": "command",
    "final_once": "corrections",
    "published_once": "unattended",
    "watched_once": "unattended",
}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all that needs such a thing tested in one process, with --dist loadgroup."""
    needs = {mark.name for mark in item.iter_markers()} | set(getattr(item, "fixturenames", ()))
    group = next((group for name, group in _MADE_ONCE.items() if name in needs), None)
    if group:
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that is not installed; where CI runs, let it fail instead."""
    if os.environ.get("CI"):
        return
    for mark, program in _NEEDS.items():
        if shutil.which(program) is None:
            skip = pytest.mark.skip(reason=f"needs {program}, which is not installed")
            for item in items:
                if item.get_closest_marker(mark):
                    item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Look for garbage only among what the tests make."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped for want of a program or of leave to do something."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "needs" in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} skipped because they need something that is not here"
        )


@pytest.fixture
def sample() -> Path:
    """The folder with the sample workbooks."""
    return SAMPLE


@pytest.fixture(scope="session", name="_playwright")
def of_playwright() -> "Iterator[Playwright]":
    """What starts Chromium and talks to it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests need no browser

    with sync_playwright() as playwright:
        yield playwright


# With each window Chromium makes ready what its address bar may show one day, in two processes
# more, which takes longer than to open a page. A list of features overrules Playwright's own, whose
# features are named again.
_WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter"),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
)


def _chromium(playwright: "Playwright", *options: str) -> "Browser":
    """Debian's Chromium, which may ask nobody for anything."""
    without = f"--disable-features={','.join(_WITHOUT)}"
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            without,
            *options,
        ],
    )


@pytest.fixture(scope="session")
def browser(_playwright: "Playwright") -> "Iterator[Browser]":
    """Chromium that lays out and prints what it is given, and paints nothing on a screen.

    Nobody looks at one here, and to paint takes twice as long as the rest. What waits for the next
    picture waits for ever: a click does, typing does not.
    """
    browser = _chromium(_playwright, "--disable-threaded-compositing")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def painting_browser(_playwright: "Playwright") -> "Iterator[Browser]":
    """Chromium as people have it, for whoever clicks."""
    browser = _chromium(_playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session", name="_window")
def one_window(browser: "Browser") -> "Iterator[Page]":
    """A window of that browser. To open another one takes longer than most tests that need one."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def tab(_window: "Page") -> "Page":
    """The window for one page after another of a module, at first as if it had just been opened."""
    _window.goto("about:blank")
    _window.emulate_media(media="null", color_scheme="light", forced_colors="none")
    _window.set_viewport_size({"width": 1280, "height": 720})
    return _window


@pytest.fixture(scope="session")
def judge() -> "Judge":
    """Whoever says what bars the way, the same for all pages that are shown in the browser."""
    from tests.render.barriers import JUDGE  # noqa: PLC0415 - the same

    return JUDGE
