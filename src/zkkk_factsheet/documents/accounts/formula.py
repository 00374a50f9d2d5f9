"""A figure with its numbers, and what it says as a part of another."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from zkkk_factsheet.documents.accounts.made import ANSWERS, COMPLETENESS, MADE
from zkkk_factsheet.documents.accounts.names import sentences
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import Catalogue

_WITHOUT_NUMBERS = ("new", "gone", "not-compared")
"""Formulas that say in words what is the case."""

_DIFFERENCES = ("change.officials", "change.caseload")
"""Figures that count how many more or fewer people there are."""


def formula(figures: Figures, figure: Figure, language: str) -> str:
    """A figure with its numbers, or why it has none; no percentage stands on a small base."""
    say, made = sentences(language), MADE[figure.indicator]
    if made.formula in _WITHOUT_NUMBERS:
        return say.text(f"formula.{made.formula}")
    if figure.status == "suppressed":
        return say.text("formula.suppressed")
    if figure.numerator is None or _is_answer(figure):
        return answer(figure, figure.indicator, language)
    special = _SPECIAL.get(made.formula)
    if special:
        return special(figure, say)
    if made.formula == "difference":
        return _difference(figures, figure, say)
    return _share(made.formula, figure, say)


def in_brief(figures: Figures, figure: Figure, language: str) -> str:
    """A figure with its numbers, as a table below its definition has it; or a word in its place."""
    key, short = MADE[figure.indicator].formula, answer(figure, figure.indicator, language)
    if figure.status == "suppressed":
        return short
    if figure.numerator is None or key in _WITHOUT_NUMBERS or key in _SPECIAL or _is_answer(figure):
        return formula(figures, figure, language)
    say = sentences(language)
    if key == "difference":
        return _difference(figures, figure, say, "difference-brief")
    return _with_percent(short, figure, say)


def _share(key: str, figure: Figure, say: Catalogue) -> str:
    """So many of so many, and how much that is in percent."""
    counts = say.plural(
        f"formula.{key}",
        figure.denominator or 0,
        numerator=say.number(figure.numerator or 0),
        year=figure.year,
    )
    return _with_percent(counts, figure, say)


def _with_percent(counts: str, figure: Figure, say: Catalogue) -> str:
    if figure.unit != "percent" or not figure.stands_as_percent:
        return counts
    return say.text("formula.percent", counts=counts, percent=percent(figure, say))


def percent(figure: Figure, say: Catalogue) -> str:
    """A share with one decimal, unless it is a whole number."""
    numerator, denominator = figure.numerator or 0, figure.denominator or 1
    decimals = 1 if 100 * numerator % denominator else 0
    return say.written.percent(numerator, denominator, decimals)


def _count(figure: Figure, say: Catalogue) -> str:
    return say.plural("formula.count", figure.numerator or 0)


def _median(figure: Figure, say: Catalogue) -> str:
    median = say.number(figure.numerator or 0)
    return say.plural("formula.median", figure.denominator or 0, median=median)


def _mean(figure: Figure, say: Catalogue) -> str:
    return say.text(
        "formula.mean",
        officials=say.number(figure.numerator or 0),
        offices=say.number(figure.denominator or 0),
        mean=say.written.decimal(figure.value or 0, decimals=1),
    )


def _persons(figure: Figure, say: Catalogue) -> str:
    return say.plural("formula.persons", figure.numerator or 0)


def _activities(figure: Figure, say: Catalogue) -> str:
    return say.plural("formula.activities", figure.numerator or 0)


def _per_official(figure: Figure, say: Catalogue) -> str:
    return say.text(
        "formula.per-official",
        persons=say.number(figure.numerator or 0),
        officials=say.number(figure.denominator or 0),
        mean=say.written.decimal(figure.value or 0, decimals=1),
    )


_SPECIAL: Mapping[str, Callable[[Figure, Catalogue], str]] = {
    "count": _count,
    "mean": _mean,
    "median": _median,
    "persons": _persons,
    "activities": _activities,
    "per-official": _per_official,
}
"""Formulas that are more than a share."""


def _difference(figures: Figures, figure: Figure, say: Catalogue, key: str = "difference") -> str:
    """What was counted in the year less what was counted in the year before."""
    before, after = (
        figures[figure.key._replace(indicator=f"{figure.indicator}.{when}")]
        for when in ("before", "after")
    )
    is_common = before.denominator is not None and before.denominator == after.denominator
    return say.text(
        f"formula.{key}-of" if is_common else f"formula.{key}",
        after=say.number(after.numerator or 0),
        year=figure.year,
        before=say.number(before.numerator or 0),
        previous=figure.year - 1,
        change=say.written.change(figure.numerator or 0),
        base=say.number(after.denominator or 0),
    )


def _is_answer(figure: Figure) -> bool:
    """Whether a figure says what is the case in one municipality, and counts nothing."""
    asked = figure.indicator in ANSWERS or figure.indicator in COMPLETENESS
    return bool(figure.municipality) and asked


def answer(figure: Figure | None, indicator: str, language: str) -> str:
    """What a figure says in a few words, as a part of another; also that there is none."""
    say = sentences(language)
    if figure is None:
        return say.text(_nothing(indicator))
    if figure.numerator is None:
        key = "suppressed" if figure.status == "suppressed" else "no-information"
        return say.text(f"answer.{key}")
    if figure.municipality and figure.indicator in ANSWERS:
        return say.text("answer.yes" if figure.numerator else "answer.no")
    if figure.municipality and figure.indicator in COMPLETENESS:
        return say.text("answer.incomplete" if figure.numerator else "answer.complete")
    if figure.unit == "percentage points" or figure.indicator in _DIFFERENCES:
        counted = say.written.change(Fraction(figure.numerator))
    else:
        counted = say.number(figure.numerator)
    if figure.denominator is None:
        return counted
    base = say.number(figure.denominator)
    key = "per-official" if figure.unit == "persons per official" else "share"
    return say.text(f"answer.{key}", numerator=counted, denominator=base)


def _nothing(indicator: str) -> str:
    """Why there is no figure of an office, or of a municipality, in a year."""
    if indicator == "offices.established":
        return "answer.not-on-roster"
    if indicator.startswith("change."):
        return "answer.not-compared"
    return "answer.no-office"
