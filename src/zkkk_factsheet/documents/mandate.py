"""What the offices are for, as every kind of document may say it."""

from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.writer import Writer


def mandate(writer: Writer) -> Section:
    """What the offices are, whom they report to, what fixes their size, the key documents."""
    keys = ("mandate.purpose", "mandate.mayor", "mandate.size", "mandate.documents")
    texts = Paragraphs(tuple(writer.text(key) for key in keys))
    return Section("mandate", writer.say.text("mandate.heading"), (texts,))
