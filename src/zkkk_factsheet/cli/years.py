"""The years in the data folder, and a word about workbooks that belong to none."""

from zkkk_factsheet.cli.settings import Settings
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.inputs import Years


def years_in(chosen: Settings, terminal: Terminal) -> Years:
    """The workbooks of the data folder by year; those without a year are said, not passed over."""
    found = Years(chosen.data)
    for path in found.without:
        terminal.tell("years.without", file=str(path))
    return found
