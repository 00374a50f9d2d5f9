"""Converting workbooks with LibreOffice, as an analyst would by saving under another type."""

import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


def convert(files: Mapping[str, bytes], format_: str, folder: Path) -> dict[str, bytes]:
    """Convert files to a format; the result is by the name without its ending."""
    source, target = folder / "from", folder / format_
    source.mkdir(exist_ok=True)
    for name, data in files.items():
        (source / name).write_bytes(data)
    save_as(format_, (source / name for name in files), target)
    return {
        Path(name).stem: (target / Path(name).stem).with_suffix(f".{format_}").read_bytes()
        for name in files
    }


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
