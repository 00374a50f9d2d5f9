"""Persons in the care of the offices: by category, by gender, per official, and their change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zkkk_factsheet.indicators.table import Figure, Unit, places, share
from zkkk_factsheet.monitoring import InCare, MonitoringYear, grouped
from zkkk_factsheet.reference import categories
from zkkk_factsheet.workbook.places import Place

GENDERS: Final = ("women", "men")

_NUMBERS = len(GENDERS)
"""So many has a category of which all is known."""

_Counts = Mapping[str, Mapping[str, int]]
"""Women and men of each category."""


@dataclass(frozen=True, slots=True)
class _Office:
    """What an office tells of the persons in its care.

    ``counts`` has the categories of which both women and men are known; ``told`` is everything.
    """

    told: Sequence[InCare]
    counts: _Counts

    @classmethod
    def of(cls, told: Sequence[InCare]) -> "_Office":
        known: dict[str, dict[str, int]] = {}
        for each in told:
            if each.number is not None:
                known.setdefault(each.category, {})[each.gender] = each.number
        return cls(told, {id_: of for id_, of in known.items() if len(of) == _NUMBERS})

    @property
    def complete(self) -> bool:
        """Whether all categories are known."""
        return len(self.counts) == len(categories())

    @property
    def persons(self) -> int:
        return sum(sum(of.values()) for of in self.counts.values())

    def cells(self, category: str = "") -> tuple[Place, ...]:
        """The cells that count, those of a category or all."""
        return places(
            each.cell
            for each in self.told
            if each.category in self.counts and each.category in (category or each.category)
        )

    def blanks(self) -> tuple[Place, ...]:
        """The cells in which a number is missing."""
        return places(each.cell for each in self.told if each.number is None)


def caseload_figures(year: MonitoringYear, previous: MonitoringYear | None) -> Iterator[Figure]:
    """The ``caseload`` figures, of the country and of each office that tells of persons in care.

    With the year before also those of ``change.caseload``. There are none of a year whose
    workbooks tell of no persons in care.
    """
    offices = _offices(year)
    if not offices:
        return
    yield from _of_country(year, offices)
    if previous and (before := _offices(previous)):
        yield from _changes(year, previous, offices, before)
    for id_ in year.with_status("established"):
        yield from _missing(year, id_, offices.get(id_))
        if id_ in offices:
            yield from _of_office(year, id_, offices[id_])


def _offices(year: MonitoringYear) -> dict[str, _Office]:
    told = grouped(year.caseload, lambda each: each.municipality)
    return {id_: _Office.of(rows) for id_, rows in told.items()}


# The country -----------------------------------------------------------------------------------


def _of_country(year: MonitoringYear, offices: Mapping[str, _Office]) -> Iterator[Figure]:
    number, established = year.about.year, year.with_status("established")
    counted = [each for each in offices.values() if each.counts]
    # Also where numbers are missing: laid out so, they don't tell which rows there are.
    cells = places(row.cell for each in offices.values() for row in each.told)
    total = sum(each.persons for each in counted)
    yield _count(number, "caseload.persons", total, cells, known=bool(counted))
    incomplete = [id_ for id_ in established if id_ not in offices or not offices[id_].complete]
    blanks = tuple(cell for each in offices.values() for cell in each.blanks())
    yield share(number, "caseload.missing", len(incomplete), len(established), blanks)
    early = [each for each in counted if _is_early(number, each)]
    cells_of_early = tuple(cell for each in early for cell in each.cells())
    yield share(number, "caseload.earlier", len(early), len(counted), cells_of_early)
    yield from _by_gender(number, _together(counted), total, cells)
    for category in categories():
        known = [each for each in counted if category.id in each.counts]
        of_gender = {
            gender: sum(each.counts[category.id][gender] for each in known) for gender in GENDERS
        }
        persons, indicator = sum(of_gender.values()), f"caseload.{category.id}"
        yield share(number, indicator, persons, total if known else 0, cells)
        of_category = tuple(cell for each in known for cell in each.cells(category.id))
        for gender, count in of_gender.items():
            yield share(number, indicator, count, persons, of_category, gender=gender)
    yield _per_official(year, "", offices)


def _together(offices: Iterable[_Office]) -> dict[str, int]:
    """Women and men of all categories of some offices."""
    rows = [of for each in offices for of in each.counts.values()]
    return {gender: sum(of[gender] for of in rows) for gender in GENDERS}


def _is_early(year: int, office: _Office) -> bool:
    """Whether the latest period that an office tells of ends before the year does."""
    days = {each.period.last_day for each in office.told}
    return max((day.year, day.month) for day in days) < (year, 12)


def _by_gender(
    year: int, counts: Mapping[str, int], total: int, cells: tuple[Place, ...], office: str = ""
) -> Iterator[Figure]:
    for gender, count in counts.items():
        yield share(
            year,
            "caseload.by_gender",
            count,
            total,
            cells,
            municipality=office,
            gender=gender,
        )


# An office -------------------------------------------------------------------------------------


def _missing(year: MonitoringYear, id_: str, office: _Office | None) -> Iterator[Figure]:
    """Whether anything of the persons in an office's care is not known."""
    count = int(office is None or not office.complete)
    cells = office.blanks() if office else ()
    yield share(year.about.year, "caseload.missing", count, 1, cells, municipality=id_)


