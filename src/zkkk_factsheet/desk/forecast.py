"""What a build changes of an edition, before and after it; in a process of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zkkk_factsheet.edition.inputs import Years
from zkkk_factsheet.edition.outlook import Kind, outlook, published_now
from zkkk_factsheet.edition.promise import cells_behind, in_words, listed, origins, told_now
from zkkk_factsheet.edition.settings import Settings, settings
from zkkk_factsheet.indicators.comparison import Change, changes_of_published
from zkkk_factsheet.open_data.reading import figures_of
from zkkk_factsheet.workbook.checking.check import check_with_previous
from zkkk_factsheet.workbook.findings import Finding


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that changes: what it is called, what it said, what it says, behind which cells.

    ``anchor`` is how pages call it that tell how it is made.
    """

    anchor: str
    texts: Mapping[str, str]
    cells: str

    def said(self, name: str, language: str) -> str:
        """Its name ("figure"), or what it said "before" or says "after"."""
        return self.texts.get(f"{name}@{language}", "")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What would change; and what stands in the way of it."""

    kind: Kind
    changes: tuple[ChangedFigure, ...]
    broken: tuple[Finding, ...]


def forecast(chosen: Settings, year: int, output: Path) -> Forecast | None:
    """Compare a year's workbooks with its edition in a folder; None if they have errors.

    The folders are those that were ``chosen``; all else is what zkkk.toml says now, as it is for
    the program that builds.

    Raises:
        SettingsError: If zkkk.toml can't be used.
        RecordError: If nobody can know what is published.
        NoWorkbookError: If the workbooks are gone.
        OSError: If they can't be read.
    """
    years = Years(chosen.data)
    checked = check_with_previous(year, years.workbooks(year), years.workbooks_before(year))
    now = settings(chosen.data, chosen.output, chosen.templates)
    published = published_now(now, checked)
    if published is None or checked.rows is None:
        return None
    found = outlook(published, checked.rows, checked.previous, output / str(year))
    return Forecast(found.kind, _told(found.changes), found.broken)


def changed_figures(before: bytes, after: bytes) -> tuple[ChangedFigure, ...]:
    """What a build has changed, by the table of the edition as it was and as it is.

    That costs a third of what a forecast does: the build has checked and counted.

    Raises ValueError if one of them is no such table.
    """
    then, now = (figures_of(each.decode()) for each in (before, after))
    return _told([*changes_of_published(then, now), *told_now(then, now)])


def _told(changes: Sequence[Change]) -> tuple[ChangedFigure, ...]:
    from zkkk_factsheet.documents.accounts.anchors import anchor  # noqa: PLC0415 - brings words

    began = origins(changes)
    return tuple(
        ChangedFigure(anchor(each.key), in_words(each), listed(cells_behind(each, began)))
        for each in changes
    )
