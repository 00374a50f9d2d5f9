"""Checking years: their workbooks in, all findings and, if there is no error, typed rows out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zkkk_factsheet.workbook.checking.activities import check_activities
from zkkk_factsheet.workbook.checking.between import check_between, only_activities
from zkkk_factsheet.workbook.checking.copies import without_copies
from zkkk_factsheet.workbook.checking.corrections import check_corrections
from zkkk_factsheet.workbook.checking.counts import check_counts
from zkkk_factsheet.workbook.checking.coverage import Coverage, coverage_of
from zkkk_factsheet.workbook.checking.edition import check_about, check_edition, expected_year
from zkkk_factsheet.workbook.checking.evidence import check_evidence
from zkkk_factsheet.workbook.checking.people import check_people
from zkkk_factsheet.workbook.checking.persons import check_persons
from zkkk_factsheet.workbook.checking.records import YearRecords, build_rows, merge
from zkkk_factsheet.workbook.checking.remarks import check_remarks
from zkkk_factsheet.workbook.checking.sheets import check_sheets
from zkkk_factsheet.workbook.checking.totals import check_totals
from zkkk_factsheet.workbook.checking.years import check_years
from zkkk_factsheet.workbook.declaration.schema import SheetSchema, sheets
from zkkk_factsheet.workbook.findings import Finding, finding, in_order
from zkkk_factsheet.workbook.gathering.gather import Gathered, Record, gather_table
from zkkk_factsheet.workbook.gathering.items import gather_items
from zkkk_factsheet.workbook.gathering.tables import recognise
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import ReadWorkbook, read_workbook
from zkkk_factsheet.workbook.rows import YearRows

_TEMPORARY = "~$"


@dataclass(frozen=True, slots=True)
class CheckedYear:
    """What a check found, sorted by place; and the year's rows, if no finding is an error.

    ``coverage`` is how complete each kind of worksheet is; empty if no workbook could be read.
    ``previous`` are the rows of the year before, if it was checked together with it.
    """

    findings: tuple[Finding, ...]
    rows: YearRows | None
    coverage: tuple[Coverage, ...] = ()
    previous: YearRows | None = None


@dataclass(frozen=True, slots=True)
class EarlierYears:
    """The rows of years before, the oldest first, and the years that are not told of.

    ``faulty`` are those that have errors, ``mixed`` those that are sample data beside a year that
    isn't, or the other way round.
    """

    rows: tuple[YearRows, ...]
    faulty: tuple[int, ...] = ()
    mixed: tuple[int, ...] = ()


def check_with_previous(
    year: int | None,
    workbooks: Sequence[SourceFile],
    before: Sequence[SourceFile],
    *,
    chosen: bool = False,
) -> CheckedYear:
    """Check a year's workbooks, and those of the year before, if there are any.

    If either has errors, there are no rows: a comparison can't stand on half of its data.
    Without a ``year`` the workbooks themselves say which one it is. Workbooks that somebody has
    ``chosen`` one by one may be marked copies.
    """
    earlier = check_year(before, year - 1 if year else None) if before else None
    rows = earlier.rows if earlier else None
    # A year of which there are only reports is nothing to compare with.
    previous = rows if rows and rows.monitored else None
    checked = check_year(workbooks, year, previous, chosen=chosen)
    if earlier is None or rows is not None:
        return replace(checked, previous=previous)
    errors = (each for each in earlier.findings if each.severity == "error")
    return replace(checked, findings=(*errors, *checked.findings), rows=None)


def check_earlier(workbooks: Mapping[int, Sequence[SourceFile]], beside: YearRows) -> EarlierYears:
    """Check the years that are told of beside a year, each by itself.

    An error in one of them is no reason not to publish the year; it is left out and said so. One
    of which there are only reports is none of them.
    """
    checked = {year: check_year(sources, year).rows for year, sources in workbooks.items()}
    checked = {year: rows for year, rows in checked.items() if rows is None or rows.monitored}
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


def check_year(
    sources: Sequence[SourceFile],
    year: int | None,
    previous: YearRows | None = None,
    *,
    chosen: bool = False,
) -> CheckedYear:
    """Read and check the workbooks of one year.

    ``year`` is what the year should be; without it, the names of the files say. With the rows
    of the ``previous`` year, unlikely changes are found as well. A marked copy is left out, for
    it says what its workbook says; it is read if it is all there is, and somebody has ``chosen``
    these very files. Raises nothing for what a workbook may hold: all of that is findings.
    """
    findings: list[Finding] = []
    workbooks: dict[str, ReadWorkbook] = {}
    for source in sorted(sources, key=lambda each: each.name):
        if source.name.rpartition("/")[2].startswith(_TEMPORARY):
            findings.append(finding("temporary-file", Place(source.name)))
            continue
        if source.opened:
            findings.append(finding("open-elsewhere", Place(source.name)))
        workbooks[source.name] = read_workbook(source)
    read, left_out = without_copies(workbooks, chosen=chosen)
    if left_out and not read:
        return CheckedYear(_in_order((*findings, *left_out), workbooks), None)
    findings += left_out
    checked = check_workbooks(read, year, previous)
    found = _in_order((*findings, *checked.findings), workbooks)
    return CheckedYear(found, checked.rows, checked.coverage)


def _in_order(
    findings: Iterable[Finding], workbooks: Mapping[str, ReadWorkbook]
) -> tuple[Finding, ...]:
    return in_order(findings, (each.place for read in workbooks.values() for each in read.sheets))


def check_workbooks(
    workbooks: dict[str, ReadWorkbook], year: int | None, previous: YearRows | None = None
) -> CheckedYear:
    """Check workbooks that were read, by their names; see `check_year`."""
    run = _Check(sorted(workbooks), year)
    for name in run.files:
        run.add(workbooks[name])
    rows = run.finish(previous)
    found = _in_order(run.findings, workbooks)
    broken = any(each.severity == "error" for each in found)
    return CheckedYear(found, None if broken else rows, run.coverage)


def _is_assessed(schema: SheetSchema) -> bool:
    """Whether a worksheet says how offices stand: those that a monitored year can't do without."""
    return schema.layout == "table" and not schema.optional


