"""One run at a time in an output folder."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zkkk_factsheet.edition.errors import AnotherRun, publishing_errors
from zkkk_factsheet.edition.publishing import recover
from zkkk_factsheet.edition.signals import hold_signals

LOCK_FILE = ".zkkk.lock"

# A run that waits looks this often, in seconds: nobody notices it, and it costs nothing.
_LOOK_AGAIN = 0.1


@contextmanager
def lock(output: Path, wait_seconds: float = 0) -> Iterator[list[Path]]:
    """Hold the output folder for one run, and clean up what a run that died left in it.

    The lock is the operating system's, on an empty hidden file that stays: it ends with the
    process that holds it, however that ends. A signal whose handler raises ends the waiting.

    Args:
        output: the folder that holds the editions; made if it is missing.
        wait_seconds: how long to wait for another run; 0 does not wait.

    Yields:
        Where the files of somebody else's are now that were in what was cleaned up.

    Raises:
        AnotherRun: if another run still holds the folder after that time.
        PublishingError: if the folder cannot be made or written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - for runs that publish, not for check

    with publishing_errors(output):
        output.mkdir(parents=True, exist_ok=True)
        held = FileLock(output / LOCK_FILE, poll_interval=_LOOK_AGAIN)
        try:
            held.acquire(timeout=max(wait_seconds, 0))
        except Timeout:
            raise AnotherRun(output, max(wait_seconds, 0)) from None
    try:
        with publishing_errors(output):
            aside = recover(output)
        yield aside
    finally:
        # What is published is published; a lock that cannot be given back ends with the process.
        # The lock tidies up once more when it is deleted, and Python ignores what is raised there:
        # a signal must not come at that moment.
        with hold_signals():
            with suppress(OSError):
                held.release()
            del held
