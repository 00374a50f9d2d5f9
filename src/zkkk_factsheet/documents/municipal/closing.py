"""What remains to be done, and whom to write to."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Block, Mark, Notes, Paragraphs, Points
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import DOCUMENTS, answer_of, standing
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.reference import duties


def remaining(writer: Writer, office: str) -> Section:
    """What the office does not do yet, worded as a task; what is not known is asked for."""
    return Section(
        "remaining", writer.say.text("municipal.remaining.heading"), (_tasks(writer, office),)
    )


def _tasks(writer: Writer, office: str) -> Block:
    what = standing(writer, office)
    if what in ("similar", "not-established"):
        keys = ("municipal.remaining.establish", "municipal.remaining.begin")
        return Points(tuple(writer.text(key) for key in keys))
    if what != "established":
        return Paragraphs((writer.text(f"municipal.remaining.{what}"),))
    tasks = tuple(_of_office(writer, office))
    return Points(tasks) if tasks else Paragraphs((writer.text("municipal.remaining.nothing"),))


def _of_office(writer: Writer, office: str) -> Iterator[Text]:
    unknown: list[Text] = []
    for duty in duties():
        answer = answer_of(writer, "duties.performed", office, duty.id)
        names = duty.remaining if answer == "no" else duty.short
        text = writer.text("performance.duty", number=duty.number, duty=names[writer.language])
        yield from _sorted(answer, text, text, unknown)
    for indicator, key in DOCUMENTS:
        answer = answer_of(writer, f"offices.{indicator}", office)
        task = writer.text(f"municipal.remaining.{key}")
        yield from _sorted(answer, task, writer.text(f"municipal.{key}"), unknown)
    if unknown:
        yield writer.text("municipal.remaining.unknown", items=joined(unknown, "; "))


def _sorted(answer: Mark, task: Text, name: Text, unknown: list[Text]) -> Iterator[Text]:
    """The task, if the answer is no; what is not known is put to the rest of it."""
    if answer == "no":
        yield task
    elif answer == "missing":
        unknown.append(name)


def contact(writer: Writer, office: str) -> Section:
    """What was corrected, whom to write to, where it stands, remarks, the source and the day."""
    about = writer.published.about
    notes = (*writer.remarks([office]), *writer.source(), *writer.publication_days())
    whom = writer.in_language(about.contact) or writer.in_language(about.publisher)
    texts = (
        *writer.corrections(office),
        *((writer.text("municipal.contact", contact=whom),) if whom else ()),
        *writer.address(),
    )
    blocks: tuple[Block, ...] = (Paragraphs(texts),) if texts else ()
    if notes:
        blocks += (Notes(notes),)
    return Section("contact", writer.say.text("municipal.contact.heading"), blocks)
