"""Residents beside officials: both shares, and who lives where without an official."""

from dataclasses import replace

from tests.disclosure.countries import attack
from tests.support import office, residents, staff, table_of, year_rows

from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents import municipal, national
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.workbook.rows import YearRows

LIVES: dict[str, dict[str, int | None]] = {
    "peja": {"albanian": 900, "serb": 90, "roma": 10, "gorani": 0, "croat": None},
    "istog": {"albanian": 1, "serb": 999},
    "viti": {"albanian": 1000, "turkish": 500},
    "junik": {"albanian": 500},
}
OFFICIALS = [
    staff("peja", "albanian", 2, 3),
    staff("peja", "serb", 0, 0),
    staff("istog", "serb", 0, 1),
    staff("viti", "albanian", 3, None),
    staff("viti", "turkish", 4, 4),
]


def year() -> YearRows:
    """Offices of which one has few officials, and one a blank; and a municipality without one."""
    offices = [office("peja"), office("istog"), office("viti"), office("junik", "similar")]
    return residents(year_rows(offices, OFFICIALS), LIVES)


def said(document: Document) -> list[str]:
    """What a document says of residents."""
    sections = [each for each in document.sections if each.id == "population"]
    assert len(sections) == 1
    return [str(text) for text in replace(document, sections=tuple(sections)).texts()]


def test_residents_are_counted_by_community() -> None:
    """Of all municipalities that are told of, also without an office; blanks are left out."""
    table = table_of(year())
    assert table.one("population.residents").numerator == 1000 + 1000 + 1500 + 500
    serbs = table.one("population.by_community", community="serb")
    assert (serbs.numerator, serbs.denominator) == (1089, 4000)
    in_peja = table.by_municipality("population.by_community", community="serb")["peja"]
    assert (in_peja.numerator, in_peja.denominator) == (90, 1000)
    communities = {each.community for each in table.all("population.by_community")}
    assert communities == {"albanian", "serb", "roma", "gorani", "turkish"}


def test_it_is_told_who_lives_there_without_an_official() -> None:
    """No row is no official, a blank says nothing; who does not live there is left out."""
    told = {
        (each.municipality, each.community): each.numerator
        for each in table_of(year()).all("population.without_official")
    }
    assert told == {
        ("peja", "albanian"): 0,
        ("peja", "serb"): 1,
        ("peja", "roma"): 1,
        ("istog", "albanian"): 1,
        ("istog", "serb"): 0,
        ("viti", "albanian"): None,
        ("viti", "turkish"): 0,
    }


def test_who_is_absent_is_as_secret_as_who_is_there() -> None:
    """The only official of an office would be known by the communities that are named as absent."""
    table = published_of(year(), None, 5).figures
    hidden = 0
    for each in table.all("population.without_official"):
        officials = table.one(
            "staff.by_community", municipality=each.municipality, community=each.community
        )
        if each.community == "albanian" and each.municipality == "peja":
            # There are four more of five than another office could have: that follows anyway.
            assert (each.numerator, officials.status) == (0, "suppressed")
            continue
        assert (each.status == "suppressed") == (officials.status == "suppressed")
        hidden += each.status == "suppressed"
        assert {cell.sheet for cell in each.cells} <= {"population"}
    assert hidden >= 2
    assert attack([year()]) == []


def test_the_sheets_hold_both_shares_side_by_side() -> None:
    """With bases; absent communities by name where that may be told."""
    published = published_of(year(), None, 5)
    of_country = said(national.compose(published, "en"))
    serbs = of_country.index("Serbs")
    assert of_country[serbs : serbs + 3] == ["Serbs", "1 of 14 (7%)", "1,089 of 4,000 (27%)"]
    of_peja = "\n".join(said(municipal.compose(published, "en", "peja")))
    assert "Serbs: residents 9%" in of_peja
    # That it has no Serb is withheld, as it would tell of the only official of Istog.
    assert "no official in its office: Roma." in of_peja
    of_istog = "\n".join(said(municipal.compose(published, "en", "istog")))
    assert "Serbs: residents over 99%" in of_istog
    assert "no official" not in of_istog
    assert "officials 1" not in of_istog


def test_a_municipal_sheet_tells_of_the_largest_communities() -> None:
    """Of four, the largest first; all that have no official are named nevertheless."""
    lives = {"albanian": 500, "turkish": 400, "serb": 300, "roma": 5, "gorani": 10, "croat": 20}
    rows = year_rows([office("viti")], [staff("viti", "albanian", 9, 9)])
    published = published_of(residents(rows, {"viti": lives}), None, 5)
    _, largest, absent, _ = said(municipal.compose(published, "en", "viti"))
    named = [
        each.split(":")[0] for each in largest.removeprefix("The largest communities: ").split("; ")
    ]
    assert named == ["Albanians", "Turks", "Serbs", "Croats"]
    assert all(name in absent for name in ("Turks", "Serbs", "Croats", "Gorani", "Roma"))


def test_without_the_worksheet_nothing_is_said() -> None:
    """Neither a figure nor a section."""
    published = published_of(residents(year(), {}), None, 5)
    assert not any(each.indicator.startswith("population.") for each in published.figures)
    for document in (national.compose(published, "sq"), municipal.compose(published, "sq", "peja")):
        assert "population" not in {each.id for each in document.sections}
