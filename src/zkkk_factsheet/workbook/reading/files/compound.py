"""Compound files (MS-CFB): a file system in a file, in which an xls workbook is a stream."""

from collections.abc import Collection
from struct import unpack_from

from zkkk_factsheet.workbook.reading.files.raw import Refused

_HEADER_SIZE = 512
_ENTRY_SIZE = 128
_SMALL = 4096
_SMALL_SECTOR = 64
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5


def stream(data: bytes, names: Collection[str]) -> bytes:
    """The content of the first stream with one of these names (in small letters).

    Raises `Refused` if there is none, and struct.error if the file is damaged.
    """
    return _CompoundFile(data).stream(names)


class _CompoundFile:
    """The chains of sectors of a compound file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (shift,) = unpack_from("<H", data, 30)
        if shift not in {9, 12}:
            raise Refused("damaged")
        self.size = 1 << shift
        self.table = self._table()
        directory, first_small = unpack_from("<I8xI", data, 48)
        self.directory = self._chain(directory)
        small = self._chain(first_small)
        self.small_table = unpack_from(f"<{len(small) // 4}I", small)

    def stream(self, names: Collection[str]) -> bytes:
        root = b""
        for position in range(0, len(self.directory) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
            length, kind = unpack_from("<HB", self.directory, position + 64)
            first, size = unpack_from("<II", self.directory, position + 116)
            name = self.directory[position : position + max(0, length - 2)]
            if kind == _ROOT:
                root = self._chain(first)
            elif kind == _STREAM and name.decode("utf-16-le", "replace").lower() in names:
                if size < _SMALL:
                    return self._small_chain(root, first)[:size]
                return self._chain(first)[:size]
        raise Refused("damaged")

    def _sector(self, number: int) -> bytes:
        start = (
            _HEADER_SIZE + number * self.size
            if self.size == _HEADER_SIZE
            else (number + 1) * self.size
        )
        return self.data[start : start + self.size]

    def _table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        numbers = list(unpack_from("<109I", self.data, 76))
        next_, count = unpack_from("<II", self.data, 68)
        for _ in range(min(count, len(self.data) // self.size)):
            if next_ >= _LAST_SECTOR:
                break
            more = self._sector(next_)
            numbers += unpack_from(f"<{self.size // 4 - 1}I", more)
            (next_,) = unpack_from("<I", more, self.size - 4)
        sectors = [self._sector(number) for number in numbers if number < _LAST_SECTOR]
        table = b"".join(sectors[: len(self.data) // self.size + 1])
        return unpack_from(f"<{len(table) // 4}I", table)

    def _chain(self, first: int) -> bytes:
        sectors: list[bytes] = []
        while first < _LAST_SECTOR:
            # A chain that is longer than the file goes in a circle.
            if first >= len(self.table) or len(sectors) > len(self.data) // self.size:
                raise Refused("damaged")
            sectors.append(self._sector(first))
            first = self.table[first]
        return b"".join(sectors)

    def _small_chain(self, root: bytes, first: int) -> bytes:
        sectors: list[bytes] = []
        while first < _LAST_SECTOR:
            if first >= len(self.small_table) or len(sectors) > len(root) // _SMALL_SECTOR:
                raise Refused("damaged")
            sectors.append(root[first * _SMALL_SECTOR : (first + 1) * _SMALL_SECTOR])
            first = self.small_table[first]
        return b"".join(sectors)
