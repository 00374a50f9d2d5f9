"""The command line: options, exit codes, progress and messages. No logic."""

import gc

from zkkk_factsheet.edition.signals import stop_on_signals


def main() -> None:
    """Run the command line; whatever happens, it ends with an exit code and without a traceback.

    Only what is quick comes before the signals are listened to: Typer takes longer to import than
    all of this, and a person or a system may ask for a stop meanwhile.
    """
    gc.disable()  # what is loaded stays; a build enables it (`zkkk_factsheet.edition.garbage`)
    try:
        with stop_on_signals(last=True):
            from zkkk_factsheet.cli.streams import open_streams  # noqa: PLC0415 - see above

            open_streams()
            from zkkk_factsheet.cli.app import run  # noqa: PLC0415 - see above

            run()
    finally:
        gc.freeze()  # nor does Python go through all of it at its own end


__all__ = ["main"]
