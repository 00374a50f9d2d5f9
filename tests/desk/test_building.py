"""When the desk has something made anew, and what it says if that can't be done; in process."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from tests.desk.conftest import finished
from tests.desk.test_room import answer_of
from tests.support import LANGUAGES, SAMPLE

from zkkk_factsheet.desk import building, files
from zkkk_factsheet.desk import forecast as forecasting
from zkkk_factsheet.desk.building import Builder, Preview, Publishing
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.forecast import Forecast
from zkkk_factsheet.desk.pages import Pages
from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.previewing import Made
from zkkk_factsheet.desk.room import Room
from zkkk_factsheet.desk.site import Site
from zkkk_factsheet.desk.survey import Checked
from zkkk_factsheet.desk.work import Apart, P, Record, T, run_program
from zkkk_factsheet.disclosure import THRESHOLD
from zkkk_factsheet.edition.manifest import MANIFEST, Manifest, Output, Plan
from zkkk_factsheet.edition.saves import states
from zkkk_factsheet.edition.settings import settings
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.findings import finding
from zkkk_factsheet.workbook.places import Place

YEAR = 2019
SAY = catalogue("en", "desk")


class Here(Apart):
    """Calls what is asked of it at once, in this process."""

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function."""
        return function(*args, **kwargs)


@pytest.fixture(name="room")
def of_one_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """What a desk knows of a folder with the sample year 2019."""
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(SAMPLE / f"zkkk-{YEAR}.xlsx", data)
    room = Room(data, Here(), named=True)
    room.years = {YEAR: Checked(YEAR, (f"zkkk-{YEAR}.xlsx",))}
    room.known = {YEAR: states(data.iterdir())}
    return room


@pytest.fixture(name="builder")
def of_that_desk(room: Room, tmp_path: Path) -> Builder:
    """What builds for it."""
    chosen = settings(room.data, tmp_path / "build")
    return Builder(chosen, tmp_path / "preview", room, Here())


@pytest.mark.parametrize(
    ("saved", "anew"),
    [
        ("2013/zkkk-2013.xlsx", False),
        ("2014/zkkk-2014.xlsx", True),
        ("2016/zkkk-2016.xlsx", True),
        ("2019/~$zkkk-2019.xlsx", False),
        ("2019/.~lock.zkkk-2019.xlsx#", False),
        ("zkkk.toml", True),
    ],
)
def test_a_preview_is_made_anew_when_anything_it_tells_of_was_saved(
    room: Room, builder: Builder, monkeypatch: pytest.MonkeyPatch, saved: str, *, anew: bool
) -> None:
    """It tells of five years beside its own; who opens a workbook in Excel has not saved it."""
    nothing = Made(frozenset(), ())
    monkeypatch.setattr(building, "make_preview", lambda *_: nothing)

    async def looked_at() -> int:
        seen = room.version
        made = builder.preview(YEAR, "sq", "")
        if made.running:
            await room.wait(seen, 5)
        return made.number

    assert [finished(looked_at()) for _ in range(2)] == [1, 1]
    year, _, name = saved.partition("/")
    if name:
        seen = {**room.known.get(int(year), {}), name: (1, 2, 3)}
        room.known = {**room.known, int(year): seen}
    else:
        Path(saved).write_text("threshold = 3\n")
    assert finished(looked_at()) == 1 + anew


