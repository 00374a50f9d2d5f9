"""What the sections of a digest have in common: names, and the cells behind a line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from zkkk_factsheet import reference
from zkkk_factsheet.disclosure.cells import cells_in_words
from zkkk_factsheet.disclosure.digest import Digest
from zkkk_factsheet.documents.blocks import Table
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.table import places
from zkkk_factsheet.language import Catalogue, sort_key


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who writes a digest, and what the rules found."""

    writer: Writer
    digest: Digest

    @property
    def say(self) -> Catalogue:
        """The sentences."""
        return self.writer.say

    def place(self, municipality: str) -> str:
        """A municipality's name."""
        return reference.municipality(municipality).name(self.writer.language)

    def order(self, municipality: str) -> tuple[object, ...]:
        """What municipalities are sorted by: the alphabet of the language."""
        return (sort_key(self.place(municipality), self.writer.language),)

    def component(self, component: str) -> str:
        """A component's name."""
        return reference.component(component).name(self.writer.language)

    def communities(self, ids: Iterable[str]) -> str:
        """Communities as a list."""
        return ", ".join(reference.community(each).name(self.writer.language) for each in ids)

    def duties(self, ids: Collection[str]) -> Text:
        """Core duties with their numbers, as a list."""
        named = (reference.duty(each) for each in ids)
        return joined(
            (
                self.writer.text(
                    "performance.duty", number=each.number, duty=each.short[self.writer.language]
                )
                for each in named
            ),
            "; ",
        )

    def by_municipality(self) -> dict[str, list[Undertaking]]:
        """What offices did in the period, by municipality in the order of the language."""
        groups: dict[str, list[Undertaking]] = {}
        for each in self.digest.told:
            groups.setdefault(each.municipality, []).append(each)
        return {
            municipality: groups[municipality] for municipality in sorted(groups, key=self.order)
        }

    def cells(self, told: Iterable[Undertaking], column: str) -> str:
        """The cells of a column in which undertakings say something, in small print."""
        return cells_in_words(places(row.places.get(column) for each in told for row in each.rows))

    def table(self, title: str, head: str, found: Mapping[str, tuple[Text, str]]) -> Table:
        """Something in words of some municipalities, each with its cells, from A to Z."""
        names = (self.say.text("matrix.municipality"), head, self.say.text("digest.cells"))
        rows = tuple(
            (Text.of(self.place(municipality)), words, Text.of(cells))
            for municipality, (words, cells) in sorted(
                found.items(), key=lambda item: self.order(item[0])
            )
        )
        return Table(title, names, rows, words=(1, 2))
