"""``zkkk watch``: build again whenever a workbook or a template is saved."""

from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, watch

from zkkk_factsheet.cli.building import build_years
from zkkk_factsheet.cli.exits import Exit, exit_code_of
from zkkk_factsheet.cli.settings import Settings
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.workbook.sources import is_workbook_name

# Excel writes aside, renames, and removes its lock file: one save is several changes.
_QUIET_AFTER_MS = 400


def watch_folder(chosen: Settings, terminal: Terminal, years: tuple[int, ...]) -> Exit:
    """Build, then build again after every save, until the program is stopped.

    Whatever goes wrong with one build is said, the last good edition stays, and watching goes on.
    """
    _build(chosen, terminal, years)
    terminal.tell("watch.waiting", folder=str(chosen.data))
    relevant = _matters(chosen.templates)
    try:
        for _ in watch(chosen.data, chosen.templates, watch_filter=relevant, step=_QUIET_AFTER_MS):
            _build(chosen, terminal, years)
    except KeyboardInterrupt:
        pass  # being stopped is how watching ends
    return Exit.DONE


def _build(chosen: Settings, terminal: Terminal, years: tuple[int, ...]) -> None:
    try:
        build_years(chosen, terminal, years, (), force=False, wait=0)
    except Exception as error:  # noqa: BLE001 - watching must outlive every failure
        exit_code_of(error, terminal)


def _matters(templates: Path) -> Callable[[Change, str], bool]:
    """Whether a changed path is a workbook or a template, not what an editor lays beside it."""
    folder = templates.resolve()

    def matters(_change: Change, path: str) -> bool:
        changed = Path(path)
        is_template = changed.resolve().parent == folder and not changed.name.startswith(".")
        return is_template or is_workbook_name(changed.name)

    return matters
