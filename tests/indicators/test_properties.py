"""What holds for the tidy table of any year."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random
from typing import TypeVar, get_args

import pytest
from tests.effort import THOROUGH
from tests.support import (
    COMMUNITIES,
    DUTIES,
    EXTREMES,
    ROSTER,
    answers,
    office,
    staff,
    table_of,
    uniform_year,
    year_rows,
)

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.workbook.rows import Duties, OfficeStatus, Staff, YearRows

ANSWERS = (True, False, None)
COUNTS = (None, None, *range(8))

Counted = TypeVar("Counted", Duties, Staff)


def any_year(random: Random) -> YearRows:
    """A year with a few municipalities of every status and answers of every kind."""
    offices, counts, performed = [], [], []
    ignored: list[Staff | Duties] = []
    for id_ in random.sample(ROSTER[:12], random.randint(1, 8)):  # some are in two years
        status = random.choice(("established",) * 6 + get_args(OfficeStatus))
        if status != "established":
            offices.append(office(id_, status))
            if random.random() < 0.5:  # what stands of them in other worksheets must not count
                ignored += [staff(id_, "serb", 1, 2), answers(id_, *[True])]
            continue
        offices.append(office(id_, status, random.choice(ANSWERS), random.choice(ANSWERS)))
        present = random.sample(COMMUNITIES, random.randint(0, 3))
        counts += [staff(id_, each, *random.choices(COUNTS, k=2)) for each in present]
        if random.random() < 0.8:
            blanks = random.random() < 0.5
            performed.append(answers(id_, *random.choices(ANSWERS if blanks else ANSWERS[:2], k=8)))
    counts += [each for each in ignored if isinstance(each, Staff)]
    performed += [each for each in ignored if isinstance(each, Duties)]
    return year_rows(offices, counts, performed)


@cache
def years() -> tuple[YearRows, ...]:
    """Some years, the same in each run."""
    random = Random(2019)  # noqa: S311 - no secret
    return tuple(any_year(random) for _ in range(300 if THOROUGH else 20))


@cache
def tables() -> dict[int, Figures]:
    """The tables of the years, each alone, by the ids of their rows."""
    return {id(rows): table_of(rows) for rows in years()}


def table(rows: YearRows) -> Figures:
    """The table of one of the years, which is counted once for all tests."""
    return tables()[id(rows)]


def of_any_year(test: Callable[[YearRows], None]) -> Callable[[], None]:
    """Ask it of each of the years; what fails says of which."""
    return _of_each(test, lambda: [(rows,) for rows in years()])


def of_any_two_years(test: Callable[[YearRows, YearRows], None]) -> Callable[[], None]:
    """Ask it of each of the years and of the one beside it."""
    return _of_each(test, lambda: pairwise(years()))


def _of_each(
    test: Callable[..., None], given: Callable[[], Iterable[tuple[YearRows, ...]]]
) -> Callable[[], None]:
    def asked() -> None:
        for number, rows in enumerate(given()):
            try:
                test(*rows)
            except AssertionError as error:
                error.add_note(f"in year {number}: {rows}")
                raise

    asked.__name__, asked.__doc__ = test.__name__, test.__doc__
    return asked


def counted(given: Sequence[Counted], rows: YearRows) -> list[Counted]:
    """Those rows that are about an established office."""
    offices = {each.municipality for each in rows.offices if each.status == "established"}
    return [each for each in given if each.municipality in offices]


def number(figure: Figure) -> int:
    """A figure's count; where nothing is known, none was counted."""
    return figure.numerator or 0


@of_any_year
def test_every_municipality_has_exactly_one_status(rows: YearRows) -> None:
    """Established, similar, not established and not covered add up to the roster."""
    found = table(rows)
    names = ("established", "similar", "not_established", "not_covered", "no_information")
    assert sum(number(found.one(f"offices.{name}")) for name in names) == len(rows.offices)


@of_any_year
def test_yes_no_and_no_information_add_up_to_the_offices(rows: YearRows) -> None:
    """No answer is lost and none is counted twice."""
    found = table(rows)
    established = number(found.one("offices.established"))
    for name in ("work_plan", "annual_report"):
        answered = found.one(f"offices.{name}").denominator or 0
        assert answered + number(found.one(f"offices.{name}.missing")) == established
    for duty in DUTIES:
        yes = found.one("duties.performed", duty=duty)
        no = found.one("duties.not_performed", duty=duty)
        missing = found.one("duties.performed.missing", duty=duty)
        assert yes.denominator == no.denominator == number(yes) + number(no)
        assert number(yes) + number(no) + number(missing) == established


