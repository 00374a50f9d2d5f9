"""Take the picture of the desk in docs/desk.png: a wrong answer, and the cells around it.

    python tools/make_picture.py

It needs Chromium, as the tests in a browser do.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "desk.png"
WIDTH, HEIGHT = 860, 1042
COLOURS = 32
"""So few colours are enough, and the picture is a third as large."""


def data_in(folder: Path) -> None:
    """Two years of the sample, the later one with a wrong answer."""
    data = folder / "data"
    data.mkdir()
    for year in (2018, 2019):
        shutil.copy(ROOT / "data" / "sample" / f"zkkk-{year}.xlsx", data)
    book = load_workbook(data / "zkkk-2019.xlsx")
    book["duties"]["G9"] = "perhaps"
    book.save(data / "zkkk-2019.xlsx")


def taken(address: str) -> bytes:
    """The page on the findings, with the cells shown."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en-GB", viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address)
        page.goto(f"{address.partition('/start')[0]}/year/2019?only=error")
        page.locator(".entry.error summary").click()
        page.evaluate("document.activeElement.blur()")
        page.evaluate("document.fonts.ready")
        picture = page.screenshot()
        browser.close()
    return picture


def main() -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as name:
        data_in(Path(name))
        with subprocess.Popen(
            [sys.executable, "-m", "zkkk_factsheet", "desk", "--no-browser"],
            cwd=name,
            env={**os.environ, "XDG_STATE_HOME": f"{name}/state"},
            stdout=subprocess.PIPE,
            text=True,
        ) as desk:
            try:
                picture = taken(desk.stdout.readline().strip() if desk.stdout else "")
            finally:
                desk.terminate()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
            PICTURE, optimize=True
        )


if __name__ == "__main__":
    main()
