"""Which core duties the offices perform, and how many of them each."""

from zkkk_factsheet.charts import Column, Columns
from zkkk_factsheet.documents.model import Chart, Mark, Matrix, MatrixRow, Notes, Section
from zkkk_factsheet.documents.national.answers import Question, answers_chart
from zkkk_factsheet.documents.national.change import not_compared
from zkkk_factsheet.documents.office import number_performed, performed, without_count
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import duties, municipality


def performance(writer: Writer) -> Section:
    """The offices that perform each of the eight core duties."""
    return Section(
        "performance",
        writer.say.text("performance.heading", year=writer.year),
        (_duties_chart(writer), Notes((writer.text("performance.note"),))),
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
    incomplete = writer.figures.one("duties.distribution.missing")
    chart, note = _distribution_chart(writer), writer.plural("count.incomplete", incomplete)
    blocks = (chart, Notes((note,))) if incomplete.numerator else (chart,)
    return Section("count", writer.say.text("count.heading"), blocks)


def by_municipality(writer: Writer) -> Section:
    """Every municipality by name, with the core duties its office performs."""
    notes = Notes((writer.text("matrix.order"), *not_compared(writer)))
    return Section("municipalities", writer.say.text("matrix.title"), (_matrix(writer), notes))


def _distribution_chart(writer: Writer) -> Chart:
    say = writer.say
    columns, rows, messages = [], [], []
    for figure in writer.figures.all("duties.distribution"):
        label, count = say.number(figure.level or 0), writer.count(figure)
        columns.append(Column(label, figure.numerator or 0, str(count)))
        rows.append((Text.of(label), Text.of(count), writer.percent(figure)))
        if figure.numerator:
            messages.append(writer.plural("count.level", figure, level=label))
    return writer.chart(
        "distribution",
        say.text("count.title"),
        Columns(tuple(columns), axis=say.text("count.axis")),
        head=(say.text("count.axis"), say.text("count.offices"), say.text("count.share")),
        rows=rows,
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
    counts, marks = writer.figures.by_municipality("duties.count"), _marks(writer)
    keyed = []
    for municipality_id in writer.figures.by_municipality("offices.established"):
        name = municipality(municipality_id).name(writer.language)
        figure = counts.get(municipality_id)
        if figure is not None and figure.status == "ok":
            at_least, at_most = performed(figure)
            row = MatrixRow(name, marks[municipality_id], number_performed(writer, figure), "")
        else:
            at_least, at_most = -1, -1
            row = MatrixRow(name, (), Text(), without_count(writer, municipality_id))
        keyed.append(((-at_least, -at_most, sort_key(name, writer.language)), row))
    return tuple(row for _, row in sorted(keyed, key=lambda pair: pair[0]))


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
