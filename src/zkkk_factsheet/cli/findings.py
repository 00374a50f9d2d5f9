"""Findings on the terminal."""

from typing import TYPE_CHECKING

from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.settings import Settings, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkkk_factsheet.workbook.checking.check import CheckedYear
    from zkkk_factsheet.workbook.findings import Finding


def print_findings(findings: "Sequence[Finding]", terminal: Terminal) -> None:
    """Every finding, then how many there are; nothing if there is none.

    People are told at once what repeats itself; a log for programs has a record for each finding.
    """
    if not findings:
        return
    from zkkk_factsheet.workbook.telling import (  # noqa: PLC0415 - most nights there is none
        grouping,
        report,
    )

    language = terminal.say.language
    if terminal.log_format == "json":
        for finding in findings:
            record = report.finding_as_json(finding, language)
            text = report.line(finding, language)
            terminal.report(text, record, error=finding.severity == "error")
    else:
        for told in grouping.grouped(findings, language):
            terminal.report(told.text, {}, error=told.is_error)
    for line in report.summary(findings, language):
        terminal.report(line, {}, error=any(each.severity == "error" for each in findings))


def print_if_wrong(checked: "CheckedYear", chosen: Settings, terminal: Terminal) -> None:
    """The findings of a year with errors; of one without, how many warnings there are, in a line.

    Who asks for a figure gets no long list before it, but learns by which command to see it.

    Args:
        checked: The year.
        chosen: Where the workbooks are.
        terminal: Where to print.
    """
    if checked.rows is None:
        print_findings(checked.findings, terminal)
    elif checked.findings:
        year = checked.rows.about.year
        command = f"zkkk check --year {year}{_data_option(chosen)}"
        terminal.count("show.warnings", len(checked.findings), year=year, command=command)


def _data_option(chosen: Settings) -> str:
    """What says where the workbooks are, if they aren't where they are looked for anyway."""
    if chosen.data == settings().data:
        return ""
    folder = str(chosen.data)
    return f' --data "{folder}"' if " " in folder else f" --data {folder}"
