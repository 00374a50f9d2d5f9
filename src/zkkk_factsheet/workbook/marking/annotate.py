"""The annotated copy: a workbook with its faulty cells coloured and noted, and a list of findings.

A workbook in XML (.xlsx, .xlsm) is added to where it has to be, and everything else in it stays
as it is, byte by byte: formats, notes, drop-downs, conditional formats, pictures, charts, hidden
rows, and what only Excel understands. Reading and writing it with a library would lose what the
library doesn't know; among that is a drop-down whose list stands on another worksheet, once
Excel has saved it.
"""

from collections.abc import Iterable, Mapping, Sequence

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.checking.copies import is_list_of_findings
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.marking.colours import colour_cells
from zkkk_factsheet.workbook.marking.findings_sheet import (
    COLOURS,
    Listed,
    findings_sheet,
    sheet_name,
    text_of,
)
from zkkk_factsheet.workbook.marking.notes import add_notes
from zkkk_factsheet.workbook.marking.package import OFFICE, TYPES, Package
from zkkk_factsheet.workbook.marking.splice import Splice, UnpatchableError, attribute, tags
from zkkk_factsheet.workbook.marking.styles import Styles
from zkkk_factsheet.workbook.marking.unmark import remove_marks
from zkkk_factsheet.workbook.marking.values_copy import values_copy
from zkkk_factsheet.workbook.reading.sheets import Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import read_workbook

_Cell = tuple[int, int]


def annotated_copy(source: SourceFile, findings: Sequence[Finding], language: str) -> bytes:
    """A copy of a workbook (always .xlsx) that shows the findings about it, in a language.

    Its first sheet lists them, each with a link to its cell; cells with an error are red, cells
    with a warning amber, and a note on each says what is wrong and what to do. Of a workbook that
    was marked before, all marks are replaced: a cell that was corrected is as it was. A finding
    about a row or a worksheet is shown on its first cell that isn't blank. Findings about other
    files are left out. The same arguments give the same bytes.

    What can't be kept: macros (Excel refuses them in a file named .xlsx) and signatures. In a
    cell with a threaded comment, only programs that don't know threads show the note. Of a
    workbook in another format (.xls, .xlsb, .ods), or one that is built in a way that can't be
    added to, the copy has the values alone, in the same cells. Of one that can't be read, it has
    the list alone.

    Raises nothing for what a workbook may hold.
    """
    about = [each for each in findings if each.place.file in {source.name, ""}]
    # Errors first: they have to be corrected, and there may be many warnings.
    about.sort(key=lambda each: each.severity != "error")
    read = read_workbook(source).sheets
    lists = [each.name for each in read if is_list_of_findings(each)]
    sheets = [each for each in read if each.name not in lists]
    texts = catalogue(language, "workbook")
    if sheets:
        lead = texts.text("findings.lead", cell=texts.text("findings.cell"))
        try:
            package = Package(source.data)
            remove_marks(package, lists)
            return _Annotation(package, sheets, language).of(source, about, lead)
        except (UnpatchableError, ValueError, KeyError):
            lead = f"{texts.text('findings.values-only')} {lead}"
    else:
        lead = texts.text("findings.unreadable")
    return _Annotation(Package(values_copy(sheets)), sheets, language).of(source, about, lead)


class _Annotation:
    """A package that is being annotated; ``sheets`` is what was read of it, in its order."""

    def __init__(self, package: Package, sheets: Sequence[Sheet], language: str) -> None:
        self.package = package
        self.sheets = sheets
        self.language = language
        self.styles_part = package.only_related(package.book, "styles")
        self.styles = Styles(package.read(self.styles_part))

    def of(self, source: SourceFile, findings: Sequence[Finding], lead: str) -> bytes:
        """The package with the findings in it."""
        parts = list(self.package.sheets())
        names = [each.name for each in parts]
        read = [each.name for each in self.sheets]
        # A copy of the values has all sheets that were read, some under names that Excel accepts.
        shown = dict(zip(read, names if len(names) == len(read) else read, strict=True))
        listed = [self.listed(each, shown) for each in findings]
        for part in parts:
            self.annotate(part.part, [each for each in listed if each.sheet == part.name])
        page = findings_sheet(listed, self.styles, source.name, lead, self.language)
        self.package.parts[self.styles_part] = self.styles.done()
        target = self.package.add("worksheets/findings", "xml", page, f"{TYPES}.worksheet+xml")
        self.put_first(sheet_name(self.language, names), target)
        return self.package.done()

    def listed(self, found: Finding, shown: Mapping[str, str]) -> Listed:
        """Where to show a finding: the cell it is about, else the first one that isn't blank."""
        place = found.place
        if place.sheet not in shown:
            return Listed(found)
        row, column = place.row, place.column
        if not (row and column):
            sheet = next(each for each in self.sheets if each.name == place.sheet)
            row, column = _first_cell(sheet, row, column)
        return Listed(found, shown[place.sheet], row, column)

    def annotate(self, part: str, listed: Sequence[Listed]) -> None:
        """Colour the cells of a sheet that have findings, and put notes on them."""
        colours: dict[int, list[_Cell]] = {}
        notes: dict[_Cell, str] = {}
        for cell, found in _by_cell(listed).items():
            severity = "error" if "error" in {each.severity for each in found} else "warning"
            colours.setdefault(self.styles.over(COLOURS[severity]), []).append(cell)
            notes[cell] = "\n\n".join(text_of(each, self.language) for each in found)
        self.package.parts[part] = colour_cells(self.package.read(part), colours)
        add_notes(self.package, part, notes)

    def put_first(self, name: str, part: str) -> None:
        """Make a part the first sheet, the one that is seen when the workbook is opened."""
        package = self.package
        id_ = package.relate(package.book, "worksheet", part)
        splice = Splice(package.read(package.book))
        found = list(tags(splice.data))
        numbers = [int(tag.attributes.get("sheetId", 0)) for tag in found if tag.name == "sheet"]
        for tag in found:
            if tag.name == "sheets" and tag.kind == "start":
                splice.insert(
                    tag.end,
                    f'<{tag.prefix}sheet xmlns:r="{OFFICE}" name="{attribute(name)}" '
                    f'sheetId="{max(numbers) + 1}" r:id="{id_}"/>',
                )
            elif tag.name == "sheet" and tag.opens and not self.sheets:
                splice.set_attributes(tag, {"state": "hidden"})
            elif tag.name == "workbookView" and tag.opens:
                splice.set_attributes(tag, {"activeTab": "0", "firstSheet": None})
            elif tag.name == "definedName" and "localSheetId" in tag.attributes:
                # Names of one sheet go by its position, which is another now.
                moved = str(int(tag.attributes["localSheetId"]) + 1)
                splice.set_attributes(tag, {"localSheetId": moved})
        package.parts[package.book] = splice.done()


def _first_cell(sheet: Sheet, row: int, column: int) -> _Cell:
    """The first cell of a row, of a column, or, where both are 0, of the worksheet."""
    for each in sheet.rows:
        columns = [number for number in each.cells if column in {0, number}]
        if row in {0, each.number} and columns:
            return each.number, min(columns)
    return row or 1, column or 1


def _by_cell(listed: Iterable[Listed]) -> Mapping[_Cell, list[Finding]]:
    cells: dict[_Cell, list[Finding]] = {}
    for each in listed:
        cells.setdefault((each.row, each.column), []).append(each.found)
    return cells
