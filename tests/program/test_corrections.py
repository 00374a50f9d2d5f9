"""A published final edition is a promise: what changes its figures, and what may not."""

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.program.conftest import Run
from tests.program.test_building import contents, snapshot
from tests.support import LANGUAGES, SAMPLE, altered, sample_rows, sample_table, table_of

from zkkk_factsheet.cli.differences import as_text, by_municipality, worth_telling
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.indicators.comparison import differences
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import municipality

Values = dict[str, str | int | None]

BUILD = ("build", "--year", "2019")
QUICK = ("--lang", "en", "--format", "html", "--no-municipalities")
FINAL: Values = {"about!B3": "final"}
ANSWERED: Values = {"duties!G9": "po"}
"""Gjilan's office monitors policies, where there was no information: a cell of many figures."""
FREE = 18
"""The first row of the about sheet with nothing in it, with one blank above."""
REASONS = {
    "sq": "Gjilani: përgjigjja erdhi me vonesë.",
    "sr": "Gnjilane: odgovor je stigao kasnije.",
    "en": "Gjilan: the answer came late.",
}


def corrected(day: str = "2020-05-05", row: int = FREE, reason: str = "") -> Values:
    """A correction as it stands in an about sheet: its day, and below it the reasons."""
    told: Values = {f"about!A{row}": "Correction date", f"about!B{row}": day}
    for number, (language, text) in enumerate(REASONS.items(), start=row + 1):
        told |= {f"about!A{number}": f"correction_{language}", f"about!B{number}": reason or text}
    return told


def save(folder: Path, *changes: Values, year: int = 2019) -> None:
    """Save a year's workbook: the sample's, with these changes."""
    (folder / "data").mkdir(exist_ok=True)
    values = {cell: value for each in changes for cell, value in each.items()}
    (folder / "data" / f"zkkk-{year}.xlsx").write_bytes(altered(year, values))


