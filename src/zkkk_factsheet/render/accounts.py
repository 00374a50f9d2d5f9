"""Numbers on a page that lead to how they are made."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from zkkk_factsheet.documents.accounts.anchors import anchor
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.text import Number, Text, Way
from zkkk_factsheet.indicators import Key

_FEW_WORDS = 16
"""So many characters may stand within a link between two numbers: "28 of 32"."""

_LINK = Markup('<a class="made" href="{}">{}</a>')
_WAY = Markup('<a class="way" href="{}">{}</a>')
_Part = str | Number | Way


def account_of(accounts: Mapping[str, str], figure: Key) -> str:
    """Where it is told how a figure is made; "" if there is no such page.

    Args:
        accounts: Where the pages are that tell it, by their ids.
        figure: The figure.
    """
    made = MADE.get(figure.indicator)
    page = accounts.get(made.page) if made else None
    return f"{page}#{anchor(figure)}" if page else ""


def linked(accounts: Mapping[str, str], text: Text | str) -> Markup:
    """A text in which numbers lead to how they are made, and other words where they lead anyway.

    Several numbers of one figure in a row are one link, from the first to the last of them: "28 of
    32". Those of another period have no account here.
    """
    if isinstance(text, str):
        return escape(text)
    pieces = Markup()
    for parts, figure in _runs(text):
        said = Markup().join(map(_said, parts))
        target = account_of(accounts, figure) if figure else ""
        pieces += _LINK.format(target, said) if target else said
    return pieces


def _said(part: _Part) -> Markup:
    return _WAY.format(part.target, part.text) if isinstance(part, Way) else escape(str(part))


def _runs(text: Text) -> Iterator[tuple[list[_Part], Key | None]]:
    """The parts of a text, those of one figure together with the few words between them."""
    run: list[_Part] = []
    between: list[_Part] = []
    figure: Key | None = None
    for part in text.parts:
        own = part.figure if isinstance(part, Number) and not part.period else None
        if own is None:
            between.append(part)
        elif own == figure and _length(between) <= _FEW_WORDS:
            run += [*between, part]
            between = []
        else:
            yield from _apart(run, figure, between)
            run, between, figure = [part], [], own
    yield from _apart(run, figure, between)


def _apart(
    run: list[_Part], figure: Key | None, after: list[_Part]
) -> Iterator[tuple[list[_Part], Key | None]]:
    """Numbers of a figure and what follows; a bracket that is opened in a link is closed in it."""
    said = "".join(map(str, run))
    if after and str(after[0]).startswith(")") and said.count("(") > said.count(")"):
        run, after = [*run, ")"], [str(after[0])[1:], *after[1:]]
    yield run, figure
    yield after, None


def _length(parts: list[_Part]) -> int:
    return sum(len(str(part)) for part in parts)
