"""``zkkk show``: the indicators of some years on standard output."""

from typing import TYPE_CHECKING

from zkkk_factsheet.cli.findings import print_if_wrong
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import check_monitored, years_in
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.open_data.table import to_csv, to_json

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published


def show_years(
    chosen: Settings, terminal: Terminal, years: tuple[int, ...], table_format: str
) -> Exit:
    """Print the indicators of some years, or of the newest, as a table, CSV or JSON."""
    found = years_in(chosen, terminal)
    published: list[Published] = []
    for year in dict.fromkeys(years or (None,)):
        checked = check_monitored(found, year)
        print_if_wrong(checked, chosen, terminal)
        if checked.rows is None:
            return Exit.ERRORS
        published.append(
            published_of(
                checked.rows,
                checked.previous,
                chosen.threshold,
                municipal_threshold=chosen.municipal_threshold,
            )
        )
    match table_format:
        case "csv":
            printed(to_csv(published))
        case "json":
            printed(to_json(published))
        case _:
            from zkkk_factsheet.cli.tables import as_tables  # noqa: PLC0415 - brings rich

            printed(as_tables(published, terminal.say))
    return Exit.DONE
