"""Editions stay whole when the process that publishes them is killed."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.effort import THOROUGH

from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Store = Callable[[str, Files], Path]
Row = dict[str, Any]


STEP = 1 if THOROUGH else 7
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


@pytest.fixture
def few(edition_a: Files, edition_b: Files) -> list[Files]:
    """Both editions with few files, since there are five of each."""
    names = {"index.html", "zkkk-2019-sq.html", MANIFEST}
    return [{name: each[name] for name in names} for each in (edition_a, edition_b)]


def several_killed(run: Run, store: Store, few: list[Files], way: str, step: int) -> list[Row]:
    """Kill what changes four years and the site, at one call after another; what was found."""
    old, new = (store(name, files) for name, files in zip(("old", "new"), few, strict=True))
    result = run("hammer_several", old.parent / "out", old, new, 1 if THOROUGH else step, way)
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
    rows = several_killed(run, store, few, "exchange", 19)
    assert len(rows) > 100
    assert {row["seen"] for row in rows} == {"old", "new"}
    assert all(row["recovered"] == row["seen"] for row in rows)
    half_linked = [row for row in rows if 0 < len(row["links"]) < 6]
    assert {row["seen"] for row in half_linked} == {"old", "new"}, "kills must fall on both sides"


def test_without_exchange_the_next_run_finds_all_years_and_the_site_old_or_new(
    run: Run, store: Store, few: list[Files]
) -> None:
    """It finishes what was begun: once a file is new, all will be."""
    rows = several_killed(run, store, few, "file by file", 83)
    assert {row["recovered"] for row in rows} == {"old", "new"}
    mixed = [row for row in rows if row["seen"] == "mixed"]
    assert len(mixed) > 10, "the kills must interrupt the moving"
    assert {row["recovered"] for row in mixed} == {"new"}


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
