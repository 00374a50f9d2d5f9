"""The tidy table read back from what was published of it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import Period
from zkkk_factsheet.open_data.corrections import corrections_from_csv
from zkkk_factsheet.open_data.descriptor import CONTACT, PUBLISHED_ON, name_in
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.places import Place, place_of
from zkkk_factsheet.workbook.rows import About

_RANGE = re.compile(r"(?P<place>.*![A-Z]+\d+):[A-Z]+(?P<last>\d+)", re.DOTALL)

_STATUSES: Final = ("sample", "draft", "final")
_BETWEEN_PUBLISHERS: Final = " / "


def figures_of(text: str, *, with_cells: bool = True) -> Figures:
    """The table that `to_json` wrote; ValueError if the text is no such table.

    Of dimensions that later versions add nothing is known here, and of those that an earlier one
    had not, what stands for all.

    Args:
        text: The table.
        with_cells: Whether the cells are asked for that the figures come from: that takes longer
            than all else.
    """
    known = {each.name for each in fields(Figure)}
    try:
        records = json.loads(text)
        return Figures(
            Figure(
                **{
                    name: value
                    for name, value in record.items()
                    if name in known and name != "cells"
                },
                cells=tuple(
                    place
                    for cells in (record["cells"] if with_cells else ())
                    for place in _places(cells)
                ),
            )
            for record in records
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a table of figures") from error


def _places(text: str) -> Iterator[Place]:
    """The cells that were drawn together as ``file!sheet!B2:B39``."""
    found = _RANGE.fullmatch(text)
    if not found:
        yield place_of(text)
        return
    first = place_of(found["place"])
    for row in range(first.row, int(found["last"]) + 1):
        yield Place(first.file, first.sheet, row, first.column)


def published_in(table: str, package: str, corrections: str) -> Published:
    """What an edition publishes of its year, without source, remarks, and the figures' cells.

    Args:
        table: The table that `to_json` wrote.
        package: What `to_datapackage` wrote: it says what edition it is and whose.
        corrections: What `corrections_to_csv` wrote; "" if an earlier version wrote no such file.

    Raises:
        ValueError: If they are not such as this version writes.
    """
    figures = figures_of(table, with_cells=False)
    if not (first := next(iter(figures), None)):
        raise ValueError("no figures")
    about = about_in(package, first.year)
    told = corrections_from_csv(corrections) if corrections else ()
    return Published(Period(about.year), figures, about, {}, corrections=told)


def about_in(package: str, year: int) -> About:
    """What the edition of a year says of itself, as `to_datapackage` wrote it.

    Raises ValueError if it did not.
    """
    try:
        return _about(year, json.loads(package))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not the data of an edition") from error


def _about(year: int, package: Mapping[str, Any]) -> About:
    status = package["status"]
    if status not in _STATUSES:
        raise ValueError("no such status")
    day = package.get(PUBLISHED_ON)
    contact = {language: package.get(name_in(CONTACT, language)) for language in LANGUAGES}
    return About(
        year=year,
        status=status,
        published_on=date.fromisoformat(day) if day else None,
        publisher=_by_language([str(each["title"]) for each in package.get("contributors", ())]),
        contact={language: str(text) for language, text in contact.items() if text},
        source={},
        note={},
        places={},
    )


def _by_language(names: list[str]) -> dict[str, str]:
    """The publisher's names: one for each language, in their order, or what serves all."""
    if len(names) == len(LANGUAGES):
        return dict(zip(LANGUAGES, names, strict=True))
    return {"": _BETWEEN_PUBLISHERS.join(names)}
