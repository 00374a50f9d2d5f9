"""Years whose offices differ in the core duties that they perform, and in nothing else."""

from collections.abc import Iterable, Sequence

from tests.support import DUTIES, ROSTER, answers, office, year_rows

from zkkk_factsheet.workbook.rows import YearRows


def offices(number: int, given: Iterable[Sequence[bool | None]], year: int = 2019) -> YearRows:
    """So many offices, each with its answers on the eight duties."""
    places = ROSTER[:number]
    return year_rows(
        [office(id_) for id_ in places],
        duties=[answers(id_, *each) for id_, each in zip(places, given, strict=True)],
        year=year,
    )


def performing(number: int, **yes: int) -> YearRows:
    """Of so many offices the first ones perform a duty: all of those not named, all of them."""
    return offices(
        number, [[place < yes.get(duty, number) for duty in DUTIES] for place in range(number)]
    )


def blank(rows: YearRows, count: int) -> YearRows:
    """The same year without the answer on advice from the last offices."""
    return offices(
        len(rows.offices),
        [
            [
                None if duty == "advice" and place >= len(rows.offices) - count else each
                for duty, each in row.answers.items()
            ]
            for place, row in enumerate(rows.duties)
        ],
    )


def counts(*performed: int) -> YearRows:
    """Offices that perform so many duties each."""
    return offices(len(performed), [[n < each for n in range(8)] for each in performed])
