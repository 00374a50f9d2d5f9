"""``zkkk build``: years in, an exit code and messages out."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path

from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.documents.addresses import SITE
from zkkk_factsheet.edition.asked import Only, inputs_of
from zkkk_factsheet.edition.build import OF_ONE_YEAR, Outcome, build
from zkkk_factsheet.edition.errors import ForeignFolderError, PublishingError
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.site import INDEX, SiteOutcome, build_site
from zkkk_factsheet.edition.strangers import ASIDE
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.failures import Exit


def build_years(
    chosen: Settings,
    terminal: Terminal,
    years: tuple[int, ...],
    only: Only,
    *,
    force: bool,
    wait: float,
) -> Exit:
    """Build some years, or every year there is, and the site; all changes at one stroke.

    Without a choice it is every year, the newest first: also an older one is corrected at times.
    A year whose workbooks have errors does not keep the others back; where the system refuses a
    step, all that was published before stands. The worst of the exit codes is the one of all.
    """
    found = years_in(chosen, terminal)
    to_build = tuple(dict.fromkeys(years or found.newest_first()))
    run = Run(chosen.output, wait)
    try:
        with run:
            with Workshop(one_build=len(to_build) == 1) as workshop:
                make = partial(
                    _make, chosen, terminal, only, run=run, workshop=workshop, force=force
                )
                ends = [make(year) for year in to_build]
            alone = {str(end.year): end.alone for end in ends if isinstance(end, Outcome)}
            site = _make_site(chosen, terminal, run, alone)
            run.put_in_place()
    except (PublishingError, OSError) as error:
        # What else may fail (a template, the lock, charts) is told where all failures are.
        return exit_code_of(error, terminal)
    finally:
        _tell_what_is_aside(run, terminal)
    for end in ends:
        if isinstance(end, Outcome):
            _report(end, chosen, terminal, only)
    if isinstance(site, SiteOutcome):
        tell_of_site(site, chosen, terminal)
    return max(_code(end) for end in (*ends, site))


def _make(
    chosen: Settings,
    terminal: Terminal,
    only: Only,
    year: int,
    *,
    run: Run,
    workshop: Workshop,
    force: bool,
) -> Outcome | Exit:
    """Make a year's edition, and tell what was found in its workbooks."""
    try:
        with terminal.progress() as progress:
            outcome = build(
                partial(inputs_of, chosen, year, only),
                run,
                workshop=workshop,
                force=force,
                progress=progress,
            )
    except OF_ONE_YEAR as error:
        return exit_code_of(error, terminal)
    print_findings(outcome.findings, terminal)
    for faulty in outcome.faulty:
        terminal.warn("build.left-out", year=year, earlier=faulty)
    for mixed in outcome.mixed:
        terminal.warn("build.left-out-sample", year=year, earlier=mixed)
    if outcome.state in {"refused", "stands"}:
        terminal.error(f"build.{outcome.state}", year=year)
    return outcome


def _make_site(
    chosen: Settings, terminal: Terminal, run: Run, alone: Mapping[str, str]
) -> SiteOutcome | Exit:
    """Bring the pages up to date that lead to the editions, whatever became of the years."""
    try:
        return build_site(chosen.templates, run, chosen.address, alone)
    except ForeignFolderError as error:
        return exit_code_of(error, terminal)


def _code(end: Outcome | SiteOutcome | Exit) -> Exit:
    if isinstance(end, Exit):
        return end
    return Exit.ERRORS if end.state in {"refused", "stands"} else Exit.DONE


def _tell_what_is_aside(run: Run, terminal: Terminal) -> None:
    """Name the files of somebody else's that were in the editions' folders."""
    folders = groupby(sorted(run.aside), lambda path: path.relative_to(run.output).parts[0])
    for place, paths in folders:
        names = list(map(str, paths))
        folder = run.output / place.partition(ASIDE)[0]
        terminal.warn("build.aside", len(names), folder=str(folder), names=", ".join(names))


def tell_of_site(site: SiteOutcome, chosen: Settings, terminal: Terminal) -> None:
    """Say what became of the site, if there is something to say."""
    if site.foreign:
        folder = chosen.output / SITE
        terminal.warn("build.site-index", path=str(site.foreign), folder=str(folder))
    elif site.state == "made":
        terminal.tell("build.site", path=str(chosen.output / INDEX))


def _report(outcome: Outcome, chosen: Settings, terminal: Terminal, only: Only) -> None:
    """Tell what is published of a year."""
    edition = chosen.output / str(outcome.year)
    match outcome.state:
        case "refused" | "stands":
            return
        case "unmonitored":
            terminal.tell("build.unmonitored", year=outcome.year)
        case "unchanged":
            terminal.tell("build.unchanged", year=outcome.year, folder=str(edition))
        case "made":
            _report_published(outcome, edition, terminal)
    if outcome.staying:
        terminal.count("build.staying", outcome.staying, year=outcome.year)
    if not terminal.quiet:
        files = outcome.files
        told = files if only.municipalities else _drawn_together(files)
        printed("".join(f"{edition / path}\n" for path in told))


def _report_published(outcome: Outcome, edition: Path, terminal: Terminal) -> None:
    folder = str(edition)
    terminal.count("build.published", outcome.made, year=outcome.year, folder=folder)
    if outcome.unrecorded:
        terminal.warn("build.no-record", year=outcome.year, folder=folder)
    if outcome.withheld:
        terminal.warn("build.withheld", outcome.withheld, year=outcome.year)
    if outcome.told:
        terminal.warn("build.told", outcome.told, year=outcome.year)
    if outcome.unknown:
        terminal.count("build.unknown", outcome.unknown, year=outcome.year)
    if outcome.gone:
        names = ", ".join(_in_folders(outcome.gone))
        terminal.warn("build.gone", len(outcome.gone), year=outcome.year, names=names)
    for path, pages in outcome.long:
        terminal.tell("build.long", path=str(edition / path), pages=pages)


def _drawn_together(files: Iterable[str]) -> Iterable[str]:
    """Files of an edition, and in place of all that lie in a folder within it the folder."""
    return dict.fromkeys(path.partition("/")[0] for path in files)


def _in_folders(files: Iterable[str]) -> Iterable[str]:
    """Files of an edition; of those in a folder how they end, since others may be left there.

    "municipalities/*-sr.pdf" are all Serbian ones of municipalities.
    """
    return dict.fromkeys(
        f"{path.partition('/')[0]}/*{path[path.rfind('-') :]}" if "/" in path else path
        for path in files
    )
