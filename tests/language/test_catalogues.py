"""The catalogues: complete, alike in all languages, and neither more nor less than is used."""

import ast
import gettext
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tests.digest.digests import digests_of_all_kinds
from tests.documents.offices import counts, offices, performing
from tests.report.reports import evident, reports_of_all_kinds
from tests.support import (
    DUTIES,
    EXTREMES,
    LANGUAGES,
    ROOT,
    ROSTER,
    YEARS,
    answers,
    extreme_published,
    in_care,
    office,
    people,
    sample_published,
    sample_with_years,
    sheet_of,
    staff,
    uniform_year,
    with_officials,
    year_rows,
)

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents import municipal, national, press
from zkkk_factsheet.documents.national.years import years
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import (
    DOMAINS,
    Catalogue,
    Period,
    available_languages,
    catalogue,
    catalogue_file,
)
from zkkk_factsheet.workbook.rows import Office, OfficeStatus

if TYPE_CHECKING:
    from zkkk_factsheet.indicators.table import Status

every_catalogue = pytest.mark.parametrize(
    ("language", "domain"), [(language, domain) for language in LANGUAGES for domain in DOMAINS]
)
every_domain = pytest.mark.parametrize("domain", DOMAINS)

# Which catalogues the rooms write from; tools write documentation from the findings' texts.
ROOMS = {
    "src/zkkk_factsheet/language": ("sheet",),
    "src/zkkk_factsheet/documents": ("sheet", "figures", "data", "site"),
    "src/zkkk_factsheet/open_data": ("data",),
    "src/zkkk_factsheet/workbook": ("messages", "workbook"),
    "src/zkkk_factsheet/render": ("program", "data"),  # its failures; the tables' workbook
    "src/zkkk_factsheet/edition": ("program",),
    "src/zkkk_factsheet/desk": ("desk",),
    "templates/desk": ("desk",),
    "src/zkkk_factsheet/cli": (
        "program",
        "messages",
        "usage",
        "sheet",
        "figures",
    ),  # its headings and names
    "tools": ("messages",),
}

# Sentences that really are the same in two languages.
ALIKE = {
    ("usage", "usage.metavar.period", "sr", "en"),  # "PERIOD"
    ("workbook", "findings.column", "sq", "sr"),  # "kolona {column}"
}


@cache
def read(language: str, domain: str) -> Catalog:
    """A PO file as Babel reads it; a mistake in it is an exception."""
    with catalogue_file(language, domain).open("rb") as file:
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


@cache
def messages(language: str, domain: str) -> dict[str, Message]:
    """The messages of a catalogue by their key."""
    return {key_of(each): each for each in read(language, domain) if each.id}


def key_of(message: Message) -> str:
    """A message's key; a plural message has it twice."""
    return str(message.id) if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """A message's text, or its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    """The named places in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# Alike in all languages --------------------------------------------------------------------


def test_there_are_catalogues_in_the_languages_of_the_reference_data() -> None:
    """Every language that names are known in has its catalogues, and no other."""
    assert set(available_languages()) == set(LANGUAGES)
    for language in LANGUAGES:
        found = {file.stem for file in catalogue_file(language, "sheet").parent.iterdir()}
        assert found == set(DOMAINS)


@every_domain
def test_all_languages_have_the_same_keys(domain: str) -> None:
    """No message is missing in a language, and none is there in one language alone."""
    keys = {language: set(messages(language, domain)) for language in LANGUAGES}
    assert len(keys["en"]) > 20
    for one, other in itertools.combinations(LANGUAGES, 2):
        assert keys[one] ^ keys[other] == set()


@every_catalogue
def test_no_message_is_empty_fuzzy_or_left_over(language: str, domain: str) -> None:
    """Every message has its text in every form; nothing is half translated or out of use."""
    found = messages(language, domain)
    assert [key for key, each in found.items() if not all(map(str.strip, forms(each)))] == []
    assert [key for key, each in found.items() if each.fuzzy] == []
    assert dict(read(language, domain).obsolete) == {}


