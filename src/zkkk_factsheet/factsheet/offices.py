"""Which municipalities have an office, and which offices plan and report."""

from collections.abc import Iterator

from zkkk_factsheet.factsheet.answers import Question, answers_chart
from zkkk_factsheet.factsheet.model import Chart, Section
from zkkk_factsheet.factsheet.writer import Writer

_REPORTING = (("work_plan", "work-plan"), ("annual_report", "annual-report"))


def establishment(writer: Writer) -> Section:
    """How many municipalities have an office, and what is the case in the others, and why."""
    say, one = writer.say, writer.figures.one
    established = one("offices.established")
    paragraphs = [
        say.plural(
            "establishment.established",
            established.numerator or 0,
            total=say.number(established.denominator or 0),
        )
    ]
    remarks: list[str] = []
    for status in ("similar", "not-established", "not-covered", "no-information"):
        municipalities = writer.figures.municipalities(f"offices.{status.replace('-', '_')}")
        if municipalities:
            paragraphs.append(
                say.plural(
                    f"establishment.{status}",
                    len(municipalities),
                    places=writer.names(municipalities),
                )
            )
            remarks += writer.remarks(municipalities)
    return Section(
        id="establishment",
        heading=say.text("establishment.heading"),
        paragraphs=tuple(paragraphs),
        notes=tuple(remarks),
    )


def reporting(writer: Writer) -> Section:
    """Work plans and annual reports, who has none, and whose answer is missing."""
    say = writer.say
    return Section(
        id="reporting",
        heading=say.text("reporting.heading"),
        charts=(_reporting_chart(writer),),
        notes=tuple(note for column, key in _REPORTING for note in _named(writer, column, key)),
    )


def _named(writer: Writer, column: str, key: str) -> Iterator[str]:
    """Who said no, and of whom there is no information."""
    answers = writer.figures.by_municipality(f"offices.{column}")
    yes, no, missing = (
        [office for office, answer in answers.items() if answer.numerator == said]
        for said in (1, 0, None)
    )
    if no:
        yield _who_said_no(writer, key, yes, no)
    if missing:
        yield writer.say.plural(
            f"reporting.{key}.missing", len(missing), places=writer.names(missing)
        )


def _who_said_no(writer: Writer, key: str, yes: list[str], no: list[str]) -> str:
    """Those who said no by name; if they are the most, the others, who are told apart by that."""
    say = writer.say
    if len(no) <= max(len(yes), 1):
        return say.plural(f"reporting.{key}.no", len(no), places=writer.names(no))
    if yes:
        return say.plural(f"reporting.{key}.no-except", len(no), places=writer.names(yes))
    return say.text(f"reporting.{key}.none")


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
