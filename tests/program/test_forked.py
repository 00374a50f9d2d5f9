"""A process that is forked from another one takes no harm from what that one is doing."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests import warm
from tests.program.conftest import environment
from tests.support import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere it is started, not forked"
)

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


def test_a_further_process_works_while_the_first_one_prints(tmp_path: Path) -> None:
    """It waits for no lock that a thread had when it was forked, and that nobody frees in it."""
    with warm.start(cwd=tmp_path, env=environment(), first=PRINTING) as process:
        assert process.wait(60) == 0
        assert process.stdout
        assert process.stdout.read() == b"3"


PARENT = "import os; os.write(1, b'%d' % os.getppid()); os._exit(0)"
"""A program that tells by which process it was forked."""

ASKING = f"""
import os
from pathlib import Path
from tests import warm
print(warm.run(cwd=Path(), env=dict(os.environ), first={PARENT!r}).stdout)
"""


def test_one_process_forks_for_all_that_test() -> None:
    """It is there once, and whoever comes later starts no further one."""
    ours = warm.run(cwd=ROOT, env=environment(), first=PARENT)
    other = [sys.executable, "-c", ASKING]
    its = subprocess.run(other, cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(its.stdout) == int(ours.stdout) != os.getpid()


def test_it_ends_with_the_process_that_began_the_tests() -> None:
    """No request comes any more, and nobody has told it."""
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as requests,
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as first,
    ):
        requests.bind("")  # a name that the system chooses
        requests.listen()
        serving = threading.Thread(target=warm.serve, args=(requests, first.pid), daemon=True)
        serving.start()
        serving.join(0.2)
        assert serving.is_alive()
        first.communicate(b"\n")
        serving.join(20)
        assert not serving.is_alive()
