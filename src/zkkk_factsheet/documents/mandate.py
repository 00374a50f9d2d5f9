"""What the offices are for, as every kind of document may say it."""

from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.writer import Writer

SIZE, DOCUMENTS = "mandate.size", "mandate.documents"
"""What fixes an office's size, and the key documents."""

_IN_SHORT = ("mandate.purpose", "mandate.mayor")


def mandate(writer: Writer) -> Section:
    """What the offices are, whom they report to, what fixes their size, the key documents."""
    return _section(writer, *_IN_SHORT, SIZE, DOCUMENTS)


def mandate_in_short(writer: Writer) -> Section:
    """What the offices are and whom they report to, where the rest is told beside what it is of."""
    return _section(writer, *_IN_SHORT)


def _section(writer: Writer, *keys: str) -> Section:
    texts = Paragraphs(tuple(writer.text(key) for key in keys))
    return Section("mandate", writer.say.text("mandate.heading"), (texts,))
