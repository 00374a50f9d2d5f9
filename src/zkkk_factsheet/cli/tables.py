"""The indicators as tables to read: by their names, grouped as on the sheet."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zkkk_factsheet.cli.layout import grouped
from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.accounts.names import about, indicator_name
from zkkk_factsheet.indicators import Figure, Figures, Key
from zkkk_factsheet.language import Catalogue, catalogue

_SECTIONS = {
    "offices": "establishment",
    "offices.work_plan": "reporting",
    "offices.no_work_plan": "reporting",
    "offices.annual_report": "reporting",
    "offices.no_annual_report": "reporting",
    "staff": "composition",
    "caseload": "caseload",
    "population": "population",
    "duties": "performance",
    "duties.count": "count",
    "duties.distribution": "count",
    "duties.median": "count",
    "change": "change",
}
"""The sheet's section that the indicators are in whose names begin so; the longest counts."""

_NO_DIFFERENCE = "change.offices"
"""How many offices are compared; not what its own ``.after`` is more than its ``.before``."""


_OF_MUNICIPALITIES = "population.without_official"
"""What is told of single municipalities alone."""


class _Row(NamedTuple):
    """A line of a table: what it is about, what was counted, the share or the change."""

    label: str
    counted: str = ""
    value: str = ""


def as_tables(years: Iterable[Published], say: Catalogue) -> str:
    """The indicators of some years, as wide as the terminal, or as 80 characters."""
    console = Console()
    with console.capture() as written:
        for year in years:
            _print_year(_told(year.figures), console, say)
    # Each cell is filled up with spaces, also the last one of a line.
    return "".join(f"{line.rstrip()}\n" for line in written.get().splitlines())


def _told(figures: Figures) -> list[Figure]:
    """The figures without those that only say which municipalities and communities are counted."""
    return [
        each
        for each in figures
        if each.indicator != _OF_MUNICIPALITIES
        and all(whole == each.key or whole not in figures for whole in _wholes(each.key))
    ]


def _wholes(key: Key) -> tuple[Key, Key]:
    """What a figure may be a part of: that of all municipalities, or of all communities too."""
    return key._replace(municipality=""), key._replace(municipality="", community="")


def _print_year(figures: Sequence[Figure], console: Console, say: Catalogue) -> None:
    year = figures[0].year
    console.print(Text(say.text("show.title", year=year), style="bold"), end="\n\n")
    for section, of_section in grouped(figures, lambda each: _section(each.indicator)):
        is_change = section == "change"
        table = Table(box=None, pad_edge=False, expand=True)
        headings = catalogue(say.language, "sheet")
        table.add_column(
            Text(headings.text(f"{section}.heading", year=year, previous=year - 1)), ratio=1
        )
        table.add_column(Text(say.text("show.count")), justify="right", no_wrap=True)
        value = say.text("show.change" if is_change else "show.share")
        table.add_column(Text(value), justify="right", no_wrap=True)
        rows = _changes(of_section, say) if is_change else _rows(of_section, say)
        for row in rows:
            table.add_row(*_cells(row))
        console.print(table)
        console.print()


def _cells(row: _Row) -> Iterator[Padding | Text]:
    label = row.label.lstrip()
    # What takes two lines stays under its own beginning.
    yield Padding(Text(label), (0, 0, 0, len(row.label) - len(label)))
    yield from (Text(row.counted), Text(row.value))


def _section(indicator: str) -> str:
    begins = [each for each in _SECTIONS if f"{indicator}.".startswith(f"{each}.")]
    return _SECTIONS[max(begins, key=len)]


def _rows(figures: Iterable[Figure], say: Catalogue) -> Iterator[_Row]:
    """The rows of some figures, those of one indicator under its name."""
    for indicator, of_indicator in grouped(figures, lambda each: each.indicator):
        rows = [
            _Row(_about(each, say), _count(each, say), _share(each, say)) for each in of_indicator
        ]
        yield from _under(indicator_name(indicator, say.language), rows)


def _changes(figures: Iterable[Figure], say: Catalogue) -> Iterator[_Row]:
    """The rows of two years side by side, then what there is to say of one indicator besides."""
    for name, group in grouped(figures, lambda each: ".".join(each.indicator.split(".")[:2])):
        before = [each for each in group if each.indicator == f"{name}.before"]
        after = {_about(each, say): each for each in group if each.indicator == f"{name}.after"}
        rows = [_change(each, after[_about(each, say)], say) for each in before]
        if rows:
            yield from _under(indicator_name(f"{name}.both", say.language), rows)
        told = {f"{name}.before", f"{name}.after", *({name} - {_NO_DIFFERENCE})}
        besides = _rows((each for each in group if each.indicator not in told), say)
        yield from (row._replace(value="") for row in besides)


def _under(name: str, rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows under their name; the only row has the name as its label if it has no other."""
    if any(row.label for row in rows):
        yield _Row(name)
        yield from (row._replace(label=f"  {row.label}") for row in rows)
    else:
        yield from (row._replace(label=name) for row in rows)


def _about(figure: Figure, say: Catalogue) -> str:
    return ", ".join(about(figure, say.language))


def _count(figure: Figure, say: Catalogue) -> str:
    if figure.numerator is None:
        return say.text(f"show.{figure.status.replace(' ', '-')}")
    if figure.denominator is None:
        return say.number(figure.numerator)
    return f"{say.number(figure.numerator)} / {say.number(figure.denominator)}"


def _share(figure: Figure, say: Catalogue) -> str:
    """The value, unless it is what was counted, or a share of too few."""
    if figure.value is None:
        return ""
    if figure.unit != "percent":
        is_told = figure.value == figure.numerator
        return "" if is_told else say.written.decimal(figure.value, decimals=1)
    if not figure.stands_as_percent:
        return ""
    numerator, denominator = figure.numerator or 0, figure.denominator or 1
    decimals = 1 if 100 * numerator % denominator else 0
    return say.written.percent(numerator, denominator, decimals)


def _change(before: Figure, after: Figure, say: Catalogue) -> _Row:
    """What was counted in two years; the difference is one of counts, as on the sheet."""
    label = _about(after, say)
    if before.numerator is None or after.numerator is None:
        return _Row(label, _count(after if after.numerator is None else before, say))
    difference = Fraction(after.numerator - before.numerator)
    count = f"{_count(before, say)} → {_count(after, say)}"
    return _Row(label, count, say.written.change(difference))
