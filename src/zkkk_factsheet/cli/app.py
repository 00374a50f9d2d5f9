"""The commands: parse, call, print.

Nothing but Typer is imported here before a command runs, so that ``--help`` costs nothing.
"""

import math
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zkkk_factsheet import __version__

if TYPE_CHECKING:
    from zkkk_factsheet.cli.settings import Settings
    from zkkk_factsheet.cli.terminal import Terminal

app = typer.Typer(
    name="zkkk",
    help="Fact sheets on the Municipal Offices for Communities and Return, from Excel workbooks.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # help is plain text: it comes quicker, and file names are not markup
    pretty_exceptions_enable=False,
)

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Every error of usage; Typer exports only this one kind by name."""


class SheetFormat(StrEnum):
    """What a sheet is made as."""

    html = "html"
    pdf = "pdf"


class TableFormat(StrEnum):
    """How `zkkk show` prints the indicators."""

    table = "table"
    csv = "csv"
    json = "json"


class LogFormat(StrEnum):
    """How messages are written to standard error."""

    text = "text"
    json = "json"


def _known_language(value: list[str] | str | None) -> list[str] | str | None:
    """Refuse a language that there is no catalogue in."""
    from zkkk_factsheet.reference import LANGUAGES  # noqa: PLC0415 - not for --help

    asked = [value] if isinstance(value, str) else value or []
    if unknown := [each for each in asked if each not in LANGUAGES]:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(LANGUAGES)}.")
    return value


def _a_time(value: float) -> float:
    """Refuse what is a number to Python and no time: it is neither less than 0 nor more."""
    if math.isnan(value):
        raise typer.BadParameter("nan is not a number of seconds.")
    return value


_OPENED: list["Terminal"] = []
"""The terminal of the command that runs, once it is open."""

YearsOption = Annotated[
    list[int] | None,
    typer.Option("--year", min=2000, max=2099, help="A year to work on; may be repeated."),
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="ZKKK_DATA",
        help="The folder with the workbooks.  [default: data/ if there is one, "
        "else the sample data]",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        envvar="ZKKK_OUTPUT",
        file_okay=False,
        help="The folder that the editions are published in.  [default: build]",
    ),
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        exists=True,
        file_okay=False,
        help="A folder with your own templates.  [default: those of the program]",
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        callback=_known_language,
        help="The language to write in: sq, sr or en.  [default: the locale’s]",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print only errors, and what was left out.")
]
LogFormatOption = Annotated[
    LogFormat, typer.Option("--log-format", help="Messages as text, or as one JSON object a line.")
]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"zkkk {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Keep the traceback of an unexpected failure.")
    ] = False,
) -> None:
    pass


@app.command()
def build(  # noqa: PLR0913 - one parameter an option
    *,
    year: YearsOption = None,
    data: DataOption = None,
    output: OutputOption = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            callback=_known_language,
            help="A language (sq, sr, en) to make; may be repeated. What the edition holds in "
            "others stays, up to date.  [default: those of zkkk.toml, else all]",
        ),
    ] = None,
    format_: Annotated[
        list[SheetFormat] | None,
        typer.Option(
            "--format",
            help="A format to make; may be repeated. What the edition holds in the other stays, "
            "up to date.  [default: both]",
        ),
    ] = None,
    templates: TemplatesOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Make every sheet anew, even if nothing changed.")
    ] = False,
    wait: Annotated[
        float,
        typer.Option("--wait", min=0, callback=_a_time, help="Seconds to wait for another run."),
    ] = 0,
    quiet: QuietOption = False,
    log_format: LogFormatOption = LogFormat.text,
) -> None:
    """Bring the fact sheets of every year up to date, or of those that are named."""
    from zkkk_factsheet.cli.building import Only, build_years  # noqa: PLC0415 - not for --help

    terminal = _terminal(quiet=quiet, log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    only = Only(tuple(lang or ()), tuple(each.value for each in format_ or ()))
    code = build_years(chosen, terminal, tuple(year or ()), only, force=force, wait=wait)
    raise typer.Exit(code)


@app.command()
def watch(
    *,
    year: YearsOption = None,
    data: DataOption = None,
    output: OutputOption = None,
    templates: TemplatesOption = None,
    log_format: LogFormatOption = LogFormat.text,
) -> None:
    """Build again whenever a workbook is saved, until stopped with Ctrl+C."""
    from zkkk_factsheet.cli.watching import watch_folder  # noqa: PLC0415 - not for --help

    terminal = _terminal(log_format=log_format)
    chosen = _settings(data, output, templates)
    _say_if_sample(terminal, chosen)
    watch_folder(chosen, terminal, tuple(year or ()))


@app.command()
def check(  # noqa: PLR0913 - one parameter an option
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, dir_okay=False, help="Workbooks to check as one year, instead of a year."
        ),
    ] = None,
    *,
    year: Annotated[
        int | None,
        typer.Option("--year", min=2000, max=2099, help="The year to check.  [default: newest]"),
    ] = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    format_: Annotated[
        LogFormat, typer.Option("--format", help="A report to read, or one for programs.")
    ] = LogFormat.text,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="OUT",
            help="Write a copy of the workbook with the faulty cells marked to this new file; "
            "if there are several workbooks, a folder of copies.",
        ),
    ] = None,
    quiet: QuietOption = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings, too, end in exit code 1.")
    ] = False,
) -> None:
    """Check the workbooks of a year and name every cell that is wrong."""
    from zkkk_factsheet.cli.checking import check_and_report  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang, quiet=quiet)
    chosen = _settings(data)
    if not files:
        _say_if_sample(terminal, chosen)
    code = check_and_report(
        chosen, terminal, year, tuple(files or ()), format_.value, annotate=annotate, strict=strict
    )
    raise typer.Exit(code)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The workbook to write (.xlsx).")],
    *,
    year: Annotated[int, typer.Option("--year", min=2000, max=2099, help="The year to fill in.")],
    from_: Annotated[
        int | None,
        typer.Option(
            "--from", min=2000, max=2099, help="A year to take municipalities and offices from."
        ),
    ] = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over the file if there is one.")
    ] = False,
) -> None:
    """Write an empty workbook for a year, ready to be filled in."""
    from zkkk_factsheet.cli.starting import start_workbook  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang)
    chosen = _settings(data)
    if from_:
        _say_if_sample(terminal, chosen)
    raise typer.Exit(start_workbook(chosen, terminal, file, year, from_, force=force))


@app.command()
def show(
    *,
    year: YearsOption = None,
    data: DataOption = None,
    lang: LanguageOption = None,
    format_: Annotated[
        TableFormat, typer.Option("--format", help="A table to read, or the tidy table.")
    ] = TableFormat.table,
) -> None:
    """Print the indicators of a year."""
    from zkkk_factsheet.cli.showing import show_years  # noqa: PLC0415 - not for --help

    terminal = _terminal(lang)
    chosen = _settings(data)
    _say_if_sample(terminal, chosen)
    raise typer.Exit(show_years(chosen, terminal, tuple(year or ()), format_.value))


def _settings(
    data: Path | None,
    output: Path | None = None,
    templates: Path | None = None,
) -> "Settings":
    from zkkk_factsheet.cli.settings import settings  # noqa: PLC0415 - not for --help

    return settings(data, output, templates)


def _terminal(
    language: str | None = None, *, quiet: bool = False, log_format: LogFormat = LogFormat.text
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
        from zkkk_factsheet.cli.exits import Exit, exit_code_of  # noqa: PLC0415 - nothing failed yet

        # The command's own terminal speaks the language that was asked for.
        code = exit_code_of(error, _OPENED[-1] if _OPENED else _terminal())
        if code is Exit.BUG and "--debug" in sys.argv:
            raise
        sys.exit(code)


def _call() -> None:
    """Have Typer run the command; what it says of wrong usage is a record where those are wanted.

    Typer writes such messages itself, before a command could say how they are to be written.
    """
    if "--log-format json" not in " ".join(sys.argv[1:]).replace("=", " "):
        app()
    try:
        sys.exit(app(standalone_mode=False))
    except _UsageError as error:
        text = error.format_message()  # type: ignore[attr-defined] # Typer gives it no type
        _terminal(log_format=LogFormat.json).report(text, {"event": "error.usage"}, error=True)
        sys.exit(2)
