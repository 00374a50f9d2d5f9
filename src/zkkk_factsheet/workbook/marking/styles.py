"""The styles of an Excel file, added to: looks of cells, and colours to lay over them."""

from zkkk_factsheet.workbook.marking.splice import Splice, Tag, UnpatchableError, tags

_NEEDED = ("fonts", "fills", "cellXfs")
_OVER = "dxfs"
_COLLECTIONS = (*_NEEDED, _OVER)
_BEFORE_OVER = frozenset({"cellXfs", "cellStyles"})
_DEPTH = 2


class Styles:
    """The styles part. Raises UnpatchableError if it lacks what every workbook has."""

    def __init__(self, data: bytes) -> None:
        self._splice = Splice(data)
        self._opened: dict[str, Tag] = {}
        self._closed: dict[str, Tag] = {}
        self._behind: Tag | None = None
        self._counts = dict.fromkeys(_COLLECTIONS, 0)
        self._known: dict[str, dict[str, int]] = {each: {} for each in _COLLECTIONS}
        self._added: dict[str, dict[str, int]] = {each: {} for each in _COLLECTIONS}
        self._scan()
        if not self._closed.keys() >= set(_NEEDED) or not self._counts["cellXfs"]:
            raise UnpatchableError("incomplete styles")
        self._prefix = self._opened["fills"].prefix

    def _scan(self) -> None:
        inside = ""
        start = 0
        for tag in tags(self._splice.data):
            if tag.depth == _DEPTH and tag.kind != "start" and tag.name in _BEFORE_OVER:
                self._behind = tag
            if tag.depth == _DEPTH and tag.name in _COLLECTIONS:
                if tag.opens:
                    inside = tag.name
                    self._opened[inside] = tag
                if tag.kind != "start":
                    self._closed[tag.name] = tag
                    inside = ""
            elif inside and tag.depth == _DEPTH + 1:
                start = tag.start if tag.opens else start
                if tag.kind != "start":
                    written = self._splice.data[start : tag.end]
                    text = written.decode(errors="xmlcharrefreplace")
                    self._known[inside].setdefault(text, self._counts[inside])
                    self._counts[inside] += 1

    def over(self, colour: str) -> int:
        """The differential format that lays a colour over whatever a cell looks like."""
        p = self._prefix
        return self._add(
            _OVER,
            f'<{p}dxf><{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/>'
            f'<{p}bgColor rgb="FF{colour}"/></{p}patternFill></{p}fill></{p}dxf>',
        )

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
            if added and name not in self._opened and self._behind:
                p, content = self._prefix, "".join(added)
                new = f'<{p}{name} count="{len(added)}">{content}</{p}{name}>'
                self._splice.insert(self._behind.end, new)
            elif added:
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
        if written in self._known[collection]:  # by an earlier marking
            return self._known[collection][written]
        added = self._added[collection]
        return added.setdefault(written, self._counts[collection] + len(added))
