"""Two small editions that differ in everything an edition can differ in, and a worker process."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.lock import LOCK_FILE
from zkkk_factsheet.edition.manifest import MANIFEST, Manifest, Plan, inputs_key, output_of

Files = dict[str, bytes]

WORKER = Path(__file__).with_name("worker.py")


def make_edition(letter: str) -> Files:
    """Return the files of an edition by name, with the manifest among them."""
    files = {
        "index.html": letter.encode(),
        "zkkk-2019-sq.html": letter.encode() * 5000,
        "data/same.csv": b"the same in every edition",
        "municipalities/pejë/zkkk-2019-peja-sq.html": letter.encode() * 9000,
        f"charts/{letter}.svg": b"only in this edition",
    }
    plan, key = Plan("1", {}, {"w.xlsx": letter}, {}), inputs_key({"w": letter})
    outputs = {name: output_of(data, key) for name, data in files.items()}
    return {**files, MANIFEST: Manifest(plan, outputs).to_bytes()}


def read_folder(folder: Path) -> Files:
    """Return everything in a folder, by this reader's own means; folders end in a slash."""
    assert folder.is_dir()
    return {
        entry.relative_to(folder).as_posix() + "/" * entry.is_dir(): (
            b"" if entry.is_dir() else entry.read_bytes()
        )
        for entry in folder.rglob("*")
    }


def with_folders(files: Files) -> Files:
    """Add the folders that the files stand in, as ``read_folder`` gives them."""
    parents = {
        f"{parent.as_posix()}/": b""
        for name in files
        for parent in Path(name).parents
        if parent.as_posix() != "."
    }
    return {**files, **parents}


@pytest.fixture
def edition_a() -> Files:
    """The old edition."""
    return make_edition("A")


@pytest.fixture
def edition_b() -> Files:
    """The new edition."""
    return make_edition("B")


@pytest.fixture
def holds() -> Callable[[Path, Files], bool]:
    """Say whether a folder holds exactly an edition: every byte of it and nothing else."""
    return lambda folder, files: read_folder(folder) == with_folders(files)


@pytest.fixture
def leftovers() -> Callable[[Path], list[str]]:
    """List the hidden things in an output folder which are gone when no run is at work."""
    return lambda output: sorted(
        entry.name
        for entry in output.iterdir()
        if entry.name.startswith(".") and entry.name != LOCK_FILE
    )


@pytest.fixture(params=["exchange", "file by file"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Swap in both ways: this system's, and that of a system which cannot exchange names."""
    if request.param == "file by file":
        monkeypatch.setattr(swapping, "exchange", lambda _first, _second: False)
    elif swapping._system_call() is None:  # noqa: SLF001 - whether the system has it
        pytest.skip("needs a system that can exchange two names")
    return str(request.param)


@pytest.fixture
def store(tmp_path: Path) -> Callable[[str, Files], Path]:
    """Write an edition to a file that the worker can read, outside of any output folder."""

    def write(name: str, files: Files) -> Path:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({key: data.decode() for key, data in files.items()}))
        return path

    return write


@pytest.fixture
def worker() -> Callable[..., list[str]]:
    """Return the command line of a worker process."""
    return lambda *arguments: [sys.executable, str(WORKER), *map(str, arguments)]


@pytest.fixture
def run(worker: Callable[..., list[str]]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run a worker to its end and return what it wrote and its exit code."""
    return lambda *arguments: subprocess.run(
        worker(*arguments), capture_output=True, text=True, check=False, timeout=600
    )
