"""The blank workbook: easy to fill in, and right once it is."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.workbook.office import later
from tests.workbook.spreadsheets import (
    filled_in,
    opened,
    parts,
    repairs,
    said,
    sample_rows,
    saved,
    seen,
)

from zkkk_factsheet.reference import (
    LANGUAGES,
    community,
    find_municipality,
    fold,
    municipalities,
    municipality,
)
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.schema import (
    Kind,
    SheetSchema,
    is_passive,
    is_passive_column,
    sheet,
    sheets,
)
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.excel import ACCENT, LINE
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sources import SourceFile

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")

YEAR = 2020
every_language = pytest.mark.parametrize("language", LANGUAGES)
with_and_without_roster = pytest.mark.parametrize("carried", [False, True], ids=["new", "from"])

# What says no more than that something is still blank.
NO_INFORMATION = {"blank-item", "no-answers"}
EARLIER = {"sq": "Statusi në vitin 2019", "sr": "Status u 2019. godini", "en": "Status in 2019"}


@cache
def blank(language: str, *, carried: bool = False) -> bytes:
    """A blank workbook in a language; carried over from the sample of 2019, or not."""
    return blank_workbook(YEAR, language, sample_rows(2019) if carried else None)


def page(data: bytes, sheet_id: str, language: str) -> Worksheet:
    """A worksheet of a workbook by its id."""
    found = seen(data)[sheet(sheet_id).names[language]]
    assert isinstance(found, Worksheet)
    return found


def headers(data: bytes, language: str) -> Iterator[tuple[SheetSchema, str, str, str]]:
    """Of every table each header: its column's id, what it is called, and the note on it."""
    for schema in sheets():
        if schema.layout == "table":
            for cell in page(data, schema.id, language)[1]:
                note = cell.comment.text if cell.comment else ""
                yield schema, schema.find_column(str(cell.value)) or "", str(cell.value), note


def listed(data: bytes, name: str) -> list[str]:
    """The choices of a drop-down."""
    book = seen(data)
    (destination,) = book.defined_names[name].destinations
    title, cells = destination
    return [str(cell.value) for (cell,) in book[title][cells]]


@every_language
@with_and_without_roster
def test_nothing_but_blanks_is_found_in_it(language: str, carried: bool) -> None:
    """A blank workbook has one error: that nobody has answered anything, so nothing is built."""
    checked = check_year([SourceFile("new.xlsx", blank(language, carried=carried))], YEAR)
    assert {each.code for each in checked.findings} <= NO_INFORMATION
    assert [each.code for each in checked.findings if each.severity == "error"] == ["no-answers"]
    assert checked.rows is None


