"""Where the desk keeps what is its own, and how a second start finds the first one."""

import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from zkkk_factsheet.edition.files import exists, remove

_PATIENCE: Final = 5.0
"""So many seconds a second start waits for the first one to say where it is."""

LOCAL: Final = "127.0.0.1"
"""This computer, and nobody else's."""


def state_folder() -> Path:
    """Where this system's user keeps what programs remember; a new one for whoever has no home."""
    try:
        home = Path.home()
    except RuntimeError:
        return Path(tempfile.mkdtemp(prefix="zkkk-"))
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "zkkk"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "zkkk"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "zkkk"


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to the desk on one data folder: a folder of its own, readable by nobody else."""

    folder: Path

    @property
    def scratch(self) -> Path:
        """Where it has its previews."""
        return self.folder / "preview"

    def tell(self, port: int, secret: str) -> None:
        """Say where the desk is, to whoever may read it."""
        aside = self.folder / "desk.tmp"
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # noqa: PTH123 - with a mode; digits
            json.dump({"port": port, "secret": secret}, file)
        aside.replace(self.folder / "desk.json")


@contextmanager
def own_state(data: Path, output: Path) -> Iterator[Own | None]:
    """What belongs to the desk on these folders; None if another desk has it.

    A desk that was killed leaves its files, and its lock to the next one, which begins anew.
    """
    folder = _folder(data, output)
    lock = FileLock(folder / "desk.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield None
        return
    try:
        _clear(folder)
        yield Own(folder)
    finally:
        _clear(folder)
        lock.release()


def _folder(data: Path, output: Path) -> Path:
    name = sha256(f"{data}\0{output}".encode(errors="surrogateescape")).hexdigest()[:16]
    try:
        folder = state_folder() / f"desk-{name}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:  # the home is not there, or is another's
        return Path(tempfile.mkdtemp(prefix="zkkk-desk-"))
    folder.chmod(0o700)
    return folder


def _clear(folder: Path) -> None:
    for name in ("preview", "desk.json", "desk.tmp"):
        if exists(folder / name):
            remove(folder / name)


def another_key(data: Path, output: Path) -> str:
    """The address of a page of the desk that is open on these folders, for one more browser.

    Raises OSError if it doesn't answer.
    """
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            told = json.loads((_folder(data, output) / "desk.json").read_text("utf-8"))
            return _asked(int(told["port"]), str(told["secret"]))
        except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
            if time.monotonic() > ends:
                raise error if isinstance(error, OSError) else OSError(str(error)) from error
            time.sleep(0.1)


def _asked(port: int, secret: str) -> str:
    connection = http.client.HTTPConnection(LOCAL, port, timeout=_PATIENCE)
    try:
        connection.request("POST", "/again", headers={"Authorization": f"Bearer {secret}"})
        answer = connection.getresponse()
        key = answer.read().decode()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise OSError(answer.reason)
    return f"http://{LOCAL}:{port}/start?key={key}"
