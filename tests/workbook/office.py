"""Converting workbooks with LibreOffice, as an analyst would by saving under another type.

Or typing into them, as somebody would who has no Excel.

LibreOffice takes two seconds to start and a fraction of one to open or to save a workbook; so
whoever wants one saved says it when the tests are collected, and LibreOffice is started once for
all when the first is asked for. It opens each workbook once, whatever the types it is saved as.
"""

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import escape


class Typing(NamedTuple):
    """What somebody types into a worksheet of an .xlsx.

    ``texts`` are by cell, as they are typed: what LibreOffice takes for a date becomes one.
    """

    workbook: bytes
    worksheet: str
    texts: Mapping[str, str]


Make = Callable[[], bytes | Typing]

_WANTED: defaultdict[Make, list[str]] = defaultdict(list)
"""By what makes a workbook, the formats that it is to be saved in."""

_FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "pdf": "calc_pdf_Export",
}
"""What LibreOffice calls the formats."""


def later(make: Make, format_: str) -> Callable[[], bytes]:
    """What gives an .xlsx after LibreOffice opened it and saved it in a format.

    Ask for several formats with the same ``make``: the workbook is then opened once.
    """
    if format_ not in _WANTED[make]:
        _WANTED[make].append(format_)
    return lambda: _saved(sum(map(len, _WANTED.values())))[make, format_]


@cache
def _saved(number: int) -> dict[tuple[Make, str], bytes]:
    """All workbooks that are wanted, so many of them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        saved = {
            (make, format_): folder / f"{n}-saved.{format_}"
            for n, (make, formats) in enumerate(_WANTED.items())
            for format_ in formats
        }
        assert len(saved) == number
        lines: list[str] = []
        for n, (make, formats) in enumerate(_WANTED.items()):
            made = make()
            typing = made if isinstance(made, Typing) else Typing(made, "", {})
            source = folder / f"{n}.xlsx"
            source.write_bytes(typing.workbook)
            lines += (
                *_opened(source, typing.worksheet, typing.texts),
                *(
                    f"Save(book, {_basic(saved[make, each].as_uri())}, {_basic(_FILTERS[each])})"
                    for each in formats
                ),
                "book.close(True)",
            )
        _run_macro(lines)
        return {key: path.read_bytes() for key, path in saved.items()}


@contextmanager
def saved_and_open(book: Path, worksheet: str, cell: str, text: str) -> Iterator[None]:
    """A workbook into which LibreOffice types, which it saves, and has open until the end of this.

    It is saved in its own place, as by somebody who goes on working in it.
    """
    with TemporaryDirectory() as name, ThreadPoolExecutor(1) as aside:
        there = Path(name) / "there"
        there.touch()
        lines = [
            *_opened(book, worksheet, {cell: text}),
            "book.store()",
            f"Do While FileExists({_basic(str(there))})",
            "Wait 50",
            "Loop",
            "book.close(True)",
        ]
        running = aside.submit(_run_macro, lines)
        try:
            yield
        finally:
            there.unlink()
        running.result()


def _opened(book: Path, worksheet: str, texts: Mapping[str, str]) -> Iterator[str]:
    """The lines of a macro that open a workbook, and type into a worksheet of it."""
    yield f"book = Opened({_basic(book.as_uri())})"
    for cell, text in texts.items():
        at = f"book.Sheets.getByName({_basic(worksheet)}).getCellRangeByName({_basic(cell)})"
        yield f"{at}.FormulaLocal = {_basic(text)}"


def _basic(text: str) -> str:
    """A text as Basic writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""
_BASIC = """
Function Named(name, value)
Dim property As New com.sun.star.beans.PropertyValue
property.Name = name
property.Value = value
Named = property
End Function

Function Opened(url)
Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array(Named("Hidden", True)))
End Function

Sub Save(book, url, filter)
book.storeToURL(url, Array(Named("FilterName", filter)))
End Sub

Sub Main
{}
StarDesktop.terminate()
End Sub
"""


def _run_macro(lines: list[str]) -> None:
    """Have LibreOffice run a macro of its user's, and end.

    A macro in Basic, since Debian's LibreOffice understands Python only with a package more.
    """
    module = Path(_profile().name) / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(escape(_BASIC.format("\n".join(lines)))), "utf-8")
    _start("macro:///Standard.Module1.Main")


_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
"""No picture of the first page goes into an .ods: to draw it takes longer than all else."""


@cache
def _profile() -> "TemporaryDirectory[str]":
    """LibreOffice's folder, removed when the process ends.

    One of its own, since LibreOffice may be running already; one for all tests.
    """
    profile = TemporaryDirectory(prefix="office-")
    user = Path(profile.name) / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    # At its first start it writes a module of its own where the macro is to be.
    _start("--terminate_after_init", profile=profile.name)
    return profile


def _start(argument: str, profile: str = "") -> None:
    """Start LibreOffice without a window, and wait until it is done."""
    where = Path(profile or _profile().name).as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={where}", "--headless", argument],
        check=True,
        capture_output=True,
        timeout=300,
    )
