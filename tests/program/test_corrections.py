"""A published final edition is a promise: what changes its figures, and what may not."""

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.program.conftest import Run
from tests.program.promised import (
    ANSWERED,
    BUILD,
    FINAL,
    FREE,
    MONITORING,
    QUICK,
    REASONS,
    Values,
    changes_told,
    corrected,
    rows,
    rows_told,
    save,
    set_threshold,
    women,
)
from tests.program.test_building import contents, snapshot
from tests.support import LANGUAGES

LOG = ("--log-format", "json")


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


def test_each_further_change_needs_a_correction_of_its_own(
    zkkk: Run, published_again: Path
) -> None:
    """One that was published already serves no more, also reworded; those of a day are counted."""
    published = published_again
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


def test_a_draft_changes_freely(zkkk: Run, tmp_path: Path) -> None:
    """Nothing was promised, nor by a sample: neither a correction nor a word is needed."""
    answered: Values = {"duties!G9": "jo"}
    changes: list[tuple[str, Values]] = [
        *(("sample", {}), ("draft", ANSWERED)),
        *(("draft", answered), ("final", ANSWERED)),
    ]
    for status, changed in changes:
        save(tmp_path, {"about!B3": status}, changed)
        done = zkkk(*BUILD, *QUICK, cwd=tmp_path)
        assert done.returncode == 0
        assert "1 file was made" in done.stderr
        assert "figure-changed" not in done.stderr
        assert rows(tmp_path) == []


def test_a_final_edition_is_not_taken_back_in_silence(zkkk: Run, published: Path) -> None:
    """A draft or sample in its place is refused at the status; with a correction it is published.

    Elsewhere there is nothing to be taken back.
    """
    old = snapshot(published / "build" / "2019")
    for status in ("sample", "draft"):
        save(published, {"about!B3": status})
        done = zkkk(*BUILD, *QUICK, cwd=published)
        assert done.returncode == 1
        assert re.search(r"cell B3: error: .*\[final-taken-back\]", done.stderr)
        assert snapshot(published / "build" / "2019") == old
    assert zkkk(*BUILD, *QUICK, "--output", "elsewhere", cwd=published).returncode == 0
    save(published, {"about!B3": "draft"}, corrected())
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


MORE = 20
"""More officials than most communities have, and by far fewer than some."""


def few_officials(folder: Path) -> list[str]:
    """The communities with fewer officials than that, of which women and men are told till then."""
    told = [community for community, status in women(folder).items() if status == "ok"]
    few = [
        each["community"]
        for each in rows(folder, "indicators.csv")
        if (each["indicator"], each["municipality"]) == ("staff.by_community", "")
        and each["community"] in told
        and int(each["numerator"]) < MORE
    ]
    assert 1 < len(few) < len(told)
    return few


def test_more_is_withheld_of_a_final_edition_without_a_correction(
    zkkk: Run, published: Path
) -> None:
    """The workbooks say what they said; that less is shown is told, and breaks no promise."""
    before, few = women(published), few_officials(published)
    set_threshold(published, MORE)
    told = zkkk("diff", "--year", "2019", "--lang", "en", cwd=published)
    assert "nothing would change in the published figures but what is withheld: " in told.stderr
    done = zkkk(*BUILD, *QUICK, "--quiet", cwd=published)
    assert done.returncode == 0
    assert "figures that were published are withheld now" in done.stderr
    assert {each for each in before if women(published)[each] != before[each]} == set(few)
    assert {before[each] for each in few} == {"ok"}
    assert {women(published)[each] for each in few} == {"suppressed"}


def test_what_changes_is_not_hidden_by_withholding_it(zkkk: Run, published: Path) -> None:
    """A figure that became another one needs a correction, also where it is withheld now."""
    set_threshold(published, MORE)
    save(published, FINAL, {"staff!C69": 1, "staff!D69": 1})  # of the Bosniaks in Prizren
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 1
    assert any(line.endswith("→ not shown") for line in changes_told(done.stderr))