def rows(folder: Path, name: str = "corrections.csv") -> list[dict[str, str]]:
    """A table of the edition's data."""
    with (folder / "build" / "2019" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def final_once(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the final edition of 2019, its page in English alone; nobody changes it."""
    folder = tmp_path_factory.mktemp("final")
    save(folder, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def published(final_once: Path, tmp_path: Path) -> Path:
    """Such a folder, to do with as a test likes."""
    return shutil.copytree(final_once, tmp_path, dirs_exist_ok=True, symlinks=True)


MONITORING = "Monitoring the implementation of policies"
LOG = ("--log-format", "json")


def changes_told(errors: str) -> list[str]:
    """The figures that would change, as they stand below their cells."""
    return re.findall(r"^ {8}(\S.*: .+ → .+)$", errors, re.MULTILINE)


def test_a_published_figure_changes_with_a_correction_alone(zkkk: Run, published: Path) -> None:
    """Refused with figure and cell; then told, with old and new values; then nothing to do."""
    old = snapshot(published / "build" / "2019")
    assert rows(published) == []
    save(published, FINAL, ANSWERED)
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 1
    (head,) = (line for line in done.stderr.splitlines() if "[figure-changed]" in line)
    assert "worksheet “duties”, cell G9: error: " in head
    assert "18 published figures would change, which come from zkkk-2019.xlsx!duties!G9:" in head
    found = changes_told(done.stderr)
    assert len(found) == 18
    perform = "Offices that perform the duty: "
    assert f"{perform}Gjilan/Gnjilane, {MONITORING}: no information → yes" in found
    assert f"{perform}{MONITORING}: 18 of 34 → 19 of 35" in found
    records = map(json.loads, zkkk(*BUILD, *QUICK, *LOG, cwd=published).stderr.splitlines())
    assert [each.get("code") for each in records].count("figure-changed") == 18
    assert snapshot(published / "build" / "2019") == old

    save(published, FINAL, ANSWERED, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    told = rows(published)
    assert len(told) == 18
    assert {(each["date"], each["number"]) for each in told} == {("2020-05-05", "1")}
    assert {each["reason_sq"] for each in told} == {REASONS["sq"]}
    (duty,) = (
        each
        for each in told
        if (each["indicator"], each["duty"], each["municipality"])
        == ("duties.performed", "monitoring", "")
    )
    values = [
        duty[f"{side}_{each}"] for side in ("old", "new") for each in ("numerator", "denominator")
    ]
    assert values == ["18", "34", "19", "35"]
    site = published / "build" / "site"
    for language, reason in REASONS.items():
        page = (site / "corrections" / f"index-{language}.html").read_text("utf-8")
        assert reason in page
        assert page.count('<tr><th scope="row">') == 18
        assert page.count("<td>18 nga 34</td><td>19 nga 35</td>") == (language == "sq")
        assert reason in (site / f"feed-{language}.xml").read_text("utf-8")

    new = snapshot(published / "build" / "2019")
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert "nothing has changed" in done.stderr
    assert zkkk(*BUILD, *QUICK, "--force", cwd=published).returncode == 0
    assert contents(published / "build" / "2019") == {name: data for name, (data, _) in new.items()}


def test_a_correction_is_printed_in_every_language(zkkk: Run, published: Path) -> None:
    """On the national sheet, and on the sheet of the municipality whose figure it changed."""
    save(published, FINAL, ANSWERED, corrected())
    sheets = ("--format", "html", "--municipality", "gjilan", "--municipality", "peja")
    assert zkkk(*BUILD, *sheets, cwd=published).returncode == 0
    assert zkkk(*BUILD, "--format", "html", "--no-municipalities", cwd=published).returncode == 0
    begins = {
        "sq": "Korrigjuar më 5 maj 2020: ",
        "sr": "Ispravljeno (5. maj 2020.): ",
        "en": "Corrected on 5 May 2020: ",
    }
    edition = published / "build" / "2019"
    for language, begin in begins.items():
        printed = {
            name: (edition / name).read_text(encoding="utf-8").count(begin + REASONS[language])
            for name in (
                f"zkkk-2019-{language}.html",
                f"municipalities/gjilan/zkkk-2019-gjilan-{language}.html",
                f"municipalities/peja/zkkk-2019-peja-{language}.html",
            )
        }
        assert list(printed.values()) == [1, 1, 0]
    # With the folder lost nobody knows whom it concerned: every sheet tells it.
    shutil.rmtree(edition)
    peja = (*QUICK[:4], "--municipality", "peja")
    assert zkkk(*BUILD, *peja, cwd=published).returncode == 0
    page = (edition / "municipalities/peja/zkkk-2019-peja-en.html").read_text(encoding="utf-8")
    assert begins["en"] in page


def test_each_further_change_needs_a_correction_of_its_own(zkkk: Run, published: Path) -> None:
    """One that was published already serves no more, also reworded; those of a day are counted."""
    save(published, FINAL, ANSWERED, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    more = {**ANSWERED, "duties!G10": "jo"}
    save(published, FINAL, more, corrected(reason="Reworded."))
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 1
    again = corrected(row=FREE + 5, reason="Another one.")
    save(published, FINAL, more, corrected(reason="Reworded."), again)
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    told = {(each["number"], each["reason_en"]) for each in rows(published)}
    assert told == {("1", "Reworded."), ("2", "Another one.")}
    # What was corrected once stays, also if the workbook has lost it.
    save(published, FINAL, more)
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    assert {(each["number"], each["reason_en"]) for each in rows(published)} == told


@pytest.mark.parametrize("status", ["draft", "sample"])
def test_a_draft_changes_freely(zkkk: Run, tmp_path: Path, status: str) -> None:
    """Nothing was promised: neither a correction nor a word is needed."""
    save(tmp_path, {"about!B3": status})
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    save(tmp_path, {"about!B3": status}, ANSWERED)
    done = zkkk(*BUILD, *QUICK, cwd=tmp_path)
    assert done.returncode == 0
    assert "figure-changed" not in done.stderr
    assert rows(tmp_path) == []
    # It becomes final with what it says then.
    save(tmp_path, FINAL, {"duties!G9": "jo"})
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("status", ["draft", "sample"])
def test_a_final_edition_is_not_taken_back_in_silence(
    zkkk: Run, published: Path, status: str
) -> None:
    """A draft in its place is refused at the status; with a correction it is published."""
    old = snapshot(published / "build" / "2019")
    save(published, {"about!B3": status})
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 1
    assert re.search(r"cell B3: error: .*\[final-taken-back\]", done.stderr)
    assert snapshot(published / "build" / "2019") == old
    assert zkkk(*BUILD, *QUICK, "--output", "elsewhere", cwd=published).returncode == 0
    save(published, {"about!B3": status}, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0


@pytest.mark.parametrize(
    "narrower",
    [
        ("--lang", "sq", "--format", "pdf", "--no-municipalities"),
        (*QUICK[:4], "--municipality", "peja"),
    ],
)
def test_a_narrower_run_keeps_the_promise_too(
    zkkk: Run, published: Path, narrower: tuple[str, ...]
) -> None:
    """Whatever is made, the rule is about all figures of the edition."""
    save(published, FINAL, ANSWERED)
    assert zkkk(*BUILD, *narrower, cwd=published).returncode == 1
    save(published, FINAL, ANSWERED, corrected())
    assert zkkk(*BUILD, *narrower, cwd=published).returncode == 0
    assert len(rows(published)) == 18


def test_what_prints_no_other_figure_is_no_correction(zkkk: Run, published: Path) -> None:
    """Another contact is published as always."""
    save(published, FINAL, {"about!B7": "info@example.org"})
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    assert rows(published) == []


def set_threshold(folder: Path, number: int) -> None:
    """Say in the settings how few officials are too few."""
    (folder / "zkkk.toml").write_text(f"threshold = {number}\nlanguages = ['en']\n")


def women(folder: Path) -> dict[str, str]:
    """The status of the number of women of each community of the country."""
    return {
        each["community"]: each["status"]
        for each in rows(folder, "indicators.csv")
        if each["indicator"] == "staff.women_by_community" and not each["municipality"]
    }


def test_more_is_withheld_of_a_final_edition_without_a_correction(
    zkkk: Run, published: Path
) -> None:
    """The workbooks say what they said; that less is shown is told, and breaks no promise."""
    shown = [community for community, status in women(published).items() if status == "ok"]
    assert shown
    set_threshold(published, 60)
    told = zkkk("diff", "--year", "2019", "--lang", "en", cwd=published)
    assert "nothing would change in the published figures but what is withheld: " in told.stderr
    done = zkkk(*BUILD, *QUICK, "--quiet", cwd=published)
    assert done.returncode == 0
    assert "figures that were published are withheld now" in done.stderr
    assert all(women(published)[community] == "suppressed" for community in shown)


def test_what_changes_is_not_hidden_by_withholding_it(zkkk: Run, published: Path) -> None:
    """A figure that became another one needs a correction, also where it is withheld now."""
    set_threshold(published, 60)
    save(published, FINAL, {"staff!C5": 1, "staff!D5": 2})
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 1
    assert any(line.endswith("→ not shown") for line in changes_told(done.stderr))


def test_what_is_only_withheld_is_not_told_as_corrected(zkkk: Run, published: Path) -> None:
    """With a higher threshold and a correction at once: counted apart, and not in the list."""
    shown = [community for community, status in women(published).items() if status == "ok"]
    set_threshold(published, 60)
    save(published, FINAL, ANSWERED, corrected())
    told = zkkk("diff", "--year", "2019", "--lang", "en", cwd=published).stderr
    assert "18 published figures of the final edition would change, with the correction" in told
    (hidden,) = re.findall(r"2019: (\d+) figures more would only be withheld", told)
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 0
    assert f"2019: {hidden} figures that were published are withheld now" in done.stderr
    assert int(hidden) >= 2 * len(shown) > 0
    listed = rows(published)
    assert len(listed) == 18
    assert {each["indicator"].partition(".")[0] for each in listed} == {"duties"}


def test_a_setting_alone_publishes_nothing_that_a_final_edition_withholds(
    zkkk: Run, published: Path
) -> None:
    """Refused with the setting and the figures, in `zkkk diff` too; then told with a correction."""
    withheld = [community for community, status in women(published).items() if status != "ok"]
    assert "suppressed" in women(published).values()
    old = snapshot(published / "build" / "2019")
    set_threshold(published, 0)
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 1
    (found,) = (line for line in done.stderr.splitlines() if "[withheld-told]" in line)
    assert found.startswith("zkkk.toml: error: “zkkk.toml” would publish what")
    assert "(threshold 5 → 0): Women among the officials of a community: " in found
    assert snapshot(published / "build" / "2019") == old
    told = zkkk("diff", "--year", "2019", "--lang", "en", cwd=published)
    assert "They are published with a correction alone." in told.stderr
    (block,) = re.findall(
        r"^Women among the officials of a community$\n((?:^  .+$\n)+)", told.stdout, re.MULTILINE
    )
    assert [row[1] for row in rows_told(block)] == ["not shown"] * len(withheld)
    save(published, FINAL, corrected())
    done = zkkk(*BUILD, *QUICK, "--quiet", cwd=published)
    assert done.returncode == 0
    assert "that were withheld are published now" in done.stderr
    assert set(women(published).values()) == {"ok"}


def test_a_figure_that_vanishes_has_changed(zkkk: Run, tmp_path: Path) -> None:
    """Without the workbook of the year before nothing is compared: what was told is named."""
    save(tmp_path, FINAL, year=2018)
    save(tmp_path, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    (tmp_path / "data" / "zkkk-2018.xlsx").unlink()
    done = zkkk(*BUILD, *QUICK, cwd=tmp_path)
    assert done.returncode == 1
    found = changes_told(done.stderr)
    assert len(found) > 100
    assert all(line.endswith("→ not compared") for line in found)
    save(tmp_path, FINAL, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    assert {each["new_status"] for each in rows(tmp_path)} == {""}
    alone = done.stderr.count("was published in the final edition")
    assert len(rows(tmp_path)) == len(found) + alone


def test_a_correction_of_the_year_before_changes_the_year_too(zkkk: Run, tmp_path: Path) -> None:
    """Comparisons change: the finding names the other workbook, and asks for a correction here."""
    save(tmp_path, FINAL, year=2018)
    save(tmp_path, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    save(tmp_path, FINAL, {"duties!B5": "jo"}, year=2018)
    done = zkkk(*BUILD, *QUICK, cwd=tmp_path)
    assert done.returncode == 1
    (head,) = (line for line in done.stderr.splitlines() if "[figure-changed" in line)
    begins = "zkkk-2018.xlsx, worksheet “duties”, cell B5: error: With what the workbook of 2018"
    assert head.startswith(begins)
    assert len(changes_told(done.stderr)) > 3
    save(tmp_path, FINAL, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["indicators.json", "datapackage.json", "corrections.csv"])
@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_damaged_record_is_said(zkkk: Run, published: Path, name: str, damage: str) -> None:
    """It never passes for nothing: refused until the folder is restored, or removed on purpose."""
    save(published, FINAL, ANSWERED, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    file = published / "build" / "2019" / "data" / name
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"2", b"3")) if damage == "altered" else file.unlink()
    before = snapshot(published / "build" / "2019")
    save(published, FINAL, corrected(), {"about!B4": "Botues tjetër"})
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 3
    assert "build/2019 holds an edition whose record is damaged or missing" in done.stderr
    assert snapshot(published / "build" / "2019") == before
    file.write_bytes(whole)
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 1
    shutil.rmtree(published / "build" / "2019")
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0


def test_what_would_be_made_again_to_the_byte_is_no_lost_record(zkkk: Run, published: Path) -> None:
    """Files that were damaged while nothing else changed are made again, as always."""
    whole = contents(published / "build" / "2019")
    for name in ("indicators.json", "datapackage.json", "corrections.csv"):
        (published / "build" / "2019" / "data" / name).write_text("{}")
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 0
    assert contents(published / "build" / "2019") == whole


@pytest.mark.parametrize("damage", [b"", b"{", None])
def test_a_final_edition_without_its_manifest_is_not_replaced(
    zkkk: Run, published: Path, damage: bytes | None
) -> None:
    """Nobody can tell whether what lies there is what was published."""
    manifest = published / "build" / "2019" / "manifest.json"
    manifest.unlink() if damage is None else manifest.write_bytes(damage)
    before = snapshot(published / "build" / "2019")
    save(published, FINAL, ANSWERED)
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 3
    assert "remove the folder yourself" in done.stderr
    assert snapshot(published / "build" / "2019") == before


def test_an_edition_of_an_earlier_version_kept_no_record(zkkk: Run, published: Path) -> None:
    """Its manifest lists no data files: that is said once, and the edition is published."""
    edition = published / "build" / "2019"
    manifest = json.loads((edition / "manifest.json").read_text())
    manifest["outputs"] = {
        name: each for name, each in manifest["outputs"].items() if not name.startswith("data/")
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (edition / "manifest.json").write_text(f"{text}\n")
    shutil.rmtree(edition / "data")
    save(published, FINAL, ANSWERED)
    done = zkkk(*BUILD, *QUICK, "--quiet", cwd=published)
    assert done.returncode == 0
    assert "earlier version, which kept no record" in done.stderr
    save(published, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=published).returncode == 1


def test_corrections_outlive_the_folder_as_the_workbook_tells_them(
    zkkk: Run, published: Path
) -> None:
    """With the folder lost they are listed still, without values that nobody knows any more."""
    save(published, FINAL, ANSWERED, corrected())
    shutil.rmtree(published / "build")
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 0
    assert "2019: of 1 correction it is not recorded which figures it changed" in done.stderr
    (told,) = rows(published)
    known = {name: value for name, value in told.items() if value}
    reasons = {f"reason_{language}": REASONS[language] for language in LANGUAGES}
    assert known == {"date": "2020-05-05", "number": "1", **reasons, "year": "2019"}


def test_a_correction_lacks_no_language_in_a_final_edition(zkkk: Run, published: Path) -> None:
    """As every other text of a final edition."""
    save(published, FINAL, ANSWERED, corrected(), {f"about!B{FREE + 2}": None})
    done = zkkk("check", "--year", "2019", cwd=published)
    assert done.returncode == 1
    assert f"cell B{FREE + 1}: error: " in done.stdout + done.stderr
    assert "final-in-one-language" in done.stdout + done.stderr


DIFF = ("diff", "--year", "2019", "--lang", "en")


def rows_told(text: str) -> list[list[str]]:
    """What is told of figures, a line each, with both sides; not the names that they stand below.

    The terminal of the tests is wide.
    """
    lines = (re.split(r" {2,}", line.strip()) for line in text.splitlines())
    return [line for line in lines if len(line) == 3]


def test_what_would_change_is_told_before_anything_is_built(zkkk: Run, published: Path) -> None:
    """Nothing; or each figure with both sides and its cell, as text and JSON; none is built."""
    before = snapshot(published / "build")
    done = zkkk(*DIFF, cwd=published)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2019: nothing would change in the published figures." in done.stderr
    save(published, FINAL, ANSWERED)
    done = zkkk(*DIFF, cwd=published)
    assert done.returncode == 0
    head, *lines = rows_told(done.stdout)
    assert head == ["Cells: zkkk-2019.xlsx!duties!G9", "published", "now"]
    assert len(lines) == 18
    assert ["Monitoring the implementation of policies", "18 of 34", "19 of 35"] in lines
    assert "18 published figures of the final edition would change" in done.stderr
    records = json.loads(zkkk(*DIFF, "--format", "json", cwd=published).stdout)
    assert len(records) == 18
    assert all(each["cells"] == ["zkkk-2019.xlsx!duties!G9"] for each in records)
    (duty,) = (each for each in records if each["municipality"] and each["duty"])
    assert (duty["before"]["status"], duty["after"]["numerator"]) == ("no information", 1)
    assert snapshot(published / "build") == before
    save(published, FINAL, ANSWERED, corrected())
    assert "with the correction that the workbook tells" in zkkk(*DIFF, cwd=published).stderr
    save(published, {"about!B3": "draft"})
    assert "says that this one is not" in zkkk(*DIFF, cwd=published).stderr
    (published / "build" / "2019" / "data" / "indicators.json").unlink()
    assert zkkk(*DIFF, cwd=published).returncode == 3
    shutil.rmtree(published / "build")
    done = zkkk(*DIFF, "--format", "json", cwd=published)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "there is no edition in build/2019" in done.stderr


def test_what_would_change_of_a_draft_is_told_too(zkkk: Run, tmp_path: Path) -> None:
    """It may change; one may want to know what."""
    save(tmp_path, {"about!B3": "draft"})
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    save(tmp_path, {"about!B3": "draft"}, ANSWERED)
    done = zkkk(*DIFF, cwd=tmp_path)
    assert len(rows_told(done.stdout)) == 19
    assert "18 figures of the draft would change." in done.stderr


def key_of(row: dict[str, str]) -> tuple[str | int | None, ...]:
    """Which figure a row of the table is."""
    level = int(row["level"]) if row["level"] else None
    names = ("indicator", "municipality", "community", "gender", "duty")
    return (*(row[name] for name in names), level)


def test_two_years_are_compared_by_their_workbooks(zkkk: Run, tmp_path: Path) -> None:
    """The same figure of both, with what is new and what is gone; no comparisons."""
    done = zkkk("diff", "2018", "2019", "--data", SAMPLE, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    told = {tuple(list(each.values())[:6]): each for each in json.loads(done.stdout)}
    shown = ("show", "--data", SAMPLE, "--format", "csv", "--year")
    tables = [zkkk(*shown, year, cwd=tmp_path).stdout.splitlines() for year in ("2018", "2019")]
    first, second = ({key_of(row): row for row in csv.DictReader(each)} for each in tables)
    said = ("numerator", "denominator", "value", "unit", "status")
    differ = {
        key
        for key in first.keys() | second.keys()
        if not str(key[0]).startswith("change.")
        and [first.get(key, {}).get(name) for name in said]
        != [second.get(key, {}).get(name) for name in said]
    }
    assert set(told) == differ
    assert len(differ) > 100
    assert {key for key, each in told.items() if each["before"] is None} == differ - first.keys()
    wrong = zkkk("diff", "2018", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Name two years, or one with --year." in wrong.stderr


# As a person reads it -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_years_are_told_by_municipality(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """All together first, then from A to Z; what says the same is left out; in 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    first, second = sample_table(2018), sample_table(2019)
    changes = worth_telling(differences(first, second), language)
    say = catalogue(language, "program")
    text = by_municipality(changes, say, ("2018", "2019"))
    assert max(map(len, text.splitlines())) <= 80
    places = re.findall(r"^(\S.*?)  +2018  +2019$", text, re.MULTILINE)
    ids = {each.key.municipality for each in changes} - {""}
    names = [municipality(id_).name(language) for id_ in ids]
    names.sort(key=lambda name: sort_key(name, language))
    assert places == [say.text("diff.all-municipalities"), *names]
    assert len(names) > 20
    told = {each.key for each in changes}
    # An office whose number of officials is the same, and one where somebody came.
    assert Key("staff.by_community", "peja", "serb") not in told
    (came,) = (each for each in changes if each.key == Key("staff.by_community", "", "serb"))
    assert came.before
    assert came.after
    assert (came.before.numerator, came.after.numerator) == (29, 31)
    for change in differences(first, second):
        sides = [each and (each.numerator, each.status) for each in (change.before, change.after)]
        is_same = sides[0] == sides[1]
        assert change.key in told or is_same or None in sides


def test_what_comes_from_a_cell_stands_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure once, whole, also on a narrow terminal; cells that stand alone come first."""
    monkeypatch.setenv("COLUMNS", "60")
    rows_now = sample_rows(2019)
    gjilan, istog = (
        replace(each, answers={**each.answers, duty: answer})
        for id_, duty, answer in (("gjilan", "monitoring", True), ("istog", "contact", False))
        for each in rows_now.duties
        if each.municipality == id_
    )
    changed = {each.municipality: each for each in (gjilan, istog)}
    now = replace(
        rows_now, duties=tuple(changed.get(each.municipality, each) for each in rows_now.duties)
    )
    changes = tuple(differences(table_of(rows_now), table_of(now)))
    say, sides = catalogue("en", "program"), ("published", "now")
    narrow = as_text(changes, say, sides)
    assert max(map(len, narrow.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "200")
    text = as_text(changes, say, sides)
    heads = [
        ["Cells: zkkk-2019.xlsx!duties!B11", *sides],
        ["Cells: zkkk-2019.xlsx!duties!G9", *sides],
    ]
    first, second, both = (rows_told(block) for block in text.split("\n\n"))
    assert [first[0], second[0]] == heads
    assert ["Contact with communities and beneficiaries", "35 of 35", "34 of 35"] in first
    assert ["Core duties performed in all offices together", "205 of 276", "205 of 277"] in both
    assert len([*first, *second, *both]) == len(changes) + 3 > 20
    assert sorted(narrow.split()) == sorted(text.split())
