"""The output folder as one whole: no link in it is dead, and a reader meets nothing mixed."""

import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.effort import THOROUGH
from tests.site.conftest import SHOWN_YEARS

from zkkk_factsheet.edition.manifest import MANIFEST
from zkkk_factsheet.edition.run import Run

READER = Path(__file__).with_name("reader.py")
REBUILDS = 50 if THOROUGH else 20

WAY = re.compile(r'\s(?:href|src|xlink:href)="([^"]*)"')
FETCHED = re.compile(r'url\("?([^")]+)"?\)')
ID = re.compile(r'\sid="([^"]*)"')

KINDS = {
    "the first page": r"index\.html",
    "the site": r"site/index-\w\w\.html",
    "its corrections": r"site/corrections/index-\w\w\.html",
    "its feed": r"site/feed-\w\w\.xml",
    "a municipality": r"site/municipalities/[\w-]+/index-\w\w\.html",
    "its styles": r"site/assets/site\.css",
    "a national sheet": r"\d{4}/zkkk-\d{4}-\w\w\.html",
    "a municipal sheet": r"\d{4}/municipalities/[\w-]+/zkkk-.*\.html",
    "a report": r"reports/\d{4}-Q\d/[\w-]+/zkkk-.*\.html",
    "how figures are made": r"\d{4}/figures/.*\.html",
    "the styles of that": r"\d{4}/figures/style\.css",
    "the charts": r"\d{4}/charts/.*\.html",
    "the data": r"\d{4}/data/datapackage\.json",
}
"""What leads to other files, by the paths of it."""


def published(output: Path) -> dict[str, Path]:
    """Every file that somebody may be led to, by its path."""
    names = ((path.relative_to(output).as_posix(), path) for path in output.rglob("*"))
    return {name: path for name, path in names if path.is_file() and "/." not in f"/{name}"}


@cache
def ids(page: Path) -> frozenset[str]:
    """The places on a page that one can be led to."""
    return frozenset(map(html.unescape, ID.findall(page.read_text("utf-8"))))


def ways(page: Path) -> list[str]:
    """Where a page, a style sheet or a feed leads, what the data describe, as it is written."""
    text = page.read_text("utf-8")
    if page.suffix == ".json":
        return [each["path"] for each in json.loads(text)["resources"]]
    found = FETCHED if page.suffix == ".css" else WAY
    return [html.unescape(each) for each in found.findall(text)]


def dead(files: Mapping[str, Path], name: str, way: str) -> bool:
    """Whether a way from a file leads to nothing: to no file in the output folder, by its path.

    Or to no such place on it.
    """
    parts = urlsplit(way)
    if parts.scheme in {"mailto", "data"}:
        return False
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return True
    folder = name.rpartition("/")[0]
    target = os.path.normpath(f"./{folder}/{unquote(parts.path)}") if parts.path else name
    if target not in files:
        return True
    return bool(parts.fragment and unquote(parts.fragment) not in ids(files[target]))


def test_no_link_in_the_whole_output_is_dead(output: Path) -> None:
    """Of every page of every kind, each way leads to a file, and to the place on it that it names.

    So do the style sheets' fonts, the feeds, and the files that a data package describes.
    """
    files = published(output)
    followed = {
        name: ways(path)
        for name, path in files.items()
        if name.endswith((".html", ".css", ".xml", "/datapackage.json"))
    }
    for kind, pattern in KINDS.items():
        of_kind = [len(found) for name, found in followed.items() if re.fullmatch(pattern, name)]
        assert len(of_kind) > 0, kind
        assert min(of_kind) > 0, kind
    assert {
        name: lost
        for name, found in followed.items()
        if (lost := [way for way in found if dead(files, name, way)])
    } == {}


def test_a_reader_during_many_rebuilds_meets_neither_a_missing_nor_a_mixed_page(
    output: Path, tmp_path: Path
) -> None:
    """From the first page to a municipality, its sheets of all years, and how figures are made.

    Each page is there and whole. Once a page is new, every page fetched afterwards is: all years
    and the site change at one stroke.
    """
    walked = r"index.html|site/.*index-en.html|\d{4}/(figures|municipalities/gjakova)/.*-en.*"
    pages = {
        name: path.read_bytes()
        for name, path in published(output).items()
        if re.fullmatch(walked, name) and name.endswith(".html")
    }
    places = (*map(str, SHOWN_YEARS), "site")
    manifests = {place: (output / place / MANIFEST).read_bytes() for place in places}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in pages.items()}
    (tmp_path / "digests.json").write_text(json.dumps(digests), "utf-8")
    build = tmp_path / "build"

    def rebuild(number: int) -> None:
        stamped = {name: data + b"<!-- rebuild %d -->" % number for name, data in pages.items()}
        with Run(build) as run:
            run.begin()
            for place in places:
                inside = {
                    name.removeprefix(f"{place}/"): data
                    for name, data in stamped.items()
                    if name.startswith(f"{place}/")
                }
                run.write(place, inside, manifests[place])
            # The page beside them as a whole, so that it has a number as the others.
            run.write_page("index.html", stamped["index.html"])
            run.put_in_place()

    rebuild(0)
    command = [sys.executable, str(READER), str(build), str(tmp_path / "digests.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        for number in range(1, REBUILDS + 1):
            rebuild(number)
        out, _ = reader.communicate()
    found = json.loads(out)
    assert found["problems"] == []
    assert found["rebuilds"] > REBUILDS / 5, "the reader must meet many of them"
    assert found["pages"] > 20 * REBUILDS
    assert {
        "index.html",
        "site/index-en.html",
        "site/municipalities/gjakova/index-en.html",
        "YEAR/municipalities/gjakova/zkkk-YEAR-gjakova-en.html",
    } < set(found["kinds"])
    assert any(name.startswith("YEAR/figures/") for name in found["kinds"])
