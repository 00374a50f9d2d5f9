"""Measure how fast the program is, as ratios within one run, and write the tables into the docs.

Run it on a machine that has nothing else to do: ``make bench``. Every command is run several times
in turn with the line it is compared with, and the middle one of the ratios counts: what slows the
machine down for a moment slows both.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psutil
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
MEGABYTE = 1024 * 1024

PYTHON = sys.executable
ZKKK = [PYTHON, "-m", "zkkk_factsheet"]
TYPER = [PYTHON, "-c", "import typer"]
READER = [PYTHON, "-c", "import typer, python_calamine"]
COMPLETE = "national sheets of 2019, from nothing"
SHEETS = ("--format", "html", "--format", "pdf")
NATIONAL = ("--no-municipalities", *SHEETS)
PRESS = ("--no-municipalities", "--format", "charts")
HEAVY = [PYTHON, "-c", "import pandas, matplotlib.figure, jinja2, typst"]


@dataclass(frozen=True, slots=True)
class Run:
    """How long a command took, in seconds, and the memory of all its processes, in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Job:
    """A command, what it is compared with, the limits, and what is done before it is run."""

    name: str
    command: Sequence[str]
    base: Sequence[str]
    limit: float
    memory_limit: int | None = None
    prepare: Callable[[], None] = lambda: None
    told: str = ""
    """What the base is called; its last word, if nothing else is said."""


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command once; its memory is the most that it and its children had together."""
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the program and Python themselves
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.002)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(seconds, most)


def _memory(pid: int) -> int:
    """The resident memory of a process and its children."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family)
    except psutil.Error:
        return 0


def compared(
    commands: Sequence[Sequence[str]],
    folder: Path,
    times: int,
    prepare: Callable[[], None] = lambda: None,
) -> tuple[float, int]:
    """How many times as long as the first the second command takes, and the most memory it had.

    What is prepared is so before each turn, and not measured.
    """
    runs: list[list[Run]] = [[] for _ in commands]
    for turn in range(times + 1):
        prepare()
        for command, done in zip(commands, runs, strict=True):
            run = measure(command, folder)
            if turn:  # the first turn fills the caches
                done.append(run)
    ratios = [run.seconds / base.seconds for base, run in zip(*runs, strict=True)]
    return statistics.median(ratios), max(run.memory for run in runs[1])


def jobs(folder: Path) -> list[Job]:
    """The jobs that have limits."""
    sample = [*ZKKK, "build", "--data", str(ROOT / "data" / "sample"), "--output"]
    # 2025 has reports alone: there is nothing to make of it, and its workbook is checked once.
    four_years = [option for year in range(2016, 2020) for option in ("--year", str(year))]
    everything, build = [*sample, str(folder / "all")], [*sample, str(folder / "b")]
    municipal = [*sample, str(folder / "m")]
    corrected = folder / "corrected"
    shutil.copytree(ROOT / "data" / "sample", corrected / "data", dirs_exist_ok=True)
    rebuild = [*ZKKK, "build", "--data", str(corrected / "data"), "--output", str(corrected / "b")]
    return [
        Job("`zkkk --help`", [*ZKKK, "--help"], TYPER, 1.5),
        Job("check 2019", [*ZKKK, "check", "--year", "2019"], READER, 3.0),
        Job("nothing to do", [*build, "--year", "2019", *NATIONAL], TYPER, 2.5, 60 * MEGABYTE),
        Job(
            "nothing to do in four years",
            [*build, *four_years, *NATIONAL],
            TYPER,
            2.5,
            60 * MEGABYTE,
        ),
        Job(
            "nothing to do in four years with every municipality's sheets",
            [*everything, *four_years],
            TYPER,
            2.5,
            60 * MEGABYTE,
        ),
        Job(
            COMPLETE,
            [*build, "--year", "2019", "--force", *NATIONAL],
            HEAVY,
            1.8,
            250 * MEGABYTE,
        ),
        Job(
            "2019 with every municipality's sheets, from nothing",
            [*municipal, "--year", "2019", "--force", *SHEETS],
            HEAVY,
            6,
            500 * MEGABYTE,
        ),
        Job(
            "the same with the pages that tell how figures are made",
            [*everything, "--year", "2019", "--force"],
            HEAVY,
            7,
            500 * MEGABYTE,
        ),
        Job(
            "all of four years with the site, from nothing",
            [*everything, *four_years, "--force"],
            HEAVY,
            35,
            500 * MEGABYTE,
        ),
        Job(
            "the site over four years, from nothing",
            [*everything, *four_years],
            HEAVY,
            1.5,
            150 * MEGABYTE,
            without_the_site(folder / "all"),
        ),
        Job(
            "national sheets after a changed contact line",
            [*rebuild, "--year", "2019", *NATIONAL],
            HEAVY,
            1.5,
            250 * MEGABYTE,
            with_another_contact(corrected / "data" / "zkkk-2019.xlsx"),
        ),
        Job(
            "the same",
            [*rebuild, "--year", "2019", *NATIONAL],
            [*rebuild[:-1], str(corrected / "whole"), "--year", "2019", "--force", *NATIONAL],
            1,  # to change a line costs less than to make all of it
            250 * MEGABYTE,
            with_another_contact(corrected / "data" / "zkkk-2019.xlsx"),
            "the same sheets, from nothing",
        ),
        Job(
            "the charts of 2019 for the press, from nothing",
            [*sample, str(folder / "p"), "--year", "2019", "--force", *PRESS],
            HEAVY,
            3,
            300 * MEGABYTE,
        ),
    ]