@every_language
@with_and_without_roster
def test_a_few_answers_make_it_a_year(language: str, carried: bool) -> None:
    """A workbook in which one office is answered passes; all others have no information."""
    book = opened(blank(language, carried=carried))
    offices, duties = (book[sheet(each).names[language]] for each in ("offices", "duties"))
    assert str(offices["A2"].value) == municipality("decan").name(language)
    offices["B2"] = duties["B2"] = "yes"
    offices["B2"], duties["A2"] = "established", "Deçan"
    checked = check_year([SourceFile("new.xlsx", saved(book))], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    statuses = {each.municipality: each.status for each in checked.rows.offices}
    assert statuses.pop("decan") == "established"
    assert len(statuses) == 37
    assert set(statuses.values()) == {"no information"}
    # What is carried over from the sample is invented, and goes on saying so.
    status = "sample" if carried else "draft"
    assert (checked.rows.about.year, checked.rows.about.status) == (YEAR, status)


@every_language
@with_and_without_roster
def test_filled_in_as_by_a_person_it_says_what_was_typed(language: str, carried: bool) -> None:
    """A year typed into the workbook is read back without an error, and word for word."""
    rows = sample_rows(2018 if not carried else 2019)
    data = filled_in(blank(language, carried=carried), rows, language)
    checked = check_year([SourceFile(f"zkkk-{YEAR}.xlsx", data)], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    assert said(checked.rows) == said(rows)


def typed_into(language: str) -> bytes:
    """A blank workbook in a language with the sample of 2019 typed into it."""
    return filled_in(blank(language), sample_rows(2019), language)


IN_EACH_FORMAT = {
    (language, to): later(partial(typed_into, language), to)
    for language, to in (("sq", "xlsx"), ("sr", "ods"), ("en", "xls"))
}


@pytest.mark.office
@pytest.mark.parametrize(("language", "to"), IN_EACH_FORMAT)
def test_filled_in_and_saved_by_libreoffice_it_says_the_same(language: str, to: str) -> None:
    """The year survives a passage through LibreOffice into each of its formats."""
    rows = sample_rows(2019)
    data = IN_EACH_FORMAT[language, to]()
    checked = check_year([SourceFile(f"zkkk-{YEAR}.{to}", data)], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    assert said(checked.rows) == said(rows)


def with_true_and_false() -> bytes:
    """Answers as Excel keeps what it shows as TRUE and FALSE."""
    book = opened(blank("sq"))
    for name in ("offices", "duties"):
        for row in book[sheet(name).names["sq"]].iter_rows(min_row=2, max_row=9):
            for number, cell in enumerate(row):
                cell.value = number % 2 == 0 if number else "Prishtinë"
    return saved(book)


PRINTED = later(with_true_and_false, "pdf")


@pytest.mark.office
def test_libreoffice_prints_answers_that_are_true_or_false() -> None:
    """Answers that Excel shows as TRUE and FALSE don't bring LibreOffice down over the colours."""
    assert PRINTED().startswith(b"%PDF")


@pytest.mark.office
def test_libreoffice_keeps_the_drop_downs() -> None:
    """Saved as .xlsx, every validation is still there, and the lists behind them too."""
    before, after = blank("sq"), IN_EACH_FORMAT["sq", "xlsx"]()
    for schema in sheets():
        kept = [
            (str(each.sqref), each.type, each.formula1, each.errorStyle or "stop")
            for data in (before, after)
            for each in page(data, schema.id, "sq").data_validations.dataValidation
        ]
        half = len(kept) // 2
        assert half
        assert sorted(kept[:half], key=str) == sorted(kept[half:], key=str)
    assert listed(after, "municipalities") == listed(before, "municipalities")


@pytest.mark.office
def test_libreoffice_keeps_the_drop_downs_in_its_own_format() -> None:
    """Saved as .ods, lists, counts and dates are still validated."""
    content = parts(IN_EACH_FORMAT["sr", "ods"]())["content.xml"].decode()
    for condition in ("cell-content-is-in-list(municipalities)", "whole-number", "is-date"):
        assert condition in content


@every_language
@with_and_without_roster
def test_excel_has_nothing_to_repair(language: str, carried: bool) -> None:
    """The package obeys the rules that Excel repairs or refuses a workbook by."""
    assert repairs(blank(language, carried=carried)) == []


@every_language
def test_the_same_arguments_give_the_same_bytes(language: str) -> None:
    """Nothing in the file says when it was written."""
    first = blank(language)
    assert blank_workbook(YEAR, language) == first
    assert parts(first)["docProps/core.xml"].count(b"2020-01-01T00:00:00Z") == 2


@every_language
def test_sheets_are_named_in_the_language(language: str) -> None:
    """Instructions come first, then the worksheets, then the lists nobody sees."""
    book = seen(blank(language))
    names = [each.names[language] for each in sheets()]
    first, *middle, last = book.sheetnames
    assert middle == names
    assert is_passive(first)
    assert is_passive(last)
    assert [each.sheet_state for each in book.worksheets] == ["visible"] * 8 + ["veryHidden"]
    assert book.active is book[first]


@every_language
def test_instructions_are_in_every_language_its_own_first(language: str) -> None:
    """Each language has a section that names the tabs as they are called in this workbook."""
    book = seen(blank(language))
    instructions = book.worksheets[0]
    texts = [str(cell.value) for row in instructions for cell in row if cell.value]
    titles = {"sq": "Monitorimi i Zyrave", "sr": "Praćenje rada", "en": "Monitoring the"}
    order = [each for text in texts for each, title in titles.items() if text.startswith(title)]
    assert order == [language, *(each for each in LANGUAGES if each != language)]
    links = [cell.hyperlink.location for row in instructions for cell in row if cell.hyperlink]
    assert links == [f"'{each.names[language]}'!A1" for each in sheets()] * len(LANGUAGES)
    for schema in sheets():
        assert sum(schema.names[language] in text for text in texts) >= len(LANGUAGES)


@every_language
def test_every_header_is_read_and_says_what_belongs_under_it(language: str) -> None:
    """All columns of a table are there, each once, with its help as a note."""
    found = list(headers(blank(language), language))
    for schema in sheets():
        if schema.layout == "table":
            ids = [id_ for each, id_, _, _ in found if each is schema]
            assert len(ids) == len(set(ids)) >= len(schema.columns)
            assert {schema.column(id_).id for id_ in ids} == {each.id for each in schema.columns}
    for schema, id_, _, note in found:
        assert note == schema.column(id_).help[language]


@every_language
def test_about_asks_for_every_item_in_every_language(language: str) -> None:
    """Each item has a row with its help beside it; the year and the status are filled in."""
    schema = sheet("about")
    rows = list(page(blank(language), "about", language).iter_rows(min_row=2, values_only=True))
    found = {schema.find_column(str(row[0])): row[1:] for row in rows}
    texts = [
        f"{each}_{part}"
        for each in ("publisher", "contact", "source", "note", "correction")
        for part in LANGUAGES
    ]
    assert sorted(found, key=str) == sorted(
        ["year", "status", "published_on", "next_on", "corrected_on", *texts]
    )
    for id_, (value, text, *_) in found.items():
        assert id_ is not None
        assert text == schema.column(id_).help[language]
        assert (value is not None) == (id_ in {"year", "status"})


@every_language
def test_the_help_of_an_item_fits_on_one_line(language: str) -> None:
    """The row of an item grows with what is typed in it, so nothing but its width is fixed."""
    about = page(blank(language), "about", language)
    helps = [str(cell.value) for cell in about["C"]]
    assert len(helps) > 10
    assert max(map(len, helps)) < about.column_dimensions["C"].width


@every_language
def test_the_labels_of_the_instructions_fit_on_one_line(language: str) -> None:
    """LibreOffice doesn't wrap a link, and a label may name a worksheet in two languages."""
    instructions = seen(blank(language)).worksheets[0]
    labels = [str(cell.value) for cell in instructions["A"] if cell.hyperlink]
    assert len(labels) > 10
    assert max(map(len, labels)) < instructions.column_dimensions["A"].width


@every_language
def test_all_municipalities_are_on_the_roster(language: str) -> None:
    """The offices are all there, in the language's spelling and order, without a status."""
    rows = list(page(blank(language), "offices", language).iter_rows(min_row=2, values_only=True))
    names = [row[0] for row in rows]
    assert {find_municipality(str(each)).ids for each in names} == {
        (each.id,) for each in municipalities()
    }
    assert set(names) == {each.name(language) for each in municipalities()}
    assert names == listed(blank(language), "municipalities")
    assert {value for row in rows for value in row[1:]} == {None}


def test_names_are_in_the_order_of_the_alphabet() -> None:
    """In Albanian "Gj" is a letter of its own, in Serbian "Š" follows "S"."""
    albanian = listed(blank("sq"), "municipalities")
    assert albanian.index("Graçanicë") < albanian.index("Gjakovë") < albanian.index("Hani i Elezit")
    serbian = listed(blank("sr"), "municipalities")
    assert serbian.index("Suva Reka") < serbian.index("Štimlje") < serbian.index("Uroševac")


@every_language
def test_every_choice_is_understood(language: str) -> None:
    """What a drop-down offers, the reader takes; and it offers all there is."""
    lists: dict[str, tuple[Kind, int]] = {
        "municipalities": ("municipality", 38),
        "communities": ("community", 10),
        "answers": ("answer", 2),
        "statuses": ("office_status", 4),
        "edition_statuses": ("edition_status", 3),
        "components": ("component", 6),
        "activity_statuses": ("activity_status", 3),
        "duties": ("duty", 8),
        "categories": ("category", 6),
    }
    for name, (kind, count) in lists.items():
        values = [parse(kind, Cell(Place(""), each)) for each in listed(blank(language), name)]
        assert not any(isinstance(each, Fault) for each in values)
        assert len(set(values)) == len(values) == count


@every_language
@with_and_without_roster
def test_cells_accept_what_belongs_in_their_column(language: str, carried: bool) -> None:
    """Down to the last row that is prepared, each column has its list or its limits."""
    data = blank(language, carried=carried)
    expected = {
        "municipality": ("list", "municipalities"),
        "community": ("list", "communities"),
        "office_status": ("list", "statuses"),
        "answer": ("list", "answers"),
        "count": ("whole", "0"),
        "component": ("list", "components"),
        "activity_status": ("list", "activity_statuses"),
        "duty": ("list", "duties"),
        "date": ("date", "36526"),
        "category": ("list", "categories"),
        "persons": ("whole", "0"),
    }
    last = {"offices": 39, "staff": 201, "duties": 39, "activities": 201}
    last |= {"caseload": 241, "population": 241}
    for schema in sheets():
        if schema.layout == "table":
            found = page(data, schema.id, language)
            rules = {
                str(each.sqref): (each.type, each.formula1, bool(each.error), each.showErrorMessage)
                for each in found.data_validations.dataValidation
            }
            for number, (_, id_, _, _) in enumerate(
                each for each in headers(data, language) if each[0] is schema
            ):
                letter = "ABCDEFGHIJ"[number]
                kind = schema.column(id_).kind if id_ else "text"
                rule = (*expected[kind], True, True) if kind in expected else None
                assert rules.pop(f"{letter}2:{letter}{last[schema.id]}", None) == rule
            assert not rules


@every_language
def test_a_count_is_never_negative_and_a_date_is_a_date(language: str) -> None:
    """Excel refuses a negative or broken number, and asks about what it takes for no date."""
    rules = page(blank(language), "staff", language).data_validations.dataValidation
    counts = [each for each in rules if each.type == "whole"]
    assert len(counts) == 2
    for each in counts:
        assert (each.operator, each.formula1, each.formula2) == ("between", "0", "999")
        assert each.errorStyle in {None, "stop"}
        assert "0" in each.error
        assert "999" in each.error
    about = page(blank(language), "about", language)
    dates = [each for each in about.data_validations.dataValidation if each.type == "date"]
    items = [about[f"A{str(date.sqref)[1:]}"].value for date in dates]
    found = [sheet("about").find_column(str(item)) for item in items]
    assert found == ["published_on", "next_on", "corrected_on"]


@every_language
def test_blanks_are_coloured_once_a_row_has_begun(language: str) -> None:
    """Each table and the items of about have a rule that colours what is still blank."""
    book = seen(blank(language))
    for schema in sheets():
        rules = [
            (str(cells.sqref), rule)
            for cells in book[schema.names[language]].conditional_formatting
            for rule in cells.rules
        ]
        assert rules
        assert all("ISBLANK(" in rule.formula[0] for _, rule in rules)
        assert all(rule.dxf.fill.bgColor.rgb.endswith("FFF3C4") for _, rule in rules)
        if schema.layout == "table":
            assert any("COUNTA(" in rule.formula[0] for _, rule in rules)


@every_language
def test_it_is_calm_to_read_and_ready_to_print(language: str) -> None:
    """Headers are frozen, wrapped and in the accent colour; pages are A4, as wide as they fit."""
    book = seen(blank(language))
    for schema in sheets():
        found = book[schema.names[language]]
        assert found.freeze_panes == "B2"
        assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
        assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
        assert found.sheet_properties.pageSetUpPr
        assert found.sheet_properties.pageSetUpPr.fitToPage
        for cell in found[1]:
            assert cell.fill.fgColor.rgb.endswith(ACCENT)
            assert cell.font.color.rgb.endswith("FFFFFF")
            assert cell.font.bold
            assert cell.alignment.wrap_text
        assert all(10 < each.width < 100 for each in found.column_dimensions.values())
        assert len(found.column_dimensions) == found.max_column


def rows_of(data: bytes, sheet_id: str, language: str) -> list[dict[str, object]]:
    """What stands in the rows of a table, by the text of the header."""
    header, *rows = page(data, sheet_id, language).iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@every_language
def test_a_roster_is_carried_over_without_its_answers(language: str) -> None:
    """Offices and communities come from the other year; statuses, answers and counts don't."""
    before, data = sample_rows(2019), blank(language, carried=True)
    keys = {
        sheet_id: [
            tuple(row[sheet(sheet_id).column(each).headers[language]] for each in key)
            for row in rows_of(data, sheet_id, language)
        ]
        for sheet_id, key in {
            "staff": ("municipality", "community"),
            "duties": ("municipality",),
        }.items()
    }
    assert {each for each in keys["staff"] if each[0]} == {
        (municipality(each.municipality).name(language), community(each.community).label(language))
        for each in before.staff
    }
    assert {each for each in keys["duties"] if each[0]} == {
        (municipality(each.municipality).name(language),)
        for each in before.offices
        if each.status == "established"
    }
    for sheet_id in ("offices", "staff", "duties"):
        schema = sheet(sheet_id)
        for row in rows_of(data, sheet_id, language):
            left = {
                header: value
                for header, value in row.items()
                if (schema.find_column(header) or "earlier") not in {*schema.key, "earlier"}
            }
            assert left
            assert set(left.values()) == {None}


@every_language
def test_publisher_and_contact_are_carried_over(language: str) -> None:
    """They rarely change; the date, the source and the note are of one year."""
    before, about = sample_rows(2019), page(blank(language, carried=True), "about", language)
    stated = {
        sheet("about").find_column(str(name)): value
        for name, value, *_ in about.iter_rows(min_row=2, values_only=True)
    }
    for each in LANGUAGES:
        assert stated[f"publisher_{each}"] == before.about.publisher[each]
        assert stated[f"contact_{each}"] == before.about.contact[each]
        assert stated[f"source_{each}"] is stated[f"note_{each}"] is None
    assert stated["published_on"] is None


@every_language
def test_the_status_of_the_year_before_is_no_answer(language: str) -> None:
    """It stands in a grey column beside the status, which is blank; and it is never read."""
    before, data = sample_rows(2019), blank(language, carried=True)
    rows = [each for each in rows_of(data, "offices", language) if each[EARLIER[language]]]
    header = [str(cell.value) for cell in page(data, "offices", language)[1]]
    assert header.index(EARLIER[language]) == 2
    offered = listed(data, "statuses")
    order = ["established", "similar", "not established", "not covered"]
    shown = {
        find_municipality(str(row[header[0]])).ids[0]: order[offered.index(str(row[header[2]]))]
        for row in rows
    }
    assert shown == {each.municipality: each.status for each in before.offices}
    assert {row[header[1]] for row in rows} == {None}
    grey = page(data, "offices", language)["C2"]
    assert grey.fill.fgColor.rgb.endswith(LINE)
    assert is_passive_column(EARLIER[language])
    assert header[2] in str(
        [cell.value for row in seen(data).worksheets[0].iter_rows() for cell in row]
    )


@every_language
def test_statuses_that_are_copied_are_answers(language: str) -> None:
    """Who copies the grey column into the one beside it has said that nothing has changed."""
    book = opened(blank(language, carried=True))
    offices, staff = (book[sheet(each).names[language]] for each in ("offices", "staff"))
    for row in range(2, 40):
        offices.cell(row, 2).value = offices.cell(row, 3).value
    staff["C2"], staff["D2"] = 1, 1
    checked = check_year([SourceFile("new.xlsx", saved(book))], YEAR)
    assert checked.rows is not None
    before = {each.municipality: each.status for each in sample_rows(2019).offices}
    assert {each.municipality: each.status for each in checked.rows.offices} == before


def test_an_office_without_information_before_has_none_shown() -> None:
    """Of a status that was blank a year ago there is nothing to show."""
    rows = sample_rows(2019)
    unknown = replace(rows.offices[0], status="no information")
    data = blank_workbook(YEAR, "en", replace(rows, offices=(unknown, *rows.offices[1:])))
    shown = [each[EARLIER["en"]] for each in rows_of(data, "offices", "en")]
    assert shown.count(None) == 1


def test_communities_are_written_as_labels() -> None:
    """A cell begins with a capital, whatever the language's running text does."""
    assert listed(blank("sq"), "communities")[0] == "Shqiptarë"
    assert all(each[0] == each[0].upper() for each in listed(blank("sq"), "communities"))
    assert len({fold(each) for each in listed(blank("sq"), "communities")}) == 10
