"""Three of the sample years and the site over them, made once for all tests here."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.program.conftest import Run, warmed
from tests.support import LANGUAGES, PRINTED_YEARS, sample_published

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.site import Shelf, Year, corrections, feed, place
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.render.site import SiteRenderer
from zkkk_factsheet.resources import templates_folder

PAGE_AND_DOCX = ("--format", "html", "--format", "docx")

SHOWN_YEARS = (2016, 2018, 2019)
"""The years that there are editions of: one is missing between them."""


def of_years(*years: int) -> tuple[str, ...]:
    """What to type for some years."""
    return tuple(part for year in years for part in ("--year", str(year)))


WHOLE = ("--no-municipalities", *of_years(*PRINTED_YEARS))
"""The years of which there is all that is made nationally: one without a year before it, one with.

Of the other one there are the pages and the data.
"""

REASONS = {
    "sq": "Përgjigjja <b>erdhi</b> me vonesë & u shtua.",
    "sr": "Odgovor <b>je stigao</b> kasnije & dodat je.",
    "en": "The answer <b>came</b> late & was\x0badded.",
}
"""Why something was corrected, as nobody should write it."""


def corrected_year() -> Year:
    """The final edition of 2019 with two corrections; of one it is known what it changed."""
    published = sample_published(2019)
    keys = (
        Key("duties.performed", duty="monitoring"),
        Key("duties.count", "gjilan"),
        Key("duties.median"),
        Key("staff.by_gender", gender="women"),
    )
    now = [published.figures[key] for key in keys]
    changes = [
        Change(each.key, replace(each, numerator=3, denominator=7 + 10 * (each is now[0])), each)
        for each in now
    ]
    changes.append(Change(now[1].key, now[1], replace(now[1], numerator=None, status="suppressed")))
    told = (
        Corrected(date(2020, 5, 5), 1, {"": "Printed twice."}),
        Corrected(date(2020, 6, 16), 1, REASONS, tuple(changes)),
    )
    about = replace(published.about, status="final")
    files = frozenset({"zkkk-2019-en.html", "data/corrections.csv"})
    return Year(2019, files, replace(published, about=about, corrections=told))


def shelf_of(*published: Published) -> Shelf:
    """Editions of which no file is there."""
    return Shelf(tuple(Year(each.period.year, frozenset(), each) for each in published))


def _with_corrections(folder: Path, assets: Path) -> None:
    """The pages of a site that tell corrections, beside one that has none to tell."""
    renderer, shelf = SiteRenderer(templates_folder()), Shelf((corrected_year(),))
    shutil.copytree(assets, folder / "site" / "assets")
    for language in LANGUAGES:
        pages = {
            f"corrections/index-{language}.html": renderer.corrections(
                corrections(shelf, language)
            ),
            f"municipalities/gjilan/index-{language}.html": renderer.place(
                place(shelf, language, "gjilan")
            ),
            f"feed-{language}.xml": renderer.feed(feed(shelf, language)),
        }
        for name, data in pages.items():
            path = folder / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have all of it tested where the browser is, so that the editions are made once."""
    if "/site/" in item.nodeid and not item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def zkkk() -> Run:
    """Run the program, whose libraries are loaded already, with pages on all municipalities."""
    return warmed()


@pytest.fixture(scope="session", name="output")
def output_folder(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of some sample years: the national pages, and those of a municipality.

    Those of the other municipalities take long, and are then what a page must not lead to. Two
    offices have reported, one of them once more in one language.
    """
    folder = tmp_path_factory.mktemp("site")
    for choice in (
        # First: whoever comes second goes through all that is there already.
        ("build", "--municipality", "gjakova", "--format", "html", *of_years(*SHOWN_YEARS)),
        ("build", "--no-municipalities", "--format", "html", *of_years(*SHOWN_YEARS)),
        ("build", *WHOLE),
        # Last, and the site leads to them at once.
        ("report", "--municipality", "rahovec", "--period", "2025-Q1"),
        ("report", "--municipality", "gjilan", "--period", "2025-Q1", *PAGE_AND_DOCX),
        ("report", "--municipality", "rahovec", "--period", "2025-Q2", "--lang", "sq"),
    ):
        done = zkkk(*choice, cwd=folder)
        assert done.returncode == 0, done.stderr
    _with_corrections(folder / "corrected", folder / "build" / "site" / "assets")
    return folder / "build"
