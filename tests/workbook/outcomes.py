"""What the check says of files, in a process that has 500 MB and 5 seconds for each."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

SECONDS = 5


class Outcome(NamedTuple):
    """What the check said of a file: its codes, what it read ("" if nothing), its time."""

    codes: list[str]
    read: str
    seconds: float


def checked(files: Mapping[str, bytes], folder: Path) -> dict[str, Outcome]:
    """Check files, each by itself, in a process with 500 MB; fail if it says anything else."""
    write(files, folder)
    (told,) = told_of(folder)
    return outcomes_of(told, set(files))


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is made for them."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def told_of(*folders: Path) -> list[dict[str, Any]]:
    """What the process of each folder says, as it comes."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("limited.py"), *folders],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def outcomes_of(
    told: Mapping[str, Any], names: set[str], seconds: float = SECONDS
) -> dict[str, Outcome]:
    """The outcome of each file of a folder; fail if one took too long or said something else."""
    assert told["status"] == 0, told["beside"][-2000:]
    assert told["beside"] == ""
    outcomes = {name: Outcome(*each) for name, each in told["files"].items()}
    assert set(outcomes) == names
    for name, outcome in outcomes.items():
        assert outcome.seconds < seconds, name
        assert outcome.codes or outcome.read, name
    return outcomes