def test_what_is_only_withheld_is_not_told_as_corrected(zkkk: Run, published: Path) -> None:
    """With a higher threshold and a correction at once: counted apart, and not in the list."""
    few = few_officials(published)
    set_threshold(published, MORE)
    save(published, FINAL, ANSWERED, corrected())
    told = zkkk("diff", "--year", "2019", "--lang", "en", cwd=published).stderr
    assert "18 published figures of the final edition would change, with the correction" in told
    (hidden,) = re.findall(r"2019: (\d+) figures more would only be withheld", told)
    done = zkkk(*BUILD, *QUICK, cwd=published)
    assert done.returncode == 0
    assert f"2019: {hidden} figures that were published are withheld now" in done.stderr
    assert int(hidden) >= 2 * len(few) > 0
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


@pytest.fixture(scope="module")
def compared_once(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the final edition of 2019, compared with that of 2018; nobody changes it."""
    folder = tmp_path_factory.mktemp("compared")
    save(folder, FINAL, year=2018)
    save(folder, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def compared(compared_once: Path, tmp_path: Path) -> Path:
    """Such a folder, to do with as a test likes."""
    return shutil.copytree(compared_once, tmp_path, dirs_exist_ok=True, symlinks=True)


@pytest.mark.xdist_group("corrections")
def test_a_figure_that_vanishes_has_changed(zkkk: Run, compared: Path) -> None:
    """Without the workbook of the year before nothing is compared: what was told is named."""
    (compared / "data" / "zkkk-2018.xlsx").unlink()
    done = zkkk(*BUILD, *QUICK, cwd=compared)
    assert done.returncode == 1
    found = changes_told(done.stderr)
    assert len(found) > 100
    assert all(line.endswith("→ not compared") for line in found)
    save(compared, FINAL, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=compared).returncode == 0
    assert {each["new_status"] for each in rows(compared)} == {""}
    alone = done.stderr.count("was published in the final edition")
    assert len(rows(compared)) == len(found) + alone


@pytest.mark.xdist_group("corrections")
def test_a_correction_of_the_year_before_changes_the_year_too(zkkk: Run, compared: Path) -> None:
    """Comparisons change: the finding names the other workbook, and asks for a correction here."""
    save(compared, FINAL, {"duties!B5": "jo"}, year=2018)
    done = zkkk(*BUILD, *QUICK, cwd=compared)
    assert done.returncode == 1
    (head,) = (line for line in done.stderr.splitlines() if "[figure-changed" in line)
    begins = "zkkk-2018.xlsx, worksheet “duties”, cell B5: error: With what the workbook of 2018"
    assert head.startswith(begins)
    assert len(changes_told(done.stderr)) > 3
    save(compared, FINAL, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=compared).returncode == 0


def test_a_damaged_record_is_said(zkkk: Run, published_again: Path) -> None:
    """It never passes for nothing: refused until the folder is restored, or removed on purpose."""
    published = published_again
    save(published, FINAL, corrected(), {"about!B4": "Botues tjetër"})
    for name in ("indicators.json", "datapackage.json", "corrections.csv"):
        file = published / "build" / "2019" / "data" / name
        whole = file.read_bytes()
        for damage in ("gone", "altered"):
            file.write_bytes(whole.replace(b"2", b"3")) if damage == "altered" else file.unlink()
            before = snapshot(published / "build" / "2019")
            done = zkkk(*BUILD, *QUICK, cwd=published)
            assert done.returncode == 3, (name, damage)
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


def test_a_final_edition_without_its_manifest_is_not_replaced(zkkk: Run, published: Path) -> None:
    """Nobody can tell whether what lies there is what was published."""
    manifest = published / "build" / "2019" / "manifest.json"
    save(published, FINAL, ANSWERED)
    for damage in (b"", b"{", None):
        manifest.unlink() if damage is None else manifest.write_bytes(damage)
        before = snapshot(published / "build" / "2019")
        done = zkkk(*BUILD, *QUICK, cwd=published)
        assert done.returncode == 3, damage
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
