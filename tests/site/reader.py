"""A process that reads the published pages again and again, as a visitor does, until it is told.

Arguments: the output folder, and a file with the digest of each page by its path. Each page ends in
a comment with the number of the rebuild that made it; the digest is of all before that. One line of
JSON goes to standard output when standard input is closed.
"""

import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

STAMP = re.compile(rb"<!-- rebuild (\d+) -->\Z")
LINK = re.compile(rb'\shref="([^"#]+)')


class Reader:
    """One who reads page after page, and notes what is wrong with what is found."""

    def __init__(self, output: str, digests: str) -> None:
        self.output = output
        self.digests = json.loads(Path(digests).read_text("utf-8"))
        self.problems: list[str] = []
        self.rebuilds: list[int] = [0]
        self.pages = 0

    def fetch(self, name: str) -> list[str]:
        """Read a page; the pages it leads to."""
        self.pages += 1
        try:
            data = Path(self.output, name).read_bytes()
        except OSError as error:
            self.problems.append(f"missing: {error}")
            return []
        stamp = STAMP.search(data)
        if not stamp or hashlib.sha256(data[: stamp.start()]).hexdigest() != self.digests[name]:
            self.problems.append(f"not whole: {name}")
            return []
        if int(stamp[1]) < self.rebuilds[-1]:
            self.problems.append(f"{name} is of {stamp[1]!r}, after a page of {self.rebuilds[-1]}")
        if int(stamp[1]) != self.rebuilds[-1]:
            self.rebuilds.append(int(stamp[1]))
        ways = (os.path.join(os.path.dirname(name), way.decode()) for way in LINK.findall(data))  # noqa: PTH118, PTH120 - of names alone
        return [way for each in ways if (way := os.path.normpath(each)) in self.digests]

    def walk(self) -> Iterator[str]:
        """From the first page to the site, a municipality, its sheets, and how figures are made."""
        waiting = ["index.html"]
        seen = set(waiting)
        while waiting:
            name = waiting.pop()
            yield name
            new = [way for way in self.fetch(name) if way not in seen]
            seen.update(new)
            waiting += new


def main() -> None:
    """Walk until standard input is closed."""
    reader = Reader(*sys.argv[1:])
    done = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        done.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    kinds: set[str] = set()
    while not done.is_set():
        for name in reader.walk():
            kinds.add(re.sub(r"\d{4}", "YEAR", name))
            if done.is_set():
                break
    found = {
        "problems": reader.problems,
        "rebuilds": len(reader.rebuilds),
        "pages": reader.pages,
        "kinds": sorted(kinds),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
