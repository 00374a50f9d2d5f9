"""Taking zip packages apart and putting them together again, for the tests."""

import io
import zipfile
from collections.abc import Mapping

Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    """The parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, data in parts.items():
            # Some are a hundred megabytes, for which the better compression takes seconds.
            package.writestr(zipfile.ZipInfo(name), data, method, compresslevel=1)
    return file.getvalue()
