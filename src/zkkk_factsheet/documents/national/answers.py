"""The chart of answers: for each question how many offices said yes, no, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from zkkk_factsheet.charts import SHADES, Bar, Bars, Segment
from zkkk_factsheet.documents.model import Chart
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: its label, and how many said yes, no, and nothing."""

    label: str
    yes: Figure
    no: Figure
    missing: Figure


def answers_chart(
    writer: Writer,
    id_: str,
    title: str,
    asked: str,
    words: tuple[str, str, str],
    questions: Sequence[Question],
) -> Chart:
    """One bar a question, its name above it, its share of yes beside the name.

    Args:
        writer: Who writes.
        id_: The chart's id.
        title: Its title.
        asked: What the questions are about, as the head of the table's first column.
        words: What yes, no and no information are called.
        questions: The questions, from top to bottom.
    """
    bars, rows, messages = [], [], []
    for question in questions:
        figures = (question.yes, question.no, question.missing)
        counts, share = [writer.count(figure) for figure in figures], writer.of(question.yes)
        segments = tuple(
            Segment(figure.numerator or 0, shade, str(count))
            for figure, shade, count in zip(figures, SHADES, counts, strict=True)
        )
        bars.append(Bar(question.label, segments, str(share)))
        rows.append((Text.of(question.label), *map(Text.of, counts), writer.percent(question.yes)))
        messages.append(Text.of(f"{question.label}: ", share))
    return writer.chart(
        id_,
        title,
        Bars(tuple(bars), key=tuple(zip(SHADES, words, strict=True)), labels="above", full=True),
        head=(asked, *words, writer.say.text("table.percent")),
        rows=rows,
        messages=messages,
    )
