"""A year's sheets as they would be now: made in a process of its own, in a folder of the desk's."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from zkkk_factsheet.desk.forecast import ChangedFigure, changed_figures
from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.documents.kinds import ALL, MUNICIPAL, NATIONAL
from zkkk_factsheet.edition.asked import Only, inputs_of
from zkkk_factsheet.edition.build import build
from zkkk_factsheet.edition.data_files import TABLE
from zkkk_factsheet.edition.files import read_plain
from zkkk_factsheet.edition.inputs import Format, Inputs
from zkkk_factsheet.edition.manifest import read_manifest
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.settings import Settings, settings
from zkkk_factsheet.edition.workshop import Workshop

FORMATS: Final[tuple[Format, ...]] = ("html", "pdf", "figures")
"""What is looked at: neither charts for the press nor the site."""

Wanted = AbstractSet[tuple[str, str]]
"""Languages, and in each what a sheet is about: a municipality, or "" for all of them."""


@dataclass(frozen=True, slots=True)
class Made:
    """Those of the wanted sheets that are there, and the figures that changed.

    ``broken`` is whether they break what the final edition promises that is published; None if
    nothing had to be made.
    """

    held: Wanted
    changes: tuple[ChangedFigure, ...]
    broken: bool | None = None


def make_preview(
    chosen: Settings, year: int, wanted: Wanted, scratch: Path, formats: tuple[Format, ...]
) -> Made:
    """Make the sheets of a year that are wanted, and again those that were made before.

    The folders are those that were ``chosen``; all else is what zkkk.toml says now.

    Raises:
        Failure: If they can't be made.
        OSError: If the workbooks can't be read.
    """
    now = settings(chosen.data, chosen.output, chosen.templates)
    folder = scratch / str(year)
    before = read_plain(folder / TABLE)
    with Run(scratch) as run, Workshop(one_build=True) as workshop:
        outcome = build(
            partial(_inputs, now, year, wanted, formats),
            run,
            workshop=workshop,
            preview_of=now.output / str(year),
        )
        run.put_in_place()
    after = read_plain(folder / TABLE)
    changes = changed_figures(before, after) if before and after and before != after else ()
    broken = bool(outcome.broken) if outcome.state == "made" else None
    return Made(frozenset(_held(folder, wanted)), changes, broken)


def _inputs(now: Settings, year: int, wanted: Wanted, formats: tuple[Format, ...]) -> Inputs:
    languages = tuple(sorted({language for language, _ in wanted}))
    municipalities = sorted({about for _, about in wanted} - {ALL})
    found = inputs_of(now, year, Only(languages, formats, national_alone=True))
    return found._replace(subjects=(ALL, *PAGES, *municipalities))


def _held(folder: Path, wanted: Wanted) -> Iterator[tuple[str, str]]:
    manifest = read_manifest(folder)
    there = manifest.outputs if manifest else {}
    for language, about in wanted:
        kind = MUNICIPAL if about else NATIONAL
        if kind.path(int(folder.name), language, "html", about) in there:
            yield language, about
