"""What every kind of document writes with: the sentences, what is published, and the names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zkkk_factsheet import reference
from zkkk_factsheet.charts import Drawing
from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.addresses import correction_anchor, corrections_path, on_site
from zkkk_factsheet.documents.blocks import Chart, Table
from zkkk_factsheet.documents.model import Head, Labels
from zkkk_factsheet.documents.text import Number, Text, Way, filled, joined
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import Catalogue, sort_key


@dataclass(frozen=True, slots=True)
class Writer:
    """What is published of a period, and the language to write it in."""

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

    # Sentences and the numbers in them

    def text(self, key: str, **values: object) -> Text:
        """The sentence under a key, filled; a `Number` in it can be traced."""
        return filled(self.say.template(key), values)

    def text_for(self, key: str, number: int, **values: object) -> Text:
        """The form of a sentence that a number takes which it doesn't say."""
        return filled(self.say.template(key, number), values)

    def plural(self, key: str, figure: Figure, **values: object) -> Text:
        """The form of a sentence that a figure's count takes, which is the sentence's count."""
        number = figure.numerator or 0
        return filled(self.say.template(key, number), {"count": self.count(figure), **values})

    def plural_base(self, key: str, figure: Figure, **values: object) -> Text:
        """The form of a sentence that a figure's base takes, which is the sentence's count."""
        number = figure.denominator or 0
        return filled(self.say.template(key, number), {"count": self.base(figure), **values})

    def count(self, figure: Figure) -> Number:
        """What was counted; nothing where nothing could be."""
        return Number(self.say.number(figure.numerator or 0), figure.key, "numerator")

    def base(self, figure: Figure) -> Number:
        """The base that a count stands on."""
        return Number(self.say.number(figure.denominator or 0), figure.key, "denominator")

    def mean(self, figure: Figure) -> Number:
        """How many there are for each of the base, with one decimal."""
        return Number(self.say.written.decimal(figure.value or 0, decimals=1), figure.key, "mean")

    def change(self, figure: Figure) -> Text:
        """What was counted, with its sign: "+2", "−1", "0"."""
        if figure.numerator is None:
            return self.unknown(figure)
        return Text.of(Number(self.say.written.change(figure.numerator), figure.key, "change"))

    def of_the_same(self, name: str, *, duty: str = "") -> Text:
        """What was counted in both years on the same base: "28 → 29 of 32"."""
        before, after = self.figures.both(name, duty=duty)
        if before.numerator is None or after.numerator is None:
            return self.unknown(after)
        return self.text(
            "change.of-the-same",
            before=self.count(before),
            after=self.count(after),
            count=self.base(after),
        )

    def of(self, figure: Figure) -> Text:
        """A share with its base: "32 of 34 (94%)", or that there is no information.

        On a small base the counts stand alone: "1 of 2".
        """
        if not _is_share(figure):
            return self.unknown(figure)
        if not figure.stands_as_percent:
            return self._counts(figure)
        return self.text(
            "value.share",
            numerator=self.count(figure),
            denominator=self.base(figure),
            percent=self.percent(figure),
        )

    def percent(self, figure: Figure) -> Text:
        """A share as a whole percentage, or that there is no information.

        Some are never printed as none, nor not all as all; and on a small base there is no
        percentage but the counts.
        """
        if not _is_share(figure):
            return self.unknown(figure)
        if not figure.stands_as_percent:
            return self._counts(figure)
        return Text.of(Number(self._percent(figure), figure.key, "percent"))

    def _percent(self, figure: Figure) -> str:
        numerator, denominator = figure.numerator or 0, figure.denominator or 0
        if 0 < 200 * numerator < denominator:
            return self.say.text("value.under-one")
        if 0 < 200 * (denominator - numerator) <= denominator:
            return self.say.text("value.over-99")
        return self.say.written.percent(numerator, denominator)

    def _counts(self, figure: Figure) -> Text:
        return self.text(
            "value.counts", numerator=self.count(figure), denominator=self.base(figure)
        )

    def unknown(self, figure: Figure) -> Text:
        """Why a figure has no value."""
        return self.text(f"value.{figure.status.replace(' ', '-')}")

    # Names and the texts of others

    def names(self, municipalities: Iterable[str]) -> str:
        """Municipalities as a list in running text, in alphabetical order."""
        names = (reference.municipality(id_).name(self.language) for id_ in municipalities)
        ordered = sorted(names, key=lambda name: sort_key(name, self.language))
        return self.say.written.list_of(ordered)

    def list_of(self, texts: Sequence[Text]) -> Text:
        """Texts as a list in running text; the numbers in them can be traced."""
        places = self.say.written.list_of([f"{{t{number}}}" for number in range(len(texts))])
        return filled(places, {f"t{number}": text for number, text in enumerate(texts)})

    def remarks(self, municipalities: Iterable[str]) -> tuple[Text, ...]:
        """The remarks the workbook makes on some municipalities, each after the names it is on."""
        on: dict[str, list[str]] = {}
        for id_ in municipalities:
            if remark := self.in_language(self.published.remarks.get(id_, {})):
                on.setdefault(remark, []).append(id_)
        return tuple(
            self.text("remark", municipality=self.names(named), remark=remark)
            for remark, named in on.items()
        )

    def in_language(self, texts: Mapping[str, str]) -> str:
        """A text from the workbook in this language, else the one that serves all, else ""."""
        return texts.get(self.language) or texts.get("", "")

    def source(self) -> tuple[Text, ...]:
        """Where the figures come from, if the workbook says so."""
        source = self.in_language(self.published.about.source)
        return (self.text("method.source", source=source),) if source else ()

    def publication_days(self) -> tuple[Text, ...]:
        """Since when they are published, and when the next are expected, if it is known."""
        about = self.published.about
        days = {"method.published": about.published_on, "method.next": about.next_on}
        return tuple(
            self.text(key, date=self.say.written.date(day)) for key, day in days.items() if day
        )

    def corrections(self, municipality: str = "") -> tuple[Text, ...]:
        """What was corrected since then, and why; of a municipality what concerns it, if named."""
        told = (
            (self._day_of(each), self.in_language(each.reasons))
            for each in self.published.corrections
            if not municipality or each.concerns(municipality)
        )
        return tuple(
            self.text("method.corrected", date=day, reason=reason) for day, reason in told if reason
        )

    def _day_of(self, corrected: Corrected) -> Way | str:
        """The day of a correction; it leads to what was corrected, if somebody says where."""
        day = self.say.written.date(corrected.day)
        if not self.published.address:
            return day
        page = on_site(self.published.address, corrections_path(self.language))
        anchor = correction_anchor(self.published.period, corrected.day, corrected.number)
        return Way(day, f"{page}#{anchor}")

    def address(self) -> tuple[Text, ...]:
        """Where all of it stands on the web, if somebody says so."""
        address = self.published.address
        return (self.text("method.address", address=Way(address, address)),) if address else ()

    # What every document has

    def head(self, title: str, name: str, place: str = "") -> Head:
        """What a document of this title, about what has this name, says of itself.

        ``place`` is the municipality that it is about, if it is about one.
        """
        say, about = self.say, self.published.about
        final = about.status == "final"
        day = about.published_on
        return Head(
            title=title,
            name=name,
            abbreviation=say.text("title.abbreviation"),
            period=self.published.period.name(self.language),
            publisher=self.in_language(about.publisher),
            mark="" if final else say.text(f"mark.{about.status}"),
            mark_note="" if final else say.text(f"mark.{about.status}.note"),
            published_iso=day.isoformat() if day else "",
            place=place,
        )

    def labels(self) -> Labels:
        """The words of the page itself."""
        return Labels(
            language=self.say.text("language.tag"),
            data_table=self.say.text("page.data-table"),
            page=self.say.text("page.number", page="{page}", pages="{pages}"),
            pdf=self.say.text("page.pdf"),
            whole=self.say.text("page.whole"),
            contents=self.say.text("page.contents"),
            site=self.say.text("page.site"),
        )

    def chart(
        self,
        id_: str,
        title: str,
        drawing: Drawing,
        *,
        head: Iterable[str],
        rows: Iterable[tuple[Text, ...]],
        messages: Iterable[Text],
    ) -> Chart:
        """A chart with the table of its figures, and with what it says in words."""
        values = joined(messages, "; ") or self.text("value.no-information")
        spoken = self.text("chart.alternative", title=title, values=values)
        return Chart(id_, title, spoken, Table(title, tuple(head), tuple(rows)), drawing)


def _is_share(figure: Figure) -> bool:
    return figure.status == "ok" and figure.numerator is not None and bool(figure.denominator)
