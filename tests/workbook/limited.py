"""Checks workbooks in processes that have only so much memory, and says how long each took.

``python limited.py FOLDER…`` checks each file of a folder by itself, as ``zkkk check`` would, all
of a folder in one process. It prints a JSON object for each folder, on a line of its own: how its
process ended, what it said beside, and of each file by its name the codes, a fingerprint of the
rows that were read ("" if none were), and the seconds it took. These are the processor's: others
may be at work too.
"""

import json
import os
import resource
import signal
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

MEMORY = 500_000_000

resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

from zkkk_factsheet.workbook.checking.check import check_year  # noqa: E402 - after the limit
from zkkk_factsheet.workbook.reading.sources import load  # noqa: E402 - after the limit


def main() -> None:
    """Check every folder in a process of its own, which needn't import everything again."""
    for folder in sys.argv[1:]:
        sys.stdout.write(f"{json.dumps(_apart(Path(folder)))}\n")


def _apart(folder: Path) -> dict[str, object]:
    """What a process says that checks a folder; it is ended where it takes far too long."""
    with TemporaryFile() as answer, TemporaryFile() as beside:
        child = os.fork()
        if not child:
            os.dup2(answer.fileno(), 1)
            os.dup2(beside.fileno(), 2)
            signal.alarm(60 + 5 * len(list(folder.iterdir())))
            try:
                os.write(1, json.dumps(_outcomes(folder)).encode())
            except BaseException:  # noqa: BLE001 - the child must not go on as its parent
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        answer.seek(0)
        beside.seek(0)
        return {
            "status": os.waitstatus_to_exitcode(status),
            "beside": beside.read().decode(errors="replace"),
            "files": json.loads(answer.read() or b"{}"),
        }


def _outcomes(folder: Path) -> dict[str, object]:
    """What the check says of every file of the folder."""
    outcome: dict[str, object] = {}
    for path in sorted(folder.iterdir()):
        start = _seconds()
        checked = check_year([load(path)._replace(name=f"file{path.suffix}")], 2019)
        seconds = _seconds() - start
        codes = sorted({each.code for each in checked.findings})
        read = sha256(repr(checked.rows).encode()).hexdigest() if checked.rows else ""
        outcome[path.name] = [codes, read, round(seconds, 2)]
    return outcome


def _seconds() -> float:
    """The processor's time so far, of this process and of its children."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
