"""Reports for the tests: those of the sample, and of activities made to measure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from tests.sheets import Sheet
from tests.support import SAMPLE, sample_rows, year_rows

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.disclosure.reporting import reported_of
from zkkk_factsheet.documents.kinds import REPORT
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import Activity, ActivityStatus, YearRows

REPORTED = (("2025-Q1", "rahovec"), ("2025-Q2", "rahovec"), ("2025-Q1", "gracanica"))
"""Those that were read and approved: a full one, one with progress, one in another language."""


@cache
def sample_activities() -> YearRows:
    """The checked rows of the sample of activities."""
    file = SAMPLE / "zkkk-2025.xlsx"
    checked = check_year([SourceFile(file.name, file.read_bytes())], 2025)
    assert checked.findings == ()
    assert checked.rows is not None
    return checked.rows


@cache
def sample_reported(period: str) -> Published:
    """What is published of what offices did in a period of the sample."""
    return reported_of(sample_activities(), [], Period.parse(period))


@cache
def sample_report(period: str, subject: str, language: str) -> Sheet:
    """A report of the sample."""
    return Sheet(REPORT.compose(sample_reported(period), language, subject))


STATUSES: tuple[ActivityStatus, ...] = ("initiated", "under way", "completed")


def activity(
    day: date,
    text: str | Mapping[str, str] = "Takim.",
    status: ActivityStatus | None = None,
    *,
    component: str = "meetings",
    duty: str | None = None,
    communities: tuple[str, ...] = (),
    partners: tuple[str, ...] = (),
) -> Activity:
    """Something that the office in Peja did; a bare text is in Albanian."""
    texts = {"sq": text} if isinstance(text, str) else text
    return Activity("peja", day, component, status, duty, communities, partners, texts, {})


def report_of(
    *rows: Activity,
    period: str = "2025-Q2",
    language: str = "en",
    before: tuple[Activity, ...] = (),
) -> Sheet:
    """The report of Peja on some activities, and on those of the year before."""
    parsed = Period.parse(period)
    year = _year(rows, parsed.year)
    earlier = [_year(before, parsed.year - 1)] if before else []
    return Sheet(REPORT.compose(reported_of(year, earlier, parsed), language, "peja"))


def reports_of_all_kinds() -> Iterator[Sheet]:
    """Reports that say, between them, all that a report can say."""
    for period, subject in REPORTED:
        yield sample_report(period, subject, "en")
    for part in ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"):
        yield report_of(activity(Period.parse(f"2025{part}").last_day), period=f"2025{part}")
    may = date(2025, 5, 1)
    for status in STATUSES:
        yield report_of(activity(may, status=status))
    begun = activity(date(2025, 3, 1), "Ura.", "initiated")
    yield report_of(begun, activity(may, "Ura.", "completed"))
    yield report_of(begun, activity(may), language="sr")
    yield report_of(activity(may), activity(date(2025, 6, 1)))
    for told, language in (("sq", "en"), ("sr", "en"), ("en", "sq")):
        yield report_of(activity(may, {told: "Takim."}), language=language)
    draft = _year((activity(may),), 2025)
    draft = replace(draft, about=replace(draft.about, status="draft"))
    yield Sheet(REPORT.compose(reported_of(draft, [], Period.parse("2025")), "en", "peja"))


@cache
def evident() -> Published:
    """What is published of the sample of 2019, if the office in Peja told of three activities."""
    told = (
        activity(date(2019, 3, 1), "Rruga.", "initiated", duty="projects"),
        activity(date(2019, 4, 1), "Rruga.", "completed", duty="projects"),
        activity(date(2019, 5, 2), "Ura.", duty="projects"),
        activity(date(2019, 6, 3), "Kuvendi.", duty="advice"),
    )
    rows = replace(sample_rows(2019), activities=told)
    before = [sample_rows(year) for year in (2016, 2017, 2018)]
    return published_of(rows, before[-1], THRESHOLD, before)


def _year(rows: tuple[Activity, ...], year: int) -> YearRows:
    empty = year_rows((), year=year)
    return YearRows(empty.about, (), (), (), tuple(sorted(rows, key=lambda each: each.day)))
