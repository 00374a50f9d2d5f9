"""What all tests share: the tools that may be missing, and the sample folder."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

# The helpers of the tests are imported as tests.support, however pytest is started.
sys.path.insert(0, str(Path(__file__).parent.parent))

# A run in the background is told to ignore Ctrl+C, and so would be the programs it tests.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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
        help="Write tests/factsheet/golden/*.txt anew; then read the difference in git.",
    )


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
