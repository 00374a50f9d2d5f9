import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random

import pytest
from tests.effort import THOROUGH

from zkkk_factsheet.reference import (
    Community,
    Match,
    Municipality,
    communities,
    duties,
    find_community,
    find_duty,
    find_municipality,
    fold,
    municipalities,
)
from zkkk_factsheet.reference.data import read

MITROVICAS = ("mitrovica-south", "mitrovica-north")


PLACES: list[Municipality | Community] = [*municipalities()]
GROUPS: list[Municipality | Community] = [*communities()]
FIND = {"municipality": find_municipality, "community": find_community, "duty": find_duty}
# Kind, id and one name, for every name in the data.
NAMES = (
    [
        (kind, entry.id, name)
        for kind, entries in (("municipality", PLACES), ("community", GROUPS))
        for entry in entries
        for name in (entry.id, *entry.names.values(), entry.cyrillic, *entry.aliases)
    ]
    + [
        ("municipality", entry.id, name)
        for entry in municipalities()
        for name in entry.genitive.values()
    ]
    + [
        ("duty", entry.id, name)
        for entry in duties()
        for name in (entry.id, *entry.short.values(), *entry.full.values(), *entry.aliases)
    ]
)


def spellings(name: str) -> set[str]:
    """The same name as different keyboards, programs and people write it."""
    return {
        name,
        name.upper(),
        name.lower(),
        unicodedata.normalize("NFD", name),
        unicodedata.normalize("NFKC", name),
        name.replace(" ", "\N{NO-BREAK SPACE}"),
        name.replace(" ", "  "),
        f"\N{ZERO WIDTH SPACE} {name}\N{ZERO WIDTH NO-BREAK SPACE}\n",
        name[:2] + "\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}" + name[2:],
    }


def test_every_name_in_every_spelling_means_exactly_its_entry() -> None:
    """All names and aliases are found, whatever the case, the Unicode form and the spaces."""
    assert len(NAMES) > 500
    wrong = [
        (kind, id_, spelling)
        for kind, id_, name in NAMES
        for spelling in spellings(name)
        if FIND[kind](spelling).ids != (id_,)
    ]
    assert wrong == []


def test_no_two_entries_share_a_name() -> None:
    """What folds to the same text belongs to one entry, and never to a declared ambiguity."""
    owners = defaultdict(set)
    for kind, id_, name in NAMES:
        owners[kind, fold(name)].add(id_)
    for kind, file in (("municipality", "municipalities"), ("community", "communities")):
        for each in read(file)["ambiguous"]:
            for name in each["names"]:
                owners[kind, fold(name)].add(f"ambiguous: {name}")
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_alias_is_superfluous() -> None:
    """Within an entry no alias folds to what another of its names already folds to."""
    superfluous = [
        (entry.id, alias)
        for entry in (*PLACES, *GROUPS)
        for position, alias in enumerate(entry.aliases)
        if fold(alias)
        in {
            fold(name)
            for name in (*entry.names.values(), entry.cyrillic, *entry.aliases[:position])
        }
    ]
    assert superfluous == []


def listed(names: str) -> list[str]:
    """The names of a list with commas."""
    return names.split(", ")


# How each municipality is called in full, in the order of the roster.
ALBANIAN = listed(
    "Komuna e Deçanit, Komuna e Dragashit, Komuna e Ferizajt, Komuna e Fushë Kosovës, "
    "Komuna e Gllogocit, Komuna e Graçanicës, Komuna e Gjakovës, Komuna e Gjilanit, "
    "Komuna e Hanit të Elezit, Komuna e Istogut, Komuna e Junikut, Komuna e Kaçanikut, "
    "Komuna e Kamenicës, Komuna e Klinës, Komuna e Kllokotit, Komuna e Leposaviqit, "
    "Komuna e Lipjanit, Komuna e Malishevës, Komuna e Mamushës, Komuna e Mitrovicës së Jugut, "
    "Komuna e Mitrovicës së Veriut, Komuna e Novobërdës, Komuna e Obiliqit, Komuna e Parteshit, "
    "Komuna e Pejës, Komuna e Podujevës, Komuna e Prishtinës, Komuna e Prizrenit, "
    "Komuna e Rahovecit, Komuna e Ranillugut, Komuna e Skenderajt, Komuna e Suharekës, "
    "Komuna e Shtërpcës, Komuna e Shtimes, Komuna e Vitisë, Komuna e Vushtrrisë, "
    "Komuna e Zubin Potokut, Komuna e Zveçanit"
)
SERBIAN = listed(
    "Општина Дечани, Општина Драгаш, Општина Урошевац, Општина Косово Поље, Општина Глоговац, "
    "Општина Грачаница, Општина Ђаковица, Општина Гњилане, Општина Елез Хан, Општина Исток, "
    "Општина Јуник, Општина Качаник, Општина Каменица, Општина Клина, Општина Клокот, "
    "Општина Лепосавић, Општина Липљан, Општина Малишево, Општина Мамуша, "
    "Општина Јужна Митровица, Општина Северна Митровица, Општина Ново Брдо, Општина Обилић, "
    "Општина Партеш, Општина Пећ, Општина Подујево, Општина Приштина, Општина Призрен, "
    "Општина Ораховац, Општина Ранилуг, Општина Србица, Општина Сува Река, Општина Штрпце, "
    "Општина Штимље, Општина Витина, Општина Вучитрн, Општина Зубин Поток, Општина Звечан"
)
SERBIAN_GENITIVE = listed(
    "Dečana, Dragaša, Uroševca, Kosova Polja, Glogovca, Gračanice, Đakovice, Gnjilana, Elez Hana, "
    "Istoka, Junika, Kačanika, Kamenice, Kline, Klokota, Leposavića, Lipljana, Mališeva, Mamuše, "
    "Južne Mitrovice, Severne Mitrovice, Novog Brda, Obilića, Parteša, Peći, Podujeva, Prištine, "
    "Prizrena, Orahovca, Raniluga, Srbice, Suve Reke, Štrpca, Štimlja, Vitine, Vučitrna, "
    "Zubinog Potoka, Zvečana"
)


