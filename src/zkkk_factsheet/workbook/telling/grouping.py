"""Findings as people read them: what repeats itself is said once, with all its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.language.collation import sort_key
from zkkk_factsheet.workbook.checking.coverage import Coverage
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import clean, echoed
from zkkk_factsheet.workbook.telling import report

_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Told:
    """Findings that are told together: alike, on one worksheet, with one thing to do."""

    findings: tuple[Finding, ...]
    text: str

    @property
    def is_error(self) -> bool:
        """Whether they stop the edition."""
        return self.findings[0].severity == "error"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way, about the figures that are listed below it, and what to do."""

    text: str
    figures: tuple[str, ...]
    hint: str


def report_of(findings: Sequence[Finding], language: str, coverage: Iterable[Coverage] = ()) -> str:
    """All findings for people, then how complete each worksheet is, and how many findings."""
    texts = [told.text for told in grouped(findings, language)]
    closing = [*completeness(coverage, language), *report.summary(findings, language)]
    return "\n".join([*texts, *closing]) + "\n"


def grouped(findings: Iterable[Finding], language: str) -> Iterator[Told]:
    """The findings, those of one code on one worksheet at the place of the first of them."""
    for (*_, code, hint), group in _groups(findings, language).items():
        if code in _FIGURES:
            lines = [*_figures_by_cells(group, language)]
        else:
            lines = [line for alike in _alike(group) for line in _lines(alike, language)]
        yield Told(tuple(group), "\n".join([*lines, f"{_INDENT}{hint}"]))


def without_places(findings: Iterable[Finding], language: str) -> Iterator[Obstacle]:
    """Findings for a page on which no worksheets are, told together as in the terminal."""
    for (*_, code, hint), group in _groups(findings, language).items():
        if code not in _FIGURES:
            yield from (Obstacle(sentence(alike, language), (), hint) for alike in _alike(group))
            continue
        for cells, together in _by_cells(group).items():
            if len(together) == 1:
                yield Obstacle(report.message(together[0], language), (), hint)
            else:
                text = _changed_figures(cells, together, language)
                yield Obstacle(text, tuple(_figures(together, language)), hint)


def told_at_once(findings: Iterable[Finding], language: str) -> Iterator[tuple[Finding, ...]]:
    """The findings, those together that say the same of different cells of a column."""
    for group in _groups(findings, language).values():
        yield from map(tuple, _alike(group))


def sentence(alike: Sequence[Finding], language: str) -> str:
    """What findings that are told at once say."""
    first, *others = alike
    in_one = _IN_ONE_SENTENCE.get(first.code) if others else None
    return in_one(alike, language) if in_one else report.message(first, language)


def cells(alike: Iterable[Finding]) -> list[str]:
    """The cells of findings that are told at once, those below each other as one: C3, C5–C9."""
    return [run for run in _runs(alike) if run]


