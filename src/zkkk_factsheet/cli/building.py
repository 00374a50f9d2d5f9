"""``zkkk build``: years in, an exit code and messages out."""

from functools import partial

from zkkk_factsheet.cli.exits import Exit, exit_code_of
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.settings import Settings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.build import Outcome, build
from zkkk_factsheet.edition.errors import PublishingError
from zkkk_factsheet.edition.inputs import FORMATS, Format, Inputs, NoWorkbookError, Years
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.render import PAGES


def build_years(
    chosen: Settings,
    terminal: Terminal,
    years: tuple[int, ...],
    formats: tuple[str, ...],
    *,
    force: bool,
    wait: float,
) -> Exit:
    """Build some years, or the newest; a year that fails does not keep the others back.

    The worst of their exit codes is the one of all.
    """
    found = years_in(chosen, terminal)
    with Workshop() as workshop:

        def one(year: int) -> Exit:
            try:
                with terminal.progress() as progress:
                    outcome = build(
                        partial(_inputs, chosen, year, formats),
                        chosen.output,
                        workshop=workshop,
                        force=force,
                        wait=wait,
                        progress=progress,
                    )
            except (NoWorkbookError, PublishingError, OSError) as error:
                # What else may fail (a template, the lock, charts) fails for every year alike.
                return exit_code_of(error, terminal)
            return _report(outcome, chosen, terminal)

        return max([one(year) for year in dict.fromkeys(years or (found.newest(),))])


def _inputs(chosen: Settings, year: int, formats: tuple[str, ...]) -> Inputs:
    found = Years(chosen.data)  # anew each time: this run may have waited for another
    return Inputs(
        year=year,
        workbooks=found.workbooks(year),
        previous=found.workbooks_before(year),
        templates=chosen.templates,
        languages=chosen.languages,
        formats=_formats(formats),
        threshold=chosen.threshold,
        sample=chosen.sample,
    )


def _formats(names: tuple[str, ...]) -> tuple[Format, ...]:
    return tuple(format_ for format_ in FORMATS if not names or format_ in names)


def _report(outcome: Outcome, chosen: Settings, terminal: Terminal) -> Exit:
    print_findings(outcome.findings, terminal)
    folder = str(chosen.output / str(outcome.year))
    match outcome.state:
        case "refused":
            terminal.error("build.refused", year=outcome.year)
            return Exit.ERRORS
        case "unchanged":
            terminal.tell("build.unchanged", year=outcome.year, folder=folder)
        case "published":
            terminal.count("build.published", outcome.made, year=outcome.year, folder=folder)
    for path in outcome.long:
        terminal.tell("build.long", path=str(path), pages=PAGES)
    if not terminal.quiet:
        printed("".join(f"{path}\n" for path in outcome.files))
    return Exit.DONE