def without_the_site(output: Path) -> Callable[[], None]:
    """What removes the site from an output folder, and leaves the editions."""

    def remove() -> None:
        shutil.rmtree(output / "site", ignore_errors=True)
        (output / "index.html").unlink(missing_ok=True)

    return remove


def with_another_contact(workbook: Path) -> Callable[[], None]:
    """What changes a workbook's contact, in each language, to one that it never had."""
    numbers = count(1)

    def change() -> None:
        book = load_workbook(workbook)
        number = next(numbers)
        items = [
            row for row in book["about"].iter_rows() if str(row[0].value).startswith("contact")
        ]
        for row in items:
            row[1].value = f"monitoring-{number}@example.org"
        if not items:
            raise SystemExit(f"{workbook} has no contact")
        book.save(workbook)

    return change


def job_rows(folder: Path, times: int) -> list[str]:
    """One line of the table for each job."""
    rows = []
    for job in jobs(folder):
        ratio, memory = compared([job.base, job.command], folder, times, job.prepare)
        limit = f"{job.limit:g} ×" + (
            f", {job.memory_limit // MEGABYTE} MB" if job.memory_limit else ""
        )
        rows.append(
            f"| {job.name} | {job.told or f'`{job.base[-1]}`'} | {ratio:.2f} × "
            f"| {memory // MEGABYTE} MB | {limit} |"
        )
        print(rows[-1], flush=True)
    build = next(job.command for job in jobs(folder) if job.name == COMPLETE)
    ratio, memory = compared([build, [*build, "--year", "2018"]], folder, times)
    rows.append(
        f"| one more year in the same run | the first year | {ratio - 1:.2f} × | "
        f"{memory // MEGABYTE} MB | 0.6 × |"
    )
    print(rows[-1], flush=True)
    rows.append(save_row(folder / "save", times))
    rows.append(preview_row(folder / "preview", times))
    return rows


