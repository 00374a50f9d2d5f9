"""The report of an office: what it did in a period, component by component."""

from dataclasses import replace

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import Block, KeyFigure, KeyFigures, Names, Paragraphs, Spoken
from zkkk_factsheet.documents.model import Document, Labels, Section
from zkkk_factsheet.documents.report.closing import conclusion, signature
from zkkk_factsheet.documents.report.told import components, partners, progress
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES, communities, municipality
from zkkk_factsheet.reference import components as all_components

KIND = "report"

_NUMBERS = ("I", "II", "III", "IV", "V")


def compose(published: Published, language: str, subject: str) -> Document:
    """Write the report of an office.

    Args:
        published: What may be said of the period; every number is taken from its figures.
        language: "sq", "sr" or "en".
        subject: The municipality's id.
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say, place, period = writer.say, municipality(subject).name(language), published.period
    name, span = say.text(f"report.name.{period.part or 'year'}"), period.span(language)
    title = say.text("report.title", municipality=place, report=name, period=span)
    head = replace(
        writer.head(title, name, place), period=span, publisher=say.text("municipal.name")
    )
    if head.mark:
        head = replace(head, mark_note=say.text(f"report.{published.about.status}.note"))
    return Document(
        kind=KIND,
        language=language,
        period=period,
        head=head,
        labels=_labels(writer),
        sections=(_names(writer), *_numbered(writer, subject), signature(writer)),
    )


def _labels(writer: Writer) -> Labels:
    say = writer.say
    return replace(
        writer.labels(), editable=say.text("report.editable"), room=say.text("report.room")
    )


def _names(writer: Writer) -> Section:
    """The office's name in each language, as it stands on its letters; the own language first."""
    ordered = (writer.language, *(each for each in LANGUAGES if each != writer.language))
    names = tuple(_name(writer, each) for each in ordered)
    return Section("office", writer.say.text("municipal.name"), (Names(names),))


def _name(writer: Writer, language: str) -> Spoken:
    say = catalogue(language, "sheet")
    tag = "" if language == writer.language else say.text("language.tag")
    return Spoken(Text.of(say.text("municipal.name")), tag)


def _numbered(writer: Writer, subject: str) -> tuple[Section, ...]:
    parts = (
        ("introduction", _introduction(writer, subject)),
        ("components", components(writer, subject)),
        ("progress", progress(writer, subject)),
        ("partners", partners(writer, subject)),
        ("conclusion", conclusion(writer, subject)),
    )
    return tuple(
        Section(id_, _heading(writer, number, id_), blocks)
        for number, (id_, blocks) in zip(_NUMBERS, parts, strict=True)
    )


def _heading(writer: Writer, number: str, id_: str) -> str:
    heading = writer.say.text(f"report.{id_}.heading")
    return writer.say.text("report.section", number=number, heading=heading)


def _introduction(writer: Writer, subject: str) -> tuple[Block, ...]:
    place = municipality(subject).name(writer.language)
    span = writer.published.period.span(writer.language)
    texts = (
        writer.text("report.introduction", municipality=place, period=span),
        writer.text("report.purpose"),
    )
    return Paragraphs(texts), KeyFigures(_figures(writer, subject))


def _figures(writer: Writer, subject: str) -> tuple[KeyFigure, ...]:
    statuses = {
        name: writer.count(writer.figures[Key(f"activities.{name}", subject)])
        for name in ("initiated", "under_way", "completed")
    }
    all_, known = (writer.say.number(len(each())) for each in (all_components, communities))
    bases = {
        "count": writer.text("report.figures.statuses", **statuses),
        "components": writer.text("report.figures.of-components", all=all_),
        "communities": writer.text("report.figures.of-communities", all=known),
        "partners": writer.text("report.figures.institutions"),
    }
    return tuple(_figure(writer, subject, name, base) for name, base in bases.items())


def _figure(writer: Writer, subject: str, name: str, base: Text) -> KeyFigure:
    figure = writer.figures[Key(f"activities.{name}", subject)]
    label = writer.text_for(f"report.figures.{name}", figure.numerator or 0)
    return KeyFigure(Text.of(writer.count(figure)), label, base)
