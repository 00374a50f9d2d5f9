"""Tells how figures are made, out of what is published and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from weakref import WeakKeyDictionary

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.cells import cells_in_words
from zkkk_factsheet.documents.accounts.formula import answer, formula, in_brief
from zkkk_factsheet.documents.accounts.made import BY_CATEGORY, BY_COMMUNITY, Of
from zkkk_factsheet.documents.accounts.model import Account, Answer, Part
from zkkk_factsheet.documents.accounts.names import about, definition, name_in, sentences
from zkkk_factsheet.documents.accounts.parts import Pair, Tables, made_of, pairs_of
from zkkk_factsheet.indicators import Figure, Figures, Key
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import community, duty, municipalities, municipality

_HEADS = {
    "municipality": "matrix.municipality",
    "itself": "matrix.municipality",
    "community": "composition.community",
    "duty": "performance.core-duty",
}
"""What stands above the parts, by what they lie along."""


_CELLS: WeakKeyDictionary[Figures, dict[Key, str]] = WeakKeyDictionary()
"""The cells of figures as texts: they are the same in every language and on every page."""


class Teller:
    """What is published of a year, and the language to tell it in."""

    def __init__(self, published: Published, language: str) -> None:
        """Tell of the year that is published, with the year before if there is one."""
        self.published = published
        self.language = language
        self._tables = Tables.of(published)
        self._told: dict[tuple[Of, Key], tuple[Part, ...]] = {}

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
            brief=in_brief(self._tables.now, figure, language),
            notes=(*self._notes(figure, parts), *self._activities(figure)),
            head=catalogue(language, "sheet").text(_HEADS[of.each]) if of and parts else "",
            years=_years(of, year) if of and parts else (),
            parts=parts,
        )

    def side_by_side(self, figures: Iterable[Figure]) -> list[Account]:
        """How some figures are made, those of municipalities in the order of the alphabet."""
        order = _alphabet(self.language)
        in_order = sorted(figures, key=lambda each: order.get(each.municipality, -1))
        return [self.account(each) for each in in_order]

    def cells(self, figure: Figure) -> str:
        """The cells of a figure of the year or of the year before, as one text."""
        tables = self._tables
        table = tables.now if figure.year == self.published.period.year else tables.before
        told = _CELLS.setdefault(table, {})
        key = figure.key
        if key not in told:
            told[key] = cells_in_words(figure.cells)
        return told[key]

    def _parts(self, figure: Figure, of: Of) -> tuple[Part, ...]:
        """The parts of a figure; figures that are made of the same share them."""
        key = of, figure.key._replace(indicator="", level=None)
        if key not in self._told:
            pairs = pairs_of(self._tables, figure)
            if of.each == "municipality":
                order = _alphabet(self.language)
                pairs.sort(key=lambda pair: order[pair.id])
            self._told[key] = tuple(
                Part(self._name(of, pair.id), self._answers(of, pair)) for pair in pairs
            )
        return self._told[key]

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

    def _activities(self, figure: Figure) -> Iterator[str]:
        """The activities that a figure counts, each with its first day."""
        if figure.indicator != "activities.by_duty":
            return
        say = sentences(self.language)
        for each in self.published.undertakings:
            if (each.municipality, each.duty) == (figure.municipality, figure.duty):
                text = each.texts.get(self.language) or next(iter(each.texts.values()))
                day = say.written.date(each.rows[0].day)
                yield say.text("note.activity", day=day, text=text)

    def _notes(self, figure: Figure, parts: tuple[Part, ...]) -> Iterator[str]:
        """How many parts are withheld; or why no office stands among them."""
        say = sentences(self.language)
        if figure.indicator in BY_COMMUNITY:
            yield say.text("note.women-and-men-of-community")
        elif figure.gender and figure.indicator in BY_CATEGORY:
            yield say.text("note.women-and-men-of-category")
        answers = [each.figure for part in parts for each in part.answers]
        if withheld := sum(each is not None and each.status == "suppressed" for each in answers):
            yield say.plural("note.withheld", withheld)


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
