"""Whom an office serves, as far as it may be told."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.national.caseload import change_of
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import categories


def caseload(writer: Writer, office: str) -> Section | None:
    """The persons in the care of an office; None where the workbooks tell of none there."""
    persons = writer.figures.get(Key("caseload.persons", office))
    if persons is None:
        return None
    known = persons.numerator is not None
    texts = _texts(writer, office, persons) if known else (writer.text("caseload.unknown"),)
    heading = writer.say.text("municipal.caseload.heading")
    return Section("caseload", heading, (Paragraphs(tuple(texts)),))


def _texts(writer: Writer, office: str, persons: Figure) -> Iterator[Text]:
    one = writer.figures.one
    is_complete = not one("caseload.missing", municipality=office).numerator
    key = "total" if is_complete else "at-least"
    yield writer.plural(f"municipal.caseload.{key}", persons)
    if one("caseload.earlier", municipality=office).numerator:
        yield writer.text("municipal.caseload.earlier", year=writer.year)
    if not persons.numerator:
        return
    genders = [
        one("caseload.by_gender", municipality=office, gender=gender) for gender in ("women", "men")
    ]
    if all(each.status == "ok" for each in genders):
        women, men = map(writer.count, genders)
        yield writer.text("municipal.gender", women=women, men=men)
    of_categories = [
        (each, one(f"caseload.{each.id}", municipality=office)) for each in categories()
    ]
    shown = [
        writer.text(
            "municipal.caseload.category",
            category=category.name(writer.language),
            count=writer.count(figure),
        )
        for category, figure in of_categories
        if figure.numerator
    ]
    if shown:
        yield writer.text("municipal.caseload.categories", categories=joined(shown, "; "))
    if any(each.status == "suppressed" for each in (*genders, *(of for _, of in of_categories))):
        yield writer.text("municipal.caseload.withheld")
    yield from _compared(writer, office)


def _compared(writer: Writer, office: str) -> Iterator[Text]:
    """The year before, and how many persons there are for each official."""
    if writer.figures.get(Key("change.caseload", office)):
        previous = writer.published.period.previous.year
        counts = change_of(writer, office)
        yield writer.text(
            "municipal.caseload.change", previous=previous, year=writer.year, counts=counts
        )
    mean = writer.figures.one("caseload.per_official", municipality=office)
    if mean.numerator is not None:
        yield writer.text("municipal.caseload.per-official", mean=writer.mean(mean))
