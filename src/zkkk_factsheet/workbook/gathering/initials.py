"""Answers by their first letter: "D" and "N" for da and ne, "Y" and "N" for yes and no.

A letter alone may stand for something else: "N" for a Serbian "nepoznato" or an Albanian "nuk ka
informacion", "D" for "delimično". Where a table answers with two letters and with nothing else,
and they are those of yes and no in one language, there is nothing else that they could mean.
"""

from collections.abc import Iterator, Mapping

from zkkk_factsheet.reference import LANGUAGES, fold
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.gathering.tables import Table
from zkkk_factsheet.workbook.reading.cells import Cell


def initials(table: Table) -> Mapping[str, str]:
    """The words that a table's answers are the first letters of, by the folded letter.

    Empty if the table answers in any other way as well, or with one of the letters only.
    """
    used: set[str] = set()
    for cell in _answers(table):
        letter = _letter(cell)
        if not letter:
            return {}
        used.add(letter)
    return next((pair for pair in _pairs() if pair.keys() == used), {})


def spelled_out(cell: Cell, meant: Mapping[str, str]) -> Cell:
    """The cell with the word that its letter stands for; the cell itself, if it is no letter."""
    word = meant.get(_letter(cell)) if meant else None
    return cell._replace(value=word) if word else cell


def _pairs() -> Iterator[Mapping[str, str]]:
    """For each language, its words for yes and no by their first letters."""
    for language in LANGUAGES:
        spelled = [word.words[language] for word in words("answer")]
        yield {fold(each)[0]: each for each in spelled}


def _letter(cell: Cell) -> str:
    text = cell.text.removesuffix(".")
    return fold(text) if isinstance(cell.value, str) and len(text) == 1 else ""


def _answers(table: Table) -> Iterator[Cell]:
    columns = [
        number
        for column_id, number in table.header.columns.items()
        if table.schema.column(column_id).kind == "answer"
    ]
    for row in table.rows:
        yield from (row.cells[number] for number in columns if number in row.cells)