def test_what_publishing_would_change_goes_by_the_settings_of_now(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the program that publishes does; who puts a threshold right isn't kept waiting."""
    asked: list[int] = []
    monkeypatch.setattr(
        forecasting,
        "published_now",
        lambda chosen, _: asked.append(chosen.threshold),
    )

    finished(builder.forecast(YEAR))
    Path("zkkk.toml").write_text("threshold = 0\n")
    finished(builder.forecast(YEAR))
    finished(builder.forecast(YEAR))
    Path("zkkk.toml").unlink()
    finished(builder.forecast(YEAR))
    assert asked == [THRESHOLD, 0, THRESHOLD]


def test_no_file_is_shown_that_the_manifest_of_the_preview_does_not_list(builder: Builder) -> None:
    """Whatever lies in its folder, or is asked for by an odd name; nothing while it has none."""
    folder = builder.scratch / str(YEAR)
    folder.mkdir(parents=True)
    for name in ("sheet.html", "left.html"):
        (folder / name).write_text(name)
    (builder.scratch / "outside.html").touch()
    assert builder.sheet(YEAR, "sheet.html") is None
    plan = Plan("1", {}, {}, {})
    manifest = Manifest(plan, {each: Output("", "") for each in ("sheet.html", "gone.html")})
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    assert builder.sheet(YEAR, "sheet.html") == b"sheet.html"
    others = ("left.html", "gone.html", MANIFEST, "../outside.html", "../2019/sheet.html", "", ".")
    assert [builder.sheet(YEAR, each) for each in others] == [None] * len(others)


def test_sheets_are_offered_in_the_languages_of_now(room: Room, builder: Builder) -> None:
    """Those that zkkk.toml has, also if somebody changed it; those of before while it is unfit."""
    chosen = builder.chosen
    common = Common(chosen, room, Here(), Pages(chosen.templates), builder)
    assert common.languages() == LANGUAGES
    Path("zkkk.toml").write_text('languages = ["sr", "sq"]\n')
    assert common.languages() == ("sr", "sq")
    Path("zkkk.toml").write_text("languages = 3\n")
    assert common.languages() == LANGUAGES


def site_of(room: Room, builder: Builder) -> Starlette:
    """The pages of that desk, once the year is found to be complete."""
    room.years = {YEAR: Checked(YEAR, (f"zkkk-{YEAR}.xlsx",), status="final")}
    room.ready = True
    chosen = builder.chosen
    return Site(Common(chosen, room, Here(), Pages(chosen.templates), builder), Presence()).app()


def test_a_file_in_the_place_of_what_is_published_is_told_of(
    room: Room, builder: Builder, tmp_path: Path
) -> None:
    """It is told before anything is published, in the language of whoever asks, and nothing is."""
    in_the_way = tmp_path / "build"
    in_the_way.write_text("no folder")
    site = site_of(room, builder)
    path = f"/year/{YEAR}/publish"

    async def asked() -> None:
        for language in LANGUAGES:
            told = catalogue(language, "desk").text("problem.output", name=str(in_the_way))
            status, page = await answer_of(site, path, language=language)
            assert status == 200
            assert told in page
            assert '<form method="post" action="/year' not in page
            status, page = await answer_of(site, path, "POST", language)
            assert status == 409
            assert told in page

    finished(asked())
    assert builder.publishing == {}
    assert in_the_way.read_text() == "no folder"
    assert files.in_the_way(in_the_way / "of-this-year") == in_the_way
    in_the_way.unlink()
    assert files.in_the_way(in_the_way / "of-this-year") is None


def test_a_preview_that_cannot_be_published_says_so(room: Room, builder: Builder) -> None:
    """One line says why, and leads to where all of it is told."""
    site = site_of(room, builder)
    shown = builder.previews[YEAR] = Preview(running=True)  # so that no other one is begun
    leads = f'<a href="/year/{YEAR}/publish">{SAY.text("preview.see-publish")}</a>'

    async def asked() -> None:
        for broken in (False, True):
            shown.broken = broken
            status, page = await answer_of(site, f"/year/{YEAR}/preview")
            assert status == 200
            assert (SAY.text("preview.not-yet") in page) is broken
            assert (leads in page) is broken

    finished(asked())


def test_what_stands_in_the_way_is_told_by_the_cells_a_person_corrects(
    room: Room, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each cell is named once, with its figures below it; a figure alone is told in a sentence."""
    broken = [
        finding(
            "figure-changed",
            Place("zkkk-2019.xlsx", "duties", row, 7),
            {
                "year": "2019",
                "cells": f"zkkk-2019.xlsx!duties!G{row}",
                "column": "about.corrected_on",
                "reason": "about.correction",
                "figure@en": figure,
                "before@en": "18",
                "after@en": "19",
            },
        )
        for row, figure in ((9, "Offices <b>"), (12, "Officials"), (9, "Duties"))
    ]

    async def forecast(_: int) -> Forecast:
        return Forecast("nothing", (), tuple(broken))

    monkeypatch.setattr(builder, "forecast", forecast)

    async def asked() -> None:
        status, page = await answer_of(site_of(room, builder), f"/year/{YEAR}/publish")
        assert status == 200, page
        told = unescape(page)
        assert page.count('class="entry error"') == 2
        assert "2 published figures would change, which come from zkkk-2019.xlsx!duties!G9:" in told
        listed = ("Offices &lt;b&gt;: 18 → 19", "Duties: 18 → 19")
        assert "".join(f"<li>{each}</li>" for each in listed) in page
        assert "“Officials” was published in the final edition of 2019 as: 18." in told
        assert 'id="broken"' not in page  # that says that the folder could not be checked

    finished(asked())


@pytest.mark.parametrize(
    ("error", "key", "values"),
    [
        (
            OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)),
            "error.refused",
            {"reason": os.strerror(errno.EAGAIN)},
        ),
        (ValueError("odd"), "error.unexpected", {"problem": "ValueError: odd"}),
    ],
)
def test_a_program_that_can_not_be_run_is_told_of(
    room: Room,
    builder: Builder,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    key: str,
    values: dict[str, str],
) -> None:
    """In the words of the program; nothing is left for nobody to retrieve."""

    async def run(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(building, "run_program", run)

    async def published() -> Publishing:
        seen = room.version
        builder.publish(YEAR, "sr")
        await room.wait(seen, 5)
        return builder.publishing[YEAR]

    found = finished(published())
    assert found.code
    assert found.problems == [catalogue("sr", "program").text(key, **values)]


@pytest.mark.skipif(os.name != "posix", reason="needs a script that runs by its first line")
def test_a_long_line_of_the_program_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that names every file which is in the way has no end that anybody could foresee."""
    length = 300_000
    script = tmp_path / "program"
    script.write_text(
        f"#!{sys.executable} -S\nimport sys\n"
        f'sys.stderr.write(\'{{"message": "\' + "a" * {length} + \'"}}\\n\')\n'
    )
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    heard: list[Record] = []
    assert finished(run_program(language="en", heard=heard.append)) == 0
    assert heard == [{"message": "a" * length}]
