"""What every section needs to write: the sentences, what is published, and the names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zkkk_factsheet import reference
from zkkk_factsheet.charts import Drawing
from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.factsheet.model import Chart, Table
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import Catalogue, sort_key


@dataclass(frozen=True, slots=True)
class Writer:
    """A year's figures and the language to write them in."""

    say: Catalogue
    published: Published

    @property
    def figures(self) -> Figures:
        """The figures that may be published."""
        return self.published.figures

    @property
    def year(self) -> int:
        """The year they are about."""
        return self.published.period.year

    @property
    def language(self) -> str:
        """The language's id."""
        return self.say.language

    def names(self, municipalities: Iterable[str]) -> str:
        """Municipalities as a list in running text, in alphabetical order."""
        return self.say.written.list_of(self.sorted_names(municipalities))

    def sorted_names(self, municipalities: Iterable[str]) -> list[str]:
        """The names of municipalities in the language's alphabetical order."""
        names = (reference.municipality(id_).name(self.language) for id_ in municipalities)
        return sorted(names, key=lambda name: sort_key(name, self.language))

    def of(self, figure: Figure) -> str:
        """A share with its base: "32 of 34 (94%)", or that there is no information.

        On a small base the counts stand alone: "1 of 2".
        """
        if figure.status != "ok" or figure.numerator is None or not figure.denominator:
            return self.unknown(figure)
        if not figure.stands_as_percent:
            return self._counts(figure.numerator, figure.denominator)
        return self.say.text(
            "value.share",
            numerator=self.say.number(figure.numerator),
            denominator=self.say.number(figure.denominator),
            percent=self.percent(figure),
        )

    def percent(self, figure: Figure) -> str:
        """A share as a whole percentage, or that there is no information.

        Some are never printed as none, nor not all as all; and on a small base there is no
        percentage but the counts.
        """
        if figure.status != "ok" or figure.numerator is None or not figure.denominator:
            return self.unknown(figure)
        numerator, denominator = figure.numerator, figure.denominator
        if not figure.stands_as_percent:
            return self._counts(numerator, denominator)
        if 0 < 200 * numerator < denominator:
            return self.say.text("value.under-one")
        if 0 < 200 * (denominator - numerator) <= denominator:
            return self.say.text("value.over-99")
        return self.say.written.percent(numerator, denominator)

    def _counts(self, numerator: int, denominator: int) -> str:
        return self.say.text(
            "value.counts",
            numerator=self.say.number(numerator),
            denominator=self.say.number(denominator),
        )

    def chart(
        self,
        id_: str,
        title: str,
        drawing: Drawing,
        *,
        head: Iterable[str],
        rows: Iterable[tuple[str, ...]],
        messages: Iterable[str],
    ) -> Chart:
        """A chart with the table of its figures, and with what it says in words."""
        values = "; ".join(messages) or self.say.text("value.no-information")
        spoken = self.say.text("chart.alternative", title=title, values=values)
        return Chart(id_, title, spoken, Table(title, tuple(head), tuple(rows)), drawing)

    def unknown(self, figure: Figure) -> str:
        """Why a figure has no value."""
        return self.say.text(f"value.{figure.status.replace(' ', '-')}")

    def remarks(self, municipalities: Iterable[str]) -> tuple[str, ...]:
        """The remarks the workbook makes on some municipalities, each after its name."""
        remarks = (
            (reference.municipality(id_).name(self.language), self.in_language(texts))
            for id_ in municipalities
            if (texts := self.published.remarks.get(id_))
        )
        return tuple(
            self.say.text("remark", municipality=name, remark=remark)
            for name, remark in remarks
            if remark
        )

    def in_language(self, texts: Mapping[str, str]) -> str:
        """A text from the workbook in this language, else the one that serves all, else ""."""
        return texts.get(self.language) or texts.get("", "")
