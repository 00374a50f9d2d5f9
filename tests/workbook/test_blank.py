"""The blank workbook: easy to fill in, and ready to print."""

from dataclasses import replace

import pytest
from tests.workbook.blanks import (
    EARLIER,
    YEAR,
    blank,
    every_blank,
    every_language,
    headers,
    listed,
    page,
    rows_of,
)
from tests.workbook.spreadsheets import parts, repairs, sample_rows, seen

from zkkk_factsheet.reference import (
    LANGUAGES,
    community,
    find_municipality,
    fold,
    municipalities,
    municipality,
)
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.declaration.schema import (
    Kind,
    is_passive,
    is_passive_column,
    sheet,
    sheets,
)
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.excel import ACCENT, LINE
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")


@every_blank
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


@every_blank
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
