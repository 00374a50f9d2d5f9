"""The program in a process of its own, forked from one that has loaded its libraries.

Importing matplotlib and typst takes longer than most of what a test has the program do. So one
process imports them once, and forks for each call of every process that tests. Each fork is a
process as any other: it has its own arguments, environment, working folder, streams and exit code,
shares no state with another one, and may be killed. Not as for a person are the start of Python,
what depends on it (warnings, the encoding of the streams, closed ones, a home for caches), and what
is loaded when: a test of these starts a real process, as do some of each command's.

Run as a program, this module is the process that forks.
"""

import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from filelock import FileLock

PROGRAM = Path(sys.executable).with_name("zkkk")

FEW_PLACES = """
from zkkk_factsheet.edition import site_pages
few = [each for each in site_pages.municipalities() if each.id in {"gjilan", "peja", "rahovec"}]
site_pages.municipalities = lambda: few
"""
"""To run first: the site has pages on three municipalities instead of all.

These 105 pages, which are made anew whenever a figure has changed, were half of what most runs did.
All of them are made where the site is tested, and by programs that are really started.
"""

_ROOM = 1_000_000
"""The largest request: an environment is most of it."""


class Forked(subprocess.Popen[bytes]):
    """A process that another one starts and waits for; to be used like any other Popen."""

    def __init__(
        self, *arguments: str | Path, cwd: Path, env: Mapping[str, str], first: str = ""
    ) -> None:
        """Start the program.

        Args:
            arguments: what stands behind ``zkkk``.
            cwd: its working folder.
            env: its whole environment.
            first: Python that it runs before anything else, as a sitecustomize would be.
        """
        self._first = first
        super().__init__(
            [str(PROGRAM), *map(str, arguments)],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def _execute_child(self, *given: Any) -> None:
        """Have it forked instead of started."""
        arguments, cwd, env = given[0], given[5], given[6]
        pipes = given[10:16]
        umask = os.umask(0)
        os.umask(umask)
        request = json.dumps([arguments, str(cwd), dict(env), umask, self._first])
        self._answers = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._answers.connect(_forker())
        socket.send_fds(self._answers, [request.encode()], [pipes[0], pipes[3], pipes[5]])
        self.pid = int(self._answers.recv(20))
        self._child_created = True
        self._close_pipe_fds(*pipes)  # type: ignore[attr-defined] # not in typeshed

    def _try_wait(self, flags: int) -> tuple[int, int]:
        """As ``os.waitpid``, which knows no children but its own."""
        try:
            answer = self._answers.recv(20, socket.MSG_DONTWAIT if flags & os.WNOHANG else 0)
        except BlockingIOError:
            return 0, 0
        self._answers.close()
        return self.pid, int(answer)

    def _internal_poll(self, **_: object) -> int | None:
        """As ``wait``, at once."""
        if self.returncode is None:
            pid, status = self._try_wait(os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def start(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str], first: str = ""
) -> "subprocess.Popen[bytes]":
    """Start the program, forked where that is possible; the arguments are those of `Forked`."""
    if sys.platform == "linux":
        return Forked(*arguments, cwd=cwd, env=env, first=first)
    program = f"{first}\nfrom zkkk_factsheet.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str], first: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run the program to its end; the arguments are those of `Forked`."""
    with start(*arguments, cwd=cwd, env=env, first=first) as process:
        try:
            out, err = process.communicate(timeout=300)
        except BaseException:
            process.kill()
            raise
    code = process.returncode
    return subprocess.CompletedProcess(arguments, code, out.decode(), err.decode())


@cache
def _forker() -> str:
    """Where the process that forks takes requests: one for all processes that test.

    Whichever of these needs it first starts it. It ends with the one that has started these.
    """
    from tests.remembered import FOLDER  # noqa: PLC0415 - what forks finds it only later, see below

    place = Path(os.environ[FOLDER], "forker")
    with FileLock(place.with_suffix(".lock")):
        if not place.exists():
            _start_forker(place)
    return str(place)


def _start_forker(place: Path) -> None:
    """Start the process that forks; a request may be made at once, and is met when it is ready."""
    first = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as requests:
        requests.bind(str(place))
        requests.listen(100)
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(requests.fileno()), str(first)],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            pass_fds=[requests.fileno()],
            process_group=0,  # Ctrl+C is not for it
        )
    process.returncode = 0  # it is waited for by nobody, and no warning needs to say so


