"""What a scheduler may rely on: whole editions, exit codes, nothing touched without need."""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.unattended.real_command import (
    BUILD,
    SAMPLE,
    change_workbook,
    read,
    run,
    started_zkkk,
    zkkk,
)

from zkkk_factsheet.edition.manifest import is_up_to_date, read_manifest


def _times(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.stat().st_ctime_ns,
            path.stat().st_ino,
        )
        for path in [folder, *folder.rglob("*")]
    }


def test_a_run_with_nothing_to_do_touches_nothing(published: Path) -> None:
    """Nothing changed: exit 0, a line that says so, and no file, folder or time stamp changes."""
    before = _times(published / "build")
    code, _, err = run(*BUILD, cwd=published)
    assert code == 0
    assert "nothing has changed" in err
    assert _times(published / "build") == before
    assert len(before) >= 4


def test_what_a_crash_left_behind_is_cleaned_up_by_a_run_with_nothing_to_do(
    published: Path,
) -> None:
    """Nothing to do, but a dead run's folder lies about: it is gone, the edition untouched."""
    before = read(published / "build" / "2019")
    leftover = published / "build" / ".zkkk-2019.new"
    leftover.mkdir()
    (leftover / "half.html").write_bytes(b"half")
    code, _, err = run(*BUILD, cwd=published)
    assert (code, "nothing has changed" in err) == (0, True)
    assert not leftover.exists()
    assert read(published / "build" / "2019") == before


@pytest.mark.strace
def test_a_run_with_nothing_to_do_opens_no_output_for_writing(published: Path) -> None:
    """Not one system call opens anything below the output folder for writing."""
    trace = published / "trace.txt"
    command = [sys.executable, "-m", "zkkk_factsheet", *BUILD]
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=openat,open,creat", "-o", trace, *command],
        cwd=published,
        check=True,
        capture_output=True,
    )
    opened = [line for line in trace.read_text().splitlines() if "build/2019" in line]
    assert opened, "the edition was not even read"
    assert [line for line in opened if "O_WRONLY" in line or "O_RDWR" in line] == []


def test_a_damaged_output_is_made_again(published: Path) -> None:
    """A file that was changed or deleted is back, to the byte, after the next run."""
    edition = published / "build" / "2019"
    good = read(edition)
    of_people = {name for name in good if not name.startswith(".")}
    assert {"manifest.json", "zkkk-2019-en.pdf", "data/indicators.csv"} < of_people
    assert len(of_people) == 9
    each = [*sorted(of_people), ".charts/en/duties.svg"]
    manifest = read_manifest(edition)
    assert manifest
    assert is_up_to_date(edition, manifest.plan)
    for name in each:  # a run asks this of all of them
        (edition / name).write_bytes(b"damaged")
        assert not is_up_to_date(edition, manifest.plan)
        (edition / name).write_bytes(good[name])
    # Without a manifest nothing else is looked at, so it goes alone; the others may go together.
    others = [name for name in each if name != "manifest.json"]
    for names in (["zkkk-2019-en.pdf"], [".charts/en/duties.svg"], ["manifest.json"], others):
        for name in names:
            (edition / name).write_bytes(b"damaged")
        assert run(*BUILD, cwd=published)[0] == 0
        assert read(edition) == good
    for names in (["manifest.json"], others):
        for name in names:
            (edition / name).unlink()
        assert run(*BUILD, cwd=published)[0] == 0
        assert read(edition) == good


def test_a_changed_workbook_template_or_option_is_noticed(published: Path) -> None:
    """A changed workbook or template makes new sheets; another language is added to the edition."""
    edition = published / "build" / "2019"
    first = read(edition)
    change_workbook(published, "Another note.")
    assert run(*BUILD, cwd=published)[0] == 0
    second = read(edition)
    changed = {name for name in first if first[name] != second[name]}
    sheets = {"zkkk-2019-en.html", "zkkk-2019-en.pdf", "data/tables-2019-en.xlsx"}
    assert changed == sheets | {"manifest.json"}
    assert b"Another note." in second["zkkk-2019-en.html"]

    templates = published / "templates"
    templates.mkdir()
    for name in ("document.html.j2", "style.css", "national.typ"):
        source = SAMPLE.parent.parent / "templates" / name
        (templates / name).write_bytes(source.read_bytes())
    (templates / "style.css").write_text("body { color: black }")
    assert run(*BUILD, "--templates", "templates", cwd=published)[0] == 0
    third = read(edition)
    assert third["zkkk-2019-en.html"] != second["zkkk-2019-en.html"]
    assert third["zkkk-2019-en.pdf"] == second["zkkk-2019-en.pdf"]

    assert run(*BUILD, "--lang", "sq", cwd=published)[0] == 0
    added = set(read(edition)) - set(second)
    assert {"zkkk-2019-sq.html", "zkkk-2019-sq.pdf", "data/tables-2019-sq.xlsx"} == {
        name for name in added if not name.startswith(".charts/sq/")
    }


