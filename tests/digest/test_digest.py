"""The digest for the central office: what it says is what the workbooks say, by its rules."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from openpyxl import load_workbook
from tests.digest.digests import (
    LIVES,
    PERIODS,
    YEAR,
    assessed,
    digest_with,
    sample_digest,
    told,
    with_residents,
    written,
    year_of,
)
from tests.documents.test_numbers import wrong
from tests.report.reports import sample_activities
from tests.sheets import Sheet, texts_of
from tests.support import DUTIES, LANGUAGES, ROSTER, SAMPLE, residents, sample_rows, staff

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.blocks import Entries, Table
from zkkk_factsheet.language import Period, catalogue
from zkkk_factsheet.open_data.digest import COLUMNS, digest_to_csv
from zkkk_factsheet.reference import community, component, municipality


def table_in(sheet: Sheet, section: str, number: int = 0) -> Table:
    """A table of a section, with plain texts."""
    table: Table = sheet.section(section).tables[number]
    return table


def rows_of(table: Table) -> dict[str, tuple[str, ...]]:
    """The rows of a table by what names them."""
    return {str(row[0]): tuple(map(str, row[1:])) for row in table.rows}


# Counting ----------------------------------------------------------------------------------------


def recounted(period: Period) -> Counter[tuple[str, str]]:
    """Municipalities and components, counted in the workbook itself: each description once."""
    page = load_workbook(SAMPLE / f"zkkk-{YEAR}.xlsx")["activities"]
    header, *rows = page.iter_rows(values_only=True)
    of = {name: n for n, name in enumerate(header)}
    different = {
        (row[of["municipality"]], row[of["component"]], row[of["text_sr"]] or row[of["text_sq"]])
        for row in rows
        if row[0] and period.first_day <= row[of["date"]].date() <= period.last_day  # type: ignore[union-attr]
    }
    return Counter((str(place), str(part)) for place, part, _ in different)


@pytest.mark.parametrize("period", PERIODS)
def test_activities_are_counted_by_municipality_and_component(period: str) -> None:
    """Each once, however many rows tell of it; the totals are those of the rows and columns."""
    expected = recounted(Period.parse(period))
    assert len(expected) > 3
    table = table_in(written(sample_digest(period)), "activities")
    heads = table.head[1:-2]
    rows = rows_of(table)
    counted = {
        (place, head): int(cell)
        for place, cells in rows.items()
        for head, cell in zip(heads, cells[:-2], strict=True)
        if cell != "–"
    }
    totals = {head: number for (place, head), number in counted.items() if place == "Total"}
    assert {key: n for key, n in counted.items() if key[0] != "Total"} == expected
    for head in heads:
        assert totals.get(head, 0) == sum(n for (_, each), n in expected.items() if each == head)
    for place, cells in rows.items():
        own = expected if place == "Total" else {k: n for k, n in expected.items() if k[0] == place}
        assert int(cells[-2]) == sum(own.values())


def test_a_row_names_its_cells_and_no_others() -> None:
    """The rows of the workbook that it names are those of the municipality."""
    page = load_workbook(SAMPLE / f"zkkk-{YEAR}.xlsx")["activities"]
    rows = rows_of(table_in(written(sample_digest("2025")), "activities"))
    del rows["Total"]
    assert len(rows) > 3
    for place, cells in rows.items():
        named = set()
        for first, last in re.findall(r"[A-Z](\d+)(?::[A-Z](\d+))?", cells[-1].rpartition("!")[2]):
            named |= set(range(int(first), int(last or first) + 1))
        assert {page.cell(row, 1).value for row in named} == {place}
        assert len(named) == sum(cell.value == place for cell in page["A"])


def test_who_told_of_nothing_is_named() -> None:
    """Every municipality stands in the table or is named below it."""
    sheet = written(sample_digest("2025"))
    (note,) = (each for each in sheet.section("activities").notes if "without" in each)
    missing = [id_ for id_ in ROSTER if municipality(id_).name("en") not in note]
    places = set(rows_of(table_in(sheet, "activities"))) - {"Total"}
    assert {municipality(id_).name("en") for id_ in missing} == places


def test_partners_are_counted_by_their_activities() -> None:
    """Most first, however a name is spelled; an office without a partner has no row."""
    rows = year_of(
        told(2, partners=("IOM", "Caritas")),
        told(3, partners=("iom",)),
        told(4, partners=("UNDP",), municipality="gjilan"),
        told(5, municipality="prizren"),
    )
    table = table_in(written(digest_with(rows)), "partners")
    assert rows_of(table) == {
        "Gjilan/Gnjilane": ("UNDP (1)", "a.xlsx!activities!D4"),
        "Pejë/Peć": ("IOM (2); Caritas (1)", "a.xlsx!activities!D2:D3"),
    }


# What the rules found ----------------------------------------------------------------------------


def entries_in(sheet: Sheet, section: str) -> dict[str, list[tuple[str, str]]]:
    """What stands under each heading of a section: the text and its small print."""
    return {
        block.heading: [(str(each.told.text), str(each.details)) for each in block.entries]
        for block in sheet.section(section).blocks
        if isinstance(block, Entries)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_possible_duplication_is_told_with_its_activities(language: str) -> None:
    """Place, component, communities and partners; the activities with their days and cells."""
    rows = year_of(
        told(2, "Çanta", partners=("IOM",)), told(3, "Libra", "2025-03-04", partners=("UNDP",))
    )
    sheet = written(digest_with(rows), language)
    ((heading, entries),) = entries_in(sheet, "duplication").items()
    for part in (
        municipality("peja").name(language),
        component("education").name(language),
        community("roma").name(language),
    ):
        assert part in heading
    assert "IOM" in heading
    assert "UNDP" in heading
    assert [text for text, _ in entries] == ["Çanta", "Libra"]
    day = catalogue(language, "sheet").written.figures("2025-03-04")
    assert day in entries[1][1]
    assert entries[1][1].endswith("a.xlsx!activities!D3")


def test_a_text_of_another_language_is_marked() -> None:
    """What is told in Albanian alone is so, and tagged, in a digest in English."""
    rows = year_of(told(2, "Çanta", partners=("IOM",)), told(3, "Libra", partners=("UNDP",)))
    sheet = written(digest_with(rows))
    (block,) = (each for each in sheet.section("duplication").blocks if isinstance(each, Entries))
    assert [each.told.language for each in block.entries] == ["sq", "sq"]


def test_what_is_only_possible_is_called_so() -> None:
    """No digest says that anything is done twice: it says that it may be, and who can tell."""
    rows = year_of(told(2, partners=("IOM",)), told(3, partners=("UNDP",)))
    sheet = written(digest_with(rows))
    said = sheet.section("duplication")
    assert said.heading == "Possible duplication"
    assert "may complement each other" in said.paragraphs[0]


def test_what_calls_for_attention_stands_under_its_rule() -> None:
    """Years without a plan, few duties, silence: each with its cells, and counted above."""
    given = (True, True, *[False] * 6)
    years = [
        year_of(
            told(2, "Rruga", "2025-01-07", status="initiated"),
            told(3, day="2025-12-30", municipality="gjilan"),
        ),
        assessed(2019, *given, plan=False),
        assessed(2018, *given, plan=False),
    ]
    sheet = written(digest_with(*years))
    where = "Pejë/Peć, Education"
    since = "last recorded on 7 January 2025; 3 quarters have passed since"
    assert entries_in(sheet, "attention") == {
        "No work plan for 2 years running": [
            ("Pejë/Peć (2018, 2019)", "2018.xlsx!offices!C2; 2019.xlsx!offices!C2")
        ],
        "Fewer than 4 of the 8 core duties performed (2019)": [
            ("Pejë/Peć: 2", "2019.xlsx!duties!B2:I2")
        ],
        "Initiated, and nothing new recorded for 3 quarters or more": [
            ("Rruga", f"{where}; {since}; a.xlsx!activities!C2"),
        ],
    }
    (figures,) = sheet.section("key").figures
    assert (figures.figures[3].value, figures.figures[3].base) == ("3", "in 1 municipality")


def test_quarters_that_nobody_reported_on_are_no_silence() -> None:
    """They are counted up to the last day that any office told of, and not beyond the period."""
    begun = told(2, "Rruga", "2025-01-07", status="initiated")
    for last, period, silent in (
        ("2025-09-30", "2025", 0),
        ("2025-10-01", "2025", 1),
        ("2025-10-01", "2025-H1", 0),
    ):
        rows = year_of(begun, told(3, day=last, municipality="gjilan"))
        published = digest_with(rows, period=period)
        assert published.digest is not None
        assert len(published.digest.silent) == silent, last


def test_what_was_begun_in_an_earlier_year_is_followed() -> None:
    """What was initiated the year before is silent now; what is told of again is not."""
    before = year_of(told(2, "Rruga", "2024-05-07", status="initiated"), year=2024)
    now = [told(3, day="2025-12-01", municipality="gjilan")]
    again = told(4, "Rruga", "2025-12-02", status="under way")
    for activities, silent in ((now, [6]), ([*now, again], [])):
        published = digest_with(year_of(*activities), before)
        assert published.digest is not None
        assert [each.quarters for each in published.digest.silent] == silent


def test_gaps_are_those_of_the_newest_assessment() -> None:
    """Duties that no activity of the period serves, with the cells of the answers."""
    years = [
        year_of(told(2, duty=DUTIES[1])),
        assessed(2019, *[False] * 2, *[True] * 6, plan=True),
        assessed(2018, *[False] * 8, plan=True),
    ]
    sheet = written(digest_with(*years))
    table = table_in(sheet, "gaps")
    assert "2019" in table.title
    ((place, (duties, cells)),) = rows_of(table).items()
    assert (place, duties[:2], duties.count(";")) == ("Pejë/Peć", "1.", 0)
    assert cells == "2019.xlsx!duties!B2"


def test_a_year_may_have_been_assessed_and_tell_of_activities() -> None:
    """Then the activities of the period are counted, not those of the whole year."""
    both = replace(
        assessed(YEAR, *[False] * 8, plan=False),
        activities=(told(2, duty=DUTIES[0]), told(3, day="2025-05-05", duty=DUTIES[1])),
    )
    sheet = written(digest_with(both, period="2025-Q1"))
    assert rows_of(table_in(sheet, "activities"))["Pejë/Peć"][0] == "1"
    ((duties, _),) = rows_of(table_in(sheet, "gaps")).values()
    assert duties.split(".")[0] == "2"
    assert str(YEAR) in table_in(sheet, "gaps").title


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_was_found_it_is_said(language: str) -> None:
    """A year without activities and without an assessment has every section, and says so."""
    sheet = written(digest_with(year_of()), language)
    say = catalogue(language, "sheet")
    said = texts_of(sheet)
    for key in ("attention", "activities", "partners", "overlaps", "gaps"):
        assert say.text(f"digest.{key}.none") in said
    assert say.text("digest.reading.not-assessed") in said


# What may be told --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_told_of_officials(language: str) -> None:
    """Other officials in every office change no word, whoever they are."""
    others = replace(
        sample_rows(2019), staff=tuple(staff(id_, "turkish", 1, 0) for id_ in ROSTER[:30])
    )
    one, other = (
        written(digest_with(sample_activities(), rows), language)
        for rows in (sample_rows(2019), others)
    )
    assert one.document == other.document
    assert wrong(one.document, digest_with(sample_activities(), sample_rows(2019))) == []
    printed = {number.figure.indicator for number in one.document.numbers()}
    assert printed == {"activities.count", "duties.count"}


@cache
def absent() -> dict[str, list[str]]:
    """The communities without an official, by what the edition of that year publishes."""
    rows = residents(sample_rows(2019), dict.fromkeys(ROSTER, LIVES))
    table = published_of(rows, None, THRESHOLD).figures.all("population.without_official")
    assert any(each.status == "suppressed" for each in table)
    found: dict[str, list[str]] = {}
    for each in table:
        if each.value == 100 and (LIVES[each.community] or 0) >= 100:
            found.setdefault(each.municipality, []).append(each.community)
    assert len(found) > 9
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_communities_without_an_official_are_those_that_the_edition_tells_of(language: str) -> None:
    """Each with its residents and the cell that says so; of what is withheld there is no word."""
    published = with_residents()
    sheet = written(published, language)
    (entries,) = [
        told
        for heading, told in entries_in(sheet, "attention").items()
        if heading.startswith(catalogue(language, "sheet").text(
            "digest.without-official.heading", fewest="100", year=2019))
    ]  # fmt: skip
    expected = {
        f"{municipality(id_).name(language)}: "
        + "; ".join(f"{community(each).name(language)} ({LIVES[each]})" for each in told)
        for id_, told in absent().items()
    }
    assert {text for text, _ in entries} == expected
    assert [cells for _, cells in entries if "zkkk.xlsx!population!C" not in cells] == []
    assert wrong(sheet.document, published) == []


def test_the_table_has_them_too() -> None:
    """One row for each, with the residents; they are counted among what calls for attention."""
    rows = [row for row in csv_of(with_residents()) if row["kind"] == "no-official"]
    assert Counter((row["municipality"], row["communities"]) for row in rows) == Counter(
        (id_, each) for id_, told in absent().items() for each in told
    )
    assert {(row["communities"], row["count"]) for row in rows} == {
        (each, str(LIVES[each])) for told in absent().values() for each in told
    }
    (figures,) = written(with_residents()).section("key").figures
    without = digest_with(sample_activities(), sample_rows(2019))
    (before,) = written(without).section("key").figures
    assert int(figures.figures[3].value) == int(before.figures[3].value) + len(rows)


# The table ---------------------------------------------------------------------------------------


def csv_of(published: Published) -> list[dict[str, str]]:
    """The rows of the table."""
    return list(csv.DictReader(io.StringIO(digest_to_csv(published), newline="")))


@pytest.mark.parametrize("period", PERIODS)
def test_the_table_counts_as_the_digest_does(period: str) -> None:
    """One row for each municipality and component, with what was counted in the workbook."""
    rows = csv_of(sample_digest(period))
    assert tuple(rows[0]) == COLUMNS
    assert {row["period"] for row in rows} == {period}
    counted = {
        (municipality(row["municipality"]).name("en"), component(row["component"]).name("en")): int(
            row["count"]
        )
        for row in rows
        if row["kind"] == "activities"
    }
    assert counted == recounted(Period.parse(period))


def test_no_text_of_others_is_a_formula() -> None:
    """A partner's name that a spreadsheet would take for one is made harmless."""
    rows = year_of(told(2, partners=("=IOM()",)), told(3, partners=("@UNDP",)))
    found = csv_of(digest_with(rows))
    named = [row["partners"] for row in found if row["partners"]]
    assert named == ["'=IOM()", "'@UNDP", "'=IOM(); @UNDP"]
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in found for cell in row.values() if cell.startswith(starts)]


def test_everything_that_was_found_is_in_the_table() -> None:
    """As many rows of each kind as the digest tells of, each with its cells."""
    published = sample_digest("2025")
    assert published.digest is not None
    found = published.digest
    kinds = Counter(row["kind"] for row in csv_of(published))
    assert kinds["duty-not-performed"] == sum(len(each.answers) for each in found.unserved) > 9
    assert kinds["no-activity"] == sum(len(each.components) for each in found.untouched) > 3
    assert kinds["no-work-plan"] == len(found.without_plan) > 1
    assert kinds["few-duties"] == len(found.few_duties) > 0
    assert kinds["possible-duplication"] == len(found.overlaps)
    assert kinds["silent"] == len(found.silent)
    assert [row for row in csv_of(published) if not row["cells"]] == []
