"""The worksheets and their columns, as declared in ``schema.toml``; which header means which."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from zkkk_factsheet.reference import LANGUAGES, duties, fold
from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.declaration.words import declared

Kind = Literal[
    "municipality",
    "community",
    "communities",
    "component",
    "category",
    "count",
    "persons",
    "answer",
    "duty",
    "names",
    "office_status",
    "edition_status",
    "activity_status",
    "year",
    "period",
    "date",
    "text",
]

_LANGUAGE_PARTS = re.compile(r"[/|;\n]")
_ANY_YEAR = "2000"
_MOST_WORDS = 16
"""Of a header; a longer text is a remark."""

_NUMBERED = re.compile(r"^\s*[1-9]\s*[.):]\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a worksheet, or an item of the ``about`` sheet.

    ``required`` columns must be there; an ``expected`` item that is blank is worth a warning.
    A text column with ``languages`` may be split: "remark" for all languages, "remark_sq"; if it
    is ``spoken``, each has to say its language. An item that is ``repeated`` may stand in several
    rows, each time of another correction.
    """

    id: str
    kind: Kind
    headers: Mapping[str, str]
    aliases: tuple[str, ...]
    help: Mapping[str, str]
    required: bool = False
    expected: bool = False
    languages: bool = False
    spoken: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """A worksheet: its names and its columns.

    The ``layout`` is a "table" with a header row, or "keys": an item and its value in each row.
    ``key`` are the columns that say what a row is about; the others are its answers. If the table
    is ``numerous``, several rows may be about the same. An ``optional`` worksheet may be missing.
    """

    id: str
    layout: Literal["table", "keys"]
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    help: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False
    numerous: bool = False

    @property
    def most_rows(self) -> int:
        """So many rows are read."""
        several = self.numerous or "period" in self.key
        return limits.MOST_NUMEROUS_ROWS if several else limits.MOST_ROWS

    def column(self, id_: str) -> Column:
        """The column with this id, or the one whose language part it is. Raises KeyError."""
        return _columns_by_id(self.id)[id_]

    def find_column(self, header: str) -> str | None:
        """The id of the column a header means, with its language ("remark_sq"), or None.

        A header may say the same in several languages ("Komuna / Opština").
        """
        return _find_column(self.id, header)

    def known_headers(self) -> Mapping[str, str]:
        """All headers that are read: their folded spelling to a spelling to suggest."""
        return _header_spellings(self.id)


@cache
def sheets() -> tuple[SheetSchema, ...]:
    """The worksheets in the order in which the blank workbook has them."""
    return tuple(_sheet(entry) for entry in declared()["sheets"])


def sheet(id_: str) -> SheetSchema:
    """The worksheet with this id. Raises KeyError if there is none."""
    return _sheets_by_id()[id_]


@cache
def find_sheet(name: str) -> SheetSchema | None:
    """The worksheet that is called so in one of the languages, or None."""
    return _sheets_by_name().get(fold(name))


@cache
def is_passive(name: str) -> bool:
    """Whether a worksheet of this name is for people (instructions, lists), not data."""
    return fold(name) in {fold(each) for each in declared()["passive"]["names"]}


@cache
def is_passive_column(header: str) -> bool:
    """Whether a column is for people, not data: a number in the margin, an earlier status."""
    folded = fold(header)
    names = {fold(each) for each in declared()["passive"]["columns"]["names"]}
    return folded in names or any(each.fullmatch(folded) for each in _earlier_statuses())


def earlier_status_header(year: int, language: str) -> str:
    """The header of the column that shows an earlier year's status, for information."""
    headers = declared()["passive"]["columns"]["earlier_status"]
    return str(headers[language].format(year=year))


@cache
def is_personal(header: str) -> bool:
    """Whether a column of this header holds names, personal numbers or the like."""
    personal, folded = declared()["personal"], fold(header)
    return folded in {fold(each) for each in personal["alone"]} or any(
        f" {fold(each)} " in f" {folded} " for each in personal["within"]
    )


@cache
def _earlier_statuses() -> tuple[re.Pattern[str], ...]:
    """What the folded headers of an earlier year's status look like, whatever the year."""
    headers = declared()["passive"]["columns"]["earlier_status"].values()
    return tuple(
        re.compile(fold(each.format(year=_ANY_YEAR)).replace(_ANY_YEAR, "[0-9]{4}"))
        for each in headers
    )