def test_eight_builds_at_once(work: Path) -> None:
    """One publishes, the others find nothing to do or leave with code 4; the edition is whole."""
    with ThreadPoolExecutor(8) as pool:
        codes = [code for code, _, _ in pool.map(lambda _: run(*BUILD, cwd=work), range(8))]
    assert set(codes) <= {0, 4}
    assert codes.count(0) >= 1
    crowded = read(work / "build" / "2019")
    assert run(*BUILD, "--force", cwd=work)[0] == 0
    assert read(work / "build" / "2019") == crowded


def test_waiting_for_another_run(work: Path) -> None:
    """With --wait a second run waits for the first and then finds nothing left to do."""
    with ThreadPoolExecutor(2) as pool:
        waiting = (*BUILD, "--wait", "60")
        runs = [pool.submit(lambda: run(*waiting, cwd=work)) for _ in range(2)]
        assert [each.result()[0] for each in runs] == [0, 0]


NO_ROOM = """
import errno, os
from zkkk_factsheet.edition import publishing
write = publishing.write_new
def write_new(path, data):
    if ".zkkk-2017.new" in path.parts:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    write(path, data)
publishing.write_new = write_new
"""


def test_a_disk_that_is_full_at_the_third_of_four_years_leaves_everything_old(
    published: Path,
) -> None:
    """Neither the years that were made before it nor the site change; exit 3, and no path."""
    for year in (2016, 2017, 2018):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", published / "data")
    change_workbook(published)
    before = read(published / "build")
    years = ("build", "--lang", "en", "--format", "html", "--no-municipalities", "--quiet")
    process = zkkk(*years, cwd=published, first=NO_ROOM)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (3, b"")
    assert b".zkkk-2017.new" in err
    assert b"What was published before stands" in err
    assert read(published / "build") == before
    assert sorted(path.name for path in (published / "build").glob("[!.]*")) == [
        "2019",
        "index.html",
        "site",
    ]


NO_FURTHER = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""


@pytest.mark.parametrize("limit", [0, 5_000, 100_000])
def test_a_full_disk_is_reported_and_the_old_edition_stays(published: Path, limit: int) -> None:
    """When a file can't grow any further: exit 3, a message with the reason, the old edition."""
    old = read(published / "build" / "2019")
    change_workbook(published)
    process = zkkk(*BUILD, cwd=published, first=NO_FURTHER.format(limit=limit))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err.decode()
    assert b"could not be written" in err
    assert b"Traceback" not in err
    assert read(published / "build" / "2019") == old


def test_stopped_by_the_system(published: Path) -> None:
    """SIGTERM ends a run with 143, without a traceback, and the old edition stays."""
    old = read(published / "build" / "2019")
    change_workbook(published)
    for _attempt in range(20):
        process = started_zkkk(*BUILD, cwd=published)
        while not (published / "build" / ".zkkk.lock").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.4)  # past starting Python, well before everything is drawn
        process.terminate()
        _, err = process.communicate()
        assert b"Traceback" not in err
        if process.returncode == 143:
            break
    assert process.returncode == 143
    assert read(published / "build" / "2019") == old


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_umask_is_respected(work: Path, umask: int) -> None:
    """Files and folders get the permissions that the umask leaves."""
    old = os.umask(umask)
    try:
        assert run(*BUILD, cwd=work)[0] == 0
    finally:
        os.umask(old)
    edition = work / "build" / "2019"
    assert edition.stat().st_mode & 0o777 == 0o777 & ~umask
    inside = list(edition.rglob("*"))
    files = [path for path in inside if path.is_file()]
    assert len(files) > 3
    assert {path.stat().st_mode & 0o777 for path in inside if path.is_dir()} == {0o777 & ~umask}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o666 & ~umask}


def test_json_log(published: Path) -> None:
    """With --log-format json every line of standard error is one object with level and event."""
    change_workbook(published)
    code, out, err = run(*BUILD, "--log-format", "json", cwd=published)
    assert code == 0
    events = [json.loads(line) for line in err.splitlines()]
    assert {"finding", "build.published"} <= {event["event"] for event in events}
    assert all({"level", "event", "message"} <= event.keys() for event in events)
    assert out.splitlines() == [
        "build/2019/zkkk-2019-en.html",
        "build/2019/zkkk-2019-en.pdf",
    ]


def test_quiet_prints_only_errors(published: Path) -> None:
    """With --quiet a good run prints nothing at all, and a bad one its errors."""
    before = read(published / "build" / "2019")
    change_workbook(published)
    assert run(*BUILD, "--quiet", cwd=published) == (0, "", "")
    assert read(published / "build" / "2019") != before
    (published / "data" / "zkkk-2019.xlsx").write_bytes(b"not a workbook")
    code, out, err = run(*BUILD, "--quiet", cwd=published)
    assert (code, out) == (1, "")
    assert "zkkk-2019.xlsx" in err