@of_any_year
def test_the_distribution_adds_up_to_the_offices_of_which_all_is_known(rows: YearRows) -> None:
    """Each office of which all is known stands at one number of duties; the others are counted."""
    found = table(rows)
    levels = found.all("duties.distribution")
    answered = sum(
        all(given is not None for given in row.answers.values())
        for row in counted(rows.duties, rows)
    )
    established = sum(each.status == "established" for each in rows.offices)
    missing = found.one("duties.distribution.missing")
    assert missing.denominator == established
    assert number(missing) == established - answered
    assert [figure.level for figure in levels] == list(range(9))
    assert {figure.denominator for figure in levels} == {answered}
    assert sum(map(number, levels)) == answered


@of_any_year
def test_the_duties_by_office_and_by_duty_have_the_same_sum(rows: YearRows) -> None:
    """Counting along the rows and down the columns gives the same number."""
    found = table(rows)
    by_office = sum(map(number, found.all("duties.count")))
    by_duty = sum(number(found.one("duties.performed", duty=duty)) for duty in DUTIES)
    assert by_office == by_duty == number(found.one("duties.overall"))


@of_any_year
def test_officials_add_up(rows: YearRows) -> None:
    """Women and men, and all communities, add up to all officials."""
    found = table(rows)
    total = number(found.one("staff.officials"))
    assert sum(map(number, found.national("staff.by_gender"))) == total
    assert sum(map(number, found.national("staff.by_community"))) == total
    for community in COMMUNITIES:
        of_community = number(found.one("staff.by_community", community=community))
        by_gender = (
            number(found.one(f"staff.{gender}_by_community", community=community, gender=gender))
            for gender in ("women", "men")
        )
        assert sum(by_gender) == of_community


@of_any_two_years
def test_shares_lie_between_0_and_100(rows: YearRows, previous: YearRows) -> None:
    """A share is 100 times its count through its base; where the base is empty there is none."""
    checked = 0
    for figure in table_of(rows, previous):
        if figure.unit != "percent":
            continue
        checked += 1
        if figure.denominator:
            assert figure.status == "ok"
            assert figure.value == pytest.approx(100 * number(figure) / figure.denominator)
            assert 0 <= (figure.value or 0) <= 100
        else:
            assert figure.status == "no information"
            assert figure.value is None
            assert figure.numerator is None
    assert checked > 50


@of_any_two_years
def test_the_order_of_rows_changes_nothing(rows: YearRows, previous: YearRows) -> None:
    """The same rows in another order give the same figures."""
    random = Random(2019)  # noqa: S311 - no secret

    def shuffled(old: YearRows) -> YearRows:
        offices, staff_rows, duties = list(old.offices), list(old.staff), list(old.duties)
        for each in (offices, staff_rows, duties):
            random.shuffle(each)
        return replace(old, offices=tuple(offices), staff=tuple(staff_rows), duties=tuple(duties))

    def by_key(frame: Figures) -> dict[object, object]:
        return {
            (f.indicator, f.municipality, f.community, f.gender, f.duty, f.level): (
                f.numerator,
                f.denominator,
                f.value,
                f.status,
            )
            for f in frame
        }

    assert by_key(table_of(rows, previous)) == by_key(table_of(shuffled(rows), shuffled(previous)))


@of_any_year
def test_a_blank_is_neither_no_nor_zero(rows: YearRows) -> None:
    """Taking one answer away lowers its base by one; it doesn't become a no."""
    for row in counted(rows.duties, rows):
        position = rows.duties.index(row)
        for duty, given_answer in row.answers.items():
            if given_answer is None:
                continue
            blanked = replace(row, answers={**row.answers, duty: None})
            others = (*rows.duties[:position], blanked, *rows.duties[position + 1 :])
            before = table(rows).one("duties.performed", duty=duty)
            after = table_of(replace(rows, duties=others)).one("duties.performed", duty=duty)
            assert after.denominator == (before.denominator or 0) - 1
            assert number(after) == number(before) - given_answer
            return


@of_any_two_years
def test_change_there_and_back_is_opposite(first: YearRows, second: YearRows) -> None:
    """Comparing the years the other way round turns every sign, on the same base."""
    back = table_of(first, second)
    compared = [f for f in table_of(second, first) if f.indicator.startswith("change.")]
    assert len(compared) > 30
    for figure in compared:
        gender, duty, municipality = figure.gender, figure.duty, figure.municipality
        name, _, when = figure.indicator.removeprefix("change.").partition(".")
        if figure.indicator == "change.offices" or when == "offices":
            other = back.one(figure.indicator, gender=gender, duty=duty)
            assert number(figure) == number(other)
        elif when in {"new", "gone", "not_compared"}:
            turned = {"new": "gone", "gone": "new"}.get(when, when)
            other = back.one(f"change.{name}.{turned}", municipality=municipality, duty=duty)
            assert figure.status == other.status
        elif when:
            opposite = "after" if when == "before" else "before"
            key = f"change.{name}.{opposite}"
            other = back.one(key, municipality=municipality, gender=gender, duty=duty)
            assert (figure.numerator, figure.denominator) == (other.numerator, other.denominator)
        else:
            key = figure.indicator
            other = back.one(key, municipality=municipality, gender=gender, duty=duty)
            assert figure.status == other.status
            if name != "women":  # its base is the officials of the later year
                assert figure.denominator == other.denominator
            assert (figure.value or 0) == pytest.approx(-(other.value or 0), abs=1e-9)


