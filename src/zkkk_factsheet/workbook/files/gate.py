"""What a file is, and unpacking it within limits: what every stranger's file passes first.

The first bytes count, not the name. A zip archive is unpacked in memory, part by part, and
what is counted is what really comes out, not what the archive says of itself.
"""

import re
import zlib
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zkkk_factsheet.workbook.files.raw import Refused

Format = Literal["xlsx", "ods", "xls", "xlsb"]

_MEGABYTE = 1_000_000

LARGEST_FILE = 20 * _MEGABYTE
"""A year's workbook has some tens of kilobytes; with a logo or two, a megabyte."""

LARGEST_UNPACKED = 80 * _MEGABYTE
"""A million formatted rows unpack to 60 megabytes; more is no year's workbook. This, its copy
and the cells fit in 500 megabytes, and are read within 5 seconds."""

MOST_PARTS = 2_000
"""A workbook has some ten parts, and three for every worksheet with comments."""

_ZIP, _DIRECTORY_ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
_CHUNK = 1 << 16

# Of the parts, those that are read; pictures, themes and macros are not even unpacked.
_READ = re.compile(r"\.(xml|rels|bin)$", re.IGNORECASE)
_NOT_READ = re.compile(
    r"(^|/)(media|theme|drawings|embeddings|vbaProject\.bin)(/|$)", re.IGNORECASE
)

_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)


def format_of(data: bytes) -> Format:
    """The format of a workbook, by its content. Raises `Refused` if it is none."""
    if not data:
        raise Refused("empty-file")
    if len(data) > LARGEST_FILE:
        raise Refused("file-too-large", {"limit": _megabytes(LARGEST_FILE)})
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED_PACKAGE in data:
            raise Refused("encrypted")
        return "xls"
    if not data.startswith(_ZIP):
        raise Refused("not-a-spreadsheet")
    names = {info.filename.replace("\\", "/").lower() for info in _entries(data)[1]}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names:
        return "ods"
    if "[content_types].xml" in names or "xl/workbook.xml" in names:
        return "xlsx"
    raise Refused("not-a-spreadsheet")


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive that are read, by their names in small letters.

    Raises `Refused` if the archive is damaged, encrypted, too large or unsafe.
    """
    archive, entries = _entries(data)
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    for info in entries:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if not _READ.search(name) or _NOT_READ.search(name):
            continue
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Refused("encrypted")
        # Office programs write no other method, and some others unpack into any memory they like.
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused("damaged")
        parts[name] = _part(archive, info, left)
        left -= len(parts[name])
        if not name.endswith(".bin") and _DOCTYPE.search(parts[name]):
            raise Refused("unsafe-xml")
    return parts


def _entries(data: bytes) -> tuple[ZipFile, list[ZipInfo]]:
    # Before the directory is read: a file may list hundreds of thousands of parts.
    if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise Refused("too-many-parts", {"limit": f"{MOST_PARTS:,}"})
    try:
        archive = ZipFile(BytesIO(data))
        return archive, archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refused("damaged") from error


def _part(archive: ZipFile, info: ZipInfo, left: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > left:
                    raise Refused("unpacks-too-large", {"limit": _megabytes(LARGEST_UNPACKED)})
                chunks.append(chunk)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise Refused("damaged") from error
    return b"".join(chunks)


def _megabytes(size: int) -> str:
    return f"{size // _MEGABYTE} MB"
