"""The objects of a PDF, found as every reader finds them: by the file's cross-reference table.

Texts that people write stand in the file too, so it is never searched for words.
"""

import re
from functools import cached_property

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
"""How many bytes an object's line in the table has."""
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_COUNT = re.compile(rb"/Count (\d+)")


class PdfFile:
    """A PDF with one table, as typst writes it."""

    def __init__(self, data: bytes) -> None:
        """Take the file apart. Raises ValueError if it has no cross-reference table."""
        start = _START.search(data[-64:])
        table = _TABLE.match(data, int(start[1])) if start else None
        if not table or not start:
            raise ValueError("no cross-reference table")
        self._data = data
        self._size = int(table[1])
        end = table.end() + self._size * _ENTRY
        self._lines = data[table.end() : end]
        self._end = int(start[1])
        self._trailer = data[end : data.rindex(b"startxref")]

    @cached_property
    def objects(self) -> dict[int, bytes]:
        """The bytes of every object by its number, from "N 0 obj" on, in the file's order.

        Other bytes may be put in their place.
        """
        lines = self._lines
        entries = [lines[place : place + _ENTRY] for place in range(0, len(lines), _ENTRY)]
        begins = sorted(
            (int(entry[:10]), number)
            for number, entry in enumerate(entries)
            if entry[17:18] == b"n"
        )
        ends = [place for place, _ in begins[1:]] + [self._end]
        return {
            number: self._data[place:end] for (place, number), end in zip(begins, ends, strict=True)
        }

    def pages(self) -> int:
        """How many pages the file has, as its tree of pages says; no other object is looked for."""
        catalogue = self._found(_number(_ROOT, self._trailer))
        return _number(_COUNT, self._found(_number(_PAGES, catalogue)))

    def _found(self, number: int) -> bytes:
        """An object as it stands in the file."""
        begin = int(self._lines[number * _ENTRY : number * _ENTRY + 10])
        return self._data[begin : self._data.index(b"endobj", begin)]

    def data(self) -> bytes:
        """The whole file, with a table of where its objects are now."""
        table = [b"0000000000 65535 f\r\n"] * self._size
        head = self._data[: self._data.index(b"%d 0 obj" % next(iter(self.objects)))]
        parts, place = [head], len(head)
        for number, each in self.objects.items():
            table[number] = b"%010d 00000 n\r\n" % place
            parts.append(each)
            place += len(each)
        begin = b"xref\n0 %d\n" % self._size
        return b"".join([*parts, begin, *table, self._trailer, b"startxref\n%d\n%%%%EOF" % place])


def _number(pattern: re.Pattern[bytes], text: bytes) -> int:
    if not (found := pattern.search(text)):
        raise ValueError(f"nothing like {pattern.pattern!r}")
    return int(found[1])
