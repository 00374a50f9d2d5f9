"""The process that draws leaves nothing behind, also if it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.publishing import has_leftovers

START = """
import sys, time
from pathlib import Path
from zkkk_factsheet.edition.workshop import Workshop
workshop = Workshop()
workshop.in_folder(Path(sys.argv[1]))
workshop.start_drawing()
print(workshop.drawing.process.pid, flush=True)
time.sleep(60)
"""


def test_killed_without_a_home_it_leaves_nothing_that_the_next_run_does_not_clear(
    tmp_path: Path, leftovers: Callable[[Path], list[str]]
) -> None:
    """What matplotlib makes for the time being lies in the output folder, and goes."""
    output, temporary = tmp_path / "out", tmp_path / "tmp"
    output.mkdir()
    temporary.mkdir()
    nowhere = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/dev/null")
    with subprocess.Popen(
        [sys.executable, "-c", START, str(output)],
        env={**os.environ, **nowhere, "TMPDIR": str(temporary), "MPLCONFIGDIR": ""},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        drawing = int(process.stdout.readline())
        for _ in range(600):
            if made := list(output.glob(".zkkk-*/matplotlib-*")):
                break
            time.sleep(0.05)
        os.kill(drawing, signal.SIGKILL)
        process.kill()
    assert len(made) == 1
    assert has_leftovers(output)
    assert list(temporary.iterdir()) == []
    with lock(output):
        assert leftovers(output) == []
