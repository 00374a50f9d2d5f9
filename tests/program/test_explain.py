"""What `zkkk explain` prints: how a figure is made, and all that is wrong with a question."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import DUTIES, LANGUAGES, SAMPLE, YEARS, sample_table, sample_with_years

from zkkk_factsheet.cli.accounts import as_text
from zkkk_factsheet.cli.asking import Asked, AskedError, figures_asked_for
from zkkk_factsheet.disclosure.cells import cell_ranges
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.accounts.teller import Teller


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
    line = r"^\S.*?  +(\d+) of (\d+) = [\d.]+%  +zkkk-2019\.xlsx!duties!([B-I])2:\3(\d+)$"
    told = re.findall(line, done.stdout, re.MULTILINE)
    one = sample_table(2019).one
    figures = [one("duties.performed", duty=id_) for id_ in DUTIES]
    assert told == [
        (str(each.numerator), str(each.denominator), column, "36")
        for each, column in zip(figures, "BCDEFGHI", strict=True)
    ]
    assert "told in full if it is named" in done.stderr


def told(language: str, indicator: str, **about: str) -> str:
    """What is told of the figures of 2019 that somebody asks for."""
    teller = Teller(sample_with_years(2019), language)
    figures = figures_asked_for(teller.published.figures, Asked(indicator, **about), language)
    return as_text(teller.side_by_side(figures), language)


def test_figures_of_one_municipality_say_so_once() -> None:
    """Its name stands in the title and not in each line."""
    text = told("en", "staff.by_gender", municipality="peja")
    assert text.count("Pejë/Peć") == 1
    assert re.findall(r"^(women|men)  +\d of \d  ", text, re.MULTILINE) == ["women", "men"]


def test_figures_of_municipalities_stand_in_the_order_of_the_alphabet() -> None:
    """Dečani, Dragaš, Đakovica in Serbian, as in every other table."""
    names = re.findall(r"^(\S.*?)  +\d od \d  ", told("sr", "duties.count"), re.MULTILINE)
    assert len(names) == 35
    assert names[:4] == ["Dečani", "Dragaš", "Đakovica", "Elez Han"]


def test_why_no_office_is_told_with_women_of_a_community() -> None:
    """What is never published of an office is said, of one community and of all.

    What is withheld is a word in its line, and the reason stands above, once.
    """
    text = " ".join(told("en", "staff.women_by_community").split())
    table = sample_table(2019).all("staff.women_by_community")
    withheld = [each for each in table if each.status == "suppressed"]
    assert text.count(" not shown –") == len(withheld) > 0
    assert text.count("nobody can be recognised: they are about few people") == 1
    for each in (text, told("en", "staff.women_by_community", community="serb")):
        assert "one office has is never published" in " ".join(each.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_account_is_within_the_terminal(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Each indicator, also of one municipality, in 80 columns; nothing of it is lost."""
    monkeypatch.setenv("COLUMNS", "80")
    teller = Teller(sample_with_years(2019), language)
    told = 0
    for indicator in MADE:
        for office in (None, "gjakova"):
            try:
                figures = figures_asked_for(
                    teller.published.figures, Asked(indicator, office), language
                )
            except AskedError:
                continue
            accounts = teller.side_by_side(figures)
            text = as_text(accounts, language)
            assert max(map(len, text.splitlines())) <= 80, text
            words = " ".join(text.split())
            assert all(teller.cells(each) in words for each in figures if len(figures) > 1)
            told += 1
    assert told > 60


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
        (("staff.men_by_community", "--municipality", "peja"), "zkkk explain staff.by_community"),
        (("offices.no_work_plan", "--municipality", "peja"), "counted from offices.work_plan,"),
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


@pytest.mark.parametrize(
    ("language", "indicator"),
    [("sq", "offices.established"), ("sr", "duties.median"), ("en", "change.duty.not_compared")],
)
def test_every_indicator_of_the_newest_year_is_told(
    zkkk: Run, tmp_path: Path, language: str, indicator: str
) -> None:
    """Also without any dimension, in each language, as text.

    That all of them are told in each is tested above, without starting the program.
    """
    indicators = {figure.indicator for figure in sample_table(max(YEARS))}
    assert indicator in indicators <= set(MADE)
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
