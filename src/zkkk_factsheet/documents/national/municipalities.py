"""The table of all municipalities: core duties, documents, officials, change, in A to Z."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Mark, Matrix, MatrixHead, MatrixRow, Notes
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.national.titles import of_changes
from zkkk_factsheet.documents.office import (
    DOCUMENTS,
    answer_of,
    number_performed,
    standing,
    without_count,
)
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import duties, municipality


def by_municipality(writer: Writer) -> Section:
    """Every municipality by name, from A to Z: what its office does and has."""
    say = writer.say
    title = of_changes(writer.figures)
    heading = (
        say.text(title, previous=writer.published.period.previous.year)
        if title
        else say.text("matrix.heading")
    )
    table = matrix(writer)
    notes = Notes(tuple(writer.text(key) for key in _notes(writer, table)))
    return Section("municipalities", heading, (table, notes))


def _notes(writer: Writer, table: Matrix) -> Iterator[str]:
    """What is to be known to read the table, by its keys: only of signs that stand in it."""
    yield "matrix.note"
    if any("missing" in row.marks for row in table.rows):
        yield "matrix.note.range"
    if any(
        not _is_whole(each) for each in writer.figures.by_municipality("change.duties").values()
    ):
        yield "matrix.note.partly"


def matrix(writer: Writer) -> Matrix:
    """The table of all municipalities."""
    say = writer.say
    return Matrix(
        title=say.text("matrix.title"),
        municipality=say.text("matrix.municipality"),
        duties=tuple(
            MatrixHead(
                say.number(duty.number),
                duty.short[writer.language],
                Key("duties.performed", duty=duty.id),
            )
            for duty in duties()
        ),
        total=MatrixHead(
            say.text("matrix.total.sign"), say.text("matrix.total"), Key("duties.overall")
        ),
        documents=tuple(
            MatrixHead(
                say.text(f"matrix.{key}.sign"), say.text(f"matrix.{key}"), Key(f"offices.{column}")
            )
            for column, key in DOCUMENTS
        ),
        numbers=tuple(head for head, _ in _numbers(writer)),
        meanings={
            "yes": say.text("reporting.yes"),
            "no": say.text("reporting.no"),
            "missing": say.text("reporting.missing"),
        },
        rows=_rows(writer),
    )


def _numbers(writer: Writer) -> list[tuple[MatrixHead, dict[str, Text]]]:
    """The columns of numbers that there are, each with what it says of a municipality."""
    say, figures = writer.say, writer.figures
    columns = []
    if figures.all("change.offices"):
        previous = writer.published.period.previous.year
        head = MatrixHead(
            say.text("matrix.change.sign"),
            say.text("matrix.change", previous=previous),
            Key("change.duties"),
        )
        changes = figures.by_municipality("change.duties")
        columns.append((head, {id_: _change(writer, each) for id_, each in changes.items()}))
    head = MatrixHead(
        say.text("matrix.officials.sign"),
        say.text("composition.officials"),
        Key("staff.officials"),
    )
    officials = figures.by_municipality("staff.officials")
    columns.append((head, {id_: _officials(writer, each) for id_, each in officials.items()}))
    return columns


def _change(writer: Writer, figure: Figure) -> Text:
    """The change of an office; with a star if not all of its duties could be compared."""
    change = writer.change(figure)
    return change if _is_whole(figure) else writer.text("matrix.partly", change=change)


def _is_whole(change: Figure) -> bool:
    return change.denominator == len(duties())


def _officials(writer: Writer, figure: Figure) -> Text:
    return Text() if figure.numerator is None else Text.of(writer.count(figure))


def _rows(writer: Writer) -> tuple[MatrixRow, ...]:
    columns = [values for _, values in _numbers(writer)]
    counts = writer.figures.by_municipality("duties.count")
    rows = []
    for id_ in writer.figures.by_municipality("offices.established"):
        count = counts.get(id_)
        known = count if count is not None and count.status == "ok" else None
        rows.append(
            MatrixRow(
                id=id_,
                name=municipality(id_).name(writer.language),
                marks=_duties(writer, id_) if known else (),
                total=number_performed(writer, known) if known else Text(),
                instead="" if known else without_count(writer, id_),
                documents=_documents(writer, id_),
                numbers=tuple(values.get(id_, Text()) for values in columns),
            )
        )
    return tuple(sorted(rows, key=lambda row: sort_key(row.name, writer.language)))


def _duties(writer: Writer, office: str) -> tuple[Mark, ...]:
    return tuple(answer_of(writer, "duties.performed", office, duty.id) for duty in duties())


def _documents(writer: Writer, municipality_id: str) -> tuple[Mark, ...]:
    """A mark for each document; none where there is no office to have one."""
    if standing(writer, municipality_id) != "established":
        return ()
    return tuple(answer_of(writer, f"offices.{column}", municipality_id) for column, _ in DOCUMENTS)