def full_forms(number: int) -> list[str]:
    """How people write what a municipality is called in full, by its number on the roster."""
    albanian, serbian = ALBANIAN[number - 1], SERBIAN[number - 1]
    genitive = albanian.removeprefix("Komuna e ")
    return [
        *(albanian, serbian, genitive, SERBIAN_GENITIVE[number - 1]),
        *(f"{albanian} / {serbian}", f"{genitive}\n{serbian}", f"{serbian} ({albanian})"),
        *(f"KOMUNËS SË {genitive}", f"komunën e {genitive}", f"Municipality of {genitive}"),
        *(f"opštine {SERBIAN_GENITIVE[number - 1]}", f"Grad {serbian.removeprefix('Општина ')}"),
    ]


def test_a_municipality_is_known_by_what_it_is_called_in_full() -> None:
    """All 38, with the word for municipality and in the genitive, in every spelling."""
    roster = sorted(municipalities(), key=lambda each: each.number)
    assert len(roster) == len(ALBANIAN) == len(SERBIAN) == len(SERBIAN_GENITIVE) == 38
    wrong = [
        (entry.id, spelling)
        for entry in roster
        for form in full_forms(entry.number)
        for spelling in spellings(form)
        if find_municipality(spelling).ids != (entry.id,)
    ]
    assert wrong == []


def test_a_title_around_a_name_changes_nothing_else() -> None:
    """With any of the declared words before or after it, every name means what it means alone."""
    titles = read("municipalities")["titles"]
    wrong = [
        text
        for kind, id_, name in NAMES
        if kind == "municipality"
        for text in (
            *(f"{before} {name}" for before in titles["before"]),
            *(f"{name} {after}" for after in titles["after"]),
        )
        if find_municipality(text).ids != (id_,)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        *("Mitrovica", "Mitrovicë", "mitrovice", "Митровица", "Mitroviça"),
        *("Kosovska Mitrovica", "Косовска Митровица"),
        *("Mitrovica/Mitrovicë", "Mitrovicë / Mitrovica"),
        *("Komuna e Mitrovicës", "Opština Kosovska Mitrovica", "opštine Kosovske Mitrovice"),
    ],
)
def test_a_bare_mitrovica_is_asked_about(text: str) -> None:
    """Since there are two of them, the bare name means neither; both are named."""
    match = find_municipality(text)
    assert match.ids == MITROVICAS
    assert match.suggestion == "Mitrovicë e Jugut, Mitrovicë e Veriut"


@pytest.mark.parametrize("text", ["RAE", "Roma, Ashkali and Egyptian", "Romi, Aškalije i Egipćani"])
def test_a_name_for_three_communities_is_asked_about(text: str) -> None:
    """Roma, Ashkali and Egyptians are three communities, so their common name is not one."""
    assert find_community(text).ids == ("roma", "ashkali", "egyptian")


def test_every_declared_ambiguity_is_found_as_such() -> None:
    """A declared name gives all of its ids, and those are ids of entries."""
    known = {each.id for each in (*PLACES, *GROUPS)}
    declared = 0
    for file, find in (("municipalities", find_municipality), ("communities", find_community)):
        for each in read(file)["ambiguous"]:
            assert known.issuperset(each["ids"])
            for name in each["names"]:
                assert find(name).ids == tuple(each["ids"])
                declared += 1
    assert declared >= 10


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Đakovica/Gjakovë", "gjakova"),
        ("Gjakova / Đakovica", "gjakova"),
        ("Peja (Peć)", "peja"),
        ("Mitrovicë/Mitrovica North", "mitrovica-north"),
        ("Mitrovica e Jugut / Južna Mitrovica", "mitrovica-south"),
        ("Hani i Elezit | Đeneral Janković", "hani-i-elezit"),
        ("zubin-potok", "zubin-potok"),
        ("DAKOVICA", "gjakova"),
        ("İpek", "peja"),
        ("Vulçıtrın", "vushtrri"),
    ],
)
def test_names_as_people_write_them(text: str, id_: str) -> None:
    """Both names in either order, hyphens, missing diacritics and Turkish letters are read."""
    assert find_municipality(text).ids == (id_,)


