"""``zkkk show``: the indicators of some years on standard output."""

from collections.abc import Iterator, Sequence

import pandas as pd

from zkkk_factsheet.cli.exits import Exit
from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.settings import Settings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.checking import check_with_previous
from zkkk_factsheet.indicators import Figure, compute, figures_of
from zkkk_factsheet.indicators.export import to_csv, to_json
from zkkk_factsheet.language import Catalogue
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import community, duty, municipality


def show_years(
    chosen: Settings, terminal: Terminal, years: tuple[int, ...], table_format: str
) -> Exit:
    """Print the indicators of some years, or of the newest, as a table, CSV or JSON."""
    found = years_in(chosen, terminal)
    frames: list[pd.DataFrame] = []
    for year in dict.fromkeys(years or (found.newest(),)):
        checked = check_with_previous(year, found.workbooks(year), found.workbooks_before(year))
        print_findings(checked.findings, terminal)
        if checked.rows is None:
            return Exit.ERRORS
        previous = MonitoringYear.from_rows(checked.previous) if checked.previous else None
        frames.append(compute(MonitoringYear.from_rows(checked.rows), previous, chosen.threshold))
    match table_format:
        case "csv":
            printed(to_csv(frames))
        case "json":
            printed(to_json(frames))
        case _:
            _print_tables(frames, terminal.say)
    return Exit.DONE


def _print_tables(frames: Sequence[pd.DataFrame], say: Catalogue) -> None:
    from rich.console import Console  # noqa: PLC0415 - only for a table to read
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    console = Console()
    for frame in frames:
        figures = figures_of(frame)
        table = Table(title=say.text("show.title", year=figures[0].year))
        table.add_column(say.text("show.indicator"))
        table.add_column(say.text("show.of"))
        table.add_column(say.text("show.count"), justify="right")
        table.add_column(say.text("show.value"), justify="right")
        for figure in figures:
            cells = (
                figure.indicator,
                _about(figure, say),
                _count(figure, say),
                _value(figure, say),
            )
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)


def _about(figure: Figure, say: Catalogue) -> str:
    return ", ".join(_dimensions(figure, say))


def _dimensions(figure: Figure, say: Catalogue) -> Iterator[str]:
    if figure.municipality:
        yield municipality(figure.municipality).name(say.language)
    if figure.community:
        yield community(figure.community).label(say.language)
    if figure.gender:
        yield say.text(f"show.{figure.gender}")
    if figure.duty:
        yield duty(figure.duty).short[say.language]
    if figure.level is not None:
        yield say.number(figure.level)


def _count(figure: Figure, say: Catalogue) -> str:
    if figure.numerator is None:
        return ""
    if figure.denominator is None:
        return say.number(figure.numerator)
    return f"{say.number(figure.numerator)} / {say.number(figure.denominator)}"


def _value(figure: Figure, say: Catalogue) -> str:
    if figure.value is None:
        return say.text(f"show.{figure.status.replace(' ', '-')}")
    match figure.unit:
        case "percent":
            return say.written.percent(figure.numerator or 0, figure.denominator or 1, decimals=1)
        case "percentage points":
            return say.text("show.points", value=say.written.change(figure.value, decimals=1))
        case _:
            return say.written.decimal(figure.value, decimals=1)
