"""What a file is, and unpacking it within limits: what every stranger's file passes first.

The first bytes count, not the name. A zip archive is unpacked in memory, part by part, and
what is counted is what really comes out, not what the archive says of itself.
"""

import re
import zlib
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.reading.files.raw import Refused

FileFormat = Literal["xlsx", "ods", "xls", "xlsb"]

_ZIP, _DIRECTORY_ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BOOK = re.compile(rb"B\0o\0o\0k\0|W\0o\0r\0k\0b\0o\0o\0k\0")
_OTHER_DOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.(?!spreadsheet)")
_MIME_TYPE_WITHIN = 200
_ENCRYPTED_FLAG = 0x1
_CHUNK = 1 << 16

# Of the parts, those that are read; pictures, themes and macros are not even unpacked.
_READ = re.compile(r"\.(xml|rels|bin)$", re.IGNORECASE)
_NOT_READ = re.compile(
    r"(^|/)(media|theme|drawings|embeddings|vbaProject\.bin)(/|$)", re.IGNORECASE
)


def format_of(data: bytes) -> FileFormat:
    """The format of a workbook, by its content. Raises `Refused` if it is none."""
    if not data:
        raise Refused("empty-file")
    if len(data) > limits.LARGEST_FILE:
        raise Refused("file-too-large", {"limit": limits.megabytes(limits.LARGEST_FILE)})
    if data.startswith(_COMPOUND_FILE):
        return _format_of_compound_file(data)
    if data.startswith(_ZIP):
        return _format_of_archive(data)
    raise Refused("not-a-spreadsheet")


def _format_of_compound_file(data: bytes) -> FileFormat:
    if _ENCRYPTED_PACKAGE in data:
        raise Refused("encrypted")
    # Word, PowerPoint and Outlook use such files, too; streams are named in UTF-16.
    if not _BOOK.search(data):
        raise Refused("not-a-spreadsheet")
    return "xls"


def _format_of_archive(data: bytes) -> FileFormat:
    names = {_name(info) for info in _entries(data)[1]}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and not _OTHER_DOCUMENT.search(data[:_MIME_TYPE_WITHIN]):
        return "ods"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Refused("not-a-spreadsheet")


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive that are read, by their names in small letters.

    Raises `Refused` if the archive is damaged, encrypted or too large.
    """
    archive, entries = _entries(data)
    parts: dict[str, bytes] = {}
    left = limits.LARGEST_UNPACKED
    for info in entries:
        name = _name(info)
        if not _READ.search(name) or _NOT_READ.search(name):
            continue
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Refused("encrypted")
        # Office programs write no other method, and some others unpack into any memory they like.
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused("damaged")
        parts[name] = _part(archive, info, left)
        left -= len(parts[name])
    return parts


def _name(info: ZipInfo) -> str:
    """A part's name as it is looked up, however the archive writes it."""
    return info.filename.replace("\\", "/").lstrip("/").lower()


def _entries(data: bytes) -> tuple[ZipFile, list[ZipInfo]]:
    # Before the directory is read: a file may list hundreds of thousands of parts.
    if data.count(_DIRECTORY_ENTRY) > limits.MOST_PARTS:
        raise Refused("too-many-parts", {"limit": str(limits.MOST_PARTS)})
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
                    raise Refused(
                        "unpacks-too-large", {"limit": limits.megabytes(limits.LARGEST_UNPACKED)}
                    )
                chunks.append(chunk)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise Refused("damaged") from error
    return b"".join(chunks)
