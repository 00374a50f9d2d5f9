"""Whom the offices serve: the persons in their care, by category and gender."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Block, Notes, Paragraphs, Table
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import categories

_GENDERS = ("women", "men")


def caseload(writer: Writer) -> Section | None:
    """Persons in care, per official, and their change; None where the workbooks tell of none."""
    if not writer.figures.all("caseload.persons"):
        return None
    say, persons = writer.say, writer.figures.one("caseload.persons")
    heading = say.text("caseload.heading", year=writer.year)
    if persons.numerator is None:
        return Section("caseload", heading, (Paragraphs((writer.text("caseload.unknown"),)),))
    blocks: list[Block] = [
        Paragraphs(tuple(_texts(writer, persons))),
        _table(writer, heading, persons),
    ]
    if notes := tuple(_notes(writer)):
        blocks.append(Notes(notes))
    return Section("caseload", heading, tuple(blocks))


def _texts(writer: Writer, persons: Figure) -> Iterator[Text]:
    offices = writer.base(writer.figures.one("caseload.earlier"))
    yield writer.plural("caseload.total", persons, offices=offices)
    mean = writer.figures.one("caseload.per_official")
    if mean.numerator is not None:
        yield writer.text(
            "caseload.per-official",
            mean=writer.mean(mean),
            persons=writer.count(mean),
            officials=writer.base(mean),
        )
    for compared in writer.figures.national("change.caseload.offices"):
        if compared.numerator:
            yield writer.plural(
                "caseload.change",
                compared,
                previous=writer.published.period.previous.year,
                counts=change_of(writer),
            )


def change_of(writer: Writer, office: str = "") -> Text:
    """Persons in care in the year before and in the year, of an office or of all compared."""
    before, after = (
        writer.figures.one(f"change.caseload.{when}", municipality=office)
        for when in ("before", "after")
    )
    return writer.text("change.counts", before=writer.count(before), after=writer.count(after))


def _table(writer: Writer, title: str, persons: Figure) -> Table:
    say, one = writer.say, writer.figures.one
    rows = []
    for category in categories():
        indicator = f"caseload.{category.id}"
        figures = [one(indicator), *(one(indicator, gender=gender) for gender in _GENDERS)]
        cells = (_count(writer, each, figures[0]) for each in figures)
        rows.append((Text.of(category.name(writer.language)), *cells))
    of_gender = (one("caseload.by_gender", gender=gender) for gender in _GENDERS)
    total = (_count(writer, each, persons) for each in (persons, *of_gender))
    rows.append((writer.text("caseload.all"), *total))
    head = ("caseload.category", "caseload.persons", "composition.women", "composition.men")
    return Table(title, tuple(map(say.text, head)), tuple(rows))


def _count(writer: Writer, figure: Figure, whole: Figure) -> Text:
    """A count; of a category without persons there are no women and no men."""
    if figure.numerator is not None:
        return Text.of(writer.count(figure))
    if figure.status != "suppressed" and whole.numerator == 0:
        return Text.of(writer.count(whole))
    return writer.unknown(figure)


def _notes(writer: Writer) -> Iterator[Text]:
    missing, earlier = (writer.figures.one(f"caseload.{each}") for each in ("missing", "earlier"))
    if missing.numerator and missing.numerator == missing.denominator != 1:
        yield writer.text("caseload.missing-all", all=writer.base(missing))
    elif missing.numerator:
        yield writer.plural("caseload.missing", missing, all=writer.base(missing))
    if earlier.numerator:
        yield writer.plural("caseload.earlier", earlier, year=writer.year)
    of_country = (
        each
        for category in categories()
        for each in writer.figures.national(f"caseload.{category.id}")
    )
    if any(each.status == "suppressed" for each in of_country):
        yield writer.text("caseload.suppressed")
