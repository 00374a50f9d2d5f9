"""Converting workbooks with LibreOffice, as an analyst would by saving under another type.

Or typing into them, as somebody would who has no Excel.

LibreOffice takes two seconds to start and a tenth to convert a workbook; so whoever wants one
converted says it when the tests are collected, and all are converted together when the first is
asked for.
"""

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.sax.saxutils import escape

_WANTED: defaultdict[str, list[Callable[[], bytes]]] = defaultdict(list)
"""By the format, what makes the workbooks to be converted."""


def later(make: Callable[[], bytes], format_: str) -> Callable[[], bytes]:
    """What gives an .xlsx after LibreOffice opened it and saved it in a format."""
    wanted = _WANTED[format_]
    number = len(wanted)
    wanted.append(make)
    return lambda: _converted(format_, len(wanted))[number]


@cache
def _converted(format_: str, number: int) -> list[bytes]:
    """All workbooks that are wanted in a format, so many of them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{n}.xlsx" for n in range(number)]
        for source, make in zip(sources, _WANTED[format_], strict=True):
            source.write_bytes(make())
        save_as(format_, sources, folder / "out")
        return [(folder / "out" / f"{n}.{format_}").read_bytes() for n in range(number)]


def save_as(format_: str, files: Iterable[Path], folder: Path) -> None:
    """Have files opened and saved in a format, in another folder."""
    _start("--convert-to", format_, "--outdir", folder, *files)


def _start(*arguments: str | Path) -> None:
    """Start LibreOffice without a window, and wait until it is done."""
    subprocess.run(
        [
            "soffice",
            # A profile of its own, since LibreOffice may be running already; one for all tests,
            # since making it takes longer than the work.
            f"-env:UserInstallation={Path(_profile().name).as_uri()}",
            "--headless",
            *arguments,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


@cache
def _profile() -> "TemporaryDirectory[str]":
    """LibreOffice's folder, removed when the process ends."""
    return TemporaryDirectory(prefix="office-")


class Typing(NamedTuple):
    """What somebody types into a worksheet of an .xlsx, and as what it is saved then.

    ``texts`` are by cell, as they are typed: what LibreOffice takes for a date becomes one.
    """

    workbook: bytes
    worksheet: str
    texts: Mapping[str, str]
    format: str


_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}
"""What LibreOffice calls the formats."""

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""
_BASIC = """Sub Main
Dim hidden(0) As New com.sun.star.beans.PropertyValue
hidden(0).Name = "Hidden"
hidden(0).Value = True
Dim as_(0) As New com.sun.star.beans.PropertyValue
as_(0).Name = "FilterName"
{}
End Sub
"""


def typed(typings: Sequence[Typing]) -> list[bytes]:
    """The workbooks after LibreOffice opened each, was typed into, and saved it.

    By a macro, since Debian's LibreOffice understands Python only with a package more.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines: list[str] = []
        for number, typing in enumerate(typings):
            source, target = folder / f"{number}.xlsx", folder / f"typed-{number}.{typing.format}"
            source.write_bytes(typing.workbook)
            opened = f'loadComponentFromURL({_basic(source.as_uri())}, "_blank", 0, hidden())'
            lines += (
                f"book = StarDesktop.{opened}",
                f"page = book.Sheets.getByName({_basic(typing.worksheet)})",
                *(
                    f"page.getCellRangeByName({_basic(cell)}).FormulaLocal = {_basic(text)}"
                    for cell, text in typing.texts.items()
                ),
                f"as_(0).Value = {_basic(_FILTERS[typing.format])}",
                f"book.storeToURL({_basic(target.as_uri())}, as_())",
                "book.close(True)",
            )
        _run_macro(_BASIC.format("\n".join(lines)))
        return [
            (folder / f"typed-{number}.{typing.format}").read_bytes()
            for number, typing in enumerate(typings)
        ]


@contextmanager
def saved_and_open(book: Path, worksheet: str, cell: str, text: str) -> Iterator[None]:
    """A workbook into which LibreOffice types, which it saves, and has open until the end of this.

    It is saved in its own place, as by somebody who goes on working in it.
    """
    with TemporaryDirectory() as name, ThreadPoolExecutor(1) as aside:
        there = Path(name) / "there"
        there.touch()
        lines = (
            f"at = {_basic(book.as_uri())}",
            'book = StarDesktop.loadComponentFromURL(at, "_blank", 0, hidden())',
            f"page = book.Sheets.getByName({_basic(worksheet)})",
            f"page.getCellRangeByName({_basic(cell)}).FormulaLocal = {_basic(text)}",
            "book.store()",
            f"Do While FileExists({_basic(str(there))})",
            "Wait 50",
            "Loop",
            "book.close(True)",
            "StarDesktop.terminate()",
        )
        running = aside.submit(_run_macro, _BASIC.format("\n".join(lines)))
        try:
            yield
        finally:
            there.unlink()
        running.result()


def _basic(text: str) -> str:
    """A text as Basic writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _run_macro(text: str) -> None:
    """Have LibreOffice run a macro of its user's."""
    module = Path(_profile().name) / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        _start("--terminate_after_init")  # at its first start it writes a module of its own
    module.write_text(_MACRO.format(escape(text)), "utf-8")
    _start("macro:///Standard.Module1.Main")
