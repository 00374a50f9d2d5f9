"""What the page on the architecture says of the house is what stands in it."""

import re

from tests.support import ROOT

PACKAGE = ROOT / "src" / "zkkk_factsheet"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")

_MODULE = re.compile(r"`((?:[a-z_]+/)*[a-z_]+\.py)`")


def _section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def _rows(section: str) -> list[list[str]]:
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


def _modules(cell: str) -> list[str]:
    """The modules named in a cell of a table; one without a folder is in the one named before."""
    modules: list[str] = []
    for name in _MODULE.findall(cell):
        folder = modules[-1].rpartition("/")[0] if "/" not in name else ""
        modules.append(f"{folder}/{name}" if folder else name)
    return modules


def test_the_way_of_a_cell_is_counted_truthfully() -> None:
    """Every module on it exists, and there are as many forms and modules as the page says."""
    section = _section("The way of one cell")
    rows = _rows(section)
    makers = [name for row in rows for name in _modules(row[2])]
    others = [name for row in rows for name in _modules(row[3])]
    assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    assert not [name for name in makers + others if not (PACKAGE / name).is_file()]
    assert len({*makers, *others}) == len(makers) + len(others)
    forms = re.search(r"has (\d+) forms", section)
    modules = re.search(r"That is (\d+) modules, of which (\d+) give", section)
    assert forms
    assert modules
    assert int(forms[1]) == len(rows)
    assert (int(modules[1]), int(modules[2])) == (len(makers) + len(others), len(makers))


def test_the_modules_of_the_edition_room_are_all_named() -> None:
    """Each stands in the table with what it does, and nothing stands there that is gone."""
    named = {name for row in _rows(_section("The edition room")) for name in row[0].split(",")}
    there = {path.stem for path in (PACKAGE / "edition").glob("*.py")} - {"__init__"}
    assert {name.strip(" `") for name in named} == there


def test_every_room_is_in_the_table_of_rooms() -> None:
    """A package of the program is a room, and has a row that says what goes in and out."""
    named = {row[0].strip(" `") for row in _rows(PAGE.partition("\n## ")[0])}
    assert named == {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_every_module_that_is_named_is_there() -> None:
    """A path that the page gives leads somewhere."""
    named = [name for name in _MODULE.findall(PAGE) if "/" in name]
    assert len(named) > 30
    assert not [name for name in named if not any((at / name).is_file() for at in (PACKAGE, ROOT))]