def _groups(
    findings: Iterable[Finding], language: str
) -> Mapping[tuple[str, ...], Sequence[Finding]]:
    """Those of one code on one worksheet, with one thing to do, which comes last in the key."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for found in findings:
        place = found.place
        key = (place.file, place.sheet, found.code, report.hint(found, language))
        groups.setdefault(key, []).append(found)
    return groups


def completeness(coverage: Iterable[Coverage], language: str) -> Iterator[str]:
    """How many offices are complete, by the names of worksheets in the workbook."""
    texts = catalogue(language, "messages")
    for each in coverage:
        yield texts.plural(
            "report.complete",
            each.offices,
            sheet=echoed(each.name) or sheet(each.sheet).names[language],
            complete=texts.number(each.complete),
        )


def _alike(group: Iterable[Finding]) -> Iterable[Sequence[Finding]]:
    """Those of a group that say the same of different cells of a column."""
    by_content: dict[object, list[Finding]] = {}
    for found in group:
        by_content.setdefault(_content(found), []).append(found)
    return by_content.values()


def _content(found: Finding) -> tuple[object, ...]:
    """What a finding says, apart from where; of a warning also apart from whom it is about."""
    apart = {"municipality", "other"} if found.severity == "warning" else set()
    apart |= _APART.get(found.code, frozenset())
    values = {name: value for name, value in found.values.items() if name not in apart}
    return (found.place.column, *sorted(values.items()))


def _lines(alike: Sequence[Finding], language: str) -> Iterator[str]:
    texts = catalogue(language, "messages")
    first, *others = alike
    if others and (message_of := _IN_ONE_SENTENCE.get(first.code)):
        where = Place(first.place.file, first.place.sheet)
        yield report.line_of(first, where, message_of(alike, language), language)
        return
    yield report.line(first, language)
    if others:
        cells = ", ".join(_runs(others))
        yield _INDENT + texts.plural("report.also", len(others), cells=cells)
    if question := report.suggestion(first, language):
        yield _INDENT + question


def _figures_by_cells(group: Sequence[Finding], language: str) -> Iterator[str]:
    """Figures that would change, below the cells that they come from."""
    for cells, together in _by_cells(group).items():
        first = together[0]
        if len(together) == 1:
            yield report.line(first, language)
            continue
        message = _changed_figures(cells, together, language)
        yield report.line_of(first, first.place, message, language)
        yield from (_INDENT * 2 + figure for figure in _figures(together, language))


def _by_cells(group: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """Findings on figures by the cells that these come from: those a person corrects.

    First what comes from a single cell, which is the place of its findings. What comes from very
    many different cells, such as those of a workbook that is gone, is told of their worksheet.
    """
    by_cells: dict[str, list[Finding]] = {}
    for found in sorted(group, key=lambda each: not each.place.cell):
        by_cells.setdefault(found.values["cells"], []).append(found)
    of_sheet = [cells for cells, (first, *_) in by_cells.items() if not first.place.cell]
    if len(of_sheet) > _MOST_CELLS:
        sheet = str(Place(group[0].place.file, group[0].place.sheet))
        by_cells[sheet] = [found for cells in of_sheet for found in by_cells.pop(cells)]
    return by_cells


def _changed_figures(cells: str, together: Sequence[Finding], language: str) -> str:
    """How many figures would change, and by which cells."""
    key, years = _FIGURES[together[0].code]
    said = {name: together[0].values[name] for name in years}
    return catalogue(language, "messages").plural(key, len(together), cells=clean(cells), **said)


def _figures(together: Iterable[Finding], language: str) -> Iterator[str]:
    """Figures that would change: what each is called, says, and would say."""
    texts = catalogue(language, "messages")
    for each in together:
        values = {
            name: report.value(each, name, language) for name in ("figure", "before", "after")
        }
        yield texts.text("report.figure-changed", **values)


def _blank_answers(alike: Sequence[Finding], language: str) -> str:
    """The answers of a column that are blank, of how many that were asked for."""
    first = alike[0]
    texts = catalogue(language, "messages")
    return texts.plural(
        "report.blank-answers",
        int(first.values["asked"]),
        blank=texts.number(len(alike)),
        column=report.value(first, "column", language),
        cells=", ".join(_runs(alike)),
    )


def _blank_statuses(alike: Sequence[Finding], language: str) -> str:
    """The offices whose status is blank; each has its row."""
    cells = ", ".join(_runs(alike))
    return catalogue(language, "messages").plural("report.blank-statuses", len(alike), cells=cells)


def _missing_municipalities(alike: Sequence[Finding], language: str) -> str:
    """The municipalities that a worksheet lacks: there is no cell to name them at."""
    names = [report.value(each, "municipality", language) for each in alike]
    names.sort(key=lambda name: sort_key(name, language))
    texts = catalogue(language, "messages")
    return texts.plural("report.missing-municipalities", len(alike), names=", ".join(names))


def _stray_values(alike: Sequence[Finding], language: str) -> str:
    """The values of a column below the table, such as numbers of rows that nobody filled in."""
    cells = ", ".join(_runs(alike))
    return catalogue(language, "messages").plural("report.stray-values", len(alike), cells=cells)


_IN_ONE_SENTENCE: Mapping[str, Callable[[Sequence[Finding], str], str]] = MappingProxyType(
    {
        "blank-answer": _blank_answers,
        "blank-status": _blank_statuses,
        "missing-municipality": _missing_municipalities,
        "stray-value": _stray_values,
    }
)
"""What says several findings of a code at once."""

_FIGURES: Mapping[str, tuple[str, Sequence[str]]] = MappingProxyType(
    {
        "figure-changed": ("report.figures-changed", ("year",)),
        "figure-changed-by-year-before": (
            "report.figures-changed-by-year-before",
            ("year", "previous"),
        ),
    }
)
"""What is about published figures: what is said where several come from one cell, and its years."""

_MOST_CELLS = 4
"""So many groups of cells of a worksheet, and no more, help to find what was changed."""

_APART = MappingProxyType(
    {
        "missing-municipality": frozenset({"municipality"}),
        "stray-value": frozenset({"found"}),
    }
)
"""The values in which findings may differ that are said at once."""


def _runs(alike: Iterable[Finding]) -> Iterator[str]:
    """The cells, those that stand below each other as one: C3, C5–C9."""
    run: list[Finding] = []
    for found in sorted(alike, key=lambda each: (each.place.column, each.place.row)):
        if run and _follows(run[-1], found):
            run.append(found)
            continue
        yield from _run(run)
        run = [found]
    yield from _run(run)


def _follows(before: Finding, after: Finding) -> bool:
    return (after.place.column, after.place.row) == (before.place.column, before.place.row + 1)


def _run(run: Sequence[Finding]) -> Iterator[str]:
    if run:
        first, last = run[0].place.cell, run[-1].place.cell
        yield first if first == last else f"{first}–{last}"
