"""The reports of a period: those of the offices that tell of any activity in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from zkkk_factsheet.documents.kinds import REPORTS as KINDS
from zkkk_factsheet.documents.kinds import REPORTS_FOLDER
from zkkk_factsheet.edition.inputs import Inputs, NothingReportedError
from zkkk_factsheet.edition.manifest import Plan
from zkkk_factsheet.edition.periodical import Prepared, Series
from zkkk_factsheet.edition.sheets import Sheet
from zkkk_factsheet.language import Period

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published


def _prepare(inputs: Inputs, period: Period, sheets: Sequence[Sheet], plan: Plan) -> Prepared:
    """Who reports, and of what; `NothingReportedError` if nobody does, or one that has to."""
    from zkkk_factsheet.disclosure.reporting import reported_of  # noqa: PLC0415 - if there is need
    from zkkk_factsheet.edition.making import products_of  # noqa: PLC0415 - brings what is composed
    from zkkk_factsheet.workbook.checking.check import check_year  # noqa: PLC0415 - the first

    checked = check_year(inputs.workbooks, inputs.year)
    if checked.rows is None:
        return Prepared(None, checked.findings)
    before = inputs.earlier.get(inputs.year - 1)
    earlier = check_year(before, inputs.year - 1).rows if before else None
    published = reported_of(checked.rows, [earlier] if earlier else [], period)
    telling = _who_reports(published, inputs, period)
    there = [sheet for sheet in sheets if sheet.subject in telling]
    products = tuple(products_of(published, there, inputs.templates, plan))
    faulty = (inputs.year - 1,) if before and earlier is None else ()
    return Prepared(products, checked.findings, faulty, published.about.status)


def _who_reports(published: "Published", inputs: Inputs, period: Period) -> set[str]:
    """The municipalities of which anything is recorded; all who were asked for have to be there."""
    telling = {each.municipality for each in published.figures.all("activities.count")}
    silent = [each for each in inputs.subjects or () if each not in telling]
    if silent or not telling:
        raise NothingReportedError(str(period), silent[0] if silent else "")
    return telling


REPORTS: Final = Series("report", REPORTS_FOLDER, KINDS, _prepare)
