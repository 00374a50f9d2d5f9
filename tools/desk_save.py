"""Save a workbook as Excel does, and wait until the desk shows what was found in it.

    python tools/desk_save.py ORIGIN COOKIE WORKBOOK OTHER

The workbook and the other one change places, so that each call is a save with other findings.
"""

import json
import sys
import urllib.request
from pathlib import Path


def ask(origin: str, cookie: str, path: str) -> str:
    """What the desk answers."""
    request = urllib.request.Request(f"{origin}{path}", headers={"Cookie": cookie})  # noqa: S310 - this computer
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
        return str(answer.read().decode())


def main() -> None:
    """Save, wait for news, and read the page."""
    origin, cookie, *paths = sys.argv[1:]
    workbook, other = map(Path, paths)
    news = "/pulse?page=bench&seen={}&wait={}"
    before = ask(origin, cookie, "/year/2019")  # as soon as it was checked at all
    seen = json.loads(ask(origin, cookie, news.format(0, "no")))["version"]
    aside = workbook.with_name("aside")
    aside.write_bytes(other.read_bytes())
    workbook.replace(other)
    aside.replace(workbook)
    told = json.loads(ask(origin, cookie, news.format(seen, "yes")))["version"]
    after = ask(origin, cookie, "/year/2019")
    if told == seen or before == after:
        raise SystemExit("the desk saw no save")


if __name__ == "__main__":
    main()
