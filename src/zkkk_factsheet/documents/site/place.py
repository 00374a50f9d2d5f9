"""The page on one municipality: where it lies, and all its years."""

from collections.abc import Iterator
from functools import partial

from zkkk_factsheet.documents.addresses import corrections_path, place_path
from zkkk_factsheet.documents.blocks import Link
from zkkk_factsheet.documents.kinds import MUNICIPAL, REPORT
from zkkk_factsheet.documents.office import number_performed, without_count
from zkkk_factsheet.documents.site.model import PeriodLinks, PlacePage, PlaceYear, Shelf, Year
from zkkk_factsheet.documents.site.parts import Pages
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import LANGUAGES, duties, municipality


def place(shelf: Shelf, language: str, id_: str) -> PlacePage:
    """The page on a municipality, in a language."""
    pages, newest = Pages(shelf, language), shelf.newest
    say, name = pages.say, municipality(id_).name(language)
    head = pages.head(
        partial(place_path, id_),
        say.text("place.title", name=name),
        say.text("place.description", name=name),
        name,
    )
    return PlacePage(
        head=head,
        years_heading=say.text("place.years"),
        table_head=(say.text("place.year"), say.text("place.performed"), say.text("place.sheets")),
        years=tuple(_year(pages, each, id_, head.up) for each in shelf.years),
        no_sheet=say.text("place.no-sheet"),
        reports_heading=say.text("place.reports"),
        reports_head=(say.text("place.period"), say.text("place.report")),
        reports=tuple(_reports(pages, id_, head.up)),
        map=pages.map(newest, head.up, id_) if newest else None,
        corrections_heading=say.text("place.corrections"),
        corrections=tuple(_corrections(pages, id_, head.up)),
    )


def _corrections(pages: Pages, id_: str, up: str) -> Iterator[Link]:
    """The corrections that concern a municipality, the newest edition's first."""
    for year in pages.shelf.years:
        published = year.published
        for each in reversed(published.corrections if published else ()):
            if published and each.concerns(id_):
                text = pages.say.text(
                    "place.corrected",
                    year=year.year,
                    date=pages.say.written.date(each.day),
                    reason=pages.reason(published, each),
                )
                path = corrections_path(pages.language)
                yield Link(text, f"{up}{path}#{pages.anchor(published, each)}")


def _reports(pages: Pages, id_: str, up: str) -> Iterator[PeriodLinks]:
    """The periods that its office reported on in any language."""
    for each in pages.shelf.reports:
        in_each = (_report(each.period, language, id_) for language in LANGUAGES)
        if any(not each.files.isdisjoint(files) for files in in_each):
            yield PeriodLinks(
                each.period.span(pages.language),
                pages.mark(each),
                pages.links(each, up, _report(each.period, pages.language, id_)),
            )


def _report(period: Period, language: str, id_: str) -> dict[str, str]:
    """The files of a report that are finished; the page leads to the one to be edited."""
    return {
        REPORT.path(period, language, "html", id_): "report",
        REPORT.path(period, language, "pdf", id_): "pdf",
    }


def _year(pages: Pages, year: Year, id_: str, up: str) -> PlaceYear:
    files = {
        MUNICIPAL.path(year.year, pages.language, ending, id_): key
        for ending, key in (("html", "sheet"), ("pdf", "pdf"))
    }
    return PlaceYear(
        str(year.year), pages.mark(year), _performed(pages, year, id_), pages.links(year, up, files)
    )


def _performed(pages: Pages, year: Year, id_: str) -> Text:
    """How many core duties its office performed, of how many, or why that is not known."""
    if year.published is None:
        return Text.of(pages.say.text("place.no-data"))
    writer = pages.writer(year.published)
    count = writer.figures.get(Key("duties.count", id_))
    if count is None or count.status != "ok":
        return Text.of(without_count(writer, id_))
    return writer.text(
        "value.counts",
        numerator=number_performed(writer, count),
        denominator=writer.say.number(len(duties())),
    )
