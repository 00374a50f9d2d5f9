"""What is said of a workbook that was dropped: in a process of its own, before it is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zkkk_factsheet.desk.survey import Checked, checked_alone
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.inputs import NoWorkbookError, Years
from zkkk_factsheet.workbook.checking.copies import is_list_of_findings
from zkkk_factsheet.workbook.gathering.gather import Gathered, gather_table
from zkkk_factsheet.workbook.gathering.items import year_of
from zkkk_factsheet.workbook.gathering.tables import recognise
from zkkk_factsheet.workbook.reading.sheets import Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import read_workbook


@dataclass(frozen=True, slots=True)
class Dropped:
    """A workbook that was dropped, checked.

    Attributes:
        checked: What is wrong with it.
        obstacle: Why the data folder is no place for it: "copy" if it has its findings marked,
            "unreadable", "exists" if there is one of its name; "" if it may be taken there.
        beside: The workbooks in the data folder that answer for some of the same offices.
        doubled: For how many offices they do.
    """

    checked: Checked
    obstacle: str = ""
    beside: tuple[str, ...] = ()
    doubled: int = 0


def check_dropped(source: SourceFile, data: Path) -> Dropped:
    """Check a workbook that is not in the data folder, and say what it would be there."""
    year = year_of(source)
    checked = checked_alone(source, _in_folder(data, year - 1 if year else None), year)
    if checked.unreadable:
        return Dropped(checked, "unreadable")
    sheets = read_workbook(source).sheets
    if any(map(is_list_of_findings, sheets)):
        return Dropped(checked, "copy")
    if exists(data / source.name):
        return Dropped(checked, "exists")
    offices = set(_answering(sheets))
    shared = {
        each.name: offices.intersection(_answering(read_workbook(each).sheets))
        for each in _in_folder(data, year)
    }
    beside = tuple(name for name, some in shared.items() if some)
    return Dropped(checked, "", beside, len(set().union(*shared.values())))


def _in_folder(data: Path, year: int | None) -> tuple[SourceFile, ...]:
    """The workbooks of a year in the data folder; none if they can't be read."""
    try:
        return Years(data).workbooks(year) if year else ()
    except (NoWorkbookError, OSError):
        return ()


def _answering(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The municipalities for whose offices some worksheets have answers."""
    for table in recognise(sheets).tables:
        if table.schema.optional:
            continue
        gathered = Gathered()
        for _ in gather_table(table, gathered):
            continue
        yield from (each.key[0] for each in gathered.records if each.key and each.answers())
