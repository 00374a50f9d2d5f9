"""``zkkk report``: what offices did in a period, as reports."""

from functools import partial
from typing import NamedTuple

from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.inputs import FORMATS_OF_REPORTS, Inputs, NothingReportedError, Years
from zkkk_factsheet.edition.reports import REPORTS, ReportOutcome, build_reports
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.failures import Exit, Failure
from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import municipality


class Wanted(NamedTuple):
    """Which reports of a period are to be made; what is empty stands for all there are."""

    period: Period
    municipalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def report_period(
    chosen: Settings, terminal: Terminal, wanted: Wanted, *, force: bool, wait: float
) -> Exit:
    """Make the reports of a period: of the municipalities that are named, else of all that report.

    What the edition of the period holds of others stays, and is brought up to date.
    """
    years_in(chosen, terminal)  # what lies in the data folder and is not read is said
    period = wanted.period
    run = Run(chosen.output / REPORTS, wait)
    try:
        with run:
            with Workshop(one_build=True) as workshop:
                read = partial(_inputs, chosen, wanted)
                outcome = build_reports(read, period, run, workshop, force=force)
            run.put_in_place()
    except NothingReportedError as error:
        return _nothing(error, terminal)
    except (Failure, OSError) as error:
        return exit_code_of(error, terminal)
    return _told(outcome, chosen, terminal, period)


def _nothing(error: NothingReportedError, terminal: Terminal) -> Exit:
    """Say of whom nothing is recorded, by the name in the terminal's language."""
    values = dict(error.values)
    if id_ := str(values["municipality"]):
        values["municipality"] = municipality(id_).name(terminal.say.language)
    terminal.error(error.key, **values)
    return error.exit_code


def _inputs(chosen: Settings, wanted: Wanted) -> Inputs:
    found, year, formats = Years(chosen.data), wanted.period.year, wanted.formats
    return Inputs(
        year=year,
        workbooks=found.workbooks(year),
        earlier={year - 1: found.workbooks_before(year)},
        templates=chosen.templates,
        languages=tuple(dict.fromkeys(wanted.languages or chosen.languages)),
        formats=tuple(each for each in FORMATS_OF_REPORTS if not formats or each in formats),
        sample=chosen.sample,
        subjects=wanted.municipalities or None,
        narrower=True,
    )


def _told(outcome: ReportOutcome, chosen: Settings, terminal: Terminal, period: Period) -> Exit:
    folder = str(chosen.output / REPORTS / str(period))
    print_findings(outcome.findings, terminal)
    if outcome.faulty:
        terminal.warn("report.left-out", period=str(period), earlier=period.year - 1)
    match outcome.state:
        case "refused":
            terminal.error("report.refused", period=str(period))
            return Exit.ERRORS
        case "unchanged":
            terminal.tell("report.unchanged", period=str(period), folder=folder)
        case "made":
            terminal.count("report.made", outcome.made, period=str(period), folder=folder)
    if not terminal.quiet:
        printed("".join(f"{path}\n" for path in outcome.files))
    return Exit.DONE
