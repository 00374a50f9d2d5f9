"""``zkkk report`` and ``zkkk digest``: what offices did, and what the centre must see of it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from zkkk_factsheet.cli.building import tell_of_site
from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.digests import DIGESTS
from zkkk_factsheet.edition.inputs import FORMATS_OF_REPORTS, Inputs, NothingReportedError, Years
from zkkk_factsheet.edition.periodical import Issued, Series, issue
from zkkk_factsheet.edition.reports import REPORTS
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.site import build_site, has_site
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.failures import Exit, Failure
from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import municipality


class Wanted(NamedTuple):
    """What is to be made of a period; what is empty stands for all there is."""

    period: Period
    municipalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def report_period(
    chosen: Settings, terminal: Terminal, wanted: Wanted, *, force: bool, wait: float
) -> Exit:
    """Make the reports of a period: of the municipalities that are named, else of all that report.

    What the edition of the period holds of others stays, and is brought up to date. If there is a
    site, it leads to them at once; else it will when there is one.
    """
    read = partial(_of_report, chosen, wanted)
    done = _issued(REPORTS, read, chosen, terminal, wanted.period, force=force, wait=wait)
    if done is not Exit.DONE or not has_site(chosen.output):
        return done
    return _led_to(chosen, terminal, wait)


def digest_period(
    chosen: Settings, terminal: Terminal, wanted: Wanted, *, force: bool, wait: float
) -> Exit:
    """Make the digest of a period; its other languages and formats stay, up to date."""
    read = partial(_of_digest, chosen, wanted)
    return _issued(DIGESTS, read, chosen, terminal, wanted.period, force=force, wait=wait)


def _led_to(chosen: Settings, terminal: Terminal, wait: float) -> Exit:
    """Bring the site up to date with the reports that stand now."""
    try:
        with Run(chosen.output, wait) as run:
            site = build_site(chosen.templates, run, chosen.address)
            run.put_in_place()
    except (Failure, OSError) as error:
        return exit_code_of(error, terminal)
    tell_of_site(site, chosen, terminal)
    return Exit.DONE


def _issued(
    series: Series,
    read: Callable[[], Inputs],
    chosen: Settings,
    terminal: Terminal,
    period: Period,
    *,
    force: bool,
    wait: float,
) -> Exit:
    years_in(chosen, terminal)  # what lies in the data folder and is not read is said
    run = Run(chosen.output / series.folder, wait)
    try:
        with run:
            with Workshop(one_build=True) as workshop:
                outcome = issue(series, read, period, run, workshop, force=force)
            run.put_in_place()
    except NothingReportedError as error:
        return _nothing(error, terminal)
    except (Failure, OSError) as error:
        return exit_code_of(error, terminal)
    return _told(outcome, series, chosen, terminal, period)


def _nothing(error: NothingReportedError, terminal: Terminal) -> Exit:
    """Say of whom nothing is recorded, by the name in the terminal's language."""
    values = dict(error.values)
    if id_ := str(values["municipality"]):
        values["municipality"] = municipality(id_).name(terminal.say.language)
    terminal.error(error.key, **values)
    return error.exit_code


def _of_report(chosen: Settings, wanted: Wanted) -> Inputs:
    found, year = Years(chosen.data), wanted.period.year
    return _inputs(found, chosen, wanted)._replace(
        earlier={year - 1: found.workbooks_before(year)},
        subjects=wanted.municipalities or None,
    )


def _of_digest(chosen: Settings, wanted: Wanted) -> Inputs:
    found = Years(chosen.data)
    return _inputs(found, chosen, wanted)._replace(
        earlier=found.before(wanted.period.year),
        threshold=chosen.threshold,
        municipal_threshold=chosen.municipal_threshold,
        thresholds=chosen.thresholds,
    )


def _inputs(found: Years, chosen: Settings, wanted: Wanted) -> Inputs:
    year, formats = wanted.period.year, wanted.formats
    return Inputs(
        year=year,
        workbooks=found.workbooks(year),
        earlier={},
        templates=chosen.templates,
        languages=tuple(dict.fromkeys(wanted.languages or chosen.languages)),
        formats=tuple(each for each in FORMATS_OF_REPORTS if not formats or each in formats),
        sample=chosen.sample,
        narrower=True,
    )


def _told(
    outcome: Issued, series: Series, chosen: Settings, terminal: Terminal, period: Period
) -> Exit:
    folder = str(chosen.output / series.folder / str(period))
    print_findings(outcome.findings, terminal)
    for earlier in outcome.faulty:
        terminal.warn(f"{series.id}.left-out", period=str(period), earlier=earlier)
    match outcome.state:
        case "refused":
            terminal.error(f"{series.id}.refused", period=str(period))
            return Exit.ERRORS
        case "unchanged":
            terminal.tell(f"{series.id}.unchanged", period=str(period), folder=folder)
        case "made":
            terminal.count(f"{series.id}.made", outcome.made, period=str(period), folder=folder)
    if not terminal.quiet:
        printed("".join(f"{path}\n" for path in outcome.files))
    return Exit.DONE
