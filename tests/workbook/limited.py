"""Checks workbooks in a process that has only so much memory, and says how long each took.

``python limited.py FOLDER`` checks each file of a folder by itself, as ``zkkk check`` would, and
prints a JSON object: the file's name to its codes, a fingerprint of the rows that were read ("" if
none were), and the seconds it took. These are the processor's: others may be at work too.
"""

import json
import resource
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

MEMORY = 500_000_000

resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

from zkkk_factsheet.workbook.checking.check import check_year  # noqa: E402 - after the limit
from zkkk_factsheet.workbook.reading.sources import load  # noqa: E402 - after the limit


def main() -> None:
    """Check every file of the folder."""
    outcome = {}
    for path in sorted(Path(sys.argv[1]).iterdir()):
        start = _seconds()
        checked = check_year([replace(load(path), name=f"file{path.suffix}")], 2019)
        seconds = _seconds() - start
        codes = sorted({each.code for each in checked.findings})
        read = sha256(repr(checked.rows).encode()).hexdigest() if checked.rows else ""
        outcome[path.name] = [codes, read, round(seconds, 2)]
    json.dump(outcome, sys.stdout)


def _seconds() -> float:
    """The processor's time so far, of this process and of its children."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
