import re
from collections import Counter

import pytest

from zkkk_factsheet.reference import (
    LANGUAGES,
    Community,
    Municipality,
    communities,
    community,
    duties,
    duty,
    municipalities,
    municipality,
)

# Written down again here, letter by letter: the table that folding uses can't be its own proof.
CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        [
            *("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m"),
            *("n", "nj", "o", "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"),
        ],
        strict=True,
    )
)
REGIONS = {
    "prishtina": 8,
    "mitrovica": 7,
    "gjilan": 6,
    "ferizaj": 5,
    "prizren": 5,
    "gjakova": 4,
    "peja": 3,
}


def latin(cyrillic: str) -> str:
    """A Cyrillic name in Latin letters, each word with a capital."""
    letters = (
        "".join(CYRILLIC.get(each, each) for each in word) for word in cyrillic.lower().split()
    )
    return " ".join(word[:1].upper() + word[1:] for word in letters)


def places_and_groups() -> list[Municipality | Community]:
    """All municipalities and all communities."""
    return [*municipalities(), *communities()]


def test_there_are_38_municipalities_ten_communities_and_eight_duties() -> None:
    """The roster is complete, and each list comes in its own order."""
    ids = [each.id for each in municipalities()]
    assert len(ids) == 38
    assert ids == sorted(set(ids))
    assert sorted(each.number for each in municipalities()) == list(range(1, 39))
    assert [each.id for each in communities()] == [
        *("albanian", "serb", "turkish", "bosniak", "gorani"),
        *("roma", "ashkali", "egyptian", "croat", "montenegrin"),
    ]
    assert [each.id for each in duties()] == [
        *("contact", "assessment", "coordination", "projects"),
        *("participation", "monitoring", "advice", "information"),
    ]
    assert [each.number for each in duties()] == list(range(1, 9))


def test_ids_are_plain_ascii_slugs() -> None:
    """An id can stand in a file name and in a URL."""
    ids = [each.id for each in municipalities()]
    ids += [each.id for each in communities()]
    ids += [each.id for each in duties()]
    assert len(ids) == 38 + 10 + 8
    assert [each for each in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", each)] == []


def test_every_entry_is_named_in_every_language() -> None:
    """No name, label or sentence is missing, empty or surrounded by spaces, in any language."""
    texts = [each.names for each in places_and_groups()]
    texts += [text for each in duties() for text in (each.short, each.full, each.remaining)]
    assert len(texts) == 38 + 10 + 3 * 8
    for text in texts:
        assert tuple(text) == LANGUAGES
        assert all(name and name == name.strip() for name in text.values())
    assert municipality("rahovec").name("sr") == "Orahovac"
    assert community("roma").name("sq") == "romë"
    assert community("roma").label("sq") == "Romë"


def test_cyrillic_is_the_serbian_name_in_the_other_script() -> None:
    """The Cyrillic spelling, transliterated by the alphabet, is the Latin spelling."""
    entries = places_and_groups()
    assert {each.id: latin(each.cyrillic) for each in entries} == {
        each.id: each.names["sr"] for each in entries
    }


def test_english_names_are_the_two_names_together() -> None:
    """In English a place has its Albanian and its Serbian name, or one where they are equal."""
    special = {"mamusha", "mitrovica-north", "mitrovica-south"}
    checked = 0
    for each in municipalities():
        if each.id in special:
            continue
        pair = {each.names["sq"], each.names["sr"]}
        assert set(each.names["en"].split("/")) == pair, each.id
        checked += 1
    assert checked == 35
    assert municipality("mamusha").name("en") == "Mamuşa/Mamushë/Mamuša"
    assert municipality("mitrovica-south").name("en") == "Mitrovicë/Mitrovica South"
    assert municipality("mitrovica-north").name("en") == "Mitrovica/Mitrovicë North"


def test_english_names_begin_with_the_name_of_the_local_majority() -> None:
    """The ten municipalities with a Serb majority have their Serbian name first."""
    serbian_first = {
        each.id
        for each in municipalities()
        if each.name("en").startswith(each.name("sr") + "/") and each.id != "mamusha"
    }
    assert serbian_first == {
        *("gracanica", "klokot", "leposavic", "novo-brdo", "partes"),
        *("ranilug", "strpce", "zvecan"),
    }
    assert municipality("gjakova").name("en") == "Gjakovë/Đakovica"


def test_every_municipality_lies_in_one_of_the_seven_regions() -> None:
    """The regions hold as many municipalities as the districts do."""
    assert Counter(each.region for each in municipalities()) == REGIONS


def test_labels_fit_a_chart_and_sentences_are_sentences() -> None:
    """A duty's label has at most 44 characters; its full text is a sentence with a full stop."""
    for each in duties():
        for language in LANGUAGES:
            assert 10 <= len(each.short[language]) <= 44, (each.id, language)
            assert not each.short[language].endswith(".")
            assert re.fullmatch(r"[A-Z].{60,}\.", each.full[language]), (each.id, language)
            # Two lines in a column of the municipal sheet.
            assert re.fullmatch(r"[A-Z].{40,115}\.", each.remaining[language]), (each.id, language)


def test_an_unknown_id_is_a_key_error() -> None:
    """Looking up an id which does not exist raises KeyError, for each kind."""
    for look_up in (municipality, community, duty):
        with pytest.raises(KeyError):
            look_up("atlantis")
    assert duty("contact").number == 1
