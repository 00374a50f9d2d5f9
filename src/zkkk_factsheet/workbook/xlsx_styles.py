"""The styles of an Excel file, added to: the look of a cell in another colour."""

from zkkk_factsheet.workbook.xml_splice import Splice, Tag, UnpatchableError, tags, with_attributes

_COLLECTIONS = ("fonts", "fills", "cellXfs")
_DEPTH = 2


class Styles:
    """The styles part. Raises UnpatchableError if it lacks what every workbook has."""

    def __init__(self, data: bytes) -> None:
        self._splice = Splice(data)
        self._opened: dict[str, Tag] = {}
        self._closed: dict[str, Tag] = {}
        self._formats: list[str] = []
        self._counts = dict.fromkeys(_COLLECTIONS, 0)
        self._added: dict[str, dict[str, int]] = {each: {} for each in _COLLECTIONS}
        self._scan()
        if set(self._closed) != set(_COLLECTIONS) or not self._formats:
            raise UnpatchableError("incomplete styles")
        self._prefix = self._opened["fills"].prefix

    def _scan(self) -> None:
        inside = ""
        start = 0
        for tag in tags(self._splice.data):
            if tag.depth == _DEPTH and tag.name in _COLLECTIONS:
                if tag.opens:
                    inside = tag.name
                    self._opened[inside] = tag
                if tag.kind != "start":
                    self._closed[tag.name] = tag
                    inside = ""
            elif inside and tag.depth == _DEPTH + 1:
                self._counts[inside] += tag.opens
                start = tag.start if tag.opens else start
                if inside == "cellXfs" and tag.kind != "start":
                    written = self._splice.data[start : tag.end]
                    self._formats.append(written.decode(errors="xmlcharrefreplace"))

    def filled(self, base: int, colour: str) -> int:
        """The format of a cell that looks like one of the format ``base``, but filled."""
        written = self._formats[base if base < len(self._formats) else 0]
        first, _, rest = written.partition(">")
        fill = {"fillId": str(self._fill(colour)), "applyFill": "1"}
        return self._add("cellXfs", f"{with_attributes(first + '>', fill)}{rest}")

    def look(
        self, colour: str, *, fill: str = "", bold: bool = False, size: int = 11, link: bool = False
    ) -> int:
        """The format of a cell that begins anew: a font, a fill, wrapped text."""
        p = self._prefix
        marks = f"<{p}b/>" * bold + f"<{p}u/>" * link
        font = self._add(
            "fonts",
            f'<{p}font>{marks}<{p}sz val="{size}"/><{p}color rgb="FF{colour}"/>'
            f'<{p}name val="Calibri"/><{p}family val="2"/></{p}font>',
        )
        filled = self._fill(fill) if fill else 0
        return self._add(
            "cellXfs",
            f'<{p}xf numFmtId="0" fontId="{font}" fillId="{filled}" borderId="0" xfId="0" '
            f'applyFont="1" applyFill="1" applyAlignment="1">'
            f'<{p}alignment vertical="top" wrapText="1"/></{p}xf>',
        )

    def done(self) -> bytes:
        """The part with everything added."""
        for name, added in self._added.items():
            if added:
                opened, closed = self._opened[name], self._closed[name]
                count = str(self._counts[name] + len(added))
                if opened.kind == "start":
                    self._splice.set_attributes(opened, {"count": count})
                self._splice.append(closed, "".join(added))
        return self._splice.done()

    def _fill(self, colour: str) -> int:
        p = self._prefix
        return self._add(
            "fills",
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>',
        )

    def _add(self, collection: str, written: str) -> int:
        added = self._added[collection]
        return added.setdefault(written, self._counts[collection] + len(added))
