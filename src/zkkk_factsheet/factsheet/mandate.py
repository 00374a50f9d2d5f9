"""What the offices are, whom they report to, what fixes their size, the key documents."""

from zkkk_factsheet.factsheet.model import Section
from zkkk_factsheet.factsheet.writer import Writer


def mandate(writer: Writer) -> Section:
    """The mandate in four lines."""
    say = writer.say
    return Section(
        id="mandate",
        heading=say.text("mandate.heading"),
        points=(
            say.text("mandate.purpose"),
            say.text("mandate.mayor"),
            say.text("mandate.size"),
            say.text("mandate.documents"),
        ),
    )
