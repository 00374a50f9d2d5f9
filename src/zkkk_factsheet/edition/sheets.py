"""Which sheets an edition has: each is a document of some kind, in a language and a format."""

from collections.abc import Iterable
from typing import NamedTuple

from zkkk_factsheet.documents.kinds import KINDS, Kind
from zkkk_factsheet.edition.inputs import FORMATS, Format, Inputs
from zkkk_factsheet.reference import LANGUAGES


class Sheet(NamedTuple):
    """A sheet of an edition.

    Attributes:
        path: Its file, from the edition's folder on.
        kind: The kind of document it is.
        language: Its language.
        format: "html" or "pdf".
        pdf: The path of the PDF that a page offers for printing; "" if there is none.
    """

    path: str
    kind: Kind
    language: str
    format: Format
    pdf: str = ""


def sheets_asked_for(inputs: Inputs) -> tuple[Sheet, ...]:
    """The sheets that were asked for, in the order they are told."""
    return _sheets(inputs.year, inputs.languages, inputs.formats)


def sheets_of(inputs: Inputs, held: Iterable[str]) -> tuple[Sheet, ...]:
    """The sheets that the edition is to have, those that were asked for first.

    Args:
        inputs: What was asked for.
        held: The paths of the files that the edition has now. If less was asked for than belongs
            in it, its other sheets stay in it: nobody loses a sheet by making another one.
    """
    asked = sheets_asked_for(inputs)
    if inputs.narrower:
        staying = set(held).difference(sheet.path for sheet in asked)
        asked += tuple(sheet for sheet in every_sheet(inputs.year) if sheet.path in staying)
    return _offering_pdfs(asked)


def every_sheet(year: int) -> tuple[Sheet, ...]:
    """All sheets that an edition of a year can have."""
    return _sheets(year, LANGUAGES, FORMATS)


def _sheets(year: int, languages: Iterable[str], formats: Iterable[Format]) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(kind.path(year, language, format_), kind, language, format_)
        for kind in KINDS
        for language in languages
        for format_ in formats
    )


def _offering_pdfs(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The same sheets, each page with the PDF of the same document that will stand beside it."""
    pdfs = {(each.kind, each.language): each.path for each in sheets if each.format == "pdf"}
    return tuple(
        each._replace(pdf=pdfs.get((each.kind, each.language), ""))
        if each.format == "html"
        else each
        for each in sheets
    )
