"""Of what workbooks are made that are made to do harm."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from tests.effort import THOROUGH
from tests.workbook.books import to_xlsx, valid_book
from tests.workbook.packages import Parts, parts_of, zipped

SHEET = "xl/worksheets/sheet2.xml"

SHARE = 1 if THOROUGH else 4
"""What is read in time because each of many things is read quickly is tried with a quarter of
them, in a quarter of the time; in the thorough run with all."""


def many(number: int) -> int:
    """So many things as are tried of a number; still more than a workbook may have."""
    return number // SHARE


@cache
def parts() -> Parts:
    """Those of the valid workbook."""
    return parts_of(to_xlsx(valid_book()))


def having(changes: Mapping[str, bytes | str]) -> bytes:
    """The valid workbook with other parts, or with more."""
    made = {
        name: data.encode() if isinstance(data, str) else data for name, data in changes.items()
    }
    return zipped(parts() | made)


def sheet(data: str) -> bytes:
    """The valid workbook with other rows in the offices sheet."""
    return having({SHEET: f"<worksheet><sheetData>{data}</sheetData></worksheet>"})


def before(mark: bytes, xml: str) -> bytes:
    """The valid workbook with XML put before a tag of the offices sheet."""
    return having({SHEET: parts()[SHEET].replace(mark, xml.encode() + mark)})


BOMB = (
    "<!DOCTYPE x [<!ENTITY a '"
    + "a" * 1000
    + "'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 100}'>" for a, b in zip("abcde", "bcdef", strict=True))
    + "]>"
)


def shared_strings(text: str) -> Parts:
    """The parts that make a text one that worksheets share."""
    types = parts()["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
        b"</Relationships>",
    )
    strings = f'<sst uniqueCount="99999999999"><si><t>{text}</t></si></sst>'
    return {"xl/_rels/workbook.xml.rels": types, "xl/sharedStrings.xml": strings.encode()}


def lying_zip() -> bytes:
    """A part that says it unpacks to ten bytes, and unpacks to millions."""
    unpacked = many(100_000_000)
    data = bytearray(having({"xl/bomb.xml": bytes(unpacked)}))
    size = unpacked.to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def many_entries() -> bytes:
    """Sixty thousand empty parts: in a zip file each has a head of its own and one at the end.

    The heads are those of one part with another name; to have a library make each takes seconds.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(zipfile.ZipInfo("00000"), b"")
    one = file.getvalue()
    local, central, end = one[:30], one[35:-27], one[-22:]
    names = [f"{number:05}".encode() for number in range(60_000)]
    at = range(0, 35 * len(names), 35)
    heads = b"".join(local + name for name in names)
    listed = b"".join(
        central[:-4] + begins.to_bytes(4, "little") + name
        for begins, name in zip(at, names, strict=True)
    )
    number = len(names).to_bytes(2, "little")
    sizes = len(listed).to_bytes(4, "little") + len(heads).to_bytes(4, "little")
    return heads + listed + end[:8] + 2 * number + sizes + end[-2:]


def rows(number: int, row: str) -> str:
    """The same row so many times, with its number where it says ``{r}``."""
    # A million times: this is faster than to format each by itself.
    around = row.split("{r}")
    return "".join([str(n).join(around) for n in range(1, number + 1)])


def rows_of_long_texts(number: int) -> str:
    """So many rows below those of the offices, with a text as long as may be in each cell."""
    return "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{c}{n}" t="inlineStr"><is><t>{"ë @a" * 8000}{n}</t></is></c>' for c in "ABCDE"
        )
        + "</row>"
        for n in range(40, 40 + number)
    )


def ods(content: str) -> bytes:
    """An .ods of which the content is this."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )


def ods_rows(rows: str) -> bytes:
    """An .ods with one worksheet, which has these rows."""
    return ods(f"""<o xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table
      table:name="offices">{rows}</table:table></o>""")
