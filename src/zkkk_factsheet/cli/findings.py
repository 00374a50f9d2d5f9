"""Findings on the terminal."""

from typing import TYPE_CHECKING

from zkkk_factsheet.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

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