def test_names_of_two_places_are_never_one() -> None:
    """If the parts of a name contradict each other, all are offered; if one is unknown, none."""
    assert find_municipality("Prizren/Pejë").ids == ("prizren", "peja")
    assert find_municipality("Prizren/Atlantis").ids == ()
    assert find_community("Roma/Ashkali").ids == ("roma", "ashkali")


@pytest.mark.parametrize(
    ("find", "text", "suggestion"),
    [
        (find_municipality, "Prishtna", "Prishtinë"),
        (find_municipality, "Pristna", "Priština"),
        (find_municipality, "Gjakva", "Gjakovë"),
        (find_municipality, "Орахвац", "Ораховац"),
        (find_municipality, "Prizren II", "Prizren"),
        (find_municipality, "Prizrenit II", "Prizren"),
        (find_municipality, "Komuna e Prishtns", "Prishtinë"),
        (find_municipality, "Drenaz", "Drenas"),
        (find_community, "Aškalijs", "Aškalije"),
        (find_community, "Shqipatrë", "Shqiptarë"),
        (find_municipality, "Mitrovca", "Mitrovicë e Jugut, Mitrovicë e Veriut"),
        (find_municipality, "Mitrovicë e Veriit", "Mitrovicë e Veriut"),
        (find_community, "Gorancii", "Goranci"),
        (find_duty, "Monitoring of polices in practice", "Monitoring of policies in practice"),
        (find_community, "Non-Albanians", None),
        (find_municipality, "Atlantis", None),
        (find_municipality, "Komuna e re", None),
        (find_municipality, "Opština", None),
        (find_municipality, "Opština Preševo", None),
        (find_community, "Martian", None),
        (find_municipality, "", None),
        (find_municipality, " \t—", None),
    ],
)
def test_a_near_miss_is_suggested_and_never_taken(
    find: Callable[[str], Match], text: str, suggestion: str | None
) -> None:
    """What is not a name finds nothing; what is nearly one comes with the name it resembles."""
    match = find(text)
    assert match.ids == ()
    assert match.suggestion == suggestion


def test_a_suggestion_would_be_understood() -> None:
    """Whatever is suggested for a mistyped name is itself read without a question."""
    checked = 0
    of_places = [(kind, name) for kind, _, name in NAMES if kind != "duty"]
    for kind, name in of_places[:: 1 if THOROUGH else 3]:
        if len(fold(name)) < 5:
            continue
        suggestion = FIND[kind](name + "qqq"[: 1 + len(name) % 2]).suggestion
        for each in suggestion.split(", ") if suggestion else ():
            assert len(FIND[kind](each).ids) == 1, (name, each)
            checked += 1
    assert checked > 100


def test_a_very_long_text_is_answered_at_once() -> None:
    """A cell full of text is not compared with every name."""
    match = find_municipality("Prishtina " * 3000)
    assert (match.ids, match.suggestion) == ((), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ђаковица", "ĐAKOVICA"),
        ("Đakovica", "djakovica"),
        ("Гњилане", "Gnjilane"),
        ("ЏЕП", "Džep"),
        ("Ǆep", "džep"),
        ("Fushë-Kosovë", "fushe kosove"),
        ("Co-ordination  with\nrelevant actors", "CO ORDINATION WITH RELEVANT ACTORS"),
        ("Штрпце", "Štrpce"),
    ],
)
def test_fold_has_one_spelling_for_all(one: str, other: str) -> None:
    """Script, case, diacritics, hyphens and line breaks make no difference."""
    assert fold(one) == fold(other) != ""


def test_fold_keeps_apart_what_differs() -> None:
    """Folding does not go as far as to make two places of Kosovo one."""
    folded = {fold(each.name("sr")) for each in municipalities()}
    assert len(folded) == 38
    assert fold("—  !") == ""


def any_texts(number: int) -> Iterator[str]:
    """Texts of signs from all over Unicode, a third of them of its first pages alone."""
    random = Random(2019)  # noqa: S311 - no secret
    for _ in range(number * (100 if THOROUGH else 1)):
        highest = random.choice([0x250, 0x3000, sys.maxunicode])
        signs = (chr(random.randint(0, highest)) for _ in range(random.randint(0, 12)))
        yield "".join(each for each in signs if unicodedata.category(each) != "Cs")


def test_fold_is_idempotent() -> None:
    """Folding what is folded changes nothing, for any text at all, and any sign with forms."""
    signs = [chr(each) for each in range(0x20000) if not 0xAC00 <= each <= 0xD7A3]  # Hangul
    of_forms = [each for each in signs if unicodedata.normalize("NFKD", each).casefold() != each]
    assert len(of_forms) > 6000
    for text in (*of_forms, *any_texts(1000)):
        folded = fold(text)
        assert (text, fold(folded)) == (text, folded)
        assert folded == " ".join(folded.split())


def test_any_text_is_answered() -> None:
    """No text makes a search fail, and one is only found with a name."""
    for text in any_texts(300):
        for find in (find_municipality, find_community, find_duty):
            match = find(text)
            assert match.suggestion is None or len(match.ids) != 1, text
