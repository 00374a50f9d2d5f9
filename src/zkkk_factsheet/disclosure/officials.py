"""What is withheld of the officials of a year, and its figures without that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from zkkk_factsheet.disclosure.guesses import Cell, Truth
from zkkk_factsheet.disclosure.municipal import Choice, choose
from zkkk_factsheet.disclosure.national import small_communities, withheld_of_country
from zkkk_factsheet.disclosure.presence import has_official
from zkkk_factsheet.indicators import Figure

GENDER_OF: Final = {"staff.women_by_community": "women", "staff.men_by_community": "men"}
"""The gender that an indicator counts of each community."""


def is_crossed(figure: Figure) -> bool:
    """Whether it is the gender of a community in one office, which is never published."""
    return bool(figure.municipality) and figure.indicator in GENDER_OF


def without_value(figure: Figure) -> Figure:
    """A figure that is withheld; where there is no information, there is nothing to withhold."""
    return _withheld(figure, figure.denominator) if figure.status == "ok" else figure


def _withheld(figure: Figure, base: int | None) -> Figure:
    return replace(
        figure, numerator=None, denominator=base, value=None, status="suppressed", cells=()
    )


@dataclass(frozen=True, slots=True)
class OfficialsOfYear:
    """The officials of a year, and what is withheld of them.

    Attributes:
        truth: The officials.
        choice: What is withheld.
        present: Where it follows all the same that a community has an official in an office.
    """

    truth: Truth
    choice: Choice
    present: frozenset[Cell]

    @classmethod
    def of(
        cls, figures: Iterable[Figure], threshold: int, municipal_threshold: int
    ) -> "OfficialsOfYear":
        """What is to be withheld of a year, by its complete figures."""
        officials, unknown = _officials(figures)
        return _decided(officials, unknown, threshold, municipal_threshold)

    def in_part(self) -> set[str]:
        """The offices of which it is withheld how many officials some communities have."""
        return {office for office, _ in self.choice.withheld.counts}

    def let_through(self, figure: Figure) -> Figure:
        """A figure of the year without what may not be published of it."""
        withheld = self.choice.withheld
        if withheld.numbers or figure.municipality in withheld.unsure:
            if self._is_hidden(figure):
                return _withheld(figure, self._base(figure))
            if figure.indicator == "staff.missing":
                return replace(figure, cells=())  # the row of one community, and of one office
        return without_value(figure) if self._withholds(figure) else figure

    def _withholds(self, figure: Figure) -> bool:
        """Whether a figure may not be published, of whatever else is known."""
        withheld, office, community = self.choice.withheld, figure.municipality, figure.community
        match figure.indicator:
            case "staff.by_gender":
                return office in withheld.genders if office else withheld.totals
            # Whether there is none is as secret as how many there are.
            case "staff.by_community":
                return (office, community) in withheld.counts
            case "population.without_official":
                return (office, community) in withheld.counts - self.present
            case "staff.women_by_community" | "staff.men_by_community":
                return community in withheld.communities
            case "staff.missing":
                return bool(community and withheld.unsure)
        return False

    # Where nothing else helps -----------------------------------------------------------------

    def _is_hidden(self, figure: Figure) -> bool:
        """Whether it is withheld as every community of the office is, or of the country.

        What is 0 is withheld with them, and of an unsure office what is not known.
        """
        withheld, office, community = self.choice.withheld, figure.municipality, figure.community
        is_of_community = figure.indicator in {"staff.by_community", "population.without_official"}
        if office in withheld.unsure:
            return is_of_community and (office, community) not in self.present
        few = self.in_part()
        if office:
            return is_of_community and office in few and figure.status == "ok"
        if figure.indicator != "staff.by_community" and figure.indicator not in GENDER_OF:
            return False
        # Where it is known of none of these offices, the others are the country.
        return any((each, community) not in self.truth.unknown for each in few)

    def _base(self, figure: Figure) -> int | None:
        """The base that is told all the same: all officials, not those of a community."""
        if figure.indicator == "population.without_official":
            return 1
        if figure.indicator == "staff.by_community" and figure.municipality:
            return self.truth.offices[figure.municipality]
        return None if figure.indicator in GENDER_OF else figure.denominator


_Count = tuple[Cell, tuple[int, int]]
"""An office, a community, and the women and men of it there."""


def _officials(figures: Iterable[Figure]) -> tuple[frozenset[_Count], frozenset[Cell]]:
    """The women and men of each community in each office; and where they are not known."""
    unknown = []
    counts: dict[Cell, dict[str, int]] = {}
    for figure in figures:
        if is_crossed(figure) and figure.numerator is not None:
            cell = (figure.municipality, figure.community)
            counts.setdefault(cell, {})[GENDER_OF[figure.indicator]] = figure.numerator
        if figure.indicator == "staff.by_community" and figure.status == "no information":
            unknown.append((figure.municipality, figure.community))
    officials = frozenset((cell, (of["women"], of["men"])) for cell, of in counts.items())
    return officials, frozenset(unknown)


@lru_cache(maxsize=16)
def _decided(
    officials: frozenset[_Count],
    unknown: frozenset[Cell],
    threshold: int,
    municipal_threshold: int,
) -> OfficialsOfYear:
    """What is withheld of a year: the same in each edition that tells of it, so decided once."""
    truth = Truth(dict(officials), unknown)
    national = withheld_of_country(truth, threshold)
    small = small_communities(truth, threshold)
    choice = choose(truth, national, small, municipal_threshold)
    return OfficialsOfYear(truth, choice, has_official(truth, choice.withheld))