def _sheet(entry: Mapping[str, Any]) -> SheetSchema:
    return SheetSchema(
        id=entry["id"],
        layout=entry["layout"],
        names=entry["names"],
        aliases=tuple(entry["aliases"]),
        help=entry["help"],
        key=tuple(entry.get("key", ())),
        columns=tuple(column for each in entry["columns"] for column in _columns(each)),
        optional=entry.get("optional", False),
        numerous=entry.get("numerous", False),
    )


def _columns(entry: Mapping[str, Any]) -> Iterable[Column]:
    if entry.get("repeat") != "duties":
        yield Column(
            headers=entry["header"],
            aliases=tuple(entry["aliases"]),
            **{key: value for key, value in entry.items() if key not in {"header", "aliases"}},
        )
        return
    for duty in duties():
        yield Column(
            id=duty.id,
            kind=entry["kind"],
            headers=duty.short,
            aliases=(str(duty.number), *duty.aliases, *duty.full.values()),
            help={
                language: f"{duty.full[language]} {entry['help'][language]}"
                for language in LANGUAGES
            },
            required=entry["required"],
        )


@cache
def _sheets_by_id() -> dict[str, SheetSchema]:
    return {each.id: each for each in sheets()}


@cache
def _sheets_by_name() -> dict[str, SheetSchema]:
    return {
        fold(name): each
        for each in sheets()
        for name in (each.id, *each.names.values(), *each.aliases)
    }


@cache
def _columns_by_id(sheet_id: str) -> dict[str, Column]:
    by_id: dict[str, Column] = {}
    for column in sheet(sheet_id).columns:
        by_id[column.id] = column
        if column.languages:
            by_id |= {f"{column.id}_{language}": column for language in LANGUAGES}
    return by_id


@cache
def _header_spellings(sheet_id: str) -> dict[str, str]:
    return {
        fold(spelling): spelling
        for column in sheet(sheet_id).columns
        for spelling in (*column.aliases, column.id, *column.headers.values())
    }


@cache
def _headers(sheet_id: str) -> dict[str, str]:
    """The folded spelling of every header to the column's id, with its language if it has one."""
    index: dict[str, str] = {}
    language_words: dict[str, list[str]] = declared()["language_words"]
    for column in sheet(sheet_id).columns:
        for spelling in (column.id, *column.headers.values(), *column.aliases):
            index[fold(spelling)] = column.id
            if column.languages:
                for language, names in language_words.items():
                    for name in names:
                        index[fold(f"{spelling} {name}")] = f"{column.id}_{language}"
    return index


@lru_cache(maxsize=4096)
def _find_column(sheet_id: str, header: str) -> str | None:
    index = _headers(sheet_id)
    if found := index.get(fold(header)) or index.get(fold(_NUMBERED.sub("", header))):
        return found
    parts = [_NUMBERED.sub("", part) for part in _LANGUAGE_PARTS.split(header) if part.strip()]
    meant = {index.get(fold(part)) for part in parts}
    return (meant.pop() if len(meant) == 1 else None) or _fused(sheet_id, fold(header))


def _fused(sheet_id: str, folded: str) -> str | None:
    """The column of a header that says it several times, or after the title of several columns.

    Two header rows may have become one text: "Zyrtarë Gra", "Komuna Opština Municipality".
    """
    words = folded.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    index, titles = _headers(sheet_id), _titles(sheet_id)
    starts = [0, *(end for end in range(1, len(words)) if " ".join(words[:end]) in titles)]
    meant = {each for start in starts for each in _only_column(index, words[start:])}
    return meant.pop() if len(meant) == 1 else None


def _only_column(index: Mapping[str, str], words: Sequence[str]) -> set[str]:
    """The column that all words together name, if they are its headers and nothing else."""
    reached: list[set[str]] = [set() for _ in range(len(words) + 1)]
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            column = index.get(" ".join(words[start:end]))
            if column and (start == 0 or column in reached[start]):
                reached[end].add(column)
    return reached[-1]


@cache
def _titles(sheet_id: str) -> frozenset[str]:
    """What stands above several columns of a worksheet: its names, and what they count."""
    schema = sheet(sheet_id)
    titles = declared()["titles"].get(sheet_id, ())
    return frozenset(map(fold, (*schema.names.values(), *schema.aliases, *titles)))
