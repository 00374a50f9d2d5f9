"""The whole play, from an empty year to what is published, by somebody who knows Excel alone."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from tests.desk.conftest import DUTIES_OF_NEW, Desk, save_as_excel, write_cell
from tests.desk.test_desk_in_browser import WIDE, bars_nobody, choose, fits, spoken
from tests.render.barriers import JUDGE
from tests.support import LANGUAGES, SAMPLE

from zkkk_factsheet.language import catalogue

pytestmark = pytest.mark.browser

SAMPLE_YEAR, YEAR = 2019, 2020
SOON = 60_000
"""Milliseconds in which a sheet is made, also on a computer that does other things."""


def fill(path: Path) -> None:
    """Fill in a workbook that was started, as in the year before, and save it as Excel does."""
    book, before = load_workbook(path), load_workbook(SAMPLE / f"zkkk-{SAMPLE_YEAR}.xlsx")
    _, _, offices, staff, duties, *_ = book.worksheets
    known = list(before["offices"].iter_rows(min_row=2, values_only=True))
    assert offices.max_row == len(known) + 1  # a row for each office, in the same order
    for number, row in enumerate(known, start=2):
        for column, value in ((2, row[1]), (4, row[2]), (5, row[3])):
            offices.cell(number, column).value = value
    for sheet, name in ((staff, "staff"), (duties, "duties")):
        for number, row in enumerate(before[name].iter_rows(values_only=True), start=1):
            for column, value in enumerate(row, start=1):
                if number > 1:
                    sheet.cell(number, column).value = value
    written = io.BytesIO()
    book.save(written)
    save_as_excel(path, written.getvalue())


def test_from_nothing_to_a_published_draft(page: Page, served: Desk) -> None:
    """Start in Albanian, correct in Serbian, preview in English; what is published is a draft."""
    book = served.data / f"zkkk-{YEAR}.xlsx"
    page.goto(f"{served.origin}/language/sq?to=/")
    start(page, book)
    correct(page, book)
    preview(page, book)
    assert not (served.folder / "build").exists()
    publish(page, served)
    edition = served.folder / "build" / str(YEAR)
    assert (edition / f"zkkk-{YEAR}-sr.html").is_file()
    with (edition / "data" / "indicators.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) > 100


def start(page: Page, book: Path) -> None:
    """Start a workbook; nothing in it is answered."""
    page.locator("#year").fill(str(YEAR))
    page.get_by_role("button", name=catalogue("sq", "desk").text("new.button")).click()
    state = page.locator(f"#year-{YEAR} .state")
    expect(state).to_have_text(catalogue("sq", "desk").text("state.empty"))
    open_it = catalogue("sq", "desk").text("workbooks.open-in-excel")
    expect(page.locator(f"#year-{YEAR} .next button")).to_have_text(open_it)
    assert book.is_file()


def correct(page: Page, book: Path) -> None:
    """Fill it in, with a mistake; nothing is made of it as long as that is there."""
    choose(page, "sr")
    page.locator(f"#year-{YEAR} .next a").click()
    expect(page.locator(".entry.error")).not_to_have_count(0)
    fill(book)
    expect(page.locator(".entry.error")).to_have_count(0)
    write_cell(book, DUTIES_OF_NEW, "G9", "perhaps")
    error = page.locator(".entry.error")
    expect(error).to_have_count(1)
    expect(error.locator(".address")).to_have_text("G9")
    page.get_by_role("link", name=catalogue("sr", "desk").text("tabs.preview")).click()
    expect(page.locator("#errors-first")).to_be_visible()
    assert JUDGE.of_elements(page, WIDE) == []
    page.get_by_role("link", name=catalogue("sr", "desk").text("tabs.publish")).click()
    assert page.locator("main form").count() == 0
    write_cell(book, DUTIES_OF_NEW, "G9", "")
    expect(page.locator("#before form button")).to_be_visible()


def preview(page: Page, book: Path) -> None:
    """See the sheet, answer a question, see what has changed in it."""
    choose(page, "en")
    page.get_by_role("link", name=catalogue("en", "desk").text("tabs.preview")).click()
    frame = page.frame_locator("#sheet-frame")
    expect(frame.locator("h1")).to_contain_text(str(YEAR), timeout=SOON)
    assert frame.locator("a.made").count() > 10
    assert page.locator("#changes").count() == 0
    write_cell(book, DUTIES_OF_NEW, "G9", "yes")
    expect(page.locator("#changes")).to_be_visible(timeout=SOON)
    page.locator("#changes summary").click()
    row = page.locator("#changes tr").filter(has_text="Monitoring the implementation").first
    assert "G9" in row.inner_text()
    chosen = frame.locator("a.made[href$='#duties.overall']").first
    expect(chosen).to_be_visible(timeout=SOON)
    expect(chosen).to_have_css("outline-style", "solid", timeout=SOON)  # once the sheet is there
    other = frame.locator("a.made[href$='#offices.established']").first
    expect(other).to_have_css("outline-style", "none")
    bars_nobody(page)


def publish(page: Page, served: Desk) -> None:
    """See what would change, publish it, and see it done, in each language."""
    say = catalogue("en", "desk")
    by_keyboard(page, page.get_by_role("link", name=say.text("tabs.publish")))
    page.keyboard.press("Enter")
    expect(page.locator("#before")).to_contain_text(say.text("publish.kind-nothing-published"))
    by_keyboard(page, page.get_by_role("button", name=say.text("publish.button", year=YEAR)))
    page.keyboard.press("Space")
    expect(page.locator("#running progress")).to_be_visible()
    assert JUDGE.of_elements(page, WIDE) == []
    expect(page.locator("#done")).to_be_visible(timeout=SOON)
    expect(page.locator("#before")).to_contain_text(say.text("publish.kind-nothing"))
    bars_nobody(page)
    for language in LANGUAGES:
        spoken(page, served, language, f"/year/{YEAR}/publish")
        fits(page)
        expect(page.locator("#done h2")).to_be_visible()


def by_keyboard(page: Page, target: Locator) -> None:
    """Go to something from the top of the page, seeing at each step where one is."""
    page.reload()
    expect(target).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN)
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError("no key leads there")


SEEN = """(() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), ring = getComputedStyle(at);
  return ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2
    && box.bottom > 0 && box.top < innerHeight;
})()"""
"""Whether what has the focus is on the screen, with a ring around it."""


def test_a_sheet_runs_nothing_and_no_other_file_is_shown(page: Page, served: Desk) -> None:
    """A sheet has its own policy; what the preview's manifest doesn't list is not there."""
    assert served.origin in page.url
    shown = served.ask(f"/year/{YEAR}/sheet/zkkk-{YEAR}-en.html")
    assert shown.status == 200
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    # The pages that tell how figures are made have their style from beside them, nothing else.
    folder = f"/year/{YEAR}/sheet/figures"
    style = f"style-src 'unsafe-inline' {served.origin}{folder}/style.css"
    told = served.ask(f"{folder}/zkkk-{YEAR}-count-en.html")
    assert style in told.headers["content-security-policy"].split("; ")
    assert "script-src" not in told.headers["content-security-policy"]
    assert served.ask(f"{folder}/style.css").headers["content-type"].startswith("text/css")
    page.goto(f"{served.origin}{folder}/zkkk-{YEAR}-count-en.html")
    assert page.evaluate(
        "[...document.styleSheets].filter(s => s.href && s.cssRules.length).length"
    )
    for path in (
        "manifest.json",
        ".charts/x",
        "zkkk-2019-en.html",
        "%2e%2e/desk.json",
        "//etc/passwd",
    ):
        assert served.ask(f"/year/{YEAR}/sheet/{path}").status in {400, 404}, path
