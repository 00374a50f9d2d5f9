"""The tile map against the country: cells of their own, neighbours together, north above south."""

from itertools import combinations

import pytest

from zkkk_factsheet.reference import LANGUAGES, municipalities, municipality

# Where the seats of the municipalities lie: degrees north and east, to a hundredth.
SEATS = {
    "decan": (42.54, 20.29),
    "dragash": (42.06, 20.65),
    "ferizaj": (42.37, 21.15),
    "fushe-kosova": (42.64, 21.09),
    "gjakova": (42.38, 20.43),
    "gjilan": (42.46, 21.47),
    "gllogoc": (42.62, 20.89),
    "gracanica": (42.60, 21.19),
    "hani-i-elezit": (42.15, 21.30),
    "istog": (42.78, 20.49),
    "junik": (42.48, 20.28),
    "kacanik": (42.23, 21.26),
    "kamenica": (42.58, 21.58),
    "klina": (42.62, 20.58),
    "klokot": (42.37, 21.38),
    "leposavic": (43.10, 20.80),
    "lipjan": (42.52, 21.12),
    "malisheva": (42.48, 20.74),
    "mamusha": (42.33, 20.73),
    "mitrovica-north": (42.90, 20.87),
    "mitrovica-south": (42.88, 20.87),
    "novo-brdo": (42.61, 21.42),
    "obiliq": (42.69, 21.07),
    "partes": (42.40, 21.44),
    "peja": (42.66, 20.29),
    "podujeva": (42.91, 21.19),
    "prishtina": (42.66, 21.16),
    "prizren": (42.21, 20.74),
    "rahovec": (42.40, 20.65),
    "ranilug": (42.49, 21.60),
    "shtime": (42.43, 21.04),
    "skenderaj": (42.75, 20.79),
    "strpce": (42.24, 21.03),
    "suhareka": (42.36, 20.83),
    "viti": (42.32, 21.36),
    "vushtrri": (42.82, 20.97),
    "zubin-potok": (42.91, 20.69),
    "zvecan": (42.91, 20.84),
}

# Whose borders meet.
NEIGHBOURS = {
    "decan": "peja gjakova junik klina",
    "dragash": "prizren",
    "ferizaj": "lipjan shtime suhareka strpce kacanik viti gjilan",
    "fushe-kosova": "prishtina obiliq gllogoc lipjan gracanica",
    "gjakova": "junik klina rahovec prizren peja",
    "gjilan": "novo-brdo kamenica ranilug partes klokot viti lipjan",
    "gllogoc": "skenderaj vushtrri obiliq lipjan malisheva klina shtime",
    "gracanica": "prishtina lipjan novo-brdo",
    "hani-i-elezit": "kacanik",
    "istog": "peja klina skenderaj zubin-potok",
    "kacanik": "strpce viti",
    "kamenica": "novo-brdo ranilug prishtina",
    "klina": "peja skenderaj malisheva rahovec",
    "klokot": "viti partes",
    "leposavic": "zvecan mitrovica-south",
    "lipjan": "shtime prishtina novo-brdo",
    "malisheva": "rahovec suhareka shtime",
    "mamusha": "prizren suhareka rahovec",
    "mitrovica-north": "mitrovica-south zvecan",
    "mitrovica-south": "vushtrri skenderaj zubin-potok zvecan podujeva",
    "novo-brdo": "prishtina",
    "obiliq": "prishtina vushtrri",
    "podujeva": "prishtina vushtrri",
    "prizren": "rahovec suhareka strpce",
    "rahovec": "suhareka",
    "shtime": "suhareka",
    "skenderaj": "vushtrri zubin-potok",
    "strpce": "suhareka",
    "zubin-potok": "zvecan",
}

FAR = 0.16
"""Seats so many degrees apart are clearly so: some fifteen kilometres."""


def tile(id_: str) -> tuple[int, int]:
    """Where a municipality stands: its row from the north, its column from the west."""
    return municipality(id_).tile


def touch(one: str, other: str) -> bool:
    """Whether two tiles share a side or a corner."""
    return max(abs(a - b) for a, b in zip(tile(one), tile(other), strict=True)) == 1


def test_every_municipality_has_a_cell_of_its_own() -> None:
    """There are 38 cells, in ten rows and eight columns of which none is empty."""
    cells = [each.tile for each in municipalities()]
    assert len(cells) == len(set(cells)) == 38
    assert {row for row, _ in cells} == set(range(1, 11))
    assert {column for _, column in cells} == set(range(1, 9))


def test_neighbours_stand_side_by_side() -> None:
    """Four of five pairs of neighbours touch, and nobody stands without one of them."""
    pairs = [(one, other) for one, others in NEIGHBOURS.items() for other in others.split()]
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) > 80
    touching = [pair for pair in pairs if touch(*pair)]
    assert len(touching) >= 0.8 * len(pairs)
    assert {id_ for pair in touching for id_ in pair} == set(SEATS)


@pytest.mark.parametrize("axis", [0, 1], ids=["north above south", "west before east"])
def test_what_lies_clearly_north_or_west_is_not_placed_otherwise(axis: int) -> None:
    """Of two seats well apart the northern is not in a lower row, the western not to the east."""
    assert set(SEATS) == {each.id for each in municipalities()}
    apart = [
        (one, other) if (SEATS[one][axis] > SEATS[other][axis]) == (axis == 0) else (other, one)
        for one, other in combinations(SEATS, 2)
        if abs(SEATS[one][axis] - SEATS[other][axis]) >= FAR
    ]
    assert len(apart) > 300
    assert [pair for pair in apart if tile(pair[0])[axis] > tile(pair[1])[axis]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_is_short_and_nobody_else_s(language: str) -> None:
    """A code has three capitals, the first of them the printed name's or one of its words'."""
    codes = {each.id: each.code[language] for each in municipalities()}
    assert len(set(codes.values())) == len(codes) == 38
    for each in municipalities():
        code, name = codes[each.id], each.name(language)
        assert len(code) == 3, each.id
        assert code.isupper(), each.id
        assert code[0] in {word[0] for word in name.replace("/", " ").split()}, each.id
    assert municipality("ferizaj").code["sr"] == "URO"
