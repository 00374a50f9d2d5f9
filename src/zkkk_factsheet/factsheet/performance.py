"""Which core duties the offices perform, and how many of them each."""

from zkkk_factsheet.charts import Column, Columns
from zkkk_factsheet.factsheet.answers import Question, answers_chart
from zkkk_factsheet.factsheet.change import not_compared
from zkkk_factsheet.factsheet.model import Chart, Mark, Matrix, MatrixRow, Section
from zkkk_factsheet.factsheet.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import duties, municipality


def performance(writer: Writer) -> Section:
    """The offices that perform each of the eight core duties."""
    say = writer.say
    return Section(
        id="performance",
        heading=say.text("performance.heading", year=writer.year),
        charts=(_duties_chart(writer),),
        notes=(say.text("performance.note"),),
    )


def _duties_chart(writer: Writer) -> Chart:
    say, one = writer.say, writer.figures.one
    return answers_chart(
        writer,
        "duties",
        say.text("performance.title"),
        say.text("performance.core-duty"),
        (say.text("performance.yes"), say.text("performance.no"), say.text("performance.missing")),
        [
            Question(
                say.text(
                    "performance.duty",
                    number=say.number(duty.number),
                    duty=duty.short[writer.language],
                ),
                one("duties.performed", duty=duty.id),
                one("duties.not_performed", duty=duty.id),
                one("duties.performed.missing", duty=duty.id),
            )
            for duty in duties()
        ],
    )


def duty_count(writer: Writer) -> Section:
    """How many offices perform how many core duties."""
    incomplete = writer.figures.one("duties.distribution.missing").numerator or 0
    note = writer.say.plural("count.incomplete", incomplete)
    return Section(
        id="count",
        heading=writer.say.text("count.heading"),
        charts=(_distribution_chart(writer),),
        notes=(note,) if incomplete else (),
    )


def by_municipality(writer: Writer) -> Section:
    """Every municipality by name, with the core duties its office performs."""
    return Section(
        id="municipalities",
        heading=writer.say.text("matrix.title"),
        matrix=_matrix(writer),
        notes=(writer.say.text("matrix.order"), *not_compared(writer)),
    )


def _distribution_chart(writer: Writer) -> Chart:
    say = writer.say
    figures = writer.figures.all("duties.distribution")
    labels = [say.number(figure.level or 0) for figure in figures]
    counts = [figure.numerator or 0 for figure in figures]
    messages = [
        say.plural("count.level", count, level=label)
        for label, count in zip(labels, counts, strict=True)
        if count
    ]
    columns = tuple(
        Column(label, count, say.number(count)) for label, count in zip(labels, counts, strict=True)
    )
    return writer.chart(
        "distribution",
        say.text("count.title"),
        Columns(columns, axis=say.text("count.axis")),
        head=(say.text("count.axis"), say.text("count.offices"), say.text("count.share")),
        rows=[
            (label, say.number(count), writer.percent(figure))
            for label, count, figure in zip(labels, counts, figures, strict=True)
        ],
        messages=messages,
    )


def _matrix(writer: Writer) -> Matrix:
    say = writer.say
    return Matrix(
        municipality=say.text("matrix.municipality"),
        total=say.text("matrix.total"),
        duties=tuple((say.number(duty.number), duty.short[writer.language]) for duty in duties()),
        meanings={
            "yes": say.text("performance.yes"),
            "no": say.text("performance.no"),
            "missing": say.text("performance.missing"),
        },
        rows=_matrix_rows(writer),
    )


def _matrix_rows(writer: Writer) -> tuple[MatrixRow, ...]:
    """The offices by the number of duties they perform, then the municipalities without one.

    Of two that perform as many for certain, the one that may perform more stands first.
    """
    counts = {figure.municipality: figure for figure in writer.figures.all("duties.count")}
    marks = _marks(writer)
    keyed = []
    for municipality_id in writer.figures.by_municipality("offices.established"):
        name = municipality(municipality_id).name(writer.language)
        figure = counts.get(municipality_id)
        known = figure is not None and figure.status == "ok"
        at_least, at_most = _range(figure) if figure and known else (-1, -1)
        row = MatrixRow(
            name=name,
            marks=marks.get(municipality_id, ()) if known else (),
            total=_total(writer, at_least, at_most) if known else "",
            instead="" if known else _instead(writer, municipality_id),
        )
        keyed.append(((-at_least, -at_most, sort_key(name, writer.language)), row))
    return tuple(row for _, row in sorted(keyed, key=lambda pair: pair[0]))


def _range(count: Figure) -> tuple[int, int]:
    """How many duties an office performs for certain, and how many it may perform."""
    performed = count.numerator or 0
    return performed, performed + len(duties()) - (count.denominator or 0)


def _total(writer: Writer, at_least: int, at_most: int) -> str:
    say = writer.say
    if at_least == at_most:
        return say.number(at_least)
    return say.text("matrix.range", least=say.number(at_least), most=say.number(at_most))


def _instead(writer: Writer, municipality_id: str) -> str:
    for status in ("similar", "not_established", "not_covered"):
        if writer.figures.one(f"offices.{status}", municipality=municipality_id).numerator:
            return writer.say.text(f"matrix.{status.replace('_', '-')}")
    return writer.say.text("value.no-information")


def _marks(writer: Writer) -> dict[str, tuple[Mark, ...]]:
    answers: dict[str, list[Mark]] = {}
    for duty in duties():
        for office, figure in writer.figures.by_municipality("duties.performed", duty.id).items():
            answers.setdefault(office, []).append(_mark(figure))
    return {office: tuple(given) for office, given in answers.items()}


def _mark(answer: Figure) -> Mark:
    if answer.numerator is None:
        return "missing"
    return "yes" if answer.numerator else "no"
