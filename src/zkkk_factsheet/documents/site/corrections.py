"""The page on corrections: what was changed in editions after they were published, and why."""

from collections.abc import Iterator

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.accounts.words import figure_in_words, value_in_words
from zkkk_factsheet.documents.addresses import corrections_path
from zkkk_factsheet.documents.kinds import NATIONAL
from zkkk_factsheet.documents.site.model import (
    CorrectedYear,
    CorrectionsPage,
    Shelf,
    ToldCorrection,
    Year,
)
from zkkk_factsheet.documents.site.parts import CORRECTIONS, Pages


def corrections(shelf: Shelf, language: str) -> CorrectionsPage:
    """The page on corrections, in a language."""
    pages = Pages(shelf, language)
    say = pages.say
    head = pages.head(
        corrections_path,
        say.text("corrections.title"),
        say.text("corrections.description"),
        say.text("corrections.heading"),
    )
    return CorrectionsPage(
        head=head,
        promise=say.text("corrections.promise"),
        none=say.text("corrections.none"),
        table=say.text("corrections.table"),
        table_head=(
            say.text("corrections.figure"),
            say.text("corrections.before"),
            say.text("corrections.after"),
        ),
        unknown=say.text("corrections.unknown"),
        years=tuple(_years(pages, head.up)),
    )


def _years(pages: Pages, up: str) -> Iterator[CorrectedYear]:
    """The editions that were corrected, the newest first."""
    for year in pages.shelf.years:
        if year.published and year.published.corrections:
            yield CorrectedYear(
                heading=pages.say.text("corrections.year", year=year.year),
                mark=pages.mark(year),
                links=pages.links(year, up, _files(year, pages.language)),
                corrections=tuple(
                    _told(pages, year.published, each)
                    for each in reversed(year.published.corrections)
                ),
            )


def _files(year: Year, language: str) -> dict[str, str]:
    return {
        NATIONAL.path(year.year, language, "html"): "sheet",
        NATIONAL.path(year.year, language, "pdf"): "pdf",
        CORRECTIONS: "corrections",
    }


def _told(pages: Pages, published: Published, corrected: Corrected) -> ToldCorrection:
    return ToldCorrection(
        id=pages.anchor(published, corrected),
        heading=pages.say.text("corrections.day", date=pages.say.written.date(corrected.day)),
        reason=pages.reason(published, corrected),
        rows=tuple(_rows(corrected, pages.language)),
    )


def _rows(corrected: Corrected, language: str) -> Iterator[tuple[str, str, str]]:
    """Each figure that changed, with what it said before and says now."""
    for change in corrected.changes:
        indicator, known = change.key.indicator, change.after or change.before
        # Of an indicator of another version nobody here knows what it is called.
        if known and indicator in MADE:
            yield (
                figure_in_words(known, language),
                value_in_words(change.before, indicator, language),
                value_in_words(change.after, indicator, language),
            )
