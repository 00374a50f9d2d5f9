"""What the years before say beside the year: one strip for each of a few indicators."""

from functools import partial

from zkkk_factsheet.documents.blocks import Notes
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.strips import Pick, strips
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Figures


def years(writer: Writer) -> Section | None:
    """Plans, reports and duties through the years; None where there are fewer than three."""
    heading = writer.text(
        "years.heading", first=_first_year(writer), last=writer.published.period.year
    )
    block = strips(
        writer,
        str(heading),
        writer.say.text("years.corner"),
        [(writer.text(f"change.{name}"), pick) for name, pick in _ROWS],
    )
    if block is None:
        return None
    notes = (Notes((writer.text("years.break"),)),) if any(block.breaks) else ()
    return Section("years", str(heading), (block, *notes))


def _first_year(writer: Writer) -> int:
    return min(each.period.year for each in (*writer.published.earlier, writer.published))


def _one(indicator: str, figures: Figures) -> Figure:
    return figures.one(indicator)


_ROWS: tuple[tuple[str, Pick], ...] = (
    ("work-plan", partial(_one, "offices.work_plan")),
    ("annual-report", partial(_one, "offices.annual_report")),
    ("duties", partial(_one, "duties.overall")),
)