@every_catalogue
def test_no_text_begins_or_ends_with_a_space(language: str, domain: str) -> None:
    """No text has a space too many, which nobody sees in a catalogue but on the page."""
    texts = [text for each in messages(language, domain).values() for text in forms(each)]
    assert [text for text in texts if text != text.strip() or "  " in text] == []


@every_domain
def test_all_languages_have_the_same_placeholders_in_every_form(domain: str) -> None:
    """A translation fills in what the others fill in.

    The count alone may be left out, since a sentence may do without it.
    """
    for key, message in messages("en", domain).items():
        plural = not isinstance(message.string, str)
        optional = {"count"} if plural else set()
        expected = placeholders(forms(message)[-1]) - optional
        for language in LANGUAGES:
            for form in forms(messages(language, domain)[key]):
                assert placeholders(form) - optional == expected, f"{language} {key}"


@every_catalogue
def test_only_a_form_for_one_number_leaves_the_number_out(language: str, domain: str) -> None:
    """Just "one office" may stand for 1; a form that also stands for 21 must say the number."""
    which = plural_form(language, domain)
    for key, message in messages(language, domain).items():
        counted = ["count" in placeholders(form) for form in forms(message)]
        if not any(counted):
            continue
        for index, says in enumerate(counted):
            assert says or len([n for n in range(200) if which(n) == index]) == 1, f"{key}[{index}]"


@every_domain
def test_a_message_is_plural_in_every_language_or_in_none(domain: str) -> None:
    """What is counted in one language is counted in all."""
    for key, message in messages("en", domain).items():
        kinds = {isinstance(messages(language, domain)[key].id, str) for language in LANGUAGES}
        assert kinds == {isinstance(message.id, str)}, key


@every_domain
def test_no_message_is_left_in_another_language(domain: str) -> None:
    """Where two languages say the same in the same words, it is declared to be so."""
    found = set()
    for one, other in itertools.combinations(LANGUAGES, 2):
        for key, message in messages(one, domain).items():
            words = re.sub(r"\{\w+\}", "", " ".join(forms(message)))
            same = forms(message) == forms(messages(other, domain)[key])
            if same and re.search(r"[^\W\d]{3}", words):
                found.add((domain, key, one, other))
    assert found == {each for each in ALIKE if each[0] == domain}


# Plural forms ------------------------------------------------------------------------------


def plural_form(language: str, domain: str) -> Callable[[int], int]:
    """The function that chooses a form by the number, as gettext reads it from the file."""
    chosen: Callable[[int], int] = gettext.c2py(read(language, domain).plural_expr)
    return chosen


@every_catalogue
def test_the_plural_forms_are_those_of_the_language(language: str, domain: str) -> None:
    """The header has as many forms as the language, each message has them, each is reached."""
    expected = {"sq": 2, "sr": 3, "en": 2}[language]
    which = plural_form(language, domain)
    assert read(language, domain).num_plurals == expected
    assert {which(n) for n in range(1000)} == set(range(expected))
    for key, message in messages(language, domain).items():
        if not isinstance(message.id, str):
            assert len(forms(message)) == expected, key


@every_catalogue
def test_the_header_chooses_the_form_that_the_language_takes(language: str, domain: str) -> None:
    """For every number the form is the one that Unicode's rules for the language give."""
    which, locale = plural_form(language, domain), catalogue(language, domain).written.locale
    names = {"sq": ("one", "other"), "sr": ("one", "few", "other"), "en": ("one", "other")}
    for number in range(300):
        assert names[language][which(number)] == locale.plural_form(number), number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "od 0 opština"),
        (1, "od 1 opštine"),
        (2, "od 2 opštine"),
        (5, "od 5 opština"),
        (11, "od 11 opština"),
        (12, "od 12 opština"),
        (21, "od 21 opštine"),
        (22, "od 22 opštine"),
        (25, "od 25 opština"),
        (38, "od 38 opština"),
        (101, "od 101 opštine"),
        (111, "od 111 opština"),
    ],
)
def test_serbian_counts_in_three_forms(number: int, written: str) -> None:
    """One, few and other: 21 and 101 take the form of 1; 22 that of 2; 11 and 12 that of 5."""
    assert catalogue("sr", "sheet").plural("key.of-municipalities", number) == written


