"""Which municipal sheets a run makes, and which it leaves as they are."""

import re
import shutil
from pathlib import Path

import pytest
from tests.municipal.conftest import WITHOUT_CHARTS
from tests.municipal.shown import SHOWN
from tests.program.conftest import Built, Run
from tests.support import FORMATS, LANGUAGES, SAMPLE, altered

from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.reference import municipality

HTML = ("--lang", "en", "--format", "html")


def held(folder: Path) -> set[str]:
    """The sheets of an edition."""
    edition = folder / "build" / "2019"
    return {each.relative_to(edition).as_posix() for each in edition.rglob("*zkkk-*")}


def sheets_of(id_: str) -> list[str]:
    """The sheets of a municipality, in the order they are told."""
    return [
        f"municipalities/{id_}/zkkk-2019-{id_}-{language}.{format_}"
        for language in LANGUAGES
        for format_ in FORMATS
    ]


NAMES = ("rahovec", "Orahovac", "RAHOVECI", "Ораховац", "Rahovec/Orahovac", "Komuna e Rahovecit")


def test_a_municipality_is_named_in_any_language(zkkk: Run, tmp_path: Path) -> None:
    """Whatever it is called, its sheet alone is made, and told by its path."""
    path = "municipalities/rahovec/zkkk-2019-rahovec-en.html"
    for name in NAMES:
        done = zkkk("build", "--year", "2019", *HTML, "--municipality", name, cwd=tmp_path)
        assert done.returncode == 0
        assert done.stdout.splitlines() == [f"build/2019/{path}"]
        assert held(tmp_path) == {path}
        assert ("nothing has changed" in done.stderr) == (name != NAMES[0])
    # There is no national page yet that it could lead to, and no PDF.
    assert "<a " not in (tmp_path / "build" / "2019" / path).read_text(encoding="utf-8")


def test_some_municipalities_are_told_with_all_their_sheets(zkkk: Run, tmp_path: Path) -> None:
    """The option may be repeated, also in vain; the order is that of the ids."""
    named = [each for name in ("Viti", "Pejë", "Peć") for each in ("--municipality", name)]
    done = zkkk("build", "--year", "2019", *named, cwd=tmp_path)
    assert done.returncode == 0
    expected = [*sheets_of("peja"), *sheets_of("viti")]
    assert done.stdout.splitlines() == [f"build/2019/{each}" for each in expected]
    assert held(tmp_path) == set(expected)
    assert "2019: 12 files were made" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--municipality", "Orahofac"), "Did you mean Orahovac"),
        (("--municipality", "Atlantis"), "No municipality is called “Atlantis”."),
        (("--municipality", "Mitrovica"), "may be several municipalities"),
        (("--municipality", "viti", "--no-municipalities"), "exclude each other"),
    ],
    ids=["near", "unknown", "several", "both"],
)
def test_what_is_no_municipality_is_an_error_of_usage(
    zkkk: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """It is named, with what may have been meant; nothing is made."""
    done = zkkk("build", "--year", "2019", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]
    if "Mitrovica" in arguments:
        for id_ in ("mitrovica-north", "mitrovica-south"):
            assert municipality(id_).name("en") in done.stderr
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    "option", [("--no-municipalities",), ("--municipality", "viti"), ("--lang", "sr")], ids=" ".join
)
def test_nobody_loses_a_sheet_by_making_another(
    whole: Built, zkkk_of_shown: Run, tmp_path: Path, option: tuple[str, ...]
) -> None:
    """What an edition holds stays in it byte for byte."""
    shutil.copytree(whole[0] / "build", tmp_path / "build")
    before = {name: (tmp_path / "build/2019" / name).read_bytes() for name in held(tmp_path)}
    assert len(before) == 6 * len(SHOWN) + 6 + 3 * len(PAGES)
    done = zkkk_of_shown("build", "--year", "2019", *option, *WITHOUT_CHARTS, cwd=tmp_path)
    assert done.returncode == 0
    assert {name: (tmp_path / "build/2019" / name).read_bytes() for name in before} == before


def test_sheets_in_folders_stay_where_the_manifest_is_lost(zkkk: Run, tmp_path: Path) -> None:
    """The sheets that are there are the edition's, also those of municipalities."""
    build = ("build", "--year", "2019", "--data", SAMPLE)
    zkkk(*build, *HTML, "--municipality", "viti", cwd=tmp_path)
    before = held(tmp_path)
    (tmp_path / "build" / "2019" / "manifest.json").unlink()
    assert zkkk(*build, *HTML, "--no-municipalities", cwd=tmp_path).returncode == 0
    assert len(before) == 1
    assert held(tmp_path) == before | {"zkkk-2019-en.html"}


def test_a_new_answer_changes_the_municipality_s_own_page(zkkk: Run, tmp_path: Path) -> None:
    """Who has filled in a workbook sees it: another mark, another number, another task."""
    (tmp_path / "data").mkdir()
    workbook = tmp_path / "data" / "zkkk-2019.xlsx"
    shutil.copy(SAMPLE / workbook.name, workbook)
    build = ("build", "--year", "2019", *HTML, "--municipality", "Deçan")
    page = tmp_path / "build/2019/municipalities/decan/zkkk-2019-decan-en.html"

    def marks() -> list[str]:
        assert zkkk(*build, cwd=tmp_path).returncode == 0
        return re.findall('class="cell (yes|no|missing)"', page.read_text(encoding="utf-8"))

    before = marks()
    assert before[0] == "yes"
    workbook.write_bytes(altered(2019, {"duties!B2": "no"}))
    assert marks() == ["no", *before[1:]]
    assert "1. Establish contact with all communities" in page.read_text(encoding="utf-8")


def test_a_page_leads_to_the_national_one_as_soon_as_there_is_one(
    zkkk: Run, tmp_path: Path
) -> None:
    """Made alone it leads nowhere; the run that makes the national page makes the link."""
    build = ("build", "--year", "2019", *HTML)
    page = tmp_path / "build/2019/municipalities/viti/zkkk-2019-viti-en.html"
    zkkk(*build, "--municipality", "viti", cwd=tmp_path)
    assert "../../" not in page.read_text(encoding="utf-8")
    zkkk(*build, "--no-municipalities", cwd=tmp_path)
    assert 'href="../../zkkk-2019-en.html"' in page.read_text(encoding="utf-8")


def test_the_national_page_leads_to_what_municipal_pages_there_are(
    zkkk: Run, tmp_path: Path
) -> None:
    """Made alone it leads to none; the run that makes some links these, and no other."""
    build = ("build", "--year", "2019", *HTML)
    page = tmp_path / "build/2019/zkkk-2019-en.html"
    zkkk(*build, "--no-municipalities", cwd=tmp_path)
    assert "municipalities/" not in page.read_text(encoding="utf-8")
    zkkk(*build, "--municipality", "viti", cwd=tmp_path)
    links = re.findall('<a href="(municipalities/[^"]*)"', page.read_text(encoding="utf-8"))
    assert links == ["municipalities/viti/zkkk-2019-viti-en.html"] * 2
