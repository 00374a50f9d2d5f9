"""Which municipalities have an office, and which offices plan and report."""

from zkkk_factsheet.documents.blocks import Notes, Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import DOCUMENTS
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer


def establishment(writer: Writer) -> Section:
    """How many municipalities have an office, and what is the case in the others, and why."""
    established = writer.figures.one("offices.established")
    paragraphs = [
        writer.plural("establishment.established", established, total=writer.base(established))
    ]
    remarks: list[Text] = []
    for status in ("similar", "not-established", "not-covered", "no-information"):
        indicator = f"offices.{status.replace('-', '_')}"
        if municipalities := writer.figures.municipalities(indicator):
            paragraphs.append(
                writer.plural(
                    f"establishment.{status}",
                    writer.figures.one(indicator),
                    places=writer.names(municipalities),
                )
            )
            remarks += writer.remarks(municipalities)
    texts = Paragraphs(tuple(paragraphs))
    blocks = (texts, Notes(tuple(remarks))) if remarks else (texts,)
    return Section("establishment", writer.say.text("establishment.heading"), blocks)


def reporting(writer: Writer) -> Section | None:
    """Work plans and annual reports: how many offices have them, and who has none."""
    if not writer.figures.one("offices.established").numerator:
        return None
    texts = tuple(_document(writer, column, key) for column, key in DOCUMENTS)
    return Section("reporting", writer.say.text("reporting.heading"), (Paragraphs(texts),))


def _document(writer: Writer, column: str, key: str) -> Text:
    """Those who said no by name; if they are the most, the others, who are told apart by that."""
    answers = writer.figures.by_municipality(f"offices.{column}")
    yes, no = ([o for o, answer in answers.items() if answer.numerator == said] for said in (1, 0))
    figure = writer.figures.one(f"offices.no_{column}")
    if not yes and not no:
        return writer.text(f"reporting.{key}.unknown")
    if not no:
        return writer.text(
            f"reporting.{key}.all", share=writer.of(writer.figures.one(f"offices.{column}"))
        )
    if len(no) <= max(len(yes), 1):
        return writer.plural(f"reporting.{key}.no", figure, places=writer.names(no))
    if not yes:
        return writer.text(f"reporting.{key}.none")
    return writer.plural(f"reporting.{key}.no-except", figure, places=writer.names(yes))
