"""What `zkkk explain` prints: how a figure is made, and all that is wrong with a question."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import DUTIES, LANGUAGES, SAMPLE, YEARS, sample_table

from zkkk_factsheet.disclosure.cells import cell_ranges
from zkkk_factsheet.documents.accounts.made import MADE


def test_a_figure_is_told_with_each_answer_and_its_cell(zkkk: Run, tmp_path: Path) -> None:
    """Name, definition and formula; then a line for each office with its answer and its cell."""
    run = ("explain", "--year", "2019", "duties.performed", "--duty", "5", "--lang", "en")
    done = zkkk(*run, cwd=tmp_path)
    assert done.returncode == 0
    head, definition, formula, table = done.stdout.rstrip().split("\n\n")
    assert head.startswith("Offices that perform the duty: Encouraging participation")
    assert "out of the established offices" in " ".join(definition.split())
    assert formula == "24 of 34 offices for which there is information = 70.6%"
    _, *lines = table.splitlines()
    told = {
        cell: said
        for line in lines
        if (
            found := re.fullmatch(
                r"\S.*?  +(yes|no|no information) +zkkk-2019\.xlsx!duties!(\S+)", line
            )
        )
        for said, cell in [found.groups()]
    }
    sheet = load_workbook(SAMPLE / "zkkk-2019.xlsx")["duties"]
    stand = {cell.coordinate: cell.value or "no information" for cell in sheet["F"][1:]}
    assert told == stand
    assert len(told) == len(lines) == 35


def test_several_figures_have_a_line_each(zkkk: Run, tmp_path: Path) -> None:
    """Where no duty is named, the eight of all offices are told, and how to see more of one."""
    done = zkkk("explain", "--year", "2019", "duties.performed", "--lang", "en", cwd=tmp_path)
    told = re.findall(r"^\S.*?  +(\d+) of (\d+) offices for which", done.stdout, re.MULTILINE)
    one = sample_table(2019).one
    figures = [one("duties.performed", duty=id_) for id_ in DUTIES]
    assert told == [(str(each.numerator), str(each.denominator)) for each in figures]
    assert "told in full if it is named" in done.stderr


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (("staff.officials",), ("staff.officials", "", "", "", "")),
        (("staff.missing",), ("staff.missing", "", "", "", "")),
        (("duties.count", "--municipality", "Ораховац"), ("duties.count", "rahovec", "", "", "")),
        (
            ("staff.by_community", "--community", "srpska", "--municipality", "Peć"),
            ("staff.by_community", "peja", "serb", "", ""),
        ),
        (("staff.by_gender", "--gender", "ŽENE"), ("staff.by_gender", "", "", "women", "")),
        (("duties.performed", "--duty", "advice"), ("duties.performed", "", "", "", "advice")),
        (("change.duty", "--duty", "1"), ("change.duty", "", "", "", "contact")),
    ],
)
def test_any_name_of_what_it_is_about_will_do(
    zkkk: Run, tmp_path: Path, asked: tuple[str, ...], key: tuple[str, ...]
) -> None:
    """Names in any language and script, numbers and ids; what is left out is all together."""
    done = zkkk("explain", "--year", "2019", *asked, "--format", "json", cwd=tmp_path)
    (told,) = json.loads(done.stdout)
    names = ("indicator", "municipality", "community", "gender", "duty")
    assert tuple(told[name] for name in names) == key


def test_a_level_chooses_of_the_distribution(zkkk: Run, tmp_path: Path) -> None:
    """--level is the number of duties; level 0 is none of them, not all levels."""
    run = ("explain", "--year", "2019", "duties.distribution", "--format", "json", "--level")
    for level in (0, 8):
        (told,) = json.loads(zkkk(*run, str(level), cwd=tmp_path).stdout)
        assert told["level"] == level
        counts = [part["answers"][0]["figure"]["numerator"] for part in told["parts"]]
        assert told["numerator"] == counts.count(level)


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_has_the_figures_of_the_table(zkkk: Run, tmp_path: Path, language: str) -> None:
    """Of the figure and of each part every column is that of the published table of its year."""
    run = ("explain", "--year", "2019", "change.women", "--format", "json", "--lang", language)
    (told,) = json.loads(zkkk(*run, cwd=tmp_path).stdout)
    assert (told["status"], told["numerator"], told["cells"]) == ("suppressed", None, [])
    answers = [answer for part in told["parts"] for answer in part["answers"]]
    statuses = [answer["figure"]["status"] for answer in answers]
    assert len(answers) == 2 * 34
    assert statuses.count("suppressed") > 10
    for answer in answers:
        told_of = answer["figure"]
        figure = sample_table(told_of["year"]).one(
            "staff.by_gender", municipality=told_of["municipality"], gender="women"
        )
        assert (told_of["numerator"], told_of["status"]) == (figure.numerator, figure.status)
        assert told_of["cells"] == [*cell_ranges(figure.cells)]


def test_all_that_is_wrong_is_said_at_once(zkkk: Run, tmp_path: Path) -> None:
    """What was found, what there is, and what is near; exit code 2 and nothing on the output."""
    wrong = ("--municipality", "Rahovecc", "--community", "Klingon", "--duty", "9", "--level", "x")
    done = zkkk(
        *("explain", "--year", "2019", "duties.perfomed", *wrong, "--gender", "both"),
        *("--lang", "en"),
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (2, "")
    expected = {
        "indicator": ("“duties.perfomed”", "Did you mean duties.performed", "offices.established"),
        "--municipality": ("“Rahovecc”", "Did you mean Rahovec", "Deçan/Dečani"),
        "--community": ("“Klingon”", "Serbs"),
        "--duty": ("“9”", "8 (Informing"),
        "--level": ("“x”", "0, 1, 2"),
        "--gender": ("“both”", "women, men"),
    }
    for name, words in expected.items():
        (line,) = [each for each in done.stderr.splitlines() if name in each and words[0] in each]
        assert [word for word in words if word not in line] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("offices.established", "--duty", "3"), "no figures by --duty, only by: --municipality."),
        (("duties.overall", "--duty", "3"), "has one figure alone"),
        (
            ("offices.work_plan", "--municipality", "Leposaviq"),
            "no figure of “Leposavić/Leposaviq” for 2016. It has some of: Deçan/Dečani",
        ),
        (("change.duties",), "has no figure for 2016"),
        (("staff.by_gender", "--municipality", "Mitrovica", "--gender", "men"), "may mean several"),
        (
            ("staff.missing", "--municipality", "peja", "--community", "serb"),
            "of all this together",
        ),
    ],
)
def test_what_an_indicator_has_no_figures_of(
    zkkk: Run, tmp_path: Path, asked: tuple[str, ...], said: str
) -> None:
    """A dimension that it doesn't have, and what is known and has no figure, with what there is."""
    done = zkkk("explain", "--year", "2016", *asked, "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_of_the_newest_year_is_told(
    zkkk: Run, tmp_path: Path, language: str
) -> None:
    """Also without any dimension, in each language, as text."""
    indicators = {figure.indicator for figure in sample_table(max(YEARS))}
    assert indicators <= set(MADE)
    for indicator in ("offices.established", "duties.median", "change.duty.not_compared"):
        assert indicator in indicators
        done = zkkk("explain", indicator, "--lang", language, cwd=tmp_path)
        assert done.returncode == 0
        assert f"({max(YEARS)})" in done.stdout


def test_errors_in_a_workbook_tell_no_figure(zkkk: Run, data: Path) -> None:
    """With an error in the workbooks there is nothing to explain: exit code 1."""
    sheet = load_workbook(data / "zkkk-2019.xlsx")
    sheet["offices"]["C2"] = "perhaps"
    sheet.save(data / "zkkk-2019.xlsx")
    run = ("explain", "offices.work_plan", "--year", "2019", "--data", data)
    done = zkkk(*run, cwd=data.parent)
    assert (done.returncode, done.stdout) == (1, "")
