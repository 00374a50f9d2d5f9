"""Which sheets an edition has: each is a document of some kind, in a language and a format."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from zkkk_factsheet.documents.addresses import on_site
from zkkk_factsheet.documents.kinds import ACCOUNTS, KINDS, Kind
from zkkk_factsheet.edition.inputs import FORMATS, FORMATS_OF_REPORTS, Format, Inputs
from zkkk_factsheet.reference import LANGUAGES

_ALONE = ("pdf", "docx")
"""The formats of what leads nowhere."""


class Sheet(NamedTuple):
    """A sheet of an edition.

    Attributes:
        path: Its file, from the edition's folder on.
        kind: The kind of document it is.
        subject: What it is about, by its id; "" if about everything.
        language: Its language.
        format: "html", "pdf", "docx", or "figures" and "charts", which are pages, too.
        pdf: Where a page finds the PDF of the same document, from its own folder on; "" if there
            is none.
        editable: Where it finds that which can be edited, likewise.
        whole: Where it finds the page about everything, likewise.
        accounts: Where it finds the pages that tell how figures are made, each behind its id.
        single: If it is that page, where it finds those about one subject, each behind its id.
        site: The address of the site's page that leads to it; "" if nobody says where that stands.
    """

    path: str
    kind: Kind
    subject: str
    language: str
    format: Format
    pdf: str = ""
    editable: str = ""
    whole: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    single: tuple[tuple[str, str], ...] = ()
    site: str = ""


def sheets_asked_for(inputs: Inputs) -> tuple[Sheet, ...]:
    """The sheets that were asked for, in the order they are told."""
    return _sheets(inputs.year, inputs.languages, inputs.formats, inputs.subjects)


def with_held(asked: tuple[Sheet, ...], inputs: Inputs, held: Iterable[str]) -> tuple[Sheet, ...]:
    """The sheets that the edition is to have, those that were asked for first.

    Args:
        asked: The sheets that were asked for.
        inputs: What else was asked for.
        held: The paths of the files that the edition has now. If less was asked for than belongs
            in it, its other sheets stay in it: nobody loses a sheet by making another one.
    """
    if not inputs.narrower:
        return asked
    staying = set(held).difference(sheet.path for sheet in asked)
    return asked + tuple(sheet for sheet in every_sheet(inputs.year) if sheet.path in staying)


def asked_for(kinds: Iterable[Kind], inputs: Inputs, period: object) -> tuple[Sheet, ...]:
    """The sheets of some kinds that were asked for of a period, in the order they are told."""
    return _sheets(period, inputs.languages, inputs.formats, inputs.subjects, kinds=kinds)


def asked_for_or_held(
    kinds: Iterable[Kind], inputs: Inputs, period: object, held: Iterable[str]
) -> tuple[Sheet, ...]:
    """The sheets that an edition is to have: those that were asked for, and those it has now."""
    asked = asked_for(kinds, inputs, period)
    staying = set(held).difference(sheet.path for sheet in asked)
    every = _sheets(period, LANGUAGES, FORMATS_OF_REPORTS, kinds=kinds)
    return asked + tuple(sheet for sheet in every if sheet.path in staying)


def every_sheet(year: int) -> tuple[Sheet, ...]:
    """All sheets that an edition of a year can have."""
    return _sheets(year, LANGUAGES, FORMATS)


def _sheets(
    period: object,
    languages: Iterable[str],
    formats: Iterable[Format],
    subjects: Collection[str] | None = None,
    kinds: Iterable[Kind] | None = None,
) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(kind.path(period, language, format_, subject), kind, subject, language, format_)
        for kind in (KINDS if kinds is None else kinds)
        for subject in kind.subjects()
        if subjects is None or subject in subjects
        for language in languages
        for format_ in formats
        if format_ in kind.formats
    )


def with_links(sheets: Collection[Sheet], address: str) -> tuple[Sheet, ...]:
    """The same sheets, each page with what will stand in the edition that it can lead to.

    Out of the edition it leads by a whole address alone, which stays right where a page is sent.
    """
    paths = {(each.kind.id, each.subject, each.language, each.format): each.path for each in sheets}
    accounts: dict[str, list[Sheet]] = {}
    for each in sheets:
        if each.kind is ACCOUNTS:
            accounts.setdefault(each.language, []).append(each)
    return tuple(
        each
        if each.format in _ALONE
        else _linked(each, paths, accounts.get(each.language, ()))._replace(
            site=_on_site(each, address)
        )
        for each in sheets
    )


def _linked(
    sheet: Sheet, paths: Mapping[tuple[str, str, str, Format], str], accounts: Iterable[Sheet]
) -> Sheet:
    same = (sheet.kind.id, sheet.subject, sheet.language)
    pdf, docx = paths.get((*same, "pdf"), ""), paths.get((*same, "docx"), "")
    whole = paths.get((sheet.kind.whole, "", sheet.language, "html"), "")
    of_figures = () if sheet.kind is ACCOUNTS else accounts  # they don't tell of each other
    return sheet._replace(
        pdf=_from(sheet.path, pdf),
        editable=_from(sheet.path, docx),
        whole=_from(sheet.path, whole),
        accounts=tuple((each.subject, _from(sheet.path, each.path)) for each in of_figures),
        single=tuple(_single(sheet, paths)),
    )


def _on_site(sheet: Sheet, address: str) -> str:
    """Where the site leads to a sheet, if it does."""
    if not address or not sheet.kind.site:
        return ""
    page = sheet.kind.site.format(subject=sheet.subject, language=sheet.language)
    return on_site(address, page)


def _single(
    sheet: Sheet, paths: Mapping[tuple[str, str, str, Format], str]
) -> Iterator[tuple[str, str]]:
    """What there are pages about that lead to this one, each with the way to it."""
    for kind in KINDS:
        if kind.whole == sheet.kind.id:
            for subject in kind.subjects():
                if path := paths.get((kind.id, subject, sheet.language, "html")):
                    yield subject, _from(sheet.path, path)


def _from(page: str, target: str) -> str:
    """The way from a page to another file of the edition, as a link says it."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".") if target else ""
