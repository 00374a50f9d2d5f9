"""Whatever is in a file, it is read or refused: no traceback, within 5 seconds and 500 MB."""

import io
import json
import random
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.effort import THOROUGH
from tests.workbook.books import NAME, to_xlsx, valid_book
from tests.workbook.packages import Parts, parts_of, zipped
from tests.workbook.test_mistakes import EXAMPLES

from zkkk_factsheet.workbook.findings import codes as declared

SECONDS = 5
SHEET = "xl/worksheets/sheet2.xml"
_SEED = 20190331
_TRIES = 2500 if THOROUGH else 60
"""So many times a workbook is damaged: each kind of damage in most of its parts."""


class Outcome(NamedTuple):
    """What the check said of a file: its codes, what it read ("" if nothing), its time."""

    codes: list[str]
    read: str
    seconds: float


def checked(files: Mapping[str, bytes], folder: Path) -> dict[str, Outcome]:
    """Check files, each by itself, in a process with 500 MB; fail if it says anything else."""
    write(files, folder)
    (told,) = told_of(folder)
    return outcomes_of(told, set(files))


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is made for them."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def told_of(*folders: Path) -> list[dict[str, Any]]:
    """What the process of each folder says, as it comes."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("limited.py"), *folders],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def outcomes_of(told: Mapping[str, Any], names: set[str]) -> dict[str, Outcome]:
    """The outcome of each file of a folder; fail if one took too long or said something else."""
    assert told["status"] == 0, told["beside"][-2000:]
    assert told["beside"] == ""
    outcomes = {name: Outcome(*each) for name, each in told["files"].items()}
    assert set(outcomes) == names
    for name, outcome in outcomes.items():
        assert outcome.seconds < SECONDS, name
        assert outcome.codes or outcome.read, name
    return outcomes


# Made to do harm ---------------------------------------------------------------------------


@cache
def _parts() -> Parts:
    return parts_of(to_xlsx(valid_book()))


def _with(changes: Mapping[str, bytes | str]) -> bytes:
    made = {
        name: data.encode() if isinstance(data, str) else data for name, data in changes.items()
    }
    return zipped(_parts() | made)


def _sheet(data: str) -> bytes:
    return _with({SHEET: f"<worksheet><sheetData>{data}</sheetData></worksheet>"})


def _before(mark: bytes, xml: str) -> bytes:
    """The valid workbook with XML put before a tag of the offices sheet."""
    return _with({SHEET: _parts()[SHEET].replace(mark, xml.encode() + mark)})


_BOMB = (
    "<!DOCTYPE x [<!ENTITY a '"
    + "a" * 1000
    + "'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 100}'>" for a, b in zip("abcde", "bcdef", strict=True))
    + "]>"
)


def _shared_strings(text: str) -> Parts:
    types = _parts()["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
        b"</Relationships>",
    )
    strings = f'<sst uniqueCount="99999999999"><si><t>{text}</t></si></sst>'
    return {"xl/_rels/workbook.xml.rels": types, "xl/sharedStrings.xml": strings.encode()}


def _lying_zip() -> bytes:
    """A part that says it unpacks to ten bytes, and unpacks to a hundred million."""
    data = bytearray(_with({"xl/bomb.xml": bytes(100_000_000)}))
    size = (100_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _many_entries() -> bytes:
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


def _rows(number: int, row: str) -> str:
    # A million times: this is faster than to format each by itself.
    around = row.split("{r}")
    return "".join([str(n).join(around) for n in range(1, number + 1)])


def _ods(content: str) -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )


def _ods_rows(rows: str) -> bytes:
    return _ods(f"""<o xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table
      table:name="offices">{rows}</table:table></o>""")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # What makes the file, and the codes of the findings; without any, it is read as it stands.
    "entities in a worksheet": (lambda: _with({SHEET: _BOMB + "<x>&f;</x>"}), "unsafe-xml"),
    "entities in the texts": (
        lambda: _with({**_shared_strings("x"), "xl/sharedStrings.xml": _BOMB + "<sst>&f;</sst>"}),
        "unsafe-xml",
    ),
    "entities in an ods": (lambda: _ods(_BOMB + "<x>&f;</x>"), "unsafe-xml"),
    "entities in UTF-16": (
        lambda: _with({SHEET: (_BOMB + "<x>&f;</x>").encode("utf-16")}),
        "unsafe-xml",
    ),
    "a file of the system": (
        lambda: _with({SHEET: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "unsafe-xml",
    ),
    "a zip bomb": (lambda: _with({"xl/bomb.xml": bytes(200_000_000)}), "unpacks-too-large"),
    "a zip bomb in many parts": (
        lambda: _with({f"xl/bomb{n}.xml": bytes(10_000_000) for n in range(20)}),
        "unpacks-too-large",
    ),
    "a zip bomb that lies": (_lying_zip, "damaged"),
    "sixty thousand parts": (_many_entries, "too-many-parts"),
    "an absurd dimension": (
        lambda: _before(b"<sheetData>", '<dimension ref="A1:XFD1048576"/>'),
        "",
    ),
    "a cell far away": (
        lambda: _before(b"</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "stray-value",
    ),
    "addresses beyond all": (
        lambda: _sheet('<row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'),
        "damaged",
    ),
    "a million formatted rows": (
        lambda: _before(
            b"</sheetData>",
            _rows(
                1_048_576 - 100,
                '<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/></row>',
            ),
        ),
        "",
    ),
    "a million formatted rows without addresses": (
        lambda: _sheet("<row/>" * 1_048_576),
        "no-header",
    ),
    "ninety thousand hidden rows": (
        lambda: _sheet(_rows(90_000, '<row r="{r}" hidden="1"><c r="A{r}"><v>1</v></c></row>')),
        "too-many-rows",
    ),
    "half a million values": (
        lambda: _sheet(_rows(500_000, '<row r="{r}"><c r="A{r}"><v>1</v></c></row>')),
        "too-many-cells",
    ),
    "a thousand unknown names": (
        lambda: _before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Prishtno{n}</t></is></c>'
                f'<c r="B{n}" t="inlineStr"><is><t>established</t></is></c></row>'
                for n in range(100, 1100)
            ),
        ),
        "too-many-rows",
    ),
    "five hundred unknown names": (
        lambda: _before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Prishtno{n}</t></is></c>'
                f'<c r="B{n}" t="inlineStr"><is><t>established</t></is></c></row>'
                for n in range(40, 540)
            ),
        ),
        "unknown-municipality",
    ),
    "a text of thirty megabytes": (
        lambda: _with({**_shared_strings("a" * 30_000_000)}),
        "too-demanding",
    ),
    "sixty megabytes of texts": (
        lambda: _with(_shared_strings("</t></si><si><t>".join(["ë ğ " * 5000] * 2000))),
        "too-demanding",
    ),
    "a long text ninety thousand times": (
        lambda: _with(
            {
                **_shared_strings("ë ğ " * 100_000),
                SHEET: "<worksheet><sheetData>"
                + '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 45_000
                + "</sheetData></worksheet>",
            }
        ),
        "too-demanding",
    ),
    "long texts for names and answers": (
        lambda: _before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}">'
                + "".join(
                    f'<c r="{c}{n}" t="inlineStr"><is><t>{"ë @a" * 8000}{n}</t></is></c>'
                    for c in "ABCDE"
                )
                + "</row>"
                for n in range(40, 52)
            ),
        ),
        "unknown-answer unknown-municipality unknown-status",
    ),
    "long texts in a hundred rows": (
        lambda: _before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}">'
                + "".join(
                    f'<c r="{c}{n}" t="inlineStr"><is><t>{"ë @a" * 8000}{n}</t></is></c>'
                    for c in "ABCDE"
                )
                + "</row>"
                for n in range(40, 140)
            ),
        ),
        "too-demanding",
    ),
    "texts that aren't there": (
        lambda: _sheet('<row><c t="s"><v>99999999</v></c></row>'),
        "damaged",
    ),
    "a tag with a million attributes": (
        lambda: _sheet("<row " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>"),
        "too-demanding",
    ),
    "a million elements in each other": (
        lambda: _sheet("<a>" * 1_000_000 + "</a>" * 1_000_000),
        "no-header",
    ),
    "a hundred thousand merged cells": (
        lambda: _before(
            b"</worksheet>",
            "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>",
        ),
        "too-many-cells",
    ),
    "a thousand merged cells": (
        lambda: _before(
            b"</worksheet>",
            "<mergeCells>" + '<mergeCell ref="A2:D39"/>' * 1000 + "</mergeCells>",
        ),
        "merged-cells",
    ),
    "a format without end": (
        lambda: _with(
            {
                "xl/styles.xml": "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='"
                + "[" * 500_000
                + "'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs></styleSheet>"
            }
        ),
        "invalid-date",
    ),
    "a worksheet that is the workbook": (
        lambda: _with(
            {
                "xl/_rels/workbook.xml.rels": _parts()["xl/_rels/workbook.xml.rels"].replace(
                    b"/xl/worksheets/sheet2.xml", b"/xl/workbook.xml"
                )
            }
        ),
        "no-header",
    ),
    "one worksheet a thousand times": (
        lambda: _with(
            {
                "xl/workbook.xml": '<workbook xmlns:r="r"><sheets>'
                + '<sheet name="S" r:id="rId1"/>' * 1000
                + "</sheets></workbook>"
            }
        ),
        "missing-sheet sheet-twice",
    ),
    "relations in a circle": (
        lambda: _with(
            {
                "_rels/.rels": '<R><Relationship Id="a" Type="x/officeDocument"'
                ' Target="_rels/.rels"/></R>'
            }
        ),
        "damaged",
    ),
    "numbers without end": (
        lambda: _sheet(
            f"<row><c><v>{'9' * 900_000}</v></c><c><v>1e999</v></c><c><v>NaN</v></c></row>"
        ),
        "no-header",
    ),
    "a repeated cell in an ods": (
        lambda: _ods_rows(
            """<table:table-row table:number-rows-repeated="1048576"><table:table-cell
            office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>
            </table:table-row>"""
        ),
        "too-many-cells",
    ),
    "repeated hidden rows in an ods": (
        lambda: _ods_rows(
            '<table:table-row table:number-rows-repeated="1048576" table:visibility="collapse"/>'
            * 2000
        ),
        "empty-file",
    ),
    "spaces without end in an ods": (
        lambda: _ods_rows(
            "<table:table-row><table:table-cell><text:p>"
            + '<text:s text:c="9999999"/>' * 100_000
            + "</text:p></table:table-cell></table:table-row>"
        ),
        "empty-file",
    ),
    "tables within tables in an ods": (
        lambda: _ods_rows(
            "<table:table-row><table:table-cell><table:table>" * 100_000
            + "</table:table></table:table-cell></table:table-row>" * 100_000
        ),
        "empty-file",
    ),
}


@pytest.fixture(scope="module")
def told_of_hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """What is told of each of the files that this run is to test, in a process for each."""
    asked = [getattr(each, "callspec", None) for each in request.session.items]
    names = [
        name for name in HOSTILE if any(each and name in each.params.values() for each in asked)
    ]
    folders = [tmp_path_factory.mktemp("hostile") / "files" for _ in names]
    for name, folder in zip(names, folders, strict=True):
        write({NAME: HOSTILE[name][0]()}, folder)
    return dict(zip(names, told_of(*folders), strict=True))


@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_or_read(
    name: str, told_of_hostile: dict[str, dict[str, Any]]
) -> None:
    """Each has its finding and nothing is read, or it is read; in time and in memory."""
    _, codes = HOSTILE[name]
    outcome = outcomes_of(told_of_hostile[name], {NAME})[NAME]
    assert outcome.codes == codes.split()
    severities = {declared()[code].severity for code in outcome.codes}
    assert bool(outcome.read) is ("error" not in severities)


# Damaged by chance -------------------------------------------------------------------------


REFUSED = (["damaged"], ["not-a-spreadsheet"])


@pytest.mark.office
@pytest.mark.parametrize("format_", ["xlsx", "xlsm", "ods", "xls", "xlsb"])
def test_a_damaged_workbook_is_refused_or_read(
    format_: str, formats: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """Cut off, it is refused. Otherwise a package is refused or read as what it was before.

    Two kinds can only be asked to end in time: bytes of a part whose checksum was made anew, and
    those of an xls, which has no checksums.
    """
    # The binary formats are read in a process of their own each time.
    tries = _TRIES // (4 if format_ in {"xls", "xlsb"} else 1)
    whole = formats["valid", format_]
    damaged = list(_damaged(whole, format_, tries))
    files = {each.name: each.data for each in damaged} | {f"whole.{format_}": whole}
    outcomes = checked(files, tmp_path / "files")
    expected = outcomes[f"whole.{format_}"].read
    assert expected
    met = Counter(each.how for each in damaged)
    assert min(met[how] for how in ("cut", "flipped")) >= 2
    for each in damaged:
        outcome = outcomes[each.name]
        if each.how == "cut":
            assert outcome.codes in REFUSED, each.name
            assert outcome.read == "", each.name
        elif whole.startswith(b"PK") and each.how != "replaced":
            unharmed = outcome.codes == [] and outcome.read == expected
            assert unharmed or outcome.codes in REFUSED, each.name


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    """Nothing is read from noise, whatever it begins with."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret depends on it
    heads = [b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x05\x06", b"<?xml"]
    files = {
        f"{n}.xlsx": heads[n % len(heads)] + chance.randbytes(chance.randrange(1, 20_000))
        for n in range(max(EXAMPLES // 6, 10))
    }
    for outcome in checked(files, tmp_path / "files").values():
        assert outcome.codes in REFUSED


class Damaged(NamedTuple):
    """A file that is no longer what it was, and what has happened to it."""

    name: str
    how: str
    data: bytes


def _damaged(data: bytes, format_: str, number: int) -> Iterator[Damaged]:
    chance = random.Random(_SEED)  # noqa: S311 - no secret depends on it
    hows = ("cut", "flipped", "a part cut", "replaced") if data[:2] == b"PK" else ("cut", "flipped")
    for n in range(number):
        how = hows[n % len(hows)]
        if how == "cut":
            damaged = data[: chance.randrange(len(data))]
        elif how == "flipped":
            damaged = _flipped(chance, data)
        else:
            parts = parts_of(data)
            name = chance.choice(sorted(name for name in parts if parts[name]))
            part = parts[name]
            cut = how == "a part cut"
            parts[name] = part[: chance.randrange(len(part))] if cut else _flipped(chance, part)
            damaged = zipped(parts)
        yield Damaged(f"{n}.{format_}", how, damaged)


def _flipped(chance: random.Random, data: bytes) -> bytes:
    """Some bits flipped, or some bytes replaced."""
    flipped = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(len(flipped))
        flipped[at] = chance.choice([flipped[at] ^ 1 << chance.randrange(8), 0, 255])
    return bytes(flipped)