class Desk(NamedTuple):
    """A desk that is open: its process, where it is, and the cookie of whoever was let in."""

    process: "subprocess.Popen[str]"
    origin: str
    cookie: str

    def ask(self, path: str) -> str:
        """What it answers."""
        request = urllib.request.Request(  # noqa: S310 - this computer
            f"{self.origin}{path}", headers={"Cookie": self.cookie}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
            return str(answer.read().decode())


@contextmanager
def desk_in(folder: Path) -> Iterator[Desk]:
    """A desk on the sample in a folder."""
    shutil.copytree(ROOT / "data" / "sample", folder / "data")
    with subprocess.Popen(  # noqa: S603 - the program itself
        [*ZKKK, "desk", "--no-browser"],
        cwd=folder,
        env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            origin, _, key = address.partition("/start")
            connection = http.client.HTTPConnection(origin.removeprefix("http://"))
            connection.request("GET", f"/start{key}")
            cookie = connection.getresponse().headers["set-cookie"].partition(";")[0]
            yield Desk(process, origin, cookie)
        finally:
            process.terminate()


def save_row(folder: Path, times: int) -> str:
    """How long a save takes until the desk shows it, and the memory of a desk that does nothing."""
    with desk_in(folder) as desk:
        workbook, other = folder / "data" / "zkkk-2019.xlsx", folder / "other.xlsx"
        book = load_workbook(workbook)
        book["duties"]["G9"] = "perhaps"
        book.save(other)
        save = [PYTHON, str(ROOT / "tools" / "desk_save.py"), desk.origin, desk.cookie]
        # Either of the two workbooks may be there; what they cost to check is the same.
        check = [PYTHON, "-c", _CHECK]
        ratio, _ = compared([check, [*save, str(workbook), str(other)]], folder, times)
        memory = _memory(desk.process.pid)
    row = (
        f"| a save, until the desk shows its findings; the desk after it | `zkkk check` "
        f"| {ratio:.2f} × | {memory // MEGABYTE} MB | 3 ×, 80 MB |"
    )
    print(row, flush=True)
    return row


def preview_row(folder: Path, times: int) -> str:
    """What a save costs whose sheet is looked at, compared with building the same sheets.

    It is work and not time, of all processes: of the desk, too, which checks what was saved.
    """
    with desk_in(folder) as desk:
        workbook, aside = folder / "data" / "zkkk-2019.xlsx", folder / "aside.xlsx"
        build = [*ZKKK, "build", "--data", "data", "--year", "2019", *LOOKED_AT]
        number = previewed(desk, 0)
        ratios = []
        for turn in range(times + 1):
            book = load_workbook(workbook)
            book["duties"]["G9"] = ("yes", "no")[turn % 2]
            book.save(aside)
            before = _work(desk.process.pid)
            aside.replace(workbook)
            number = previewed(desk, number)
            work = _work(desk.process.pid) - before
            before = _work(os.getpid())
            subprocess.run(build, cwd=folder, check=True, capture_output=True)  # noqa: S603 - the program itself
            if turn:  # the first turn makes all of it
                ratios.append(work / (_work(os.getpid()) - before))
    row = (
        f"| the desk's preview after a save: its work, and the check's | `zkkk build` of the same "
        f"| {statistics.median(ratios):.2f} × | – | 1 × |"
    )
    print(row, flush=True)
    return row


LOOKED_AT = ("--no-municipalities", "--lang", "sq")


def previewed(desk: Desk, number: int) -> int:
    """Wait until a sheet was made after the one of a number, and give its own."""
    while True:
        version = json.loads(desk.ask("/pulse?page=bench&wait=no"))["version"]
        page = desk.ask("/year/2019/preview?sheet=sq")
        found = re.search(r"[?]v=(\d+)", page)
        if found and int(found[1]) > number and 'id="making"' not in page:
            return int(found[1])
        desk.ask(f"/pulse?page=bench&seen={version}&wait=yes")


def _work(pid: int) -> float:
    """How many seconds of a core a process has had, with those of its children that have ended."""
    return sum(psutil.Process(pid).cpu_times()[:4])


_CHECK = """
import subprocess, sys
subprocess.run([sys.executable, "-m", "zkkk_factsheet", "check", "--year", "2019", "--quiet"])
"""
"""A check whose exit code does not matter here."""

_GROWTH = """
import resource, sys, time
sys.path.insert(0, {tools!r})
from synthetic import year_of
offices = {offices}
start = time.perf_counter()
rows, before = year_of(offices)
from zkkk_factsheet.documents import national
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.charts.draw import svg_of
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer
from zkkk_factsheet.resources import templates_folder
html, pdf = HtmlRenderer(templates_folder(), web_fonts), PdfRenderer(templates_folder())
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
rows, before = year_of(offices)
published = published_of(rows, before, 5)
for language in {languages!r}:
    sheet = national.compose(published, language)
    charts = {{chart.id: svg_of(chart.drawing, chart.id) for chart in sheet.charts()}}
    html.render(sheet, charts), pdf.render(sheet, charts)
print(time.perf_counter() - start)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory)
"""


_ACTIVITIES = """
import resource, sys, time
sys.path.insert(0, {tools!r})
from synthetic import checked_activities, workbook_of_activities
from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.disclosure.digesting import digest_of
from zkkk_factsheet.disclosure.reporting import reported_of
from zkkk_factsheet.documents import digest, report
from zkkk_factsheet.language import Period
from zkkk_factsheet.open_data.digest import digest_to_csv
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer
from zkkk_factsheet.resources import templates_folder
html, pdf = HtmlRenderer(templates_folder(), web_fonts), PdfRenderer(templates_folder())
data, year = workbook_of_activities({activities}), Period(2025)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def lap(begin):
    print(time.perf_counter() - begin)
    return time.perf_counter()
def made(document):
    html.render(document, {{}}), pdf.render(document, {{}})
then = time.perf_counter()
rows = checked_activities(data)
then = lap(then)
told = reported_of(rows, [], year)
made(report.compose(told, "sq", "rahovec"))
then = lap(then)
found = digest_of(year, [rows], Thresholds())
for language in ("sq", "sr", "en"):
    made(digest.compose(found, language))
digest_to_csv(found)
lap(then)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory)
"""


def activity_rows() -> list[str]:
    """How time and memory grow with the number of activities that 38 offices tell of in a year."""
    rows = []
    for activities in (1000, 2000, 4000):
        code = _ACTIVITIES.format(activities=activities, tools=str(Path(__file__).parent))
        result = subprocess.run(  # noqa: S603 - Python itself
            [PYTHON, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        check, report, digest, kilobytes = map(float, result.stdout.split())
        rows.append((activities, check, report, digest, kilobytes))
        print(rows[-1], flush=True)
    base = rows[0][1]
    return [
        f"| {activities} | {check / base:.2f} × | {report / base:.2f} × | {digest / base:.2f} × | "
        f"{kilobytes / 1024:.0f} MB |"
        for activities, check, report, digest, kilobytes in rows
    ]


def growth_rows() -> list[str]:
    """How time and memory grow with the number of municipalities and of languages."""
    rows = []
    for offices in (38, 380, 3800):
        for languages in (("en",), ("sq", "sr", "en")):
            code = _GROWTH.format(
                offices=offices, languages=languages, tools=str(Path(__file__).parent)
            )
            result = subprocess.run(  # noqa: S603 - Python itself
                [PYTHON, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
            )
            seconds, kilobytes = (float(line) for line in result.stdout.split())
            rows.append((offices, len(languages), seconds, kilobytes))
            print(rows[-1], flush=True)
    base = rows[0][2] / rows[0][0]
    return [
        f"| {offices} | {languages} | {seconds / offices / base:.2f} × | "
        f"{kilobytes / offices:.0f} kB |"
        for offices, languages, seconds, kilobytes in rows
    ]


KINDS = {
    "the site's first pages, with table and map": r"site/index-.*\.html",
    "the site's page on corrections": r"site/corrections/.*\.html",
    "the site's page on a municipality": r"site/municipalities/.*\.html",
    "style sheet, script, fonts and feeds of the site": r"site/(assets/.*|feed-.*)",
    "national sheet, HTML": r"\d+/zkkk-.*\.html",
    "national sheet, PDF": r"\d+/zkkk-.*\.pdf",
    "municipal sheet, HTML": r"\d+/municipalities/.*\.html",
    "municipal sheet, PDF": r"\d+/municipalities/.*\.pdf",
    "page that tells how figures are made": r"\d+/figures/.*\.html",
    "data file": r"\d+/data/.*",
    "chart for the press, and the pages that show them": r"\d+/charts/.*",
    "chart, kept for the next run": r"\d+/\.charts/.*",
    "all of it": r".*",
}
"""The files of an output folder, by their paths."""


def size_rows(output: Path) -> list[str]:
    """One line for each kind of file: how many there are, how large one is, and all of them."""
    sizes = {
        path.relative_to(output).as_posix(): path.stat().st_size
        for path in output.rglob("*")
        if path.is_file()
    }
    rows = []
    for kind, pattern in KINDS.items():
        of_kind = [size for name, size in sizes.items() if re.fullmatch(pattern, name)]
        rows.append(
            f"| {kind} | {len(of_kind)} | {sum(of_kind) / len(of_kind) / 1000:.0f} kB"
            f" | {sum(of_kind) / 1e6:.1f} MB |"
        )
        print(rows[-1], flush=True)
    return rows


def replaced(page: str, name: str, rows: Sequence[str]) -> str:
    """The page with the body of one of its tables renewed."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"({re.escape(begin)}\n(?:[^\n]*\n){{2}}).*?({re.escape(end)})", re.DOTALL)
    body = "".join(f"{row}\n" for row in rows)
    changed, count = pattern.subn(lambda match: match[1] + body + match[2], page)
    if count != 1:
        raise SystemExit(f"{PAGE} has no table {name}")
    return changed


def main() -> None:
    """Measure, print, and write the tables into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="how often each command is run")
    times = parser.parse_args().times
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's machine keeps compiled modules
    tables: dict[str, Callable[[], list[str]]] = {
        "growth": growth_rows,
        "activities": activity_rows,
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = {
            "jobs": lambda: job_rows(folder, times),
            "sizes": lambda: size_rows(folder / "all"),
            **tables,
        }
        for table, rows in tables.items():
            PAGE.write_text(replaced(PAGE.read_text("utf-8"), table, rows()), "utf-8")


if __name__ == "__main__":
    main()
