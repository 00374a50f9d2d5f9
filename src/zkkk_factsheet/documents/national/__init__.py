"""The national sheet: a year's offices in all municipalities, on two pages."""

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.model import Document, KeyFigure, KeyFigures, Section
from zkkk_factsheet.documents.national.change import change
from zkkk_factsheet.documents.national.composition import composition
from zkkk_factsheet.documents.national.method import mandate, method, reading
from zkkk_factsheet.documents.national.offices import establishment, reporting
from zkkk_factsheet.documents.national.performance import by_municipality, duty_count, performance
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import catalogue

KIND = "national"

PAGES = 2
"""How many pages a national sheet is to have in print."""


def compose(published: Published, language: str) -> Document:
    """Write the sheet of a year.

    Args:
        published: What may be said of the year; every number is taken from its figures.
        language: "sq", "sr" or "en".
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say = writer.say
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=writer.head(say.text("title.document", year=writer.year), say.text("title.name")),
        labels=writer.labels(),
        sections=tuple(section for section in _sections(writer) if section),
        pages=PAGES,
    )


def _sections(writer: Writer) -> tuple[Section | None, ...]:
    return (
        mandate(writer),
        _key_facts(writer),
        establishment(writer),
        reading(writer),
        reporting(writer),
        composition(writer),
        performance(writer),
        duty_count(writer),
        change(writer),
        by_municipality(writer),
        method(writer),
    )


def _key_facts(writer: Writer) -> Section:
    one = writer.figures.one
    established = one("offices.established")
    return Section(
        "key",
        writer.say.text("key.heading", year=writer.year),
        (
            KeyFigures(
                (
                    KeyFigure(
                        value=Text.of(writer.count(established)),
                        label=writer.plural("key.established", established),
                        base=writer.plural_base("key.of-municipalities", established),
                    ),
                    _share(writer, one("offices.work_plan"), "work-plan", "offices"),
                    _share(writer, one("offices.annual_report"), "annual-report", "offices"),
                    _share(writer, one("staff.by_gender", gender="women"), "women", "officials"),
                    _share(writer, one("duties.overall"), "duties", "answers"),
                )
            ),
        ),
    )


def _share(writer: Writer, figure: Figure, name: str, base: str) -> KeyFigure:
    """A percentage with its base; the count where the base is too small for one."""
    if figure.numerator is None or not figure.denominator:
        return KeyFigure(writer.unknown(figure), writer.text(f"change.{name}"), Text())
    counted = writer.count(figure)
    large = figure.stands_as_percent
    return KeyFigure(
        value=writer.percent(figure) if large else Text.of(counted),
        label=writer.text(f"key.{name}" if large else f"change.{name}"),
        base=writer.plural_base(f"key.of-{base}", figure, numerator=counted),
    )
