"""What figures are called: their indicators, and what they are about."""

from collections.abc import Iterator
from typing import NamedTuple

from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import Catalogue, catalogue
from zkkk_factsheet.reference import categories, category, community, duty, municipality

_NO_DIFFERENCE = "change.offices"
"""How many offices are compared; not what its own ``.after`` is more than its ``.before``."""

_OF_ALL_OFFICES = "change.all_women"
"""What is told of each of two years beside a comparison, of all offices of that year."""


def sentences(language: str) -> Catalogue:
    """What is said of figures: their names, their definitions, how they are made."""
    return catalogue(language, "figures")


def indicator_name(indicator: str, language: str) -> str:
    """What an indicator is called, whatever the year; ``.both`` are the two of a change."""
    if id_ := _category(indicator):
        return sentences(language).text(
            "name.caseload-category", category=category(id_).name(language)
        )
    return sentences(language).text(f"name.{_key(indicator)}")


class Comparison(NamedTuple):
    """An indicator of change: what is compared, and in which year it is counted.

    ``end`` is "before", "after" or "change"; "" if the indicator is no side of a comparison.
    """

    of: str
    end: str

    @classmethod
    def of_indicator(cls, indicator: str) -> "Comparison":
        """What of a comparison an indicator is."""
        of, _, end = indicator.rpartition(".")
        if end in ("before", "after"):
            return cls(of, end)
        is_difference = of == "change" and indicator != _NO_DIFFERENCE
        return cls(indicator, "change" if is_difference else "")


def name_in(indicator: str, year: int, language: str) -> str:
    """What an indicator is called in a year: of a change, which side of it."""
    of, end = Comparison.of_indicator(indicator)
    if not end:
        return indicator_name(indicator, language)
    say, both = sentences(language), indicator_name(f"{of}.both", language)
    if end == "change":
        return say.text("heading.change", name=both, previous=year - 1, year=year)
    key = "of-year-all" if of == _OF_ALL_OFFICES else "of-year"
    return say.text(f"heading.{key}", name=both, when=year - 1 if end == "before" else year)


def definition(indicator: str, year: int, language: str) -> str:
    """What an indicator counts, and of what."""
    of, end = Comparison.of_indicator(indicator)
    if id_ := _category(indicator):
        return sentences(language).text(
            "definition.caseload-category", category=category(id_).name(language)
        )
    key = _key(f"{of}-both" if end in ("before", "after") else indicator)
    return sentences(language).text(
        f"definition.{key}",
        previous=year - 1,
        year=year,
        when=year - 1 if end == "before" else year,
    )


def about(figure: Figure, language: str) -> Iterator[str]:
    """What of its indicator a figure is about, each in a few words; nothing if about all of it."""
    say = sentences(language)
    if figure.municipality:
        yield municipality(figure.municipality).name(language)
    if figure.community:
        yield community(figure.community).label(language)
    # Others are about women by their names.
    if figure.indicator.endswith(".by_gender") or (figure.gender and _category(figure.indicator)):
        yield say.text(f"about.{figure.gender}")
    if figure.duty:
        yield duty(figure.duty).short[language]
    if figure.level is not None:
        yield say.plural("about.level", figure.level)


def _category(indicator: str) -> str:
    """The category of persons that an indicator is about; "" if none."""
    of, _, id_ = indicator.partition(".")
    return id_ if of == "caseload" and id_ in {each.id for each in categories()} else ""


def _key(indicator: str) -> str:
    return indicator.replace(".", "-")
