"""The colours of findings on a worksheet part, as conditional formats; and their removal.

A cell keeps the format that its analyst gave it: the colour lies over it, and goes without a
trace. It stays with the cell when rows are moved.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from zkkk_factsheet.workbook.marking.splice import Splice, Tag, content, tags
from zkkk_factsheet.workbook.places import column_letters

COLOUR_MARK = '"zkkk"="zkkk"'
"""The condition, always met, under which a cell has the colour of a finding."""

_IN_MARK = b"zkkk"
"""What of it no program writes otherwise, as it may the quotation marks."""

_BEFORE = frozenset(
    {
        *("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"),
        *("autoFilter", "sortState", "dataConsolidate", "customSheetViews"),
        *("mergeCells", "phoneticPr"),
    }
)
"""What stands before the conditional formats, in the order that Excel insists on."""

_CHILD = 2
_MOST_TOGETHER = 500


def colour_cells(data: bytes, cells: Mapping[int, Sequence[tuple[int, int]]]) -> bytes:
    """Lay the look of a differential format over cells, given by row and column.

    The sheet is left unselected, since of two selected sheets Excel makes a group in which what
    is typed into one is typed into both. Raises UnpatchableError.
    """
    splice = Splice(data)
    behind: Tag | None = None
    rules: list[Tag] = []
    for tag in tags(data):
        if tag.depth == _CHILD and tag.name in _BEFORE and tag.kind != "start":
            behind = tag
        elif tag.name == "sheetView" and tag.opens and "tabSelected" in tag.attributes:
            splice.set_attributes(tag, {"tabSelected": None})
        elif tag.name == "cfRule" and tag.opens and tag.attributes.get("priority", "").isdigit():
            rules.append(tag)
    if behind is None:
        return splice.done()
    groups = [(look, part) for look, each in cells.items() for part in _parts(each)]
    _make_room(splice, rules, len(groups))
    for priority, (look, addresses) in enumerate(groups, start=1):
        p = behind.prefix
        splice.insert(
            behind.end,
            f'<{p}conditionalFormatting sqref="{addresses}"><{p}cfRule type="expression" '
            f'dxfId="{look}" priority="{priority}"><{p}formula>{content(COLOUR_MARK)}</{p}formula>'
            f"</{p}cfRule></{p}conditionalFormatting>",
        )
    return splice.done()


def without_colours(data: bytes) -> bytes:
    """The part without the colours of an earlier marking. Raises UnpatchableError."""
    if _IN_MARK not in data:
        return data
    splice = Splice(data)
    block = rule = text = 0
    ours = False
    own: list[tuple[int, int]] = []
    others = 0
    for tag in tags(data):
        match tag.name, tag.opens:
            case "conditionalFormatting", True:
                block, own, others = tag.start, [], 0
            case "cfRule", True:
                rule, ours = tag.start, False
            case "formula", True:
                text = tag.end
            case "formula", False:
                ours = ours or COLOUR_MARK in unescape(data[text : tag.start].decode())
            case _:
                pass
        if tag.name == "cfRule" and tag.kind != "start":
            others += not ours
            own += [(rule, tag.end)] if ours else []
        elif tag.name == "conditionalFormatting" and tag.kind != "start" and own:
            for start, end in own if others else [(block, tag.end)]:
                splice.replace(start, end, "")
    return splice.done()


def _parts(cells: Iterable[tuple[int, int]]) -> Iterable[str]:
    addresses = [f"{column_letters(column)}{row}" for row, column in sorted(cells)]
    for part in range(0, len(addresses), _MOST_TOGETHER):
        yield " ".join(addresses[part : part + _MOST_TOGETHER])


def _make_room(splice: Splice, rules: Sequence[Tag], wanted: int) -> None:
    """Let the rules that are there come after those to be added: the first one wins."""
    taken = [int(rule.attributes["priority"]) for rule in rules]
    if wanted and taken and min(taken) <= wanted:
        for rule, priority in zip(rules, taken, strict=True):
            splice.set_attributes(rule, {"priority": str(priority + wanted)})
