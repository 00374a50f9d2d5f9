"""The checked rows of one year as typed frames, one observation a row."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from zkkk_factsheet.workbook.rows import About, Place, YearRows


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
        staff: One row per office, community and gender: ``municipality``, ``community``,
            ``gender`` (women, men), ``officials`` (Int64, NA is no information), ``cell``.
        duties: One row per office and core duty: ``municipality``, ``duty``, ``answer``
            (boolean, NA is no information), ``cell``.
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

    def with_status(self, status: str) -> list[str]:
        """The ids of the municipalities whose office has this status, in the roster's order."""
        return list(self.offices.loc[self.offices["status"] == status, "municipality"])


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
    return _frame(
        columns,
        (
            (row.municipality, row.community, gender, count, row.places.get(gender))
            for row in rows.staff
            for gender, count in (("women", row.women), ("men", row.men))
        ),
    )


def _duties(rows: YearRows) -> pd.DataFrame:
    columns = {"municipality": "object", "duty": "object", "answer": "boolean", "cell": "object"}
    return _frame(
        columns,
        (
            (row.municipality, duty, answer, row.places.get(duty))
            for row in rows.duties
            for duty, answer in row.answers.items()
        ),
    )


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
