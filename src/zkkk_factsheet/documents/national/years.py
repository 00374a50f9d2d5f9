"""What the years before say beside the year: one strip for each of a few indicators."""

from zkkk_factsheet.documents.blocks import Notes
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.strips import Row, strips
from zkkk_factsheet.documents.writer import Writer


def years(writer: Writer) -> Section | None:
    """Plans, reports and duties through the years; None where there are fewer than three."""
    rows = (
        Row(writer.text("change.work-plan"), "offices.work_plan"),
        Row(writer.text("change.annual-report"), "offices.annual_report"),
        Row(writer.text("change.duties"), "duties.overall"),
    )
    block = strips(writer, writer.say.text("years.corner"), rows)
    if block is None:
        return None
    notes = (Notes((writer.text("years.break"),)),) if any(block.breaks) else ()
    return Section("years", block.title, (block, *notes))