@of_any_year
def test_a_year_has_not_changed_since_itself(rows: YearRows) -> None:
    """Compared with itself, a year shows no change."""
    for figure in table_of(rows, rows):
        if figure.indicator.startswith("change.") and figure.indicator.count(".") == 1:
            if figure.indicator == "change.offices":
                continue
            assert not figure.numerator
            assert not figure.value


@of_any_year
def test_the_municipalities_add_up_to_the_country(rows: YearRows) -> None:
    """What is told of one municipality after the other is what is counted of all of them."""
    found = table(rows)
    names = ["established", "similar", "not_established", "not_covered", "no_information"]
    names += ["work_plan", "annual_report"]
    wholes = [found.one(f"offices.{name}") for name in names]
    wholes += [found.one("duties.performed", duty=duty) for duty in DUTIES]
    wholes += [found.one("staff.missing"), found.one("staff.officials")]
    wholes += [*found.national("staff.by_gender"), *found.national("staff.by_community")]
    for whole in wholes:
        parts = found.by_municipality(
            whole.indicator, whole.duty, community=whole.community, gender=whole.gender
        ).values()
        assert sum(map(number, parts)) == number(whole), whole.key
        base = sum(each.denominator or 0 for each in parts)
        # An office of which a community isn't known is in the base of all communities.
        assert base == (whole.denominator or 0) or whole.community, whole.key
        assert {cell for each in parts for cell in each.cells} <= set(whole.cells), whole.key


# Where there is nothing to count -----------------------------------------------------------


def _is_optional(figure: Figure) -> bool:
    """Whether it is there only with a worksheet that may be missing."""
    return figure.indicator.partition(".")[0] in {"caseload", "population"}


@pytest.mark.parametrize("name", EXTREMES)
def test_the_table_has_the_same_rows_whatever_the_year_holds(name: str) -> None:
    """Where nothing is known there is a row that says so; only offices' own rows come and go."""
    frame = table_of(EXTREMES[name])
    usual = table_of(uniform_year(answer=True))
    names = [f.indicator for f in frame if not f.municipality and not _is_optional(f)]
    assert len(names) > 80
    assert names == [f.indicator for f in usual if not f.municipality]


@pytest.mark.parametrize("name", ["nobody established", "nobody covered", "nothing answered"])
def test_nothing_to_count_is_no_information(name: str) -> None:
    """Without offices, staff or answers a share is "no information", not zero percent."""
    found = table_of(EXTREMES[name])
    shares = [
        found.one("offices.work_plan"),
        found.one("offices.annual_report"),
        found.one("staff.by_gender", gender="women"),
        found.one("staff.per_office"),
        found.one("duties.overall"),
        *found.all("duties.performed"),
        *found.all("duties.distribution"),
        *found.all("staff.women_by_community"),
    ]
    for figure in shares:
        assert (figure.status, figure.value, figure.denominator) == ("no information", None, 0)


def test_without_a_year_before_there_is_no_change() -> None:
    """The change indicators exist only where there is something to compare with."""
    names = {figure.indicator for figure in table_of(uniform_year(answer=True))}
    assert not any(name.startswith("change.") for name in names)


def test_a_first_year_of_offices_is_compared_with_none() -> None:
    """If no office was there in both years, every change is "no information"."""
    found = table_of(uniform_year(answer=True), EXTREMES["nobody established"])
    assert number(found.one("change.offices")) == 0
    for name in ("work_plan", "annual_report", "duties"):
        figure = found.one(f"change.{name}")
        assert (figure.status, figure.value, figure.denominator) == ("no information", None, 0)
    women = found.one("change.women", gender="women")
    assert (women.status, women.value) == ("no information", None)


