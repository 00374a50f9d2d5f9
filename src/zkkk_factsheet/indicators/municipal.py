"""The same indicators for one municipality, or one community, each: who is behind a count.

For one municipality a share is 1 of 1 or 0 of 1, and where nothing is known its base is 0.
"""

from collections.abc import Iterator

import pandas as pd

from zkkk_factsheet.indicators.counting import grouped, places, rows_of, share
from zkkk_factsheet.indicators.officials import officials_of_each_office
from zkkk_factsheet.indicators.table import Figure
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import communities
from zkkk_factsheet.workbook.places import Place

STATUSES = {
    "offices.established": "established",
    "offices.similar": "similar",
    "offices.not_established": "not established",
    "offices.not_covered": "not covered",
    "offices.no_information": "no information",
}
"""What an indicator counts the offices of."""


def municipal_figures(year: MonitoringYear) -> Iterator[Figure]:
    """What is told of each municipality by name: its office, documents, officials and duties."""
    number = year.about.year
    offices = year.offices
    for municipality, status, cell in rows_of(offices, "municipality", "status", "status_cell"):
        for indicator, value in STATUSES.items():
            count = int(status == value)
            yield share(number, indicator, count, 1, places([cell]), municipality=municipality)
    established = offices[offices["status"] == "established"]
    for name in ("work_plan", "annual_report"):
        for municipality, answer, cell in rows_of(
            established, "municipality", name, f"{name}_cell"
        ):
            yield _answer(number, f"offices.{name}", municipality, answer, cell)
    yield from _incomplete_staff(year)
    yield from officials_of_each_office(year)
    for municipality, duty, answer, cell in rows_of(
        year.duties, "municipality", "duty", "answer", "cell"
    ):
        yield _answer(number, "duties.performed", municipality, answer, cell, duty)


def _answer(
    year: int, indicator: str, municipality: str, answer: object, cell: Place | None, duty: str = ""
) -> Figure:
    known = answer is not pd.NA
    return share(
        year,
        indicator,
        int(known and bool(answer)),
        int(known),
        places([cell]),
        municipality=municipality,
        duty=duty,
    )


def _incomplete_staff(year: MonitoringYear) -> Iterator[Figure]:
    """Whether an office's officials are not all known, and in how many a community's are not."""
    missing = year.staff[year.staff["officials"].isna()]
    established, incomplete = year.with_status("established"), year.without_complete_staff()
    by_office = grouped(rows_of(missing, "municipality", "cell"))
    for office in established:
        cells = places(cell for (cell,) in by_office.get(office, ()))
        count = int(office in incomplete)
        yield share(year.about.year, "staff.missing", count, 1, cells, municipality=office)
    by_community = grouped(rows_of(missing, "community", "municipality", "cell"))
    for community in communities():
        of_community = by_community.get(community.id, ())
        yield share(
            year.about.year,
            "staff.missing",
            len({of for of, _ in of_community}),
            len(established),
            places(cell for _, cell in of_community),
            community=community.id,
        )
