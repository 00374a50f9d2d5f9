"""Which municipalities have an office, and which offices plan and report."""

from zkkk_factsheet.charts import SHADES, Bar, Bars, Segment
from zkkk_factsheet.factsheet.model import Chart, Section, Table
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
    say, year = writer.say, writer.year.about.year
    bars, rows, messages = [], [], []
    for column, key in _REPORTING:
        names = (column, f"no_{column}", f"{column}.missing")
        figures = [writer.figures.one(f"offices.{name}") for name in names]
        counts = [each.numerator or 0 for each in figures]
        label = say.text(f"reporting.{key}")
        bars.append(
            Bar(
                label,
                tuple(
                    Segment(count, shade, say.number(count))
                    for count, shade in zip(counts, SHADES, strict=True)
                ),
                writer.of(figures[0]),
            )
        )
        rows.append((label, *(say.number(count) for count in counts), writer.percent(figures[0])))
        messages.append(f"{label}: {writer.of(figures[0])}")
    key_texts = tuple(say.text(f"reporting.{answer}") for answer in ("yes", "no", "missing"))
    title = say.text("reporting.title", year=year)
    return Chart(
        id="reporting",
        title=title,
        alternative=say.text("chart.alternative", title=title, values="; ".join(messages)),
        data=Table(
            title=title,
            head=(say.text("reporting.document"), *key_texts, say.text("table.percent")),
            rows=tuple(rows),
        ),
        drawing=Bars(
            tuple(bars),
            key=tuple(zip(SHADES, key_texts, strict=True)),
            labels="above",
            full=True,
        ),
    )
