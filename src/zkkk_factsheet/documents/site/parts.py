"""What the pages of the site have in common: their head, the ways between them, and the map."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.addresses import (
    correction_anchor,
    corrections_path,
    feed_path,
    front_path,
    place_path,
)
from zkkk_factsheet.documents.blocks import Link
from zkkk_factsheet.documents.office import tile_map
from zkkk_factsheet.documents.site.model import Head, LinkedMap, Reports, Shelf, Switch, Year
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import Catalogue, catalogue
from zkkk_factsheet.reference import LANGUAGES

CORRECTIONS: Final = "data/corrections.csv"
"""Where the corrections of an edition stand in its folder, for other programs."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Who writes the pages of a language: the editions, and the sentences of site and sheets."""

    shelf: Shelf
    language: str

    @property
    def say(self) -> Catalogue:
        """The sentences of the site."""
        return catalogue(self.language, "site")

    @property
    def sheet(self) -> Catalogue:
        """The sentences of the sheets, which the pages share words with."""
        return catalogue(self.language, "sheet")

    def writer(self, published: Published) -> Writer:
        """Who writes of a year."""
        return Writer(self.sheet, published)

    def mark(self, edition: Year | Reports | Shelf) -> str:
        """What an edition, or the newest of all, is if it isn't final."""
        return "" if edition.status == "final" else self.sheet.text(f"mark.{edition.status}")

    @property
    def publisher(self) -> str:
        """Who publishes the newest edition, or ""."""
        newest = self.shelf.newest
        return self.writer(newest).in_language(newest.about.publisher) if newest else ""

    def anchor(self, published: Published, corrected: Corrected) -> str:
        """Where on the page on corrections one of them is told."""
        return correction_anchor(published.period, corrected.day, corrected.number)

    def reason(self, published: Published, corrected: Corrected) -> str:
        """Why something was corrected, or that nobody wrote so in this language."""
        told = self.writer(published).in_language(corrected.reasons)
        return told or self.say.text("corrections.no-reason")

    def head(self, path: Callable[[str], str], title: str, description: str, heading: str) -> Head:
        """The head of a page.

        Args:
            path: Where the page stands, by language.
            title: Its title.
            description: A sentence on what it holds.
            heading: What stands above all.
        """
        own = path(self.language)
        up = "../" * own.count("/")
        mark = self.mark(self.shelf)
        return Head(
            path=own,
            up=up,
            tag=self.sheet.text("language.tag"),
            title=title,
            description=description,
            heading=heading,
            publisher=self.publisher,
            mark=mark,
            mark_note=self.say.text(f"page.{self.shelf.status}") if mark else "",
            languages=self.say.text("page.languages"),
            switches=tuple(self._switch(path, language) for language in LANGUAGES),
            home=Link(self.say.text("page.home"), up + front_path(self.language)) if up else None,
            contact=self._contact() if own == front_path(self.language) else "",
            foot=self.say.text("page.foot"),
            corrections=self._to_corrections(own, up),
            to_contact=self._to_contact(own, up),
            feed=Link(self.say.text("page.feed"), up + feed_path(self.language)),
        )

    def _contact(self) -> str:
        newest = self.shelf.newest
        whom = self.writer(newest).in_language(newest.about.contact) if newest else ""
        return self.say.text("page.contact", contact=whom) if whom else ""

    def _to_contact(self, own: str, up: str) -> Link | None:
        """Only the page on everything prints the contact: a new one changes no other page."""
        front = front_path(self.language)
        if own == front or not self._contact():
            return None
        return Link(self.say.text("page.to-contact"), f"{up}{front}#contact")

    def _to_corrections(self, own: str, up: str) -> Link | None:
        path = corrections_path(self.language)
        return None if own == path else Link(self.say.text("page.corrections"), up + path)

    def _switch(self, path: Callable[[str], str], language: str) -> Switch:
        return Switch(
            tag=catalogue(language, "sheet").text("language.tag"),
            name=catalogue(language, "site").text("page.language"),
            target=path(language).rpartition("/")[2],
            current=language == self.language,
        )

    def map(self, published: Published, up: str, own: str = "") -> LinkedMap:
        """The map of a year; ``own`` is the municipality that the page is about, or ""."""
        drawn = tile_map(self.writer(published), own)
        return LinkedMap(
            heading=self.say.text("map.heading", year=published.period.name(self.language)),
            map=drawn,
            targets=tuple(up + place_path(tile.id, self.language) for tile in drawn.tiles),
        )

    def links(self, edition: Year | Reports, up: str, files: dict[str, str]) -> tuple[Link, ...]:
        """The ways to those files of an edition that it has; ``files`` are keys by path."""
        return tuple(
            Link(self.say.text(f"link.{key}"), f"{up}../{edition.folder}/{path}")
            for path, key in files.items()
            if path in edition.files
        )