# Used, and there to be used ----------------------------------------------------------------


SOME = r"[\w-]+"
"""What is filled in, in a pattern."""


@cache
def syntax(room: str) -> tuple[ast.AST, ...]:
    """The modules of a room."""
    return tuple(
        ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / room).rglob("*.py"))
        if file.name != "make_sample.py"  # writes the sample's own texts
    )


def pattern(text: ast.JoinedStr) -> str:
    """An f-string as a pattern; what is filled in is one part of a key."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else SOME
        for part in text.values
    )


@cache
def mentioned(room: str) -> frozenset[str]:
    """Every text in a room's modules as a pattern, f-strings if they look like a key."""
    return frozenset(_mentioned(room))


def _mentioned(room: str) -> Iterator[str]:
    yield from asked_by_templates(room)
    for module in syntax(room):
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr) and re.search(r"\w", str(_constant(node))):
                yield pattern(node)


def _constant(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def asked(room: str) -> Iterator[str]:
    """What a room asks its catalogues for, as patterns, as far as it is written at the call."""
    methods = {"text", "plural", "plural_base"} | (
        {"tell", "count", "error"} if room.endswith("cli") else set()
    )
    yield from asked_by_templates(room)
    for module in syntax(room):
        yield from map(re.escape, keys_of_failures(module))
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in methods or not node.args:
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield re.escape(key.value)
            elif isinstance(key, ast.JoinedStr):
                yield pattern(key)


def asked_by_templates(room: str) -> Iterator[str]:
    """What the templates of a room ask for; what is added to a key is one part of it."""
    for file in sorted((ROOT / room).glob("*.j2")):
        text = file.read_text("utf-8")
        for key, more in re.findall(r'(?:say|count|help)\("([\w.-]+)"( ~)?', text):
            yield re.escape(key) + (SOME if more else "")


def keys_of_failures(module: ast.AST) -> Iterator[str]:
    """The keys that the classes of a module have, as ``key`` or ``self.key``."""
    for kind in (node for node in ast.walk(module) if isinstance(node, ast.ClassDef)):
        for node in ast.walk(kind):
            if not isinstance(node, ast.Assign):
                continue
            target = ast.unparse(node.targets[0])
            if target == "self.key" or (target == "key" and node in kind.body):
                yield from (
                    each.value
                    for each in ast.walk(node.value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


def unknown(patterns: list[str], keys: set[str]) -> list[str]:
    """The patterns that no key fits."""
    entire = {re.escape(key) for key in keys}
    return [
        each
        for each in patterns
        if each not in entire and not any(re.fullmatch(each, key) for key in keys)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_key_that_is_asked_for_exists(room: str) -> None:
    """What a room asks for is in one of its catalogues."""
    keys = {key for domain in ROOMS[room] for key in messages("en", domain)}
    patterns = list(asked(room))
    assert patterns or room == "tools"
    assert unknown(patterns, keys) == []


@every_domain
def test_every_message_is_used(domain: str) -> None:
    """No message is translated three times for nothing."""
    patterns = frozenset[str]().union(
        *(mentioned(room) for room, domains in ROOMS.items() if domain in domains)
    )
    assert unused(patterns, messages("en", domain)) == []


def unused(patterns: Collection[str], keys: Iterable[str]) -> list[str]:
    """The keys that fit no pattern; most patterns are a key from its beginning to its end."""
    of_several = re.compile("|".join(each for each in patterns if SOME in each))
    return [key for key in keys if re.escape(key) not in patterns and not of_several.fullmatch(key)]


def test_a_key_that_no_catalogue_has_is_noticed() -> None:
    """The comparison finds a key that is missing, also behind an f-string."""
    keys = set(messages("en", "sheet"))
    assert unknown(["value\\.share", "value\\.shar"], keys) == ["value\\.shar"]
    assert unused(["value\\.share", "matrix\\.[\\w-]+"], ["value.share", "matrix.a"]) == []
    assert unused(["value\\.share", "matrix\\.[\\w-]+"], ["value.shar", "matrix.a.b"]) == [
        "value.shar",
        "matrix.a.b",
    ]
    assert unknown(["matrix\\.[\\w-]+", "matrices\\.[\\w-]+"], keys) == ["matrices\\.[\\w-]+"]


def _offices(first: OfficeStatus, second: OfficeStatus, plans: Sequence[bool]) -> list[Office]:
    """Two offices with a status, and as many more as there are answers on documents."""
    more = [
        office(id_, "established", each, each) for id_, each in zip(ROSTER, plans, strict=False)
    ]
    return [office("viti", first), office("zvecan", second), *more]


_UNKNOWN = {"viti": {"refugees": (None, 1)}}
_FEW = {"viti": {"refugees": (1, 0)}}
_SOME = [staff(ROSTER[0], "roma", 10, 10)]
# The two offices in the year before, and in the year: neither new nor gone, new, gone, both.
_NEW_AND_GONE: list[tuple[tuple[OfficeStatus, OfficeStatus], tuple[OfficeStatus, OfficeStatus]]] = [
    (("similar", "similar"), ("similar", "similar")),
    (("similar", "similar"), ("established", "similar")),
    (("established", "similar"), ("similar", "similar")),
    (("established", "similar"), ("similar", "established")),
]
# What is told of years only if they are so: the year before, and the year.
_YEARS_APART = [
    (
        year_rows(_offices("established", "similar", [True]), _SOME),
        year_rows(_offices("similar", "established", [False, False, True]), _SOME),
    ),
    (
        year_rows(_offices("established", "not covered", [True]), _SOME),
        year_rows(
            _offices("similar", "established", [False, False]),
            [staff(ROSTER[0], "roma", 1, 1000), staff("zvecan", "serb", 1, None)],
        ),
    ),
    (
        year_rows(_offices("established", "established", [True, True]), _SOME),
        year_rows(_offices("established", "established", []), [staff("viti", "serb", 1000, 1)]),
    ),
    # Persons in care, in the year alone and in both; what is known of them is not all.
    (people(2018), people(2019)),
    (year_rows([office("viti")]), in_care(year_rows([office("viti")]), _UNKNOWN)),
    (year_rows([office("viti")]), in_care(year_rows([office("viti")]), _FEW)),
    # New, gone, or both; the same where of another office one of the years says nothing.
    *(
        (
            year_rows(_offices(*then, [True]), _SOME),
            year_rows(_offices(*now, [True, True] if unknown_before else [True]), _SOME),
        )
        for then, now in _NEW_AND_GONE
        for unknown_before in (False, True)
    ),
    (year_rows([], []), year_rows([office("viti")], [staff("viti", "serb", 0, 0)])),
]


def _told_of_municipalities() -> Iterator[tuple[Published, Sequence[str]]]:
    """Years in which municipalities have all kinds of offices and officials, and some of them."""
    for name in EXTREMES:
        yield extreme_published(name), (ROSTER[0], ROSTER[-1])
    yield (
        published_of(year_rows([office("viti", "no information")], contact="C"), None, 5),
        ["viti"],
    )
    yield published_of(people(2019), people(2018), 5), ROSTER
    yield published_of(in_care(year_rows([office("viti")]), _UNKNOWN), None, 5), ["viti"]
    for year in YEARS:
        yield sample_with_years(year), ROSTER
    whole = published_of(uniform_year(answer=True), None, 5)
    statuses: tuple[Status, ...] = ("ok", "suppressed")
    for genders, of_community in itertools.product(statuses, repeat=2):
        yield with_officials(whole, "viti", genders, of_community), ["viti"]
    blank = year_rows(
        [office("viti")], [staff("viti", "serb", 1, 1), staff("viti", "roma", 1, None)]
    )
    yield with_officials(published_of(blank, None, 5), "viti", "ok", "ok"), ["viti"]
    yield with_officials(whole, "viti", "ok", "ok", count=0), ["viti"]


# What a title or a main point tells only if a year is so: each duty performed least, by fewer than
# half or barely by half of the offices; their number; women among the officials; all alike; all
# answers that there are.
_TOLD_APART = [
    *(offices(1, [[each, *[None] * 7]]) for each in (True, False)),
    *(performing(10, **{duty: yes}) for duty in DUTIES for yes in (4, 5, 6, 8)),
    performing(10, **dict.fromkeys(DUTIES, 5)),
    *(counts(*[each] * 5, *[2] * 5) for each in (6, 8)),
    *(
        year_rows([office("peja", work_plan=True)], [staff("peja", "roma", women, 20 - women)])
        for women in (0, 4, 6, 8, 10, 12, 20)
    ),
    year_rows([office(id_, "established", n > 0, n > 0) for n, id_ in enumerate(ROSTER[:9])]),
]
# The same offices, a year later.
_CHANGED = [(counts(*[4] * 10), counts(*[each] * 10)) for each in (3, 4, 5)] + [
    (
        year_rows([office(id_, work_plan=True, annual_report=True) for id_ in ROSTER]),
        _TOLD_APART[-1],
    ),
    (performing(20, advice=10, projects=10), performing(20, advice=14, projects=6)),
]


def test_every_message_of_the_sheet_is_printed_in_some_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every sentence of a document comes out for some data: none waits for what can't happen."""
    printed: set[str] = set()
    say = Catalogue.template

    def template(self: Catalogue, key: str, count: int | None = None) -> str:
        printed.add(key)
        return say(self, key, count)

    monkeypatch.setattr(Catalogue, "template", template)
    draft = year_rows(
        [
            office("peja", remarks="x"),
            office("klina", "not covered"),
            office("viti", "no information"),
        ],
        [staff("peja", "serb", 1, None)],
        [answers("peja", None)],
        status="draft",
        publisher="P",
        source="S",
        contact="C",
        note="N",
        next_on=date(2021, 3, 31),
    )
    sheet_of(draft, "en")
    two = [office("peja"), office("klina")]
    few = [staff("peja", "serb", 1, 1), staff("klina", "roma", 1, 0)]
    sheet_of(in_care(year_rows(two, few), {"peja": _FEW["viti"]}), "en")
    few[1] = staff("klina", "roma", 1, None)
    sheet_of(year_rows(two, few), "en")
    sheet_of(draft, "en", EXTREMES["nobody covered"])
    for known in (*map(extreme_published, EXTREMES), *map(sample_published, YEARS)):
        national.compose(known, "en")
    press.compose(sample_published(2019), "en")
    corrected = (Corrected(date(2020, 5, 5), 1, {"en": "R"}),)
    somewhere = replace(sample_published(2019), corrections=corrected, address="https://a.example/")
    national.compose(somewhere, "en")
    for rows in _TOLD_APART:
        sheet_of(rows, "en")
    for then, now in (*_YEARS_APART, *_CHANGED):
        sheet_of(now, "en", then)
    not_covered = [office(id_, "not covered") for id_ in ROSTER]
    apart = [uniform_year(answer=True, year=2014)]
    apart += [year_rows(not_covered, year=year) for year in (2016, 2017)]
    years(Writer(catalogue("en", "sheet"), published_of(apart[-1], None, 5, apart[:-1])))
    for known, some in _told_of_municipalities():
        for id_ in some:
            municipal.compose(known, "en", id_)
    assert len(list(reports_of_all_kinds())) > 10
    municipal.compose(evident(), "en", "peja")
    assert len(list(digests_of_all_kinds())) > 5
    for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4"):  # no sheet of such a period yet
        Period.parse(f"2025-{part}").name("en")
    assert set(messages("en", "sheet")) - printed == set()


def test_what_a_catalogue_lacks_is_an_error() -> None:
    """A key that is missing raises; it is never printed in place of the sentence."""
    say = catalogue("sq", "sheet")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say.text("no.such.key")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say.plural("no.such.key", 2)
    with pytest.raises(KeyError, match="municipality"):
        say.text("remark", remark="only half of it")