# In the process that forks -----------------------------------------------------------------


def serve(requests: socket.socket, first: int) -> None:
    """Fork for each request and tell the exit code when it comes, until a process has ended."""
    end = os.pidfd_open(first)
    while end not in select.select([requests.fileno(), end], [], [])[0]:
        answers, _ = requests.accept()
        request, streams, _, _ = socket.recv_fds(answers, _ROOM, 3)
        if not request:  # whoever wanted to ask is gone
            continue
        pid = os.fork()
        if pid == 0:
            _end_with(partial(_become, streams, *json.loads(request)))
        for each in streams:
            os.close(each)
        answers.send(str(pid).encode())
        threading.Thread(target=_tell, args=(pid, answers), daemon=True).start()


def _tell(pid: int, answers: socket.socket) -> None:
    with answers:
        answers.send(str(os.waitpid(pid, 0)[1]).encode())


def _become(
    streams: list[int],
    arguments: list[str],
    cwd: str,
    env: Mapping[str, str],
    umask: int,
    first: str,
) -> None:
    """Be the program that was asked for."""
    _take(streams)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    os.umask(umask)
    time.tzset()
    sys.argv = arguments
    from tests.practised import forget_commands  # noqa: PLC0415 - loaded long since

    forget_commands(arguments)
    exec(first, {})  # noqa: S102 - a test's own
    from zkkk_factsheet.cli import main  # noqa: PLC0415 - the same

    main()


def _take(streams: list[int]) -> None:
    """Have these streams and no other open file."""
    for wanted, descriptor in enumerate(streams):
        os.dup2(descriptor, wanted)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        binary = open(number, "wb" if number else "rb", closefd=False)  # noqa: SIM115 - for good
        stream = io.TextIOWrapper(binary, encoding="utf-8")
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)  # so that it stays open when the other is replaced


def _end_with(work: Callable[[], None]) -> None:
    """Do something and end as Python does, but for freeing every object first."""
    code: object = 0
    try:
        work()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - Python itself would print it
        sys.excepthook(*sys.exc_info())
        code = 1
    if code is not None and not isinstance(code, int):
        sys.stderr.write(f"{code}\n")
        code = 1
    sys.stdout.flush()
    os._exit(code or 0)


class _Helper(subprocess.Popen[bytes]):
    """A further process of the program, forked as well."""

    def _execute_child(self, *given: Any) -> None:
        arguments, env, pipes = given[0], given[6], given[10:16]
        self.pid = os.fork()
        if self.pid == 0:
            _end_with(lambda: _help(arguments[4:], env, [pipes[0], pipes[3], os.dup(2)]))
        self._child_created = True
        self._close_pipe_fds(*pipes)  # type: ignore[attr-defined] # not in typeshed


_LEFT: list[object] = []
"""The streams of the other process: what it has not printed yet, it prints itself.

They are kept, never closed, and not even flushed: another thread may have been printing when this
one forked, and its lock would never be free here.
"""


def _help(modules: list[str], env: Mapping[str, str], streams: list[int]) -> None:
    _LEFT.extend((sys.stdout, sys.stderr))
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _take(streams)
    os.environ.clear()
    os.environ.update(env)
    sys.argv[1:] = modules
    from zkkk_factsheet.edition import helper  # noqa: PLC0415 - loaded long since

    helper._work()  # noqa: SLF001 - as it does in a program of its own


if __name__ == "__main__":
    import gc

    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.practised import load, practise

    load(_Helper)
    practise()
    del sys.path[0]
    gc.freeze()  # so that a fork shares more of the memory
    serve(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
