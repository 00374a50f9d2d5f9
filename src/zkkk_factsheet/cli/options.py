"""The options of the commands, each with its help in the reader's language."""

import math
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zkkk_factsheet import __version__
from zkkk_factsheet.cli.usage import TEXTS, spoken_language
from zkkk_factsheet.language import available_languages


class SheetFormat(StrEnum):
    """What a sheet is made as."""

    html = "html"
    pdf = "pdf"
    figures = "figures"
    charts = "charts"


class ReportForm(StrEnum):
    """What a report is made as."""

    html = "html"
    pdf = "pdf"
    docx = "docx"


class DigestForm(StrEnum):
    """What a digest is made as."""

    html = "html"
    pdf = "pdf"


class TableFormat(StrEnum):
    """How `zkkk show` prints the indicators."""

    table = "table"
    csv = "csv"
    json = "json"


class AccountFormat(StrEnum):
    """How `zkkk explain` prints how a figure is made."""

    text = "text"
    json = "json"


class LogFormat(StrEnum):
    """How messages are written to standard error."""

    text = "text"
    json = "json"


def _known_language(value: list[str] | str | None) -> list[str] | str | None:
    """Refuse a language that there is no catalogue in."""
    asked = [value] if isinstance(value, str) else value or []
    if unknown := [each for each in asked if each not in available_languages()]:
        raise typer.BadParameter(
            f"'{unknown[0]}' is not one of {', '.join(available_languages())}."
        )
    return value


def _municipality_ids(value: list[str] | None) -> list[str] | None:
    """The municipalities that are named, in whatever language, by their ids."""
    return [_municipality_id(name) for name in value] if value else value


def _municipality_id(name: str) -> str:
    from zkkk_factsheet.reference import find_municipality, municipality  # noqa: PLC0415 - if named

    found = find_municipality(name)
    if len(found.ids) == 1:
        return found.ids[0]
    if found.ids:
        names = "; ".join(
            municipality(each).name(spoken_language(sys.argv[1:])) for each in found.ids
        )
        raise typer.BadParameter(f"'{name}' may be several municipalities: {names}.")
    meant = f" Did you mean {found.suggestion}?" if found.suggestion else ""
    raise typer.BadParameter(f"'{name}' is no municipality.{meant}")


def _period(value: str) -> str:
    """Refuse what is no period."""
    from zkkk_factsheet.language import Period  # noqa: PLC0415 - if one is named

    try:
        return str(Period.parse(value.strip().upper()))
    except ValueError:
        raise typer.BadParameter(
            f"'{value}' is no period such as 2025-Q1, 2025-H1, 2025."
        ) from None


def _a_time(value: float) -> float:
    """Refuse what is a number to Python and no time: it is neither less than 0 nor more."""
    if math.isnan(value):
        raise typer.BadParameter("'nan' is not a valid float.")
    return value


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"zkkk {__version__}")
        raise typer.Exit


_YEAR, _FOLDER = TEXTS["usage.metavar.year"], TEXTS["usage.metavar.folder"]
_LANGUAGE = TEXTS["usage.metavar.language"]
_NAME, _NUMBER = TEXTS["usage.metavar.name"], TEXTS["usage.metavar.number"]

