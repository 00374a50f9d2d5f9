"""``zkkk build``: years in, an exit code and messages out."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.documents.kinds import ALL
from zkkk_factsheet.edition.build import Outcome, build
from zkkk_factsheet.edition.errors import PublishingError
from zkkk_factsheet.edition.inputs import FORMATS, Format, Inputs, NoWorkbookError, Years
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.site import INDEX, SITE, build_site
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.failures import Exit


class Only(NamedTuple):
    """What is to be made now: languages, formats, municipalities; empty stands for all there are.

    ``national_alone`` leaves the sheets of municipalities out.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    national_alone: bool = False

    @property
    def subjects(self) -> tuple[str, ...] | None:
        """What the documents to make are about; None for whatever there is."""
        return (ALL, *PAGES) if self.national_alone else self.municipalities or None


def build_years(
    chosen: Settings,
    terminal: Terminal,
    years: tuple[int, ...],
    only: Only,
    *,
    force: bool,
    wait: float,
) -> Exit:
    """Build some years, or every year there is; a year that fails does not keep the others back.

    Without a choice it is every year, the newest first: also an older one is corrected at times.
    The worst of their exit codes is the one of all.
    """
    found = years_in(chosen, terminal)
    to_build = tuple(dict.fromkeys(years or found.newest_first()))
    with Workshop(one_build=len(to_build) == 1) as workshop:

        def one(year: int) -> Exit:
            try:
                with terminal.progress() as progress:
                    outcome = build(
                        partial(_inputs, chosen, year, only),
                        chosen.output,
                        workshop=workshop,
                        force=force,
                        wait=wait,
                        progress=progress,
                    )
            except (NoWorkbookError, PublishingError, OSError) as error:
                # What else may fail (a template, the lock, charts) fails for every year alike.
                return exit_code_of(error, terminal)
            return _report(outcome, chosen, terminal, only)

        years_code = max([one(year) for year in to_build])
    return max(years_code, _build_site(chosen, terminal, wait=wait))


def _build_site(chosen: Settings, terminal: Terminal, *, wait: float) -> Exit:
    """Bring the pages up to date that lead to the editions, whatever became of the years."""
    try:
        outcome = build_site(chosen.templates, chosen.output, wait=wait)
    except (PublishingError, OSError) as error:
        return exit_code_of(error, terminal)
    folder, index = chosen.output / SITE, chosen.output / INDEX
    if outcome.aside:
        names = ", ".join(map(str, outcome.aside))
        terminal.warn("build.aside", len(outcome.aside), folder=str(folder), names=names)
    if outcome.foreign:
        terminal.warn("build.site-index", path=str(outcome.foreign), folder=str(folder))
    elif outcome.state == "published":
        terminal.tell("build.site", path=str(index))
    return Exit.DONE


def _inputs(chosen: Settings, year: int, only: Only) -> Inputs:
    found = Years(chosen.data)  # anew each time: this run may have waited for another
    return Inputs(
        year=year,
        workbooks=found.workbooks(year),
        earlier=found.earlier(year),
        templates=chosen.templates,
        languages=tuple(dict.fromkeys(only.languages or chosen.languages)),
        formats=_formats(only.formats),
        threshold=chosen.threshold,
        municipal_threshold=chosen.municipal_threshold,
        licence=chosen.licence,
        sample=chosen.sample,
        subjects=only.subjects,
        narrower=any(only),
    )


def _formats(names: tuple[str, ...]) -> tuple[Format, ...]:
    return tuple(format_ for format_ in FORMATS if not names or format_ in names)


def _report(outcome: Outcome, chosen: Settings, terminal: Terminal, only: Only) -> Exit:
    print_findings(outcome.findings, terminal)
    edition = chosen.output / str(outcome.year)
    folder = str(edition)
    if outcome.aside:
        names = ", ".join(map(str, outcome.aside))
        terminal.warn("build.aside", len(outcome.aside), folder=folder, names=names)
    for year in outcome.faulty:
        terminal.warn("build.left-out", year=outcome.year, earlier=year)
    for year in outcome.mixed:
        terminal.warn("build.left-out-sample", year=outcome.year, earlier=year)
    match outcome.state:
        case "refused" | "stands":
            terminal.error(f"build.{outcome.state}", year=outcome.year)
            return Exit.ERRORS
        case "unmonitored":
            terminal.tell("build.unmonitored", year=outcome.year)
        case "unchanged":
            terminal.tell("build.unchanged", year=outcome.year, folder=folder)
        case "published":
            _report_published(outcome, edition, terminal)
    if not terminal.quiet:
        files = outcome.files
        told = files if only.municipalities else _drawn_together(files, edition)
        printed("".join(f"{path}\n" for path in told))
    return Exit.DONE


def _report_published(outcome: Outcome, edition: Path, terminal: Terminal) -> None:
    folder = str(edition)
    terminal.count("build.published", outcome.made, year=outcome.year, folder=folder)
    if outcome.unrecorded:
        terminal.warn("build.no-record", year=outcome.year, folder=folder)
    if outcome.unknown:
        terminal.count("build.unknown", outcome.unknown, year=outcome.year)
    if outcome.gone:
        names = ", ".join(path.name for path in _drawn_together(outcome.gone, edition))
        terminal.warn("build.gone", len(outcome.gone), year=outcome.year, names=names)
    for path, pages in outcome.long:
        terminal.tell("build.long", path=str(path), pages=pages)


def _drawn_together(files: Iterable[Path], edition: Path) -> tuple[Path, ...]:
    """Files of an edition, and in place of all that lie in a folder within it the folder."""
    parts = (path.relative_to(edition).parts[0] for path in files)
    return tuple(edition / part for part in dict.fromkeys(parts))
