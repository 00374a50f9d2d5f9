"""Editions stay whole when the process that publishes them is killed."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from tests.effort import THOROUGH

from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Store = Callable[[str, Files], Path]
Row = dict[str, Any]


WHERE = "every" if THOROUGH else "changed"
"""The process is killed at every call of the system, or where the folder has changed since the one
before: nothing else is left of it."""


def killed(run: Run, store: Store, editions: tuple[Files, Files], way: str) -> list[Counter[str]]:
    """Kill at one call after another; count what was seen, left, and found by the next run."""
    old, new = store("old", editions[0]), store("new", editions[1])
    result = run("hammer", old.parent / "out", old, new, way, WHERE)
    assert result.stderr == ""
    *rows, finished = [json.loads(line) for line in result.stdout.splitlines()]
    assert finished == {"seen": "B", "left": [], "recovered": "B"}
    assert len(rows) > 25
    left = Counter(name for row in rows for name in row["left"])
    return [Counter(row["seen"] for row in rows), left, Counter(row["recovered"] for row in rows)]


def test_killed_at_any_call_the_old_or_the_new_edition_stands(
    run: Run, store: Store, edition_a: Files, edition_b: Files
) -> None:
    """After each kill a reader finds one edition, byte for byte, and the next run succeeds."""
    seen, left, recovered = killed(run, store, (edition_a, edition_b), "exchange")
    assert set(seen) == {"A", "B"}, "the kills must fall before and after the swap"
    assert left[".zkkk-2019.new"] > 15, "the kills must interrupt the writing"
    assert left[".zkkk-2019.ready"] == 0
    assert recovered == seen


def test_without_exchange_the_next_run_finds_a_whole_edition_after_each_kill(
    run: Run, store: Store, edition_a: Files, edition_b: Files
) -> None:
    """Each file is there and whole at any moment; the next run finishes what was begun."""
    seen, left, recovered = killed(run, store, (edition_a, edition_b), "file by file")
    assert set(seen) == {"A", "B", "whole files"}
    assert left[".zkkk-2019.new"] > 15
    assert left[".zkkk-2019.ready"] > 0, "the kills must interrupt the moving"
    assert set(recovered) == {"A", "B"}
    assert recovered["B"] >= seen["B"] + seen["whole files"]


@pytest.fixture
def few(edition_a: Files, edition_b: Files) -> list[Files]:
    """Both editions with few files, since there are three of each."""
    names = {"index.html", "zkkk-2019-sq.html", MANIFEST}
    return [{name: each[name] for name in names} for each in (edition_a, edition_b)]


def several_killed(run: Run, store: Store, few: list[Files], way: str) -> list[Row]:
    """Kill what changes two years and the site, at one call after another; what was found."""
    old, new = (store(name, files) for name, files in zip(("old", "new"), few, strict=True))
    result = run("hammer_several", old.parent / "out", old, new, way, WHERE)
    assert result.stderr == ""
    *rows, finished = [json.loads(line) for line in result.stdout.splitlines()]
    assert finished == {"seen": "new", "left": [], "links": [], "recovered": "new"}
    return rows


def test_killed_at_any_call_all_years_and_the_site_are_old_or_all_are_new(
    run: Run, store: Store, few: list[Files]
) -> None:
    """A kill before, within and after the stroke leaves no mixture, also before the next run.

    That finds the same, with no link and nothing else left.
    """
    rows = several_killed(run, store, few, "exchange")
    assert len(rows) > 50
    assert {row["seen"] for row in rows} == {"old", "new"}
    assert all(row["recovered"] == row["seen"] for row in rows)
    half_linked = [row for row in rows if 0 < len(row["links"]) < 4]
    assert {row["seen"] for row in half_linked} == {"old", "new"}, "kills must fall on both sides"


def test_without_exchange_the_next_run_finds_all_years_and_the_site_old_or_new(
    run: Run, store: Store, few: list[Files]
) -> None:
    """It finishes what was begun: once a file is new, all will be."""
    rows = several_killed(run, store, few, "file by file")
    assert {row["recovered"] for row in rows} == {"old", "new"}
    mixed = [row for row in rows if row["seen"] == "mixed"]
    assert len(mixed) > 10, "the kills must interrupt the moving"
    assert {row["recovered"] for row in mixed} == {"new"}


def test_a_signal_to_stop_leaves_nothing_behind(
    worker: Callable[..., list[str]],
    store: Store,
    edition_a: Files,
    holds: Callable[[Path, Files], bool],
    leftovers: Callable[[Path], list[str]],
) -> None:
    """SIGTERM and SIGINT end a run with the signal's code; what it was writing is removed."""
    file = store("a", edition_a)
    output = file.parent / "out"
    with subprocess.Popen(
        worker("stopped", output, file), stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin
        assert process.stdout
        for number, code in 5 * [(signal.SIGTERM, "143"), (signal.SIGINT, "130")]:
            process.stdin.write("\n")
            child = int(process.stdout.readline())
            while not (output / "2019").exists():
                time.sleep(0.001)
            os.kill(child, number)
            assert process.stdout.readline() == f"{code}\n"
            assert holds(output / "2019", edition_a)
            assert leftovers(output) == []
            shutil.rmtree(output)
        assert process.communicate() == ("", "")
