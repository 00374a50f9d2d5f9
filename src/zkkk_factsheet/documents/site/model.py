"""What the pages of the site consist of, and what they are made of."""

from collections.abc import Mapping
from typing import NamedTuple

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import Link, Map, Matrix
from zkkk_factsheet.documents.kinds import REPORTS_FOLDER
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.language import Period


class Year(NamedTuple):
    """An edition: its year, the files that it has, and what it publishes, if it says that."""

    year: int
    files: frozenset[str]
    published: Published | None

    @property
    def folder(self) -> str:
        """Where it stands in the output folder."""
        return str(self.year)

    @property
    def status(self) -> str:
        """What it says of its data; "final" if nobody knows."""
        return self.published.about.status if self.published else "final"


class Reports(NamedTuple):
    """The reports of a period: the files that there are, and what they say of their data."""

    period: Period
    files: frozenset[str]
    status: str

    @property
    def folder(self) -> str:
        """Where they stand in the output folder."""
        return f"{REPORTS_FOLDER}/{self.period}"


class Shelf(NamedTuple):
    """All editions, the newest first, and where they stand on the web; "" if nobody says so."""

    years: tuple[Year, ...]
    address: str = ""
    reports: tuple[Reports, ...] = ()

    @property
    def newest(self) -> Published | None:
        """What is published of the newest year of which that is known."""
        return next((each.published for each in self.years if each.published), None)

    @property
    def status(self) -> str:
        """What the newest edition says of its data; where there are reports alone, the newest."""
        if newest := self.newest:
            return newest.about.status
        return self.reports[0].status if self.reports and not self.years else "final"


class Switch(NamedTuple):
    """The way to the same page in a language.

    ``tag`` is the language's id as HTML names it, ``name`` what it calls itself.
    """

    tag: str
    name: str
    target: str
    current: bool


class Head(NamedTuple):
    """What every page has.

    Attributes:
        path: Where it stands, from the site's folder on, with "/".
        up: The way from the page to the site's folder: "" or "../../".
        tag: Its language, as HTML names it.
        title: Its title, which stands in the window's frame.
        description: A sentence on what it holds.
        heading: What stands above all.
        publisher: Who publishes it, or "".
        mark: What the newest edition is if it isn't final ("Sample data"), or "".
        mark_note: The sentence that explains the mark, or "".
        languages: What the choice of languages is called.
        switches: The same page in each language.
        home: The way to the page on everything; None on that page itself.
        contact: Whom to write to, as a sentence, on the page on everything; or "".
        foot: What the links below all are called.
        corrections: The way to the page on corrections; None on that page itself.
        to_contact: The way to whom to write to; None where it stands, or where nobody is named.
        feed: The way to the feed.
    """

    path: str
    up: str
    tag: str
    title: str
    description: str
    heading: str
    publisher: str
    mark: str
    mark_note: str
    languages: str
    switches: tuple[Switch, ...]
    home: Link | None
    contact: str
    foot: str
    corrections: Link | None
    to_contact: Link | None
    feed: Link


class LinkedMap(NamedTuple):
    """The map of a year: where each of its tiles leads, in their order."""

    heading: str
    map: Map
    targets: tuple[str, ...]


class LinkedMatrix(NamedTuple):
    """The table of a year: where each of its rows leads, in their order."""

    heading: str
    matrix: Matrix
    targets: tuple[str, ...]
    note: str
    sort: str


class YearLinks(NamedTuple):
    """A year and where its files are; ``mark`` is "" if the edition is final."""

    year: str
    mark: str
    links: tuple[Link, ...]


class PeriodLinks(NamedTuple):
    """A period and where reports on it are; ``mark`` is "" if they are final."""

    period: str
    mark: str
    links: tuple[Link, ...]


class Reported(NamedTuple):
    """The reports of the newest year that has any; ``note`` says where those before are, or ""."""

    heading: str
    periods: tuple[PeriodLinks, ...]
    note: str


class Place(NamedTuple):
    """A municipality in the list: ``names`` are all that it is found by, folded."""

    name: str
    target: str
    names: tuple[str, ...]


class Search(NamedTuple):
    """The words of the search; ``letters`` says how what is typed is folded as the names are."""

    label: str
    hint: str
    found: str
    none: str
    letters: Mapping[str, str]


class Front(NamedTuple):
    """The page on everything; ``contents`` is what the list of its sections is called."""

    head: Head
    contents: str
    years_heading: str
    years: tuple[YearLinks, ...]
    reported: Reported | None
    map: LinkedMap | None
    places_heading: str
    places: tuple[Place, ...]
    search: Search
    table: LinkedMatrix | None


class PlaceYear(NamedTuple):
    """What a year says of a municipality, and where its sheets are."""

    year: str
    mark: str
    performed: Text
    links: tuple[Link, ...]


class PlacePage(NamedTuple):
    """The page on one municipality.

    Attributes:
        head: What every page has.
        years_heading: What stands above the years.
        table_head: What stands above the columns.
        years: The years, the newest first.
        no_sheet: What is said where a year has no sheet.
        reports_heading: What stands above the reports of its office.
        reports_head: What stands above their columns.
        reports: The periods that it reported on, the newest first; may be none.
        map: Where it lies; None if no edition says anything.
        corrections_heading: What stands above the corrections.
        corrections: Those that concern it, each with the way to where it is told; may be none.
    """

    head: Head
    years_heading: str
    table_head: tuple[str, str, str]
    years: tuple[PlaceYear, ...]
    no_sheet: str
    reports_heading: str
    reports_head: tuple[str, str]
    reports: tuple[PeriodLinks, ...]
    map: LinkedMap | None
    corrections_heading: str
    corrections: tuple[Link, ...]


class ToldCorrection(NamedTuple):
    """A correction: where on the page it is, its day, why, and each figure before and after."""

    id: str
    heading: str
    reason: str
    rows: tuple[tuple[str, str, str], ...]


class CorrectedYear(NamedTuple):
    """An edition that was corrected, where its files are, and its corrections, the newest first."""

    heading: str
    mark: str
    links: tuple[Link, ...]
    corrections: tuple[ToldCorrection, ...]


class CorrectionsPage(NamedTuple):
    """The page on corrections.

    Attributes:
        head: What every page has.
        promise: When a figure that was published may change.
        none: That none has, where there are no corrections.
        table: What the tables of figures are called.
        table_head: What stands above their columns.
        unknown: That nobody knows what a correction has changed, where that is so.
        years: The editions that were corrected, the newest first.
    """

    head: Head
    promise: str
    none: str
    table: str
    table_head: tuple[str, str, str]
    unknown: str
    years: tuple[CorrectedYear, ...]


class News(NamedTuple):
    """Something new: ``target`` is where it stands, ``day`` is written as YYYY-MM-DD.

    Where nobody says at which address, it is relative to the feed.
    """

    id: str
    title: str
    day: str
    target: str
    summary: str


class Feed(NamedTuple):
    """What is new on the site, the newest first.

    Attributes:
        id: What the feed is known by, wherever it stands.
        tag: Its language, as XML names it.
        title: Its title.
        path: Where it stands, from the site's folder on if nobody says at which address.
        page: The page that it belongs to, likewise.
        author: Who publishes.
        day: Of when the newest entry is, as YYYY-MM-DD.
        entries: The entries.
    """

    id: str
    tag: str
    title: str
    path: str
    page: str
    author: str
    day: str
    entries: tuple[News, ...]
