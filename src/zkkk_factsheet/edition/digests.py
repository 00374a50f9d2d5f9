"""The digest of a period, for the central office: not a part of what is published."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.documents.kinds import DIGEST_FOLDER
from zkkk_factsheet.documents.kinds import DIGESTS as KINDS
from zkkk_factsheet.edition.inputs import EARLIER, Inputs
from zkkk_factsheet.edition.manifest import Plan, sha256
from zkkk_factsheet.edition.periodical import Prepared, Series
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.edition.sheets import Sheet
from zkkk_factsheet.language import Period

if TYPE_CHECKING:
    from zkkk_factsheet.workbook.rows import YearRows

_DATA: Final = "zkkk-digest-{period}.csv"


def _prepare(inputs: Inputs, period: Period, sheets: Sequence[Sheet], plan: Plan) -> Prepared:
    from zkkk_factsheet.disclosure.digesting import digest_of  # noqa: PLC0415 - if there is need
    from zkkk_factsheet.edition.making import products_of  # noqa: PLC0415 - brings what is composed
    from zkkk_factsheet.open_data.digest import digest_to_csv  # noqa: PLC0415 - the first
    from zkkk_factsheet.workbook.checking.check import check_year  # noqa: PLC0415 - the same

    checked = check_year(inputs.workbooks, inputs.year)
    if checked.rows is None:
        return Prepared(None, checked.findings)
    before, faulty = _before(inputs, checked.rows)
    published = digest_of(
        period,
        (checked.rows, *before),
        inputs.thresholds or Thresholds(),
        threshold=inputs.threshold,
        municipal_threshold=inputs.municipal_threshold,
    )
    table = digest_to_csv(published).encode()
    data = Product(_DATA.format(period=period), sha256(table), partial(_bytes, table))
    products = (*products_of(published, sheets, inputs.templates, plan), data)
    return Prepared(products, checked.findings, faulty)


def _before(inputs: Inputs, rows: "YearRows") -> "tuple[list[YearRows], tuple[int, ...]]":
    """The years before, the newest first, and those that have errors.

    As far as they tell of activities that may go on, and until enough of them were assessed. What
    is sample data tells nothing beside what isn't, nor the other way round.
    """
    from zkkk_factsheet.workbook.checking.check import check_year  # noqa: PLC0415 - if there is need

    told: list[YearRows] = []
    faulty: list[int] = []
    running = (inputs.thresholds or Thresholds()).years_without_plan
    needed = max(1, running) - rows.monitored
    for year in sorted(inputs.earlier, reverse=True):
        if year < inputs.year - EARLIER and sum(each.monitored for each in told) >= needed:
            break
        earlier = check_year(inputs.earlier[year], year).rows
        if earlier is None:
            faulty.append(year)
        elif (earlier.about.status == "sample") == (rows.about.status == "sample"):
            told.append(earlier)
    return told, tuple(faulty)


def _bytes(data: bytes, _needed: Mapping[str, bytes]) -> bytes:
    return data


DIGESTS: Final = Series("digest", DIGEST_FOLDER, KINDS, _prepare, _DATA)
