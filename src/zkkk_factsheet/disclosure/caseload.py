"""What is withheld of persons in care.

The same tables as of officials, with categories in place of communities, and the same rules. In
addition, a category of which an office has fewer persons than the municipal threshold is withheld
there, whatever else it has: who is known to be in care would be known by the category.

What nobody told of an office looks like what is withheld of it, where anything is: else the only
category of which it tells would follow from its total. Where so little is told that something
withheld would follow all the same (of one municipality alone, or of one category), all categories
and all women and men are withheld, those of the country too; the totals stay.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from zkkk_factsheet.disclosure.guesses import Cell, Truth, Withheld
from zkkk_factsheet.disclosure.municipal import choose
from zkkk_factsheet.disclosure.national import small_communities, withheld_of_country
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import categories
from zkkk_factsheet.workbook.places import Place

_GENDERS = ("women", "men")

_Count = tuple[Cell, tuple[int, int]]


def category_of(figure: Figure) -> str:
    """The category that a figure counts persons of; "" if none."""
    room, _, id_ = figure.indicator.partition(".")
    return id_ if room == "caseload" and id_ in _categories() else ""


def is_crossed(figure: Figure) -> bool:
    """Whether it is the gender of a category in one office, which is never published."""
    return bool(figure.municipality and figure.gender and category_of(figure))


@dataclass(frozen=True, slots=True)
class Caseload:
    """What is withheld of the persons in care of a year.

    Attributes:
        withheld: What is withheld, categories for communities.
        everything: Whether only totals are published.
        totals: The persons of each office, and of all under "".
        cells: The cells of all persons, to be named in place of a few.
    """

    withheld: Withheld
    everything: bool
    totals: dict[str, int | None]
    cells: tuple[Place, ...]

    @classmethod
    def of(cls, figures: Iterable[Figure], threshold: int, municipal_threshold: int) -> "Caseload":
        """What is to be withheld of a year, by its complete figures."""
        table = [each for each in figures if each.indicator.startswith("caseload.")]
        counts: dict[Cell, dict[str, int]] = {}
        for each in table:
            if is_crossed(each) and each.numerator is not None:
                cell = (each.municipality, category_of(each))
                counts.setdefault(cell, {})[each.gender] = each.numerator
        persons = frozenset((cell, (of["women"], of["men"])) for cell, of in counts.items())
        withheld, everything = _decided(persons, threshold, municipal_threshold)
        totals = [each for each in table if each.indicator == "caseload.persons"]
        return cls(
            withheld,
            everything,
            {each.municipality: each.numerator for each in totals},
            next((each.cells for each in totals if not each.municipality), ()),
        )

    def in_part(self) -> set[str]:
        """The offices of which some categories are withheld."""
        if self.everything:
            return {office for office in self.totals if office}
        return {office for office, _ in self.withheld.counts}

    def let_through(self, figure: Figure) -> Figure:
        """A figure of the year without what may not be published of it."""
        if self._withholds(figure):
            return replace(
                figure,
                numerator=None,
                denominator=self._base(figure),
                value=None,
                status="suppressed",
                cells=(),
            )
        return self._without_rows(figure)

    def _withholds(self, figure: Figure) -> bool:
        withheld, office = self.withheld, figure.municipality
        if not self.totals.get(office):
            return False  # nobody is in its care, or nothing is known: the total tells that
        if figure.indicator == "caseload.by_gender":
            is_told = office not in withheld.genders if office else not withheld.totals
            return self.everything or not is_told
        category = category_of(figure)
        if not category or self.everything:
            return bool(category)
        if office:
            return (office, category) in withheld.counts
        return bool(figure.gender) and category in withheld.communities

    def _base(self, figure: Figure) -> int | None:
        """The base that is told all the same: of a category in an office nothing but the total."""
        if not category_of(figure) or (figure.gender and not self.everything):
            return figure.denominator
        return None if figure.gender else self.totals[figure.municipality]

    def _without_rows(self, figure: Figure) -> Figure:
        """The figure without telling which rows an office or a category has, where these meet."""
        hidden = self.in_part()
        if not hidden or not figure.cells:
            return figure
        if figure.indicator == "caseload.missing":
            return replace(figure, cells=())
        of_category = category_of(figure) and figure.gender
        if of_category or figure.municipality in hidden or figure.indicator in _IN_PART:
            return replace(figure, cells=self.cells)
        return figure


_IN_PART = ("caseload.earlier", "caseload.per_official")
"""What is told of some of the offices, by their cells."""


def without_rows_of_change(figure: Figure, now: Caseload, before: Caseload) -> Figure:
    """A change of persons in care without telling which rows an office has, where it may not."""
    if not figure.cells or not (now.in_part() or before.in_part()):
        return figure
    end = figure.indicator.rpartition(".")[2]
    all_ = before.cells + now.cells
    cells = {"before": before.cells, "after": now.cells, "not_compared": ()}.get(end, all_)
    return replace(figure, cells=cells)


@lru_cache(maxsize=16)
def _decided(
    persons: frozenset[_Count], threshold: int, municipal_threshold: int
) -> tuple[Withheld, bool]:
    """What is withheld, and whether that is everything but totals."""
    truth = Truth(dict(persons))
    if not truth.offices:
        return Withheld(), False
    few = frozenset(cell for cell, counts in persons if 0 < sum(counts) < municipal_threshold)
    national = withheld_of_country(truth, threshold)
    small = small_communities(truth, threshold)
    withheld = choose(truth, national, small, municipal_threshold, few).withheld
    return withheld, withheld.numbers


@lru_cache(maxsize=1)
def _categories() -> frozenset[str]:
    return frozenset(each.id for each in categories())
