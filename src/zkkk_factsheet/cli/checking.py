"""``zkkk check``: the findings of a year on standard output, and marked in a copy."""

import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.inputs import Years
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.writing import write_whole
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.workbook.checking.check import CheckedYear, check_with_previous, check_year
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.gathering.items import year_of
from zkkk_factsheet.workbook.reading.sources import SUFFIXES, SourceFile, load
from zkkk_factsheet.workbook.rows import YearRows
from zkkk_factsheet.workbook.telling import grouping, report


def check_and_report(
    chosen: Settings,
    terminal: Terminal,
    year: int | None,
    files: tuple[Path, ...],
    report_format: str,
    *,
    annotate: Path | None,
    strict: bool,
) -> Exit:
    """Check some workbooks as one year, or a year of the data folder, or the newest.

    Either is compared with the year before in the data folder; where chosen workbooks can't be,
    that is said. A ``strict`` check ends as one with errors if there is any finding at all.
    """
    if files:
        folder = Path(os.path.commonpath([file.absolute().parent for file in files]))
        sources = tuple(load(file.absolute(), folder) for file in files)
        checked = _check_chosen(chosen, terminal, year, sources)
    else:
        found = years_in(chosen, terminal)
        year = year or found.newest()
        sources = found.workbooks(year)
        checked = check_with_previous(year, sources, found.workbooks_before(year))
    left_out = {each.place.file for each in checked.findings if each.code == "marked-copy"}
    sources = tuple(source for source in sources if source.name not in left_out)
    names = ", ".join(source.name for source in sources)
    terminal.count("check.read", len(sources), names=names)
    language = terminal.say.language
    if report_format == "json":
        content = report.as_json(checked.findings, language)
        printed(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    else:
        printed(_for_people(checked, terminal))
    if annotate and not _annotate(sources, checked.findings, annotate, terminal):
        return Exit.USAGE
    if checked.rows and not checked.rows.monitored:
        terminal.tell("check.unmonitored", year=checked.rows.about.year)
    broken = any(finding.severity == "error" for finding in checked.findings)
    return Exit.ERRORS if broken or (strict and checked.findings) else Exit.DONE


def _check_chosen(
    chosen: Settings,
    terminal: Terminal,
    year: int | None,
    sources: Sequence[SourceFile],
) -> CheckedYear:
    """Check workbooks that were named, beside the year before, which is never at fault for them."""
    of = year or next(filter(None, map(year_of, sources)), None)
    rows, reason = _year_before(chosen, of) if of else (None, "")
    checked = check_year(sources, year, rows, chosen=True)
    if of and reason and (checked.rows is None or checked.rows.monitored):
        terminal.tell(reason, previous=of - 1, folder=str(chosen.data))
    return checked


def _year_before(chosen: Settings, year: int) -> tuple[YearRows | None, str]:
    """The rows of the year before a year in the data folder; or why there is none to compare."""
    if chosen.sample:
        return None, "check.no-folder-to-compare"
    try:
        before = Years(chosen.data).workbooks_before(year)
    except OSError:  # these workbooks can be checked all the same
        before = ()
    earlier = check_year(before, year - 1) if before else None
    if earlier and earlier.rows is None:
        return None, "check.faulty-to-compare"
    if earlier and earlier.rows and earlier.rows.monitored:
        return earlier.rows, ""
    return None, "check.nothing-to-compare"


def _for_people(checked: CheckedYear, terminal: Terminal) -> str:
    """The report to read; what is not asked for is left out of a quiet one."""
    language = terminal.say.language
    if not terminal.quiet:
        return grouping.report_of(checked.findings, language, checked.coverage)
    errors = [finding for finding in checked.findings if finding.severity == "error"]
    return grouping.report_of(errors, language) if errors else ""


def _annotate(
    sources: Sequence[SourceFile], findings: Sequence[Finding], out: Path, terminal: Terminal
) -> bool:
    """Write a copy of each workbook with its findings marked; say so if there can be none.

    There can be none if a file is in the way, or the name isn't one of an Excel workbook; nor if
    several are to go into a folder, and the name is one of a workbook.
    """
    from zkkk_factsheet.workbook.marking.annotate import annotated_copy  # noqa: PLC0415 - brings openpyxl

    if len(sources) > 1 and out.suffix.lower() in SUFFIXES and not out.is_dir():
        terminal.error("check.not-folder", file=str(out), folder=str(out.with_suffix("")))
        return False
    targets = dict(zip(_targets(sources, out), sources, strict=True))
    for target in targets:
        if target.suffix.lower() != ".xlsx":
            terminal.error("check.not-xlsx", file=str(target))
            return False
        if exists(target):
            terminal.error("check.exists", file=str(target))
            return False
    for target, source in targets.items():
        own = [finding for finding in findings if finding.place.file == source.name]
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, annotated_copy(source, own, terminal.say.language))
        terminal.count("check.annotated", len(own), file=str(target))
    return True


def _targets(sources: Sequence[SourceFile], out: Path) -> list[Path]:
    """Where the copies go: the file that was named, or a folder if there are several.

    In a folder, the copies lie as the workbooks do, and keep their whole names: two of them may
    differ by nothing but the folder or the ending.
    """
    if len(sources) == 1 and not out.is_dir():
        return [out]
    names = [PurePosixPath(source.name) for source in sources]
    folder = os.path.commonpath([name.parent for name in names])
    inside = [name.relative_to(folder) for name in names]
    return [out / (name if name.suffix.lower() == ".xlsx" else f"{name}.xlsx") for name in inside]
