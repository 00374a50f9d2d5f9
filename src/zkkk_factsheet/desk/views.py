"""Findings as a page shows them: by worksheet and column, each with the cells around it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Final

from zkkk_factsheet.desk.pictures import Picture
from zkkk_factsheet.desk.room import Identity, identity
from zkkk_factsheet.desk.survey import MOST_SHOWN, Checked
from zkkk_factsheet.documents.kinds import MUNICIPAL, NATIONAL
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.places import Place, column_letters
from zkkk_factsheet.workbook.telling import grouping, report


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to correct: what was found, what to do, in which cells, and what is around."""

    id: str
    severity: str
    text: str
    hint: str
    maybe: str
    cells: Sequence[tuple[str, str]]
    count: int
    about: str
    new: bool
    fresh: Sequence[str]
    place: Place
    picture: Picture | None


@dataclass(slots=True)
class Column:
    """What is wrong in a column of a worksheet; the worksheet as a whole has no letter."""

    letter: str
    header: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class SheetFindings:
    """What is wrong in a worksheet of a workbook; the workbook as a whole has no worksheet."""

    id: str
    file: str
    name: str
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many findings there are; an entry may tell several at once."""
        return sum(entry.count for each in self.columns.values() for entry in each.entries)


@dataclass(frozen=True, slots=True)
class Covered:
    """How complete a kind of worksheet is, in words and in numbers."""

    name: str
    complete: int
    offices: int


_FEW: Final = 8
"""So many cells are named with their municipalities; more are named as they stand together."""


def covered(checked: Checked, language: str) -> list[Covered]:
    """How complete each kind of worksheet is."""
    return [
        Covered(sheet(each.sheet).names[language], each.complete, each.offices)
        for each in checked.coverage
    ]


def summary(checked: Checked, language: str) -> list[str]:
    """How many errors and warnings there are, and what that means."""
    return report.summary(checked.findings, language)


def status_says(status: str, language: str) -> str:
    """What an edition of this status says of itself, and where somebody changes that."""
    about = sheet("about")
    return catalogue(language, "desk").text(
        f"publish.status-{status}",
        sheet=about.names[language],
        item=about.column("status").headers[language],
        final=next(each.words[language] for each in words("edition_status") if each.id == "final"),
    )


def entries(
    checked: Checked, language: str, new: Mapping[Identity, int] | None
) -> tuple[list[SheetFindings], int]:
    """What is wrong, by worksheet and column; and how much more there is than is shown."""
    left = Counter(new or {})
    alike = list(grouping.told_at_once(checked.findings, language))
    sheets: dict[tuple[str, str], SheetFindings] = {}
    ids: Counter[str] = Counter()
    for group in alike[:MOST_SHOWN]:
        place, picture = group[0].place, checked.pictures.get(group[0].place)
        key = (place.file, place.sheet)
        found = sheets.setdefault(key, SheetFindings(_id("s", key), *key))
        letter = column_letters(place.column)
        column = found.columns.setdefault(letter, Column(letter, _header(picture, place)))
        id_ = _id("f", (place.file, *identity(group[0])))
        ids[id_] += 1
        fresh = _new_ones(group, left)
        entry = Entry(
            id=id_ if ids[id_] == 1 else f"{id_}-{ids[id_]}",
            severity=group[0].severity,
            text=grouping.sentence(group, language),
            hint=report.hint(group[0], language),
            maybe=report.suggestion(group[0], language),
            cells=_cells(group, language),
            count=len(group),
            about=_about(group),
            new=bool(fresh),
            fresh=grouping.cells(fresh) if len(fresh) < len(group) else (),
            place=place,
            picture=picture,
        )
        column.entries.append(entry)
    for each in sheets.values():
        each.columns = dict(sorted(each.columns.items(), key=lambda item: _order(item[0])))
    return list(sheets.values()), max(0, len(alike) - MOST_SHOWN)


def _cells(group: Sequence[Finding], language: str) -> list[tuple[str, str]]:
    """The cells of findings, each with the municipality it is about, while these are few."""
    names = {each.id: each.name(language) for each in municipalities()}
    about = [names.get(each.values.get("municipality", ""), "") for each in group]
    if len(group) <= _FEW and all(about):
        cells = (each.place.cell for each in group)
        return [pair for pair in zip(cells, about, strict=True) if pair[0]]
    return [(cell, "") for cell in grouping.cells(group)]


def _about(group: Iterable[Finding]) -> str:
    """The municipalities that findings are about, by the names by which somebody seeks them."""
    ids = {each.values.get("municipality", "") for each in group} & municipality_ids()
    return " ".join(
        name for each in municipalities() if each.id in ids for name in each.names.values()
    )


def _order(letter: str) -> tuple[int, str]:
    return (len(letter), letter)


def _new_ones(group: Iterable[Finding], left: Counter[Identity]) -> list[Finding]:
    """Those of some findings that the last save brought."""
    found = []
    for each in group:
        if left[identity(each)] > 0:
            left[identity(each)] -= 1
            found.append(each)
    return found


def _header(picture: Picture | None, place: Place) -> str:
    """What stands above the cells of a column."""
    if picture is None or place.column not in picture.columns or not picture.rows:
        return ""
    number, texts = picture.rows[0]
    return texts[picture.columns.index(place.column)] if number < place.row else ""


def _id(kind: str, content: tuple[object, ...]) -> str:
    """A name for a part of the page that stays the same from one save to the next."""
    digest = sha256(repr(content).encode(errors="backslashreplace")).hexdigest()
    return f"{kind}-{digest[:12]}"


def spoken_change(solved: int, new: int, language: str) -> str:
    """What a save has changed, in a sentence; "" if nothing."""
    say = catalogue(language, "desk")
    if solved and new:
        texts = {"solved": say.number(solved), "new": say.number(new)}
        return say.text("news.both", **texts)
    if solved:
        return say.plural("news.solved", solved)
    return say.plural("news.new", new) if new else ""


def one_of(choices: Sequence[str], *wishes: str) -> str:
    """The first wish that can be fulfilled, else the first choice."""
    return next((each for each in wishes if each in choices), choices[0])


@cache
def municipality_ids() -> frozenset[str]:
    """The municipalities, by their ids."""
    return frozenset(each.id for each in municipalities())


def municipality_names(language: str) -> list[tuple[str, str]]:
    """The municipalities, each with its name, from A to Z."""
    named = [(each.id, each.name(language)) for each in municipalities()]
    return sorted(named, key=lambda each: sort_key(each[1], language))


def sheet_paths(year: int, language: str, about: str) -> dict[str, str]:
    """Where the sheet about everything, or about a municipality, stands in an edition."""
    kind = MUNICIPAL if about else NATIONAL
    return {format_: kind.path(year, language, format_, about) for format_ in kind.formats}


_HEAD_ENDS: Final = b"</head>"
_MARK: Final = "{ background: #ffe9a8; color: #1c2530; outline: 2px solid #b7791f; }"


def with_marks(page: bytes, anchors: Iterable[str]) -> bytes:
    """A page in which the numbers are marked that lead to some figures."""
    chosen = ", ".join(f'a.made[href$="#{each}"]' for each in anchors if _PLAIN.fullmatch(each))
    if not chosen:
        return page
    style = f"<style>{chosen} {_MARK}</style>"
    return page.replace(_HEAD_ENDS, style.encode() + _HEAD_ENDS, 1)


_PLAIN: Final = re.compile(r"[\w.-]+")
"""What the name of a figure is made of; nothing else gets into the style of a page."""
