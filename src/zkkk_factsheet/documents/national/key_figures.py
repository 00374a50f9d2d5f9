"""The key figures, each with its base and its change in the same offices."""

from zkkk_factsheet.documents.blocks import KeyFigure, KeyFigures
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure


def key_facts(writer: Writer) -> Section:
    """Offices, work plans, annual reports, women, core duties."""
    one, say = writer.figures.one, writer.say
    established = one("offices.established")
    figures = (
        KeyFigure(
            value=Text.of(writer.count(established)),
            label=writer.plural("key.established", established),
            base=writer.plural_base("key.of-municipalities", established),
            change=_counts(writer, "offices"),
        ),
        _share(writer, one("offices.work_plan"), "work-plan", "offices", "work_plan"),
        _share(writer, one("offices.annual_report"), "annual-report", "offices", "annual_report"),
        _share(writer, one("staff.by_gender", gender="women"), "women", "officials", "women"),
        _share(writer, one("duties.overall"), "duties", "answers", "duties"),
    )
    previous = writer.published.period.previous.year
    compared = any(figure.change for figure in figures)
    heading = say.text(
        "key.heading-change" if compared else "key.heading", year=writer.year, previous=previous
    )
    return Section("key", heading, (KeyFigures(figures),))


def _share(writer: Writer, figure: Figure, name: str, base: str, compared: str) -> KeyFigure:
    """A percentage with its base; the count where the base is too small for one."""
    if figure.numerator is None or not figure.denominator:
        return KeyFigure(writer.unknown(figure), writer.text(f"change.{name}"), Text(), Text())
    counted = writer.count(figure)
    large = figure.stands_as_percent
    return KeyFigure(
        value=writer.percent(figure) if large else Text.of(counted),
        label=writer.text(f"key.{name}" if large else f"change.{name}"),
        base=writer.plural_base(f"key.of-{base}", figure, numerator=counted),
        change=_women(writer) if compared == "women" else _counts(writer, compared),
    )


def _counts(writer: Writer, name: str) -> Text:
    """The counts of both years on their common base; nothing where nothing is compared."""
    if not writer.figures.all("change.offices"):
        return Text()
    known = writer.figures.one(f"change.{name}.after").denominator
    return writer.of_the_same(name) if known else Text()


def _women(writer: Writer) -> Text:
    """Women in the same offices, or, where that may not be told, among all officials."""
    if not writer.figures.all("change.offices"):
        return Text()
    for name, key in (("women", "key.change-same"), ("all_women", "key.change-all")):
        before, after = writer.figures.both(name, gender="women")
        if before.numerator is not None and after.numerator is not None:
            return writer.text(
                key,
                before=writer.count(before),
                after=writer.count(after),
                base_before=writer.base(before),
                base_after=writer.base(after),
            )
    return Text()