def _of_office(year: MonitoringYear, id_: str, office: _Office) -> Iterator[Figure]:
    number, total, cells = year.about.year, office.persons, office.cells()
    known = bool(office.counts)
    yield _count(number, "caseload.persons", total, cells, id_, known=known)
    if known:
        early = int(_is_early(number, office))
        yield share(number, "caseload.earlier", early, 1, cells, municipality=id_)
    yield from _by_gender(number, _together([office]), total, cells, id_)
    for category in categories():
        indicator, of = f"caseload.{category.id}", office.counts.get(category.id, {})
        persons, base = sum(of.values()), total if of else 0
        # A total of none is a number all the same.
        yield share(number, indicator, persons, base, cells, municipality=id_)
        # Women and men of a category in one office: to be weighed, never to be published.
        of_category = office.cells(category.id)
        for gender, count in of.items():
            yield share(
                number, indicator, count, persons, of_category, municipality=id_, gender=gender
            )
    yield _per_official(year, id_, {id_: office})


def _per_official(year: MonitoringYear, id_: str, offices: Mapping[str, _Office]) -> Figure:
    """Persons for each official, in offices of which both are known entirely."""
    staff = grouped(year.staff, lambda row: row.municipality)
    unknown = set(year.without_complete_staff())
    officials = {
        each: sum(row.number or 0 for row in staff[each])
        for each, office in offices.items()
        if office.complete and each not in unknown
    }
    whole = [each for each, number in officials.items() if number]
    persons = sum(offices[each].persons for each in whole)
    base = sum(officials[each] for each in whole)
    return Figure(
        year.about.year,
        "caseload.per_official",
        municipality=id_,
        numerator=persons if whole else None,
        denominator=base,
        value=persons / base if whole else None,
        unit="persons per official",
        status="ok" if whole else "no information",
        cells=(
            *(cell for each in whole for cell in offices[each].cells()),
            *places(row.cell for each in whole for row in staff[each]),
        ),
    )


# The year before -------------------------------------------------------------------------------


def _changes(
    year: MonitoringYear,
    previous: MonitoringYear,
    after: Mapping[str, _Office],
    before: Mapping[str, _Office],
) -> Iterator[Figure]:
    """Persons in care of the offices all of whose categories are known in both years."""
    number, established = year.about.year, year.with_status("established")
    of_both = set(previous.with_status("established"))
    both = [each for each in established if each in of_both]
    compared = [
        each for each in both if all(each in of and of[each].complete for of in (after, before))
    ]
    yield from _change(number, "", [(before[each], after[each]) for each in compared])
    cells = tuple(cell for each in compared for of in (before, after) for cell in of[each].cells())
    yield share(number, "change.caseload.offices", len(compared), len(established), cells)
    for each in both:
        if each in compared:
            yield from _change(number, each, [(before[each], after[each])])
        else:
            blanks = (of[each].blanks() for of in (before, after) if each in of)
            yield Figure(
                number,
                "change.caseload.not_compared",
                municipality=each,
                unit="offices",
                status="no information",
                cells=tuple(cell for cells in blanks for cell in cells),
            )


def _change(year: int, id_: str, pairs: Sequence[tuple[_Office, _Office]]) -> Iterator[Figure]:
    counts = [sum(pair[side].persons for pair in pairs) for side in (0, 1)]
    cells = [tuple(cell for pair in pairs for cell in pair[side].cells()) for side in (0, 1)]
    known, name = bool(pairs), "change.caseload"
    yield _count(year, f"{name}.before", counts[0], cells[0], id_, known=known)
    yield _count(year, f"{name}.after", counts[1], cells[1], id_, known=known)
    yield _count(year, name, counts[1] - counts[0], cells[0] + cells[1], id_, known=known)


def _count(
    year: int,
    indicator: str,
    number: int,
    cells: tuple[Place, ...],
    municipality: str = "",
    *,
    known: bool,
) -> Figure:
    unit: Unit = "persons"
    return Figure(
        year,
        indicator,
        municipality=municipality,
        numerator=number if known else None,
        value=float(number) if known else None,
        unit=unit,
        status="ok" if known else "no information",
        cells=cells,
    )
