"""The commands: parse, call, print.

Nothing but Typer is imported here before a command runs, so that ``--help`` costs nothing.
"""

import sys
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zkkk_factsheet.cli import options
from zkkk_factsheet.cli.usage import TEXTS, Command, Group, UsageError, usage_error

if TYPE_CHECKING:
    from zkkk_factsheet.cli.terminal import Terminal
    from zkkk_factsheet.edition.settings import Settings

app = typer.Typer(
    name="zkkk",
    cls=Group,
    help=TEXTS["usage.program"],
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,  # help is plain text: it comes quicker, and file names are not markup
    pretty_exceptions_enable=False,
)

_TWO = 2
"""So many years are compared."""

_OPENED: list["Terminal"] = []
"""The terminal of the command that runs, once it is open."""


@app.callback()
def _common(*, version: options.Version = False, debug: options.Debug = False) -> None:
    pass


@app.command(cls=Command, help=TEXTS["usage.build"])
def build(  # noqa: PLR0913 - one parameter an option
    *,
    year: options.Years = None,
    data: options.Data = None,
    output: options.Output = None,
    lang: options.SheetLanguages = None,
    format_: options.SheetFormats = None,
    municipality: options.Municipalities = None,
    no_municipalities: options.NoMunicipalities = False,
    templates: options.Templates = None,
    force: options.Force = False,
    wait: options.Wait = 0,
    quiet: options.Quiet = False,
    log_format: options.Messages = options.LogFormat.text,
) -> None:
    """Bring the fact sheets of every year up to date, or of those that are named."""
    from zkkk_factsheet.cli.building import build_years  # noqa: PLC0415 - not for --help
    from zkkk_factsheet.edition.asked import Only  # noqa: PLC0415 - the same

    if municipality and no_municipalities:
        raise typer.BadParameter("--municipality and --no-municipalities exclude each other.")
    terminal = _terminal(quiet=quiet, log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    only = Only(
        tuple(lang or ()),
        tuple(each.value for each in format_ or ()),
        tuple(municipality or ()),
        national_alone=no_municipalities,
    )
    code = build_years(chosen, terminal, tuple(year or ()), only, force=force, wait=wait)
    raise typer.Exit(code)


@app.command(cls=Command, help=TEXTS["usage.report"])
def report(  # noqa: PLR0913 - one parameter an option
    *,
    period: options.PeriodToReport,
    municipality: options.ReportOf = None,
    data: options.Data = None,
    output: options.Output = None,
    lang: options.ReportLanguages = None,
    format_: options.ReportForms = None,
    templates: options.Templates = None,
    force: options.Force = False,
    wait: options.Wait = 0,
    quiet: options.Quiet = False,
    log_format: options.Messages = options.LogFormat.text,
) -> None:
    """Make the reports of a quarter, a half year or a year of what offices did."""
    from zkkk_factsheet.cli.reporting import Wanted, report_period  # noqa: PLC0415 - not for --help
    from zkkk_factsheet.language import Period  # noqa: PLC0415 - the same

    terminal = _terminal(quiet=quiet, log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    wanted = Wanted(
        Period.parse(period),
        tuple(municipality or ()),
        tuple(lang or ()),
        tuple(each.value for each in format_ or ()),
    )
    raise typer.Exit(report_period(chosen, terminal, wanted, force=force, wait=wait))


@app.command(cls=Command, help=TEXTS["usage.digest"])
def digest(  # noqa: PLR0913 - one parameter an option
    *,
    period: options.PeriodToReport,
    data: options.Data = None,
    output: options.Output = None,
    lang: options.ReportLanguages = None,
    format_: options.DigestForms = None,
    templates: options.Templates = None,
    force: options.Force = False,
    wait: options.Wait = 0,
    quiet: options.Quiet = False,
    log_format: options.Messages = options.LogFormat.text,
) -> None:
    """Make the central office's digest of a quarter, a half year or a year."""
    from zkkk_factsheet.cli.reporting import Wanted, digest_period  # noqa: PLC0415 - not for --help
    from zkkk_factsheet.language import Period  # noqa: PLC0415 - the same

    terminal = _terminal(quiet=quiet, log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    formats = tuple(each.value for each in format_ or ())
    wanted = Wanted(Period.parse(period), (), tuple(lang or ()), formats)
    raise typer.Exit(digest_period(chosen, terminal, wanted, force=force, wait=wait))


@app.command(cls=Command, help=TEXTS["usage.watch"])
def watch(
    *,
    year: options.Years = None,
    data: options.Data = None,
    output: options.Output = None,
    templates: options.Templates = None,
    log_format: options.Messages = options.LogFormat.text,
) -> None:
    """Build again whenever a workbook is saved, until stopped with Ctrl+C."""
    from zkkk_factsheet.cli.watching import watch_folder  # noqa: PLC0415 - not for --help

    terminal = _terminal(log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    watch_folder(chosen, terminal, tuple(year or ()))


@app.command(cls=Command, help=TEXTS["usage.desk"])
def desk(
    *,
    data: options.Data = None,
    output: options.Output = None,
    templates: options.Templates = None,
    no_browser: options.NoBrowser = False,
    shortcut: options.Shortcut = False,
) -> None:
    """Open a page in the browser, for those who work in Excel; or put a starter on the desktop."""
    from zkkk_factsheet.cli import desking  # noqa: PLC0415 - not for --help

    terminal = _terminal()
    if shortcut:
        named = {"--data": data, "--output": output, "--templates": templates}
        raise typer.Exit(desking.put_shortcut(terminal, named))
    with desking.told_in_browser(browser=not no_browser):
        chosen = _settings(data, output, templates)
        code = desking.open_page(chosen, terminal, browser=not no_browser)
    raise typer.Exit(code)


@app.command(cls=Command, help=TEXTS["usage.check"])
def check(  # noqa: PLR0913 - one parameter an option
    files: options.Workbooks = None,
    *,
    year: options.YearToCheck = None,
    data: options.Data = None,
    lang: options.Language = None,
    format_: options.ReportFormat = options.LogFormat.text,
    annotate: options.Annotate = None,
    quiet: options.Quiet = False,
    strict: options.Strict = False,
) -> None:
    """Check the workbooks of a year and name every cell that is wrong."""
    from zkkk_factsheet.cli.checking import check_and_report  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang, quiet=quiet)
    if files and len(files) == 1 and files[0].is_dir():
        data, files = files[0], None
    chosen = _settings(data)
    if not files:
        _say_if_sample(terminal, chosen)
    code = check_and_report(
        chosen, terminal, year, tuple(files or ()), format_.value, annotate=annotate, strict=strict
    )
    raise typer.Exit(code)


@app.command(cls=Command, help=TEXTS["usage.new"])
def new(
    file: options.NewWorkbook,
    *,
    year: options.YearToFill = None,
    from_: options.YearBefore = None,
    data: options.Data = None,
    lang: options.Language = None,
    force: options.Overwrite = False,
) -> None:
    """Write an empty workbook for a year, ready to be filled in."""
    from zkkk_factsheet.cli.starting import start_workbook  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang)
    chosen = _settings(data)
    if from_:
        _say_if_sample(terminal, chosen)
    raise typer.Exit(start_workbook(chosen, terminal, file, year, from_, force=force))


@app.command(cls=Command, help=TEXTS["usage.show"])
def show(
    *,
    year: options.Years = None,
    data: options.Data = None,
    lang: options.Language = None,
    format_: options.IndicatorFormat = options.TableFormat.table,
) -> None:
    """Print the indicators of a year."""
    from zkkk_factsheet.cli.showing import show_years  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang)
    chosen = _settings(data)
    _say_if_sample(terminal, chosen)
    raise typer.Exit(show_years(chosen, terminal, tuple(year or ()), format_.value))


@app.command(cls=Command, help=TEXTS["usage.explain"])
def explain(  # noqa: PLR0913 - one parameter an option
    indicator: options.IndicatorToExplain,
    *,
    year: options.YearToExplain = None,
    data: options.Data = None,
    municipality: options.OfMunicipality = None,
    community: options.OfCommunity = None,
    gender: options.OfGender = None,
    duty: options.OfDuty = None,
    level: options.OfLevel = None,
    lang: options.Language = None,
    format_: options.AccountForm = options.AccountFormat.text,
) -> None:
    """Tell how a figure is made: its definition, its formula, and each answer with its cell."""
    from zkkk_factsheet.cli.asking import Asked  # noqa: PLC0415 - not for --help
    from zkkk_factsheet.cli.explaining import explain_figures  # noqa: PLC0415 - the same

    terminal = _terminal(lang)
    chosen = _settings(data)
    _say_if_sample(terminal, chosen)
    asked = Asked(indicator, municipality, community, gender, duty, level)
    raise typer.Exit(explain_figures(chosen, terminal, year, asked, format_.value))


@app.command(cls=Command, help=TEXTS["usage.diff"])
def diff(
    years: options.YearsToCompare = None,
    *,
    year: options.YearToCompare = None,
    data: options.Data = None,
    output: options.Output = None,
    lang: options.Language = None,
    format_: options.DiffForm = options.AccountFormat.text,
) -> None:
    """Tell what would change in a published edition, or what differs between two years."""
    from zkkk_factsheet.cli.comparing import (  # noqa: PLC0415 - not for --help
        compare_with_published,
        compare_years,
    )

    if years and (year or len(years) != _TWO):
        raise typer.BadParameter("Name two years, or one with --year.")
    terminal = _terminal(lang)
    chosen = _settings(data, output)
    _say_if_sample(terminal, chosen)
    if years:
        two = (years[0], years[1])
        raise typer.Exit(compare_years(chosen, terminal, two, format_.value))
    raise typer.Exit(compare_with_published(chosen, terminal, year, format_.value))


def _settings(
    data: Path | None,
    output: Path | None = None,
    templates: Path | None = None,
) -> "Settings":
    from zkkk_factsheet.edition.settings import settings  # noqa: PLC0415 - not for --help

    return settings(data, output, templates)


def _terminal(
    language: str | None = None,
    *,
    quiet: bool = False,
    log_format: options.LogFormat = options.LogFormat.text,
) -> "Terminal":
    from zkkk_factsheet.cli.terminal import open_terminal  # noqa: PLC0415 - not for --help

    terminal = open_terminal(language, quiet=quiet, log_format=log_format.value)
    _OPENED.append(terminal)
    return terminal


def _say_if_sample(terminal: "Terminal", chosen: "Settings") -> None:
    if chosen.sample:
        terminal.tell("build.sample-data")


def run() -> None:
    """Run the command line; every failure ends in one exit code and one message."""
    try:
        try:
            _call()
        finally:
            sys.stdout.flush()  # a result that can't be written is a failure, so find out now
    except Exception as error:
        from zkkk_factsheet.cli.exits import exit_code_of  # noqa: PLC0415 - nothing failed yet
        from zkkk_factsheet.failures import Exit  # noqa: PLC0415

        # The command's own terminal speaks the language that was asked for.
        code = exit_code_of(error, _OPENED[-1] if _OPENED else _terminal())
        if code is Exit.BUG and "--debug" in sys.argv:
            raise
        sys.exit(code)


def _what_is_asked_for() -> typer.Typer:
    """The program with one command alone, if that is named first: Typer would make all of them."""
    asked = copy(app)
    named = [
        each
        for each in app.registered_commands
        if getattr(each.callback, "__name__", "") in sys.argv[1:2]
    ]
    asked.registered_commands = named or app.registered_commands
    return asked


def _call() -> None:
    """Have Typer run the command; say what is wrong with its usage, as a record where wanted.

    The command could not say it itself: it has not begun.
    """
    try:
        sys.exit(_what_is_asked_for()(standalone_mode=False))
    except UsageError as error:
        text = usage_error(error)
        if "--log-format json" in " ".join(sys.argv[1:]).replace("=", " "):
            terminal = _terminal(log_format=options.LogFormat.json)
            terminal.report(text.splitlines()[-1], {"event": "error.usage"}, error=True)
        else:
            sys.stderr.write(f"{text}\n")
        sys.exit(2)
