"""Converting workbooks with LibreOffice, as an analyst would by saving under another type."""

import subprocess
from collections.abc import Mapping
from pathlib import Path


def convert(files: Mapping[str, bytes], format_: str, folder: Path) -> dict[str, bytes]:
    """Convert files to a format; the result is by the name without its ending."""
    source, target = folder / "from", folder / format_
    source.mkdir(exist_ok=True)
    for name, data in files.items():
        (source / name).write_bytes(data)
    subprocess.run(
        [
            "soffice",
            # A profile of its own: LibreOffice may be running already.
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            format_,
            "--outdir",
            str(target),
            *(str(source / name) for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {
        Path(name).stem: (target / Path(name).stem).with_suffix(f".{format_}").read_bytes()
        for name in files
    }
