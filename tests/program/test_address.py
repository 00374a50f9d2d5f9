"""Where the output folder stands on the web: what leads out of a sheet, and what a feed says."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.program.conftest import Run

ADDRESS = "https://example.org/offices/"
BUILD = ("build", "--year", "2019", "--lang", "en", "--format", "html")
SHEETS = ("2019/zkkk-2019-en.html", "2019/municipalities/peja/zkkk-2019-peja-en.html")


def built(zkkk: Run, folder: Path, address: str) -> Path:
    """The output folder when zkkk.toml says such an address, without anything to do any more."""
    told(folder, address)
    for choice in (("--no-municipalities",), ("--municipality", "peja")):
        assert zkkk(*BUILD, *choice, cwd=folder).returncode == 0
    assert is_up_to_date(zkkk, folder)
    return folder / "build"


def told(folder: Path, address: str) -> None:
    """Say in the settings where the folder stands on the web."""
    (folder / "zkkk.toml").write_text(f'address = "{address}"\n', encoding="utf-8")


def is_up_to_date(zkkk: Run, folder: Path) -> bool:
    """Whether a run finds nothing to do."""
    return "nothing has changed" in zkkk(*BUILD, "--no-municipalities", cwd=folder).stderr


def outward(output: Path) -> list[list[str]]:
    """Where the sheets and the feed lead that is no way from the file on."""
    pages = [(output / name).read_text("utf-8") for name in SHEETS]
    feed = ET.fromstring((output / "site/feed-en.xml").read_bytes())  # noqa: S314 - made here
    links = [each.attrib["href"] for each in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert len(links) == 3
    return [
        *(re.findall(r'<a [^>]*href="(https?:[^"]+)"', page) for page in pages),
        [each for each in links if each.startswith("http")],
    ]


def test_sheets_lead_to_the_site_where_its_address_is_known(zkkk: Run, tmp_path: Path) -> None:
    """By the whole address, which is right in a page that was sent; else they lead nowhere."""
    output = built(zkkk, tmp_path, ADDRESS.rstrip("/"))
    sheet, municipal, feed = outward(output)
    at_the_foot = [ADDRESS]
    assert sheet == [f"{ADDRESS}site/index-en.html", *at_the_foot]
    assert municipal == [f"{ADDRESS}site/municipalities/peja/index-en.html", *at_the_foot]
    assert (output / "index.html").is_file()
    assert feed == [
        f"{ADDRESS}site/feed-en.xml",
        f"{ADDRESS}site/index-en.html",
        f"{ADDRESS}2019/zkkk-2019-en.html",
    ]
    for each in {*sheet, *municipal, *feed} - {ADDRESS}:
        assert (output / each.removeprefix(ADDRESS)).is_file()
    told(tmp_path, ADDRESS)  # the same with "/" at its end
    assert is_up_to_date(zkkk, tmp_path)
    assert outward(built(zkkk, tmp_path, "")) == [[], [], []]
