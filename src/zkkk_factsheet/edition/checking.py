"""Checking a year together with the year before, which it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.checking.coverage import Coverage
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import YearRows


@dataclass(frozen=True, slots=True)
class CheckedYears:
    """A year and, if there is one, the year before, as far as they are free of errors.

    ``rows`` is None if either has errors: a comparison can't stand on half of its data.
    ``coverage`` is how complete each kind of worksheet of the year is.
    """

    findings: tuple[Finding, ...]
    rows: YearRows | None
    previous: YearRows | None
    coverage: tuple[Coverage, ...]


def check_with_previous(
    year: int | None,
    workbooks: Sequence[SourceFile],
    before: Sequence[SourceFile],
    *,
    chosen: bool = False,
) -> CheckedYears:
    """Check a year's workbooks, and those of the year before, if there are any.

    Without a ``year`` the workbooks themselves say which one it is. Workbooks that somebody has
    ``chosen`` one by one may be marked copies.
    """
    earlier = check_year(before, year - 1 if year else None) if before else None
    previous = earlier.rows if earlier else None
    checked = check_year(workbooks, year, previous, chosen=chosen)
    if earlier is None or previous is not None:
        return CheckedYears(checked.findings, checked.rows, previous, checked.coverage)
    errors = (finding for finding in earlier.findings if finding.severity == "error")
    return CheckedYears((*errors, *checked.findings), None, None, checked.coverage)


@dataclass(frozen=True, slots=True)
class EarlierYears:
    """The rows of years before, the oldest first, and the years that are not told of.

    ``faulty`` are those that have errors, ``mixed`` those that are sample data beside a year that
    isn't, or the other way round.
    """

    rows: tuple[YearRows, ...]
    faulty: tuple[int, ...] = ()
    mixed: tuple[int, ...] = ()


def check_earlier(workbooks: Mapping[int, Sequence[SourceFile]], beside: YearRows) -> EarlierYears:
    """Check the years that are told of beside a year, each by itself.

    An error in one of them is no reason not to publish the year; it is left out and said so.
    """
    checked = {year: check_year(sources, year).rows for year, sources in workbooks.items()}
    is_sample = beside.about.status == "sample"
    alike = {
        year: rows
        for year, rows in checked.items()
        if rows and (rows.about.status == "sample") == is_sample
    }
    return EarlierYears(
        rows=tuple(alike.values()),
        faulty=tuple(year for year, rows in checked.items() if rows is None),
        mixed=tuple(year for year, rows in checked.items() if rows and year not in alike),
    )