Version = Annotated[
    bool,
    typer.Option("--version", callback=_version, is_eager=True, help=TEXTS["usage.option.version"]),
]
Debug = Annotated[bool, typer.Option("--debug", help=TEXTS["usage.option.debug"])]
Years = Annotated[
    list[int] | None,
    typer.Option("--year", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.years"]),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="ZKKK_DATA",
        metavar=_FOLDER,
        help=TEXTS["usage.option.data"],
        show_envvar=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        envvar="ZKKK_OUTPUT",
        show_envvar=False,
        file_okay=False,
        metavar=_FOLDER,
        help=TEXTS["usage.option.output"],
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        exists=True,
        file_okay=False,
        metavar=_FOLDER,
        help=TEXTS["usage.option.templates"],
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang", callback=_known_language, metavar=_LANGUAGE, help=TEXTS["usage.option.lang"]
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=TEXTS["usage.option.quiet"])]
Messages = Annotated[
    LogFormat,
    typer.Option("--log-format", show_default=False, help=TEXTS["usage.option.log-format"]),
]
SheetLanguages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", callback=_known_language, metavar=_LANGUAGE, help=TEXTS["usage.option.build-lang"]
    ),
]
SheetFormats = Annotated[
    list[SheetFormat] | None, typer.Option("--format", help=TEXTS["usage.option.build-format"])
]
Municipalities = Annotated[
    list[str] | None,
    typer.Option(
        "--municipality",
        callback=_municipality_ids,
        metavar=_NAME,
        help=TEXTS["usage.option.municipality"],
    ),
]
PeriodToReport = Annotated[
    str,
    typer.Option(
        "--period",
        callback=_period,
        metavar=TEXTS["usage.metavar.period"],
        help=TEXTS["usage.option.period"],
    ),
]
ReportOf = Annotated[
    list[str] | None,
    typer.Option(
        "--municipality",
        callback=_municipality_ids,
        metavar=_NAME,
        help=TEXTS["usage.option.report-municipality"],
    ),
]
ReportForms = Annotated[
    list[ReportForm] | None, typer.Option("--format", help=TEXTS["usage.option.report-format"])
]
DigestForms = Annotated[
    list[DigestForm] | None, typer.Option("--format", help=TEXTS["usage.option.digest-format"])
]
ReportLanguages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        callback=_known_language,
        metavar=_LANGUAGE,
        help=TEXTS["usage.option.report-lang"],
    ),
]
NoMunicipalities = Annotated[
    bool, typer.Option("--no-municipalities", help=TEXTS["usage.option.no-municipalities"])
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help=TEXTS["usage.option.no-browser"])]
Shortcut = Annotated[bool, typer.Option("--shortcut", help=TEXTS["usage.option.shortcut"])]
Force = Annotated[bool, typer.Option("--force", help=TEXTS["usage.option.force"])]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        min=0,
        callback=_a_time,
        show_default=False,
        metavar=TEXTS["usage.metavar.seconds"],
        help=TEXTS["usage.option.wait"],
    ),
]
Workbooks = Annotated[
    list[Path] | None,
    typer.Argument(
        exists=True, metavar=TEXTS["usage.metavar.files"], help=TEXTS["usage.option.files"]
    ),
]
YearToCheck = Annotated[
    int | None,
    typer.Option(
        "--year", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.check-year"]
    ),
]
ReportFormat = Annotated[
    LogFormat,
    typer.Option("--format", show_default=False, help=TEXTS["usage.option.check-format"]),
]
Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate", metavar=TEXTS["usage.metavar.file"], help=TEXTS["usage.option.annotate"]
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=TEXTS["usage.option.strict"])]
NewWorkbook = Annotated[
    Path,
    typer.Argument(
        dir_okay=False, metavar=TEXTS["usage.metavar.file"], help=TEXTS["usage.option.new-file"]
    ),
]
YearToFill = Annotated[
    int | None,
    typer.Option("--year", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.new-year"]),
]
YearBefore = Annotated[
    int | None,
    typer.Option("--from", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.from"]),
]
Overwrite = Annotated[bool, typer.Option("--force", help=TEXTS["usage.option.overwrite"])]
IndicatorFormat = Annotated[
    TableFormat,
    typer.Option("--format", show_default=False, help=TEXTS["usage.option.show-format"]),
]
IndicatorToExplain = Annotated[
    str,
    typer.Argument(
        metavar=TEXTS["usage.metavar.indicator"], help=TEXTS["usage.option.explain-indicator"]
    ),
]
YearToExplain = Annotated[
    int | None,
    typer.Option(
        "--year", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.explain-year"]
    ),
]
OfMunicipality = Annotated[
    str | None,
    typer.Option("--municipality", metavar=_NAME, help=TEXTS["usage.option.of-municipality"]),
]
OfCommunity = Annotated[
    str | None,
    typer.Option("--community", metavar=_NAME, help=TEXTS["usage.option.of-community"]),
]
OfGender = Annotated[
    str | None,
    typer.Option("--gender", metavar=_NAME, help=TEXTS["usage.option.of-gender"]),
]
OfDuty = Annotated[
    str | None,
    typer.Option("--duty", metavar=_NUMBER, help=TEXTS["usage.option.of-duty"]),
]
OfLevel = Annotated[
    str | None,
    typer.Option("--level", metavar=_NUMBER, help=TEXTS["usage.option.of-level"]),
]
YearsToCompare = Annotated[
    list[int] | None,
    typer.Argument(min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.diff-years"]),
]
YearToCompare = Annotated[
    int | None,
    typer.Option("--year", min=2000, max=2099, metavar=_YEAR, help=TEXTS["usage.option.diff-year"]),
]
DiffForm = Annotated[
    AccountFormat,
    typer.Option("--format", show_default=False, help=TEXTS["usage.option.diff-format"]),
]
AccountForm = Annotated[
    AccountFormat,
    typer.Option("--format", show_default=False, help=TEXTS["usage.option.explain-format"]),
]
