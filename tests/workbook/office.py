"""Converting workbooks with LibreOffice, as an analyst would by saving under another type.

LibreOffice takes two seconds to start and a tenth to convert a workbook; so whoever wants one
converted says it when the tests are collected, and all are converted together when the first is
asked for.
"""

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
    subprocess.run(
        [
            "soffice",
            # A profile of its own, since LibreOffice may be running already; one for all tests,
            # since making it takes longer than the work.
            f"-env:UserInstallation={Path(_profile().name).as_uri()}",
            "--headless",
            "--convert-to",
            format_,
            "--outdir",
            folder,
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


@cache
def _profile() -> "TemporaryDirectory[str]":
    """LibreOffice's folder, removed when the process ends."""
    return TemporaryDirectory(prefix="office-")
