"""Which municipalities have an office, and which offices plan and report."""

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
        municipalities = writer.year.with_status(status.replace("-", " "))
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
    """Work plans and annual reports, and whose answer is missing."""
    say = writer.say
    return Section(
        id="reporting",
        heading=say.text("reporting.heading"),
        charts=(_reporting_chart(writer),),
        notes=tuple(
            note
            for column, key in _REPORTING
            if (note := _missing(writer, column, f"reporting.{key}.missing"))
        ),
    )


def _missing(writer: Writer, column: str, key: str) -> str:
    offices = writer.year.offices
    unanswered = offices[(offices["status"] == "established") & offices[column].isna()]
    municipalities = list(unanswered["municipality"])
    if not municipalities:
        return ""
    return writer.say.plural(key, len(municipalities), places=writer.names(municipalities))


def _reporting_chart(writer: Writer) -> Chart:
    say, one = writer.say, writer.figures.one
    return answers_chart(
        writer,
        "reporting",
        say.text("reporting.title", year=writer.year.about.year),
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
