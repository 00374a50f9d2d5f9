"""A process that is forked from another one takes no harm from what that one is doing."""

import sys
from pathlib import Path

import pytest
from tests import warm
from tests.program.conftest import environment

PRINTING = """
import os, select, sys, threading
from zkkk_factsheet.edition.helper import Helper
threading.Thread(target=sys.stderr.buffer.write, args=[bytes(1_000_000)], daemon=True).start()
while select.select([], [sys.stderr], [], 0)[1]:
    pass  # until nothing more goes into it
helper = Helper(dict(os.environ))
try:
    os.write(1, b"%d" % helper.submit(sum, [1, 2]).result(10))
finally:
    helper.process.kill()
    os._exit(0)
"""
"""A program that prints what nobody reads, and has a further process add two numbers meanwhile."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is started, not forked")
def test_a_further_process_works_while_the_first_one_prints(tmp_path: Path) -> None:
    """It waits for no lock that a thread had when it was forked, and that nobody frees in it."""
    with warm.start(cwd=tmp_path, env=environment(), first=PRINTING) as process:
        assert process.wait(60) == 0
        assert process.stdout
        assert process.stdout.read() == b"3"