class _Check:
    """A check under way: what was gathered from the workbooks so far, and the findings."""

    def __init__(self, files: list[str], year: int | None) -> None:
        self.files = files
        self.year = year
        self.findings: list[Finding] = []
        self.gathered = {schema.id: Gathered() for schema in sheets()}
        self.duty_headers: dict[str, Place] = {}
        self.unreadable = False
        self.coverage: tuple[Coverage, ...] = ()

    def add(self, workbook: ReadWorkbook) -> None:
        """Take in a workbook: its findings, its worksheets, their records."""
        self.findings += workbook.findings
        if any(each.severity == "error" for each in workbook.findings):
            self.unreadable = True
        recognised = recognise(workbook.sheets)
        self.findings += check_sheets(recognised)
        for rejected in recognised.rejected:
            self.gathered[rejected.schema.id].complete = False
        for table in recognised.tables:
            self.findings += gather_table(table, self.gathered[table.schema.id])
            if table.schema.id == "duties":
                for column, number in table.header.columns.items():
                    place = table.sheet.cell(table.header.row, number)
                    self.duty_headers.setdefault(column, place)
        for schema, items in recognised.keys:
            self.findings += gather_items(schema, items, self.gathered[schema.id])

    def finish(self, previous: YearRows | None) -> YearRows | None:
        """Check what concerns the year as a whole; give its rows, if there can be any."""
        merged: dict[str, dict[tuple[str, ...], Record]] = {}
        for sheet_id, gathered in self.gathered.items():
            self.findings += check_totals(gathered)
            self.findings += merge(gathered.records, merged.setdefault(sheet_id, {}))
        self.findings += self._missing_sheets()
        records = YearRecords(
            records=merged,
            complete=frozenset(
                sheet_id
                for sheet_id, gathered in self.gathered.items()
                if gathered.complete and gathered.places and not self.unreadable
            ),
            places={
                sheet_id: gathered.places[0]
                for sheet_id, gathered in self.gathered.items()
                if gathered.places
            },
        )
        if only_activities(records):
            records = records.without([each.id for each in sheets() if _is_assessed(each)])
        self.coverage = tuple(coverage_of(records))
        about = merged["about"].get(())
        if about:
            self.findings += check_about(about, self.files, self.year, whole=not self.unreadable)
        self.findings += check_between(records)
        expected = expected_year(about, self.year) if about else None
        self.findings += check_edition(records, expected)
        nameless = self.gathered["activities"].nameless
        self.findings += check_activities(records, expected, nameless)
        self.findings += check_evidence(records)
        self.findings += check_people(records, expected)
        self.findings += check_persons(records)
        self.findings += check_corrections(records)
        self.findings += check_remarks(records)
        self.findings += check_counts(records, previous)
        if previous:
            self.findings += check_years(records, self.duty_headers, previous)
        if about is None or any(each.severity == "error" for each in self.findings):
            return None
        return build_rows(records, about)

    def _missing_sheets(self) -> Iterator[Finding]:
        if self.unreadable:
            return
        needed = [schema for schema in sheets() if not schema.optional]
        if self._has_only_optional():
            needed = [schema for schema in needed if schema.layout == "keys"]
        for schema in needed:
            gathered = self.gathered[schema.id]
            if not gathered.places and gathered.complete:
                place = Place(self.files[0] if self.files else "")
                yield finding("missing-sheet", place, {"sheet": schema.id})

    def _has_only_optional(self) -> bool:
        """Whether there are activities, and no table that is not optional, not even a faulty one.

        Then reports are to be made: an office hands in what it did, not how it was assessed.
        """
        tables = {each.id: each for each in sheets() if each.layout == "table"}
        others = (self.gathered[id_] for id_, each in tables.items() if not each.optional)
        told = any(each.places or not each.complete for each in others)
        return not told and bool(self.gathered["activities"].records)
