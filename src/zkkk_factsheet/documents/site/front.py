"""The page on everything: years, map, municipalities, and what each office does."""

from collections.abc import Iterator

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.addresses import front_path, place_path
from zkkk_factsheet.documents.blocks import Link
from zkkk_factsheet.documents.kinds import CHARTS, NATIONAL, REPORT
from zkkk_factsheet.documents.national.municipalities import matrix
from zkkk_factsheet.documents.site.model import (
    Front,
    LinkedMatrix,
    PeriodLinks,
    Place,
    Reported,
    Reports,
    Search,
    Shelf,
    Year,
    YearLinks,
)
from zkkk_factsheet.documents.site.parts import Pages
from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.reference.folding import fold, plain_letters
from zkkk_factsheet.reference.names import names_of_municipality


def front(shelf: Shelf, language: str) -> Front:
    """The page on everything, in a language."""
    pages, newest = Pages(shelf, language), shelf.newest
    say = pages.say
    return Front(
        head=pages.head(
            front_path,
            say.text("front.title"),
            say.text("front.description"),
            pages.sheet.text("title.name"),
        ),
        contents=pages.sheet.text("page.contents"),
        years_heading=say.text("years.heading"),
        years=tuple(_year(pages, each) for each in shelf.years),
        reported=_reported(pages),
        map=pages.map(newest, "") if newest else None,
        places_heading=say.text("places.heading"),
        places=_places(language),
        search=Search(
            label=say.text("search.label"),
            hint=say.text("search.hint"),
            found=say.text("search.found", count="{count}"),
            none=say.text("search.none"),
            letters=plain_letters(),
        ),
        table=_table(pages, newest) if newest else None,
    )


def _year(pages: Pages, year: Year) -> YearLinks:
    language = pages.language
    tables = NATIONAL.tables.format(period=year.year, language=language)
    files = {
        NATIONAL.path(year.year, language, "html"): "sheet",
        NATIONAL.path(year.year, language, "pdf"): "pdf",
        CHARTS.path(year.year, language, "charts"): "charts",
        f"{tables}.xlsx": "tables",
        "data/indicators.csv": "csv",
        "data/indicators.json": "json",
        "data/names.csv": "names",
        "data/corrections.csv": "corrections",
        "data/caseload.csv": "caseload",
        "data/caseload-mapping.csv": "mapping",
        "data/datapackage.json": "package",
    }
    return YearLinks(str(year.year), pages.mark(year), pages.links(year, "", files))


def _reported(pages: Pages) -> Reported | None:
    """The reports of the newest year that has any in this language."""
    told = [(each, tuple(_reports(pages, each))) for each in pages.shelf.reports]
    years = sorted({each.period.year for each, links in told if links})
    if not years:
        return None
    return Reported(
        heading=pages.say.text("reports.heading"),
        periods=tuple(
            PeriodLinks(each.period.span(pages.language), pages.mark(each), links)
            for each, links in told
            if links and each.period.year == years[-1]
        ),
        note=pages.say.text("reports.note") if len(years) > 1 else "",
    )


def _reports(pages: Pages, reports: Reports) -> Iterator[Link]:
    """The offices that reported on a period, each with the way to its report."""
    places = ((each.id, each.name(pages.language)) for each in municipalities())
    for id_, name in sorted(places, key=lambda place: sort_key(place[1], pages.language)):
        paths = (
            REPORT.path(reports.period, pages.language, ending, id_) for ending in ("html", "pdf")
        )
        if there := next((path for path in paths if path in reports.files), None):
            yield Link(name, f"../{reports.folder}/{there}")


def _places(language: str) -> tuple[Place, ...]:
    places = (
        Place(
            each.name(language),
            place_path(each.id, language),
            tuple(sorted({fold(name) for name in names_of_municipality(each)})),
        )
        for each in municipalities()
    )
    return tuple(sorted(places, key=lambda place: sort_key(place.name, language)))


def _table(pages: Pages, newest: Published) -> LinkedMatrix:
    language = pages.language
    table = matrix(pages.writer(newest))
    return LinkedMatrix(
        heading=pages.say.text("table.heading", year=newest.period.name(language)),
        matrix=table,
        targets=tuple(place_path(row.id, language) for row in table.rows),
        note=pages.say.text("table.note"),
        sort=pages.say.text("table.sort"),
    )
