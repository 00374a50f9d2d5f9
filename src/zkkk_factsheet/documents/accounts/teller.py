"""Tells how figures are made, out of what is published and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.accounts.formula import answer, formula
from zkkk_factsheet.documents.accounts.made import Of
from zkkk_factsheet.documents.accounts.model import Account, Answer, Part
from zkkk_factsheet.documents.accounts.names import about, definition, name_in, sentences
from zkkk_factsheet.documents.accounts.parts import Pair, Tables, made_of, pairs_of
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import community, duty, municipalities, municipality

_HEADS = {
    "municipality": "matrix.municipality",
    "itself": "matrix.municipality",
    "community": "composition.community",
    "duty": "performance.core-duty",
}
"""What stands above the parts, by what they lie along."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What is published of a year, and the language to tell it in."""

    published: Published
    language: str
    _tables: Tables = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tables", Tables.of(self.published))

    def account(self, figure: Figure) -> Account:
        """How a figure of the year's table is made."""
        language, year = self.language, figure.year
        of = made_of(figure)
        parts = self._parts(figure, of) if of else ()
        return Account(
            figure=figure,
            name=name_in(figure.indicator, year, language),
            about=", ".join(about(figure, language)),
            definition=definition(figure.indicator, year, language),
            formula=formula(self._tables.now, figure, language),
            notes=tuple(self._notes(parts)),
            head=catalogue(language, "sheet").text(_HEADS[of.each]) if of and parts else "",
            years=_years(of, year) if of and parts else (),
            parts=parts,
        )

    def _parts(self, figure: Figure, of: Of) -> tuple[Part, ...]:
        pairs = pairs_of(self._tables, figure)
        if of.each == "municipality":
            order = _alphabet(self.language)
            pairs.sort(key=lambda pair: order[pair.id])
        return tuple(Part(self._name(of, pair.id), self._answers(of, pair)) for pair in pairs)

    def _answers(self, of: Of, pair: Pair) -> tuple[Answer, ...]:
        of_years = {"now": [pair.now], "before": [pair.before], "both": [pair.before, pair.now]}
        figures: Sequence[Figure | None] = of_years[of.when]
        return tuple(Answer(answer(each, of.indicator, self.language), each) for each in figures)

    def _name(self, of: Of, id_: str) -> str:
        if of.each == "community":
            return community(id_).label(self.language)
        if of.each == "duty":
            each = duty(id_)
            say = catalogue(self.language, "sheet")
            return say.text("performance.duty", number=each.number, duty=each.short[self.language])
        return municipality(id_).name(self.language)

    def _notes(self, parts: tuple[Part, ...]) -> Iterator[str]:
        answers = [each.figure for part in parts for each in part.answers]
        if withheld := sum(each is not None and each.status == "suppressed" for each in answers):
            yield sentences(self.language).plural("note.withheld", withheld)


def _years(of: Of, year: int) -> tuple[int, ...]:
    """The years that parts are told of, the older first; none if they tell of both in one."""
    if of.indicator.startswith("change."):
        return ()
    return {"now": (year,), "before": (year - 1,), "both": (year - 1, year)}[of.when]


@cache
def _alphabet(language: str) -> dict[str, int]:
    """The place of each municipality in alphabetical order."""
    ordered = sorted(municipalities(), key=lambda each: sort_key(each.name(language), language))
    return {each.id: place for place, each in enumerate(ordered)}
