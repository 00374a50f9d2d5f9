"""The feed: what is new on the site, for programs that look in from time to time.

Whoever reads it knows an entry by its id and its day, so both come from the editions alone: from
the day that a workbook tells, not from the day of a run; and not from where the site stands, which
may change. Its links lead from where it stands on, as Atom allows; where somebody has said at which
address that is, they are whole, since not every reader knows how to go on from there.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urljoin
from uuid import UUID, uuid5

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.addresses import corrections_path, feed_path, front_path
from zkkk_factsheet.documents.kinds import NATIONAL
from zkkk_factsheet.documents.site.model import Feed, News, Shelf, Year
from zkkk_factsheet.documents.site.parts import Pages

_IDS: Final = UUID("8f3f5a3e-6f0c-5d0b-9a44-3a3c2f6d2f10")
"""What the ids of all feeds and entries are derived from. It must never change."""

_LONG_AGO: Final = date(1970, 1, 1)
"""When a feed without entries was changed last: it must say something."""


def feed(shelf: Shelf, language: str) -> Feed:
    """The feed in a language, the newest first."""
    pages = Pages(shelf, language)
    entries = sorted(_entries(pages), key=lambda entry: entry.day, reverse=True)
    title = pages.say.text("feed.title")
    return Feed(
        id=_id(language),
        tag=pages.sheet.text("language.tag"),
        title=title,
        path=_whole(shelf, feed_path(language)),
        page=_whole(shelf, front_path(language)),
        author=pages.publisher or pages.sheet.text("title.name"),
        day=max((entry.day for entry in entries), default=_LONG_AGO.isoformat()),
        entries=tuple(entries),
    )


def _entries(pages: Pages) -> Iterator[News]:
    for year in pages.shelf.years:
        yield _edition(pages, year)
        if year.published:
            for corrected in year.published.corrections:
                yield _correction(pages, year, year.published, corrected)


def _edition(pages: Pages, year: Year) -> News:
    """An edition; where no day of publication is told, it is new since its year ended."""
    say, sheet = pages.say, NATIONAL.path(year.year, pages.language, "html")
    day = year.published and year.published.about.published_on
    return News(
        id=_id(pages.language, str(year.year)),
        title=_marked(pages, year, say.text("feed.edition", year=year.year)),
        day=(day or date(year.year, 12, 31)).isoformat(),
        target=_whole(
            pages.shelf,
            f"../{year.year}/{sheet}" if sheet in year.files else front_path(pages.language),
        ),
        summary=say.text("feed.edition.summary", year=year.year),
    )


def _correction(pages: Pages, year: Year, published: Published, corrected: Corrected) -> News:
    anchor = pages.anchor(published, corrected)
    return News(
        id=_id(pages.language, anchor),
        title=_marked(pages, year, pages.say.text("feed.correction", year=year.year)),
        day=corrected.day.isoformat(),
        target=_whole(pages.shelf, f"{corrections_path(pages.language)}#{anchor}"),
        # White space may be of kinds that XML knows no way to write.
        summary=" ".join(pages.reason(published, corrected).split()),
    )


def _whole(shelf: Shelf, way: str) -> str:
    """A way from the site's folder on, with the address before it if that is known."""
    return urljoin(f"{shelf.address}site/", way) if shelf.address else way


def _marked(pages: Pages, year: Year, title: str) -> str:
    mark = pages.mark(year)
    return pages.say.text("feed.marked", title=title, mark=mark) if mark else title


def _id(*names: str) -> str:
    return uuid5(_IDS, "/".join(names)).urn
