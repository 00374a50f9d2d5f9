"""Findings on the terminal."""

from collections.abc import Sequence

from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.workbook.findings import Finding


def print_findings(findings: Sequence[Finding], terminal: Terminal) -> None:
    """Every finding, then how many there are; nothing if there is none."""
    if not findings:
        return
    from zkkk_factsheet.workbook import report  # noqa: PLC0415 - most nights there is nothing

    language = terminal.say.language
    for finding in findings:
        text = "\n".join(report.lines(finding, language))
        terminal.report(
            text, report.finding_as_json(finding, language), error=finding.severity == "error"
        )
    for line in report.summary(findings, language):
        terminal.report(line, {}, error=any(each.severity == "error" for each in findings))