def test_only_offices_established_in_both_years_are_compared() -> None:
    """What a similar office answered is not compared, neither before nor after."""
    status: list[tuple[OfficeStatus, OfficeStatus]] = [
        ("established", "established"),
        ("similar", "established"),
        ("established", "similar"),
    ]
    then, now = (
        year_rows(
            [
                office(id_, each[when], work_plan=True, annual_report=True)
                for id_, each in zip(ROSTER, status, strict=False)
            ],
            [staff(id_, "roma", 1, 1) for id_ in ROSTER[:3]],
            [answers(id_, *[True] * 8) for id_ in ROSTER[:3]],
        )
        for when in (0, 1)
    )
    found = table_of(now, then)
    names = ("work_plan", "annual_report", "duties", "officials")
    compared = {name: number(found.one(f"change.{name}.offices")) for name in names}
    assert compared == dict.fromkeys(names, 1)
    assert number(found.one("change.offices")) == 1
    assert found.one("change.duties").denominator == 8
    assert found.one("change.duties.after").denominator == 8
    # Of the other two, one has become an office and the other is none any more.
    assert [each.municipality for each in found.all("change.offices.new")] == [ROSTER[1]]
    assert [each.municipality for each in found.all("change.offices.gone")] == [ROSTER[2]]


def test_an_office_that_nobody_assessed_a_year_before_is_not_new() -> None:
    """Where the other year says nothing of an office, it is neither new nor gone."""
    unknown: tuple[OfficeStatus, OfficeStatus] = ("not covered", "no information")
    then = year_rows([office(ROSTER[0], unknown[0]), office(ROSTER[1]), office(ROSTER[2])])
    now = year_rows([office(ROSTER[0]), office(ROSTER[1], unknown[1]), office(ROSTER[3])])
    found = table_of(now, then)
    assert found.all("change.offices.new") == found.all("change.offices.gone") == []
    left_out = {each.municipality for each in found.all("change.offices.not_compared")}
    assert left_out == set(ROSTER[:4])
    for when in ("before", "after"):
        assert found.one(f"change.offices.{when}").denominator == 0


def test_who_is_not_compared_is_named() -> None:
    """An office established in both years whose answer is missing in one is named, with cells."""
    then = year_rows([office("peja", work_plan=None), office("klina", work_plan=True)])
    now = year_rows([office("peja", work_plan=True), office("klina", work_plan=False)])
    found = table_of(now, then)
    (left_out,) = found.all("change.work_plan.not_compared")
    assert (left_out.municipality, left_out.status) == ("peja", "no information")
    plan = found.one("change.work_plan")
    assert (plan.numerator, plan.denominator, plan.value) == (-1, 1, -100)


def test_an_incomplete_count_is_left_out_whole() -> None:
    """Of a row with one count missing, the other isn't counted either; the office is named."""
    rows = year_rows(
        [office("peja"), office("prizren")],
        [
            staff("peja", "albanian", 2, None),
            staff("peja", "roma", 1, 0),
            staff("prizren", "turkish", 1, 1),
        ],
    )
    found = table_of(rows)
    assert number(found.one("staff.officials")) == 3
    assert number(found.one("staff.by_community", community="albanian")) == 0
    missing = found.one("staff.missing")
    assert (missing.numerator, missing.denominator) == (1, 2)
    # Peja's one known official would make its office look smaller than it may be.
    mean = found.one("staff.per_office")
    assert (mean.numerator, mean.denominator, mean.value) == (2, 1, 2)


def test_an_office_of_which_half_is_known_has_the_officials_that_are() -> None:
    """What is incomplete is left out of its figures, and it is told apart; blanks are not zero."""
    counts = [staff("peja", "serb", 2, 1), staff("peja", "roma", None, 3)]
    counts.append(staff("istog", "serb", None, None))
    found = table_of(year_rows([office("peja"), office("istog")], counts))
    officials = found.by_municipality("staff.officials")
    assert {id_: each.numerator for id_, each in officials.items()} == {"peja": 3, "istog": None}
    communities = {
        id_: found.by_municipality("staff.by_community", community=id_)["peja"]
        for id_ in ("serb", "roma", "turkish")
    }
    assert {id_: each.numerator for id_, each in communities.items()} == {
        "serb": 3,
        "roma": None,
        "turkish": 0,
    }
    assert communities["roma"].status == "no information"
    women = found.by_municipality("staff.by_gender", gender="women")
    assert (women["peja"].numerator, women["peja"].denominator) == (2, 3)
    assert (women["istog"].status, women["istog"].numerator) == ("no information", None)
    missing = found.by_municipality("staff.missing")
    assert {id_: each.numerator for id_, each in missing.items()} == {"peja": 1, "istog": 1}


def test_an_office_without_any_answer_is_not_at_zero_duties() -> None:
    """An office of which nothing is known is not in the distribution."""
    rows = year_rows(
        [office("peja"), office("prizren")],
        duties=[answers("peja", None), answers("prizren", *[False] * 8)],
    )
    found = table_of(rows)
    assert found.one("duties.count", municipality="peja").status == "no information"
    assert found.one("duties.count", municipality="prizren").value == 0
    level = found.one("duties.distribution", level=0)
    assert (level.numerator, level.denominator) == (1, 1)
