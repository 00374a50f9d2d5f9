"""Persons in care for other institutions: a table, and one to fill in with their own codes."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import LANGUAGES, categories, municipalities

COLUMNS: Final = ("year", "municipality", "category", "gender", "persons", "status")

MINISTRIES: Final = ("mkk", "mpms", "mpb")
"""Those with whose data bases an office's has to agree, as the offices call them."""

COLUMNS_OF_MAPPING: Final = ("code", *LANGUAGES, *MINISTRIES, "note")

_GENDERS: Final = ("", "women", "men")


def has_persons(published: Published) -> bool:
    """Whether anything is told of persons in care."""
    return bool(published.figures.all("caseload.persons"))


def caseload_to_csv(published: Published) -> str:
    """One row for each category and gender, of the country and of each municipality that tells.

    What a figure of the tidy table counts; empty is all together, and what is withheld or not known
    has no number.
    """
    return _csv(COLUMNS, _rows(published))


def mapping_to_csv() -> str:
    """One row for each category: its code and names, and room for the codes of others."""
    rows = (
        (each.id, *(each.names[language] for language in LANGUAGES), *("" for _ in MINISTRIES), "")
        for each in categories()
    )
    return _csv(COLUMNS_OF_MAPPING, rows)


def _rows(published: Published) -> Iterator[tuple[object, ...]]:
    year, figures = published.period.year, published.figures
    there = {each.municipality for each in figures.all("caseload.persons")}
    for place in ("", *(each.id for each in municipalities() if each.id in there)):
        for category in ("", *(each.id for each in categories())):
            for gender in _GENDERS:
                of = category or ("by_gender" if gender else "persons")
                told = figures.get(Key(f"caseload.{of}", place, gender=gender))
                if told:
                    yield (year, place, category, gender, _count(told), told.status)


def _count(figure: Figure) -> object:
    return "" if figure.numerator is None else figure.numerator


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()
