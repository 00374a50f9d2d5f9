"""A figure and what it says, each in a few words: where there is no room for an account."""

from zkkk_factsheet.documents.accounts.formula import answer, formula
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.accounts.names import about, name_in, sentences
from zkkk_factsheet.indicators import Figure, Figures

_SAID_BY_FORMULA = ("mean", "median")
"""Figures that are no count of so many of so many."""


def figure_in_words(figure: Figure, language: str) -> str:
    """What a figure is called, and what it is about."""
    name = name_in(figure.indicator, figure.year, language)
    what = ", ".join(about(figure, language))
    return sentences(language).text("heading.about", name=name, about=what) if what else name


def value_in_words(figure: Figure | None, indicator: str, language: str) -> str:
    """What a figure says, or why it says nothing; None is a figure that there is not."""
    counted = figure is not None and figure.numerator is not None
    if figure is not None and counted and MADE[indicator].formula in _SAID_BY_FORMULA:
        return formula(Figures([figure]), figure, language)
    return answer(figure, indicator, language)


def value_in_brief(figure: Figure | None, indicator: str, language: str) -> str:
    """What a figure says, where many stand below each other; of a mean or a median "6 (n = 31)"."""
    said = answer(figure, indicator, language)
    if figure is None or figure.numerator is None or figure.value is None:
        return said
    say, base = sentences(language), figure.denominator or 0
    match MADE[indicator].formula:
        case "median":
            return f"{say.number(figure.numerator)} (n = {say.number(base)})"
        case "mean":
            return f"{say.written.decimal(figure.value, decimals=1)} (n = {say.number(base)})"
    return said
