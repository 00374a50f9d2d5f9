"""The checked rows of one year as typed frames, one observation a row.

A year has some hundred rows. Frames are filtered, joined and summed as a whole; what asks for one
group after the other goes through the rows once (`rows_of`, `grouped`), since an operation on a
frame of ten rows costs as much as on one of ten thousand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import About, YearRows


@dataclass(frozen=True, slots=True)
class MonitoringYear:
    """One year of monitoring.

    Attributes:
        about: What the edition says of itself.
        offices: One row per municipality on the roster: ``municipality``, ``status``
            (established, similar, not established, not covered, no information), ``work_plan`` and
            ``annual_report`` (boolean, NA is no information), and for each of the three the
            `Place` it was read from in ``status_cell``, ``work_plan_cell``,
            ``annual_report_cell``.
        staff: One row per established office, community and gender: ``municipality``,
            ``community``, ``gender`` (women, men), ``officials`` (Int64, NA is no information),
            ``cell``.
        duties: One row per established office and core duty, also if the workbook has none:
            ``municipality``, ``duty``, ``answer`` (boolean, NA is no information), ``cell``.
        remarks: A municipality's remark by language; "" is the remark for all languages.
    """

    about: About
    offices: pd.DataFrame
    staff: pd.DataFrame
    duties: pd.DataFrame
    remarks: dict[str, dict[str, str]]

    @classmethod
    def from_rows(cls, rows: YearRows) -> "MonitoringYear":
        """Make the frames of a year from its checked rows."""
        return cls(
            about=rows.about,
            offices=_offices(rows),
            staff=_staff(rows),
            duties=_duties(rows),
            remarks={o.municipality: dict(o.remarks) for o in rows.offices if o.remarks},
        )

    def without_complete_staff(self) -> list[str]:
        """The established offices of whose officials something, or everything, is not known."""
        told = set(self.staff["municipality"])
        told -= set(self.staff.loc[self.staff["officials"].isna(), "municipality"])
        return [each for each in self.with_status("established") if each not in told]

    def with_status(self, status: str) -> list[str]:
        """The ids of the municipalities whose office has this status, in the roster's order."""
        return list(self.offices.loc[self.offices["status"] == status, "municipality"])


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a frame, as plain values of some of its columns; no information stays NA."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows by their first value, in the order in which these come; what is left of each row."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups


_ANSWERS = ("work_plan", "annual_report")


def _offices(rows: YearRows) -> pd.DataFrame:
    columns = {
        "municipality": "object",
        "status": "object",
        **dict.fromkeys(_ANSWERS, "boolean"),
        **{f"{column}_cell": "object" for column in ("status", *_ANSWERS)},
    }
    return _frame(
        columns,
        (
            (
                office.municipality,
                office.status,
                office.work_plan,
                office.annual_report,
                *(office.places.get(column) for column in ("status", *_ANSWERS)),
            )
            for office in rows.offices
        ),
    )


def _staff(rows: YearRows) -> pd.DataFrame:
    columns = {
        "municipality": "object",
        "community": "object",
        "gender": "object",
        "officials": "Int64",
        "cell": "object",
    }
    established = _established(rows)
    return _frame(
        columns,
        (
            (row.municipality, row.community, gender, count, row.places.get(gender))
            for row in rows.staff
            if row.municipality in established
            for gender, count in (("women", row.women), ("men", row.men))
        ),
    )


def _duties(rows: YearRows) -> pd.DataFrame:
    columns = {"municipality": "object", "duty": "object", "answer": "boolean", "cell": "object"}
    given = {row.municipality: row for row in rows.duties}
    asked = (
        (given.get(office), office, duty.id) for office in _established(rows) for duty in duties()
    )
    return _frame(
        columns,
        (
            (office, duty, row.answers.get(duty), row.places.get(duty))
            if row
            else (office, duty, None, None)
            for row, office, duty in asked
        ),
    )


def _established(rows: YearRows) -> list[str]:
    """The municipalities whose answers count: what stands of others in the rows is left out."""
    return [each.municipality for each in rows.offices if each.status == "established"]


def _frame(
    columns: dict[str, str], rows: Iterable[tuple[str | bool | int | Place | None, ...]]
) -> pd.DataFrame:
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtype)
            for (name, dtype), values in zip(columns.items(), by_column, strict=True)
        }
    )
