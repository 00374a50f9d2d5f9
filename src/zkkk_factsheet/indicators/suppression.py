"""Keeping back figures so small that they describe a person rather than a community."""

from collections.abc import Iterable
from dataclasses import replace

from zkkk_factsheet.indicators.table import Figure

_BY_GENDER = {"staff.women_by_community", "staff.men_by_community"}


def withhold_small(figures: Iterable[Figure], threshold: int) -> list[Figure]:
    """Withhold the gender of officials in communities that have fewer officials than a threshold.

    If that concerns a single community, its figures would follow from the totals; the smallest of
    the other communities is then withheld as well. How many officials a community has is always
    published.
    """
    all_figures = list(figures)
    withheld = _withheld(all_figures, threshold)
    return [
        replace(figure, numerator=None, value=None, status="suppressed", cells=())
        if figure.indicator in _BY_GENDER and figure.community in withheld
        else figure
        for figure in all_figures
    ]


def _withheld(figures: list[Figure], threshold: int) -> set[str]:
    officials = sorted(
        (figure.numerator, figure.community)
        for figure in figures
        if figure.indicator == "staff.by_community" and figure.numerator
    )
    small = [community for count, community in officials if count < threshold]
    if len(small) == 1:
        small = [community for _, community in officials[:2]]
    return set(small)
