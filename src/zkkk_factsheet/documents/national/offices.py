"""Which municipalities have an office, and which offices plan and report."""

from collections.abc import Iterator

from zkkk_factsheet.documents.model import Chart, Notes, Paragraphs, Section
from zkkk_factsheet.documents.national.answers import Question, answers_chart
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer

_REPORTING = (("work_plan", "work-plan"), ("annual_report", "annual-report"))


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


def reporting(writer: Writer) -> Section:
    """Work plans and annual reports, who has none, and whose answer is missing."""
    chart = _reporting_chart(writer)
    notes = tuple(note for column, key in _REPORTING for note in _named(writer, column, key))
    blocks = (chart, Notes(notes)) if notes else (chart,)
    return Section("reporting", writer.say.text("reporting.heading"), blocks)


def _named(writer: Writer, column: str, key: str) -> Iterator[Text]:
    """Who said no, and of whom there is no information."""
    answers = writer.figures.by_municipality(f"offices.{column}")
    yes, no, missing = (
        [office for office, answer in answers.items() if answer.numerator == said]
        for said in (1, 0, None)
    )
    if no:
        yield _who_said_no(writer, column, key, yes, no)
    if missing:
        yield writer.plural(
            f"reporting.{key}.missing",
            writer.figures.one(f"offices.{column}.missing"),
            places=writer.names(missing),
        )


def _who_said_no(writer: Writer, column: str, key: str, yes: list[str], no: list[str]) -> Text:
    """Those who said no by name; if they are the most, the others, who are told apart by that."""
    figure = writer.figures.one(f"offices.no_{column}")
    if len(no) <= max(len(yes), 1):
        return writer.plural(f"reporting.{key}.no", figure, places=writer.names(no))
    if yes:
        return writer.plural(f"reporting.{key}.no-except", figure, places=writer.names(yes))
    return writer.text(f"reporting.{key}.none")


def _reporting_chart(writer: Writer) -> Chart:
    say, one = writer.say, writer.figures.one
    return answers_chart(
        writer,
        "reporting",
        say.text("reporting.title", year=writer.year),
        say.text("reporting.document"),
        (say.text("reporting.yes"), say.text("reporting.no"), say.text("reporting.missing")),
        [
            Question(
                say.text(f"reporting.{key}"),
                one(f"offices.{column}"),
                one(f"offices.no_{column}"),
                one(f"offices.{column}.missing"),
            )
            for column, key in _REPORTING
        ],
    )
