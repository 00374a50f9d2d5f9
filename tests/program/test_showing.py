"""``zkkk show``: the indicators on the terminal, for people and for programs."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import LANGUAGES, SAMPLE, altered, sample_table

from zkkk_factsheet.indicators import COLUMNS, Figure

# What is shown is shared, if one process has the tests.
pytestmark = pytest.mark.xdist_group("shown")


# The indicators on the terminal ------------------------------------------------------------


@pytest.fixture(scope="module")
def shown(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What `zkkk show` prints, once for all tests that read the same."""
    folder = tmp_path_factory.mktemp("shown")

    @cache
    def show(*options: str, columns: str = "80") -> str:
        done = zkkk("show", *options, cwd=folder, env={"COLUMNS": columns})
        assert done.returncode == 0, done.stderr
        return done.stdout

    return show


TWO_YEARS = ("--year", "2019", "--year", "2016", "--format")


def test_csv_is_the_tidy_table(shown: Callable[..., str]) -> None:
    """CSV has every figure of the tidy table, in its columns and its order.

    --year may be repeated: one header, the years in the order asked for.
    """
    header, *rows = csv.reader(io.StringIO(shown(*TWO_YEARS, "csv")))
    figures = [*sample_table(2019), *sample_table(2016)]
    assert tuple(header) == COLUMNS
    assert len(rows) == len(figures) > 200
    for row, figure in zip(rows, figures, strict=True):
        for column, text in zip(COLUMNS[:-1], row[:-1], strict=True):
            value = getattr(figure, column)
            assert text == ("" if value is None else str(value))


def test_json_is_the_tidy_table(shown: Callable[..., str]) -> None:
    """JSON has every figure of the tidy table; what is not known is null."""
    records = json.loads(shown(*TWO_YEARS, "json"))
    figures = [*sample_table(2019), *sample_table(2016)]
    assert len(records) == len(figures) > 200
    for record, figure in zip(records, figures, strict=True):
        assert tuple(record) == COLUMNS
        assert {column: record[column] for column in COLUMNS[:-1]} == {
            column: getattr(figure, column) for column in COLUMNS[:-1]
        }
    # What Excel would not put into apostrophes is not.
    assert records[0]["cells"] == ["zkkk-2019.xlsx!offices!B2:B39"]


CELLS = re.compile(r"((?:'(?:[^']|'')*'|[\w./-]+)!){2}[A-Z]+\d+(:[A-Z]+\d+)?")
"""A cell or a run of cells, as docs/indicators.md describes it."""


def test_csv_and_json_name_the_same_cells(zkkk: Run, tmp_path: Path) -> None:
    """Where a figure comes from is a list in JSON, and one text in CSV that means the same."""
    (tmp_path / "my data").mkdir()
    book = load_workbook(SAMPLE / "zkkk-2016.xlsx")
    book["offices"].title = "Offices; Zyrat"
    book["duties"].title = "O'Neill's"
    book.save(tmp_path / "my data" / "zkkk 2016, final!.xlsx")
    run = ("show", "--year", "2016", "--data", "my data", "--format")
    as_csv = list(csv.DictReader(io.StringIO(zkkk(*run, "csv", cwd=tmp_path).stdout)))
    as_json = json.loads(zkkk(*run, "json", cwd=tmp_path).stdout)
    assert len(as_csv) == len(as_json) > 100
    for row, record in zip(as_csv, as_json, strict=True):
        assert isinstance(record["cells"], list)
        assert [match.group() for match in CELLS.finditer(row["cells"])] == record["cells"]
        assert row["cells"] == "; ".join(record["cells"])
    assert as_json[0]["cells"] == ["'zkkk 2016, final!.xlsx'!'Offices; Zyrat'!B2:B39"]
    duties = next(record for record in as_json if record["indicator"] == "duties.performed")
    assert duties["cells"][0].startswith("'zkkk 2016, final!.xlsx'!'O''Neill''s'!B2")


# What a reader is to find, taken from the sheet's own workbook by hand.
SHOWN = {
    "en": [
        "Municipalities with an established office 35 / 38 92.1%",
        "Officials 126",
        "  Turks 5 / 126 4.0%",
        "  Contact with communities and beneficiaries 35 / 35 100%",
    ],
    "sq": [
        "Komuna me zyrë të themeluar 35 / 38 92,1%",
        "Zyrtarë 126",
        "  Turq 5 / 126 4,0%",
        "  Kontakti me komunitetet dhe përfituesit 35 / 35 100%",
    ],
    "sr": [
        "Opštine sa formiranom kancelarijom 35 / 38 92,1%",
        "Službenici 126",
        "  Turci 5 / 126 4,0%",
        "  Kontakti sa zajednicama i korisnicima 35 / 35 100%",
    ],
}


