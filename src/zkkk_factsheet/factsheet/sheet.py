"""A year's fact sheet in one language, put together from its sections."""

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.factsheet.change import change
from zkkk_factsheet.factsheet.composition import composition
from zkkk_factsheet.factsheet.mandate import mandate
from zkkk_factsheet.factsheet.method import method, reading
from zkkk_factsheet.factsheet.model import FactSheet, KeyFigure, Labels, Section
from zkkk_factsheet.factsheet.offices import establishment, reporting
from zkkk_factsheet.factsheet.performance import by_municipality, duty_count, performance
from zkkk_factsheet.factsheet.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import catalogue


def fact_sheet(published: Published, language: str) -> FactSheet:
    """Write the fact sheet of a year.

    Args:
        published: What may be said of the year; every number is taken from its figures.
        language: "sq", "sr" or "en".
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say, about = writer.say, published.about
    final = about.status == "final"
    day = about.published_on
    return FactSheet(
        language=say.text("language.tag"),
        year=about.year,
        title=say.text("title.document", year=about.year),
        name=say.text("title.name"),
        abbreviation=say.text("title.abbreviation"),
        publisher=writer.in_language(about.publisher),
        mark="" if final else say.text(f"mark.{about.status}"),
        mark_note="" if final else say.text(f"mark.{about.status}.note"),
        published_iso=day.isoformat() if day else "",
        key_heading=say.text("key.heading", year=about.year),
        key_figures=_key_figures(writer),
        sections=tuple(section for section in _sections(writer) if section),
        labels=Labels(
            data_table=say.text("page.data-table"),
            page=say.text("page.number", page="{page}", pages="{pages}"),
            pdf=say.text("page.pdf"),
        ),
    )


def _sections(writer: Writer) -> tuple[Section | None, ...]:
    return (
        mandate(writer),
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


def _key_figures(writer: Writer) -> tuple[KeyFigure, ...]:
    say, one = writer.say, writer.figures.one
    established = one("offices.established")
    officials = one("staff.by_gender", gender="women")
    return (
        KeyFigure(
            value=say.number(established.numerator or 0),
            label=say.plural("key.established", established.numerator or 0),
            base=say.plural("key.of-municipalities", established.denominator or 0),
        ),
        *(
            _share(writer, figure, name, f"key.of-{base}")
            for name, base, figure in (
                ("work-plan", "offices", one("offices.work_plan")),
                ("annual-report", "offices", one("offices.annual_report")),
                ("women", "officials", officials),
                ("duties", "answers", one("duties.overall")),
            )
        ),
    )


def _share(writer: Writer, figure: Figure, name: str, base: str) -> KeyFigure:
    """A percentage with its base; the count where the base is too small for one."""
    say = writer.say
    if figure.numerator is None or not figure.denominator:
        return KeyFigure(writer.unknown(figure), say.text(f"change.{name}"), "")
    counted = say.number(figure.numerator)
    return KeyFigure(
        value=writer.percent(figure) if figure.stands_as_percent else counted,
        label=say.text(f"key.{name}" if figure.stands_as_percent else f"change.{name}"),
        base=say.plural(base, figure.denominator, numerator=counted),
    )
