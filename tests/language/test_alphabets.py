"""Alphabetical order as Albanian, Serbian and English readers look names up."""

import random

import pytest
from tests.support import LANGUAGES

from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import municipalities

IN_ORDER = {
    "sq": (
        "Cikël Çel Dardanë Dragash Dheu Elez Ëndërr Ferizaj Gllogoc Graçanicë Guri Gjakovë Gjilan "
        "Hani Lipjan Lugu Llap Mitrovicë Novobërdë Nuhi Njeri Rahovec Rugova Rreze Skenderaj "
        "Suharekë Shtërpcë Shtime Tuz Theth Vushtrri Xërxë Xhafë Zubin Zveçan Zhur"
    ),
    "sr": (
        "Cer Cvet Čaglavica Čečan Ćuprija Dečani Dragaš Džep Đakovica Elez Lipljan Lučane Ljubinje "
        "Novo Nuša Njegoš Skadar Srbica Suva Šar Štimlje Štrpce Vitina Vučitrn Zubin Zvečan Žur"
    ),
    "en": "Ashkali Čaglavica Đakovica Dečani Gjilan Gračanica Istok Štrpce Šu Suva Zubin",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_sort_by_the_language_s_alphabet(language: str) -> None:
    """Whatever order they come in, names end up in that of the alphabet."""
    expected = IN_ORDER[language].split()
    assert len(expected) >= 10
    shuffled = random.Random(1).sample(expected, len(expected))  # noqa: S311 - any order will do
    assert shuffled != expected
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == expected


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("sq", "Cz", "Ça"),
        ("sq", "Dz", "Dha"),
        ("sq", "Ez", "Ëa"),
        ("sq", "Gz", "Gja"),
        ("sq", "Lz", "Lla"),
        ("sq", "Nz", "Nja"),
        ("sq", "Rz", "Rra"),
        ("sq", "Sz", "Sha"),
        ("sq", "Tz", "Tha"),
        ("sq", "Xz", "Xha"),
        ("sq", "Zz", "Zha"),
        ("sr", "Cž", "Ča"),
        ("sr", "Čž", "Ća"),
        ("sr", "Ćž", "Da"),
        ("sr", "Du", "Dža"),
        ("sr", "Džu", "Đa"),
        ("sr", "Đu", "Ea"),
        ("sr", "Lu", "Lja"),
        ("sr", "Nu", "Nja"),
        ("sr", "Su", "Ša"),
        ("sr", "Zu", "Ža"),
        ("en", "Đa", "Dza"),
    ],
)
def test_a_letter_comes_after_all_of_the_letter_before(
    language: str, before: str, after: str
) -> None:
    """A digraph or a letter with a sign is a letter of its own; in English it isn't."""
    assert sort_key(before, language) < sort_key(after, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_and_composition_don_t_matter(language: str) -> None:
    """Capitals and letters put together from parts sort as the plain ones do."""
    assert sort_key("ŠTRPCE", language) == sort_key("štrpce", language)
    assert sort_key("S\N{COMBINING CARON}trpce", language) == sort_key("Štrpce", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_name_has_its_place(language: str) -> None:
    """No letter of a municipality's name is unknown to the alphabet."""
    for municipality in municipalities():
        ranks, letters = sort_key(municipality.name(language), language)
        unranked = {letter for rank, letter in zip(ranks, letters, strict=True) if rank == 0}
        assert unranked <= {" ", "/"}, municipality.name(language)
