"""Serbian Cyrillic in Latin letters."""

import pytest

from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.reference.cyrillic import in_latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав, његош, џеп", "Ljubav, njegoš, džep"),
        ("ЉУБАВ, ЊЕГОШ, ЏЕП, КОЊ", "LJUBAV, NJEGOŠ, DŽEP, KONJ"),
        ("Љ. Њ. Џ.", "Lj. Nj. Dž."),
        ("Ђаковица и Пећ, Штрпце, жућ", "Đakovica i Peć, Štrpce, žuć"),
        ("ОКЗП у 2019. години (УНХЦР)", "OKZP u 2019. godini (UNHCR)"),
        ("Zyra në Пећ", "Zyra në Peć"),
        ("инјекција", "injekcija"),
        ("Ќирил ы", "Ќiril ы"),
        ("", ""),
    ],
)
def test_each_letter_has_its_own(cyrillic: str, latin: str) -> None:
    """Lj, nj and dž are two letters, large as their neighbours are; foreign letters stay."""
    assert in_latin(cyrillic) == latin


def test_names_of_municipalities_are_those_in_latin() -> None:
    """The two Serbian names of all 38 are the same name."""
    assert len(municipalities()) == 38
    assert [in_latin(each.cyrillic) for each in municipalities()] == [
        each.names["sr"] for each in municipalities()
    ]


def test_latin_stays() -> None:
    """A text without Cyrillic is untouched."""
    text = "Nadživeti injekciju, Tanjug: šđčćž Ëë"
    assert in_latin(text) == text
