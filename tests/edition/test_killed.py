"""Editions stay whole when the process that publishes them is killed."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.effort import THOROUGH

Files = dict[str, bytes]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Store = Callable[[str, Files], Path]


STEP = 1 if THOROUGH else 3
"""Of so many calls, the process is killed at one."""


def killed(run: Run, store: Store, editions: tuple[Files, Files], way: str) -> list[Counter[str]]:
    """Kill at one call after another; count what was seen, left, and found by the next run."""
    old, new = store("old", editions[0]), store("new", editions[1])
    result = run("hammer", old.parent / "out", old, new, STEP, way)
    assert result.stderr == ""
    *rows, finished = [json.loads(line) for line in result.stdout.splitlines()]
    assert finished == {"seen": "B", "left": [], "recovered": "B"}
    assert len(rows) > 100
    left = Counter(name for row in rows for name in row["left"])
    return [Counter(row["seen"] for row in rows), left, Counter(row["recovered"] for row in rows)]


def test_killed_at_any_call_the_old_or_the_new_edition_stands(
    run: Run, store: Store, edition_a: Files, edition_b: Files
) -> None:
    """After each kill a reader finds one edition, byte for byte, and the next run succeeds."""
    seen, left, recovered = killed(run, store, (edition_a, edition_b), "exchange")
    assert set(seen) == {"A", "B"}, "the kills must fall before and after the swap"
    assert left[".zkkk-2019.new"] > 30, "the kills must interrupt the writing"
    assert left[".zkkk-2019.ready"] == 0
    assert recovered == seen


def test_without_exchange_the_next_run_finds_a_whole_edition_after_each_kill(
    run: Run, store: Store, edition_a: Files, edition_b: Files
) -> None:
    """Each file is there and whole at any moment; the next run finishes what was begun."""
    seen, left, recovered = killed(run, store, (edition_a, edition_b), "file by file")
    assert set(seen) == {"A", "B", "whole files"}
    assert left[".zkkk-2019.new"] > 30
    assert left[".zkkk-2019.ready"] > 0, "the kills must interrupt the moving"
    assert set(recovered) == {"A", "B"}
    assert recovered["B"] >= seen["B"] + seen["whole files"]


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_a_signal_to_stop_leaves_nothing_behind(
    number: str,
    worker: Callable[..., list[str]],
    store: Store,
    edition_a: Files,
    holds: Callable[[Path, Files], bool],
    leftovers: Callable[[Path], list[str]],
) -> None:
    """SIGTERM and SIGINT end a run with the signal's code; what it was writing is removed."""
    file = store("a", edition_a)
    output = file.parent / "out"
    code = {"SIGTERM": 143, "SIGINT": 130}[number]
    for _ in range(5):
        process = subprocess.Popen(
            worker("stopped", output, file), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"publishing\n"
        while not (output / "2019").exists():
            pass
        subprocess.run(["kill", f"-{number[3:]}", str(process.pid)], check=True)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (code, b"")
        assert holds(output / "2019", edition_a)
        assert leftovers(output) == []
        shutil.rmtree(output)
