"""What is suggested for a mistyped word: never the opposite, and nothing that is far away."""

from collections.abc import Mapping

import pytest

from zkkk_factsheet.workbook.declaration.schema import Kind, sheet
from zkkk_factsheet.workbook.declaration.values import Fault, near, parse
from zkkk_factsheet.workbook.declaration.words import word_spellings, words
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell


def spellings(kind: str) -> Mapping[str, str]:
    """All words of a kind, by their folded spelling."""
    return {folded: written for folded, (_, written) in word_spellings(kind).items()}


@pytest.mark.parametrize(
    "text",
    [
        "Po, e themeluar",
        "neformirana",
        "неформирана",
        "nuk themeluar",
        "s'është themeluar",
        "s’ekziston",
        "sështë themeluar",
        "pa themeluar",
        "mos ekziston",
        "unestablished",
        "isn't established",
        "not simmilar",
        "not similar",
        "nije slična",
        "nije slicna kancelarija",
        "nuk është e ngjashme",
        "jo e ngjashme",
        "e perfshire",
        "përfshirë",
        "obuhvaćena",
        "obuhvaćeno",
        "covered",
        "assessed",
        "nit established",
        "nema kancelariju",
    ],
)
def test_nothing_is_suggested_that_reverses_a_status(text: str) -> None:
    """Whoever takes up a suggestion has the same answer as before: founded stays founded."""
    suggested = near(text, spellings("office_status"))
    positive = text in {"Po, e themeluar", "e perfshire", "përfshirë", "assessed"}
    positive |= text.startswith(("obuhva", "covered"))
    if suggested:
        meant = word_spellings("office_status")
        ids = {id_ for id_, written in meant.values() if written == suggested}
        negative = {"not established", "not covered"}
        assert ids <= ({"established", "similar"} if positive else negative)


@pytest.mark.parametrize("text", ["not yes", "no yes", "nije da", "ne da", "jo, po"])
def test_nothing_is_suggested_that_reverses_an_answer(text: str) -> None:
    """A yes with a word of negation is neither a yes nor, for certain, a no."""
    assert near(text, spellings("answer")) is None


@pytest.mark.parametrize(
    ("kind", "text", "suggestion"),
    [
        ("office_status", "etablished", "established"),
        ("office_status", "not etablished", "not established"),
        ("office_status", "nt established", "not established"),
        ("office_status", "nije formirna", "nije formirana"),
        ("office_status", "nijje formirana", "nije formirana"),
        ("office_status", "нје формирана", "nije formirana"),
        ("office_status", "nk është themeluar", "nuk është themeluar"),
        ("office_status", "e pathmeluar", "e pathemeluar"),
        ("office_status", "e themluar", "e themeluar"),
        ("office_status", "simmilar", "similar"),
        ("office_status", "not coverd", "not covered"),
        ("edition_status", "drft", "draft"),
        ("answer", "yess", "yes"),
        ("answer", "noo", "no"),
        ("answer", "joo", "jo"),
    ],
)
def test_what_says_the_same_is_suggested(kind: Kind, text: str, suggestion: str) -> None:
    """A slip of the finger is still understood, also in a word of negation."""
    fault = parse(kind, Cell(Place(""), text))
    assert isinstance(fault, Fault)
    assert fault.values.get("suggestion") == suggestion


def test_no_word_is_suggested_for_its_own_opposite() -> None:
    """For every word that is accepted with or without a prefix, in any order."""
    known = word_spellings("office_status")
    positive = [each for each in words("office_status") if each.id in {"established", "similar"}]
    texts = [text for word in positive for text in (*word.words.values(), *word.aliases)]
    assert len(texts) > 10
    for text in texts:
        *first, last = text.split()
        negated = [f"{negation} {text}" for negation in ("nuk", "nije", "not", "jo")]
        negated += [" ".join((*first, prefix + last)) for prefix in ("pa", "jo", "ne", "un")]
        for each in negated:
            suggested = near(each, spellings("office_status"))
            meant = {id_ for id_, written in known.values() if written == suggested}
            assert meant.isdisjoint({"established", "similar"}), (each, suggested)


@pytest.mark.parametrize(
    ("sheet_id", "header", "suggestion"),
    [
        ("staff", "Koment", None),
        ("staff", "Womenn", "women"),
        ("staff", "Žena", "Žene"),
        ("offices", "Komente 2", "Komente"),
        ("offices", "Nuk ka plan të punës", None),
        ("offices", "Hasn't a work plan", None),
    ],
)
def test_a_short_header_needs_a_nearer_one(
    sheet_id: str, header: str, suggestion: str | None
) -> None:
    """Of a short word two letters are much: a column of comments is none of women."""
    found = near(header, sheet(sheet_id).known_headers())
    assert (found or "").casefold() == (suggestion or "").casefold()
