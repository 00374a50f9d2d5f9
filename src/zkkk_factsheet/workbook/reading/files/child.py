"""Reading a workbook in a child process, with a limit on its time and its memory.

What foreign machine code does with a stranger's file must not take the program with it.
The child reads a workbook from standard input and writes its worksheets as JSON to standard
output; its argument is the format.
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.files.gate import FileFormat
from zkkk_factsheet.workbook.reading.files.raw import RawSheet, Refused
from zkkk_factsheet.workbook.reading.sheets import Block

SECONDS = 5
"""The sample workbook takes a tenth of a second."""

MEMORY = 500_000_000
"""The sample workbook takes 40 million bytes."""

_PROGRAM = f"from {__name__} import main; main()"


def read_in_child(file: str, data: bytes, format_: FileFormat) -> list[RawSheet]:
    """The worksheets of a workbook in a binary format, read in a child process.

    Raises `Refused` for whatever goes wrong: the child may say what, or die, or be stopped.
    """
    # -P: the folder in which the user runs the program is no place to import modules from.
    command = [sys.executable, "-P", "-c", _PROGRAM, format_]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too-demanding") from error
    if done.returncode:
        out_of_memory = b"memory allocation" in done.stderr or b"MemoryError" in done.stderr
        raise Refused("too-demanding" if out_of_memory else "damaged")
    answer = json.loads(done.stdout)
    if "code" in answer:
        raise Refused(answer["code"], answer["values"], answer["sheet"])
    return [_from_json(file, each) for each in answer["sheets"]]


def main() -> None:
    """Be the child: read a workbook from standard input, write its worksheets."""
    _limit_memory()
    from zkkk_factsheet.workbook.reading.files.binary import read_binary  # noqa: PLC0415 - after the limit

    format_: FileFormat = "xlsb" if sys.argv[1] == "xlsb" else "xls"
    answer: dict[str, object]
    try:
        sheets = read_binary("", sys.stdin.buffer.read(), format_)
        answer = {"sheets": [_as_json(sheet) for sheet in sheets]}
    except Refused as refused:
        answer = {"code": refused.code, "values": refused.values, "sheet": refused.sheet}
    json.dump(answer, sys.stdout)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _as_json(sheet: RawSheet) -> dict[str, object]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sheet.hidden_columns,
        "merged": [
            [block.first_row, block.first_column, block.last_row, block.last_column]
            for block in sheet.merged
        ],
        "cells": [
            [row, column, *_value_as_json(cell.value), cell.trouble, cell.percent, cell.display]
            for (row, column), cell in sheet.cells.items()
        ],
    }


def _from_json(file: str, answer: dict[str, Any]) -> RawSheet:
    sheet = RawSheet(
        place=Place(file, answer["name"]),
        hidden=answer["hidden"],
        hidden_rows=set(answer["hidden_rows"]),
        hidden_columns=[(first, last) for first, last in answer["hidden_columns"]],
        merged=[Block(*block) for block in answer["merged"]],
    )
    for row, column, kind, value, *others in answer["cells"]:
        cell = Cell(sheet.at(row, column), _value_from_json(kind, value), *others)
        sheet.cells[row, column] = cell
    return sheet


def _value_as_json(value: CellValue | None) -> tuple[str, object]:
    if isinstance(value, timedelta):
        return "duration", value.total_seconds()
    if isinstance(value, datetime | date | time):
        return type(value).__name__, value.isoformat()
    return "", value


def _value_from_json(kind: str, value: Any) -> CellValue | None:  # noqa: ANN401 - JSON
    if kind == "duration":
        return timedelta(seconds=value)
    types: dict[str, type[datetime | date | time]] = {
        "datetime": datetime,
        "date": date,
        "time": time,
    }
    plain: CellValue | None = types[kind].fromisoformat(value) if kind in types else value
    return plain
