"""Who works in an office, as far as it may be told."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import standing
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import communities


def officials(writer: Writer, office: str) -> Section | None:
    """The officials of an office; None where there is no office."""
    if standing(writer, office) != "established":
        return None
    own = writer.figures.get(Key("staff.officials", office))
    texts = [_total(writer, office, own)]
    if own is not None and own.numerator:
        texts += _composition(writer, office)
    heading = writer.say.text("municipal.officials.heading")
    return Section("officials", heading, (Paragraphs(tuple(texts)),))


def _total(writer: Writer, office: str, own: Figure | None) -> Text:
    complete = not writer.figures.one("staff.missing", municipality=office).numerator
    if own is None or own.numerator is None or not (own.numerator or complete):
        return writer.text("municipal.officials.unknown")
    if not own.numerator:
        return writer.text("municipal.officials.none")
    return writer.plural(f"municipal.officials.{'total' if complete else 'at-least'}", own)


def _composition(writer: Writer, office: str) -> Iterator[Text]:
    """Women and men, and communities; what is withheld is said so."""
    genders = [
        writer.figures.get(Key("staff.by_gender", office, gender=gender))
        for gender in ("women", "men")
    ]
    of_communities = [
        writer.figures.get(Key("staff.by_community", office, community=each.id))
        for each in communities()
    ]
    women, men = genders
    if women and men and women.status == men.status == "ok":
        yield writer.text("municipal.gender", women=writer.count(women), men=writer.count(men))
    shown = [
        writer.text(
            "municipal.community",
            community=community.label(writer.language),
            count=writer.count(figure),
        )
        for community, figure in zip(communities(), of_communities, strict=True)
        if figure and figure.numerator
    ]
    if shown:
        yield writer.text("municipal.communities", communities=joined(shown, "; "))
    withheld = tuple(
        any(figure is not None and figure.status == "suppressed" for figure in figures)
        for figures in (genders, of_communities)
    )
    if withheld in _WITHHELD:
        yield writer.text(_WITHHELD[withheld])


_WITHHELD = {
    (True, True): "municipal.withheld-both",
    (True, False): "municipal.withheld-gender",
    (False, True): "municipal.withheld-communities",
}
"""What is said of what is withheld: of women and men, and of communities."""
