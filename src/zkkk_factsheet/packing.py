"""Packages of parts, as Excel and Word read them: the same bytes whenever they are packed."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of its parts, in their order and without the time at which it was packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, date_time=_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            part.create_system = 3  # the same on every system
            archive.writestr(part, content)
    return packed.getvalue()
