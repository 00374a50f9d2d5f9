"""Pages that tell how figures are made: one for each few indicators that belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.cells import CELLS_APART
from zkkk_factsheet.documents.accounts.anchors import anchor
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.accounts.model import Account, Part, notes_of_all
from zkkk_factsheet.documents.accounts.names import name_in, sentences
from zkkk_factsheet.documents.accounts.parts import made_of
from zkkk_factsheet.documents.accounts.teller import Teller
from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.derivation import Derivation, Source, Told
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import Catalogue, catalogue

KIND = "accounts"

_IN_A_ROW = "staff.officials"
"""What an office's row says of it is enough: its communities have a page of their own."""


def compose(published: Published, language: str, page: str) -> Document:
    """Tell how the figures of a page are made.

    Args:
        published: What may be said of the year, and of the year before.
        language: "sq", "sr" or "en".
        page: The page, by its id.
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say, year = sentences(language), published.period.year
    name = name_in(_leading(page), year, language)
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=writer.head(say.text("account.title", name=name, year=year), say.text("account.name")),
        labels=writer.labels(),
        sections=tuple(_Page(Teller(published, language), page).sections()),
    )


def _leading(page: str) -> str:
    """The indicator that gives a page its name."""
    return page if page in MADE else next(i for i, made in MADE.items() if made.page == page)


class _Page:
    """The sections of a page, which remembers what stands on it, so that nothing does twice."""

    def __init__(self, teller: Teller, page: str) -> None:
        self._teller = teller
        self._say: Catalogue = sentences(teller.language)
        self._page = page
        self._figures = [
            each for each in teller.published.figures if MADE[each.indicator].page == page
        ]
        self._standing: set[str] = set()

    def sections(self) -> Iterator[Section]:
        """First what is made of others, then what comes straight from its cells."""
        derived = [each for each in self._figures if _has_section(each)]
        self._standing.update(anchor(each.key) for each in derived)
        derived.sort(key=lambda each: bool(each.municipality))
        groups: dict[int, list[Account]] = {}
        for figure in derived:
            account = self._teller.account(figure)
            groups.setdefault(id(account.parts), []).append(account)
        ids = set()
        for group in groups.values():
            section = self._section(group, group[0].parts)
            ids.add(section.id)
            yield section
        rest: dict[str, list[Account]] = {}
        for figure in self._figures:
            if anchor(figure.key) not in self._standing:
                rest.setdefault(figure.indicator, []).append(self._teller.account(figure))
        for of_indicator in rest.values():
            section = self._from_cells(of_indicator)
            # The figure of all, which is made of others, may have taken the name.
            is_taken = section.id in ids
            key = of_indicator[0].figure.key
            yield replace(section, id=f"of-{anchor(key)}-all") if is_taken else section
        if not self._figures:
            text = self._say.text("account.none", year=self._teller.published.period.year)
            yield Section("none", self._say.text("account.name"), (Paragraphs((Text.of(text),)),))

    def _section(self, accounts: Sequence[Account], parts: Sequence[Part]) -> Section:
        first = accounts[0]
        answers = tuple(map(str, first.years)) or (self._say.text("account.answer"),)
        head = (first.head, *answers, self._say.text("account.cells"))
        told = tuple(
            Told(
                anchor(each.figure.key),
                self._title(each),
                each.definition,
                each.formula,
                each.notes,
            )
            for each in accounts
        )
        block = Derivation(told, head, tuple(map(self._source, parts)))
        return Section(f"of-{told[0].id}", told[0].title, (block,))

    def _from_cells(self, accounts: Sequence[Account]) -> Section:
        first = accounts[0]
        head = tuple(self._say.text(f"account.{each}") for each in ("figure", "answer", "cells"))
        told = Told("", first.name, first.definition, "", notes_of_all(accounts))
        sources = tuple(
            Source(
                anchor(each.figure.key), each.about, "", (each.formula,), self._cells([each.figure])
            )
            for each in accounts
        )
        block = Derivation((told,), head, sources)
        return Section(f"of-{first.figure.indicator}", first.name, (block,))

    def _title(self, account: Account) -> str:
        if not account.about:
            return account.name
        return self._say.text("heading.about", name=account.name, about=account.about)

    def _source(self, part: Part) -> Source:
        figures = [each.figure for each in part.answers if each.figure]
        own = self._own_place(figures[-1]) if figures else ""
        is_here = any(MADE[each.indicator].page == self._page for each in figures)
        target = anchor(figures[-1].key) if is_here and _has_section(figures[-1]) else ""
        answers = tuple(each.text for each in part.answers)
        return Source(own, part.name, target, answers, self._cells(figures))

    def _cells(self, figures: Sequence[Figure]) -> str:
        return CELLS_APART.join(self._teller.cells(each) for each in figures if each.cells)

    def _own_place(self, figure: Figure) -> str:
        """The anchor of a figure of this page and year, where it stands for the first time."""
        place = anchor(figure.key)
        is_own = MADE[figure.indicator].page == self._page
        is_own = is_own and figure.year == self._teller.published.period.year
        if not is_own or place in self._standing:
            return ""
        self._standing.add(place)
        return place


def _has_section(figure: Figure) -> bool:
    """Whether a figure is told apart, with what it is made of."""
    is_in_row = figure.indicator == _IN_A_ROW and bool(figure.municipality)
    return made_of(figure) is not None and not is_in_row