@pytest.mark.parametrize(
    ("language", "columns"), [*((each, "80") for each in LANGUAGES), ("sr", "")]
)
def test_the_table_fits_a_terminal(shown: Callable[..., str], language: str, columns: str) -> None:
    """In 80 columns, and where nobody says how wide it is, each name and number stands whole."""
    lines = shown("--year", "2019", "--lang", language, columns=columns).splitlines()
    assert len(lines) > 100
    assert [line for line in lines if len(line) > 80 or "…" in line] == []
    as_read = [re.sub(r"(?<=\S) {2,}", " ", line) for line in lines]
    assert [line for line in SHOWN[language] if line not in as_read] == []


def _is_part(figure: Figure) -> bool:
    """Whether a figure only says which municipality or community another one counts."""
    name = figure.indicator
    of_one = name.startswith("offices.") or name in {"duties.performed", "staff.missing"}
    of_office = name in {"staff.officials", "staff.by_gender", "staff.by_community"}
    about_one = bool(figure.municipality or figure.community)
    of_office |= name in {"change.duties", "change.duties.before", "change.duties.after"}
    return (of_one and about_one) or (of_office and bool(figure.municipality))


@pytest.mark.parametrize(
    ("year", "language"), [*((2019, each) for each in LANGUAGES), (2016, "sq")]
)
def test_the_table_has_every_count_and_no_key(
    shown: Callable[..., str], year: int, language: str
) -> None:
    """Each count of each indicator is there, under a name in the language and not under a key."""
    table = shown("--year", str(year), "--lang", language)
    figures = sample_table(year)
    differences = {each.indicator.removesuffix(".after") for each in figures}
    told = [
        each
        for each in figures
        if not _is_part(each) and each.unit != "percentage points" and each.numerator
    ]
    counts = Counter(
        f"{each.numerator} / {each.denominator}" if each.denominator else str(each.numerator)
        for each in told
        if each.indicator == "change.offices"
        or each.indicator not in differences
        or not each.indicator.startswith("change.")
    )
    assert len(counts) > 50
    for count, times in counts.items():
        found = re.findall(rf"(?<![\d/+−,.] )(?<![\d.,+−]){count}(?![\d.,%]| /)", table)
        assert len(found) >= times, count
    assert not re.search(r"\b(offices|staff|duties|change)\.\w", table)
    assert not re.search(r"\d[.,]0(?!\d|%)", table)


def test_shares_of_few_are_counts_alone(shown: Callable[..., str]) -> None:
    """No percentage stands on a base below 10."""
    table = shown("--year", "2019", "--lang", "en")
    shares = re.findall(r"(\d+) / (\d+)(?: +([\d.]+%))?$", table, re.MULTILINE)
    few = [share for _, base, share in shares if int(base) < 10]
    assert "5 / 126" in table
    assert len(few) > 3
    assert set(few) == {""}


def test_officials_of_single_offices_stand_in_the_table_for_programs(
    zkkk: Run, shown: Callable[..., str], tmp_path: Path
) -> None:
    """For people they would be hundreds of lines; CSV has them, from the threshold on."""
    table = shown("--year", "2019", "--lang", "en")
    assert table.count("\n") < 200
    assert len(re.findall(r"^Officials by (gender|community)$", table, re.MULTILINE)) == 2
    assert len(re.findall(r"^  (Albanians|women)\b", table, re.MULTILINE)) < 5
    women = {}
    for number in (3, 8, 0):
        (tmp_path / "zkkk.toml").write_text(f"municipal_threshold = {number}\n", encoding="utf-8")
        done = zkkk("show", "--year", "2019", "--format", "csv", cwd=tmp_path)
        women[number] = {
            row["municipality"]: row["numerator"]
            for row in csv.DictReader(io.StringIO(done.stdout))
            if (row["indicator"], row["gender"]) == ("staff.by_gender", "women")
            and row["municipality"] in {"gllogoc", "gjakova"}
        }
    assert women == {
        3: {"gllogoc": "", "gjakova": "3"},
        8: {"gllogoc": "", "gjakova": ""},
        0: {"gllogoc": "0", "gjakova": "3"},
    }


@pytest.mark.parametrize("command", [("show",), ("explain", "staff.officials")])
def test_warnings_are_one_line_where_figures_are_asked_for(
    zkkk: Run, data: Path, command: tuple[str, ...]
) -> None:
    """How many there are, and the command that lists as many; nothing else is said."""
    options = ("--year", "2019", "--data", data, "--lang", "en")
    done = zkkk(*command, *options, cwd=data.parent)
    (line,) = done.stderr.splitlines()
    found = re.fullmatch(r"2019: (\d+) warnings\. “zkkk (check .*)” says what they are\.", line)
    assert found
    told = zkkk(*found[2].split(), "--format", "json", cwd=data.parent)
    assert json.loads(told.stdout)["warnings"] == int(found[1]) > 1


def test_show_with_errors_shows_no_figure(zkkk: Run, data: Path) -> None:
    """Figures of a workbook with errors are not printed: exit code 1, the cell named."""
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"staff!C2": "two"}))
    done = zkkk("show", "--year", "2019", "--data", data, "--format", "csv", cwd=data.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert "worksheet “staff”, cell C2: error: " in done.stderr
