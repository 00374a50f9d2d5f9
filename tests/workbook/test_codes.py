"""Every code of the catalogue has a workbook that raises exactly it, at exactly its place."""

from functools import cache

import pytest
from tests.workbook import (  # noqa: F401 - they fill CASES
    cases_of_activities,
    cases_of_cells,
    cases_of_people,
    cases_of_rows,
)
from tests.workbook.books import found
from tests.workbook.cases import CASES

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.findings import Finding, codes
from zkkk_factsheet.workbook.telling import grouping

# Each workbook is checked once for all tests of its code, if one process has them.
pytestmark = pytest.mark.xdist_group("codes")


@cache
def outcome(code: str) -> CheckedYear:
    """What the check says of a code's workbook."""
    return CASES[code].run()


def alone(code: str) -> list[Finding]:
    """What the check says of a code's workbook, without what the code adds up."""
    return [each for each in outcome(code).findings if each.code != (CASES[code].also or None)]


@pytest.mark.parametrize("code", codes())
def test_a_workbook_raises_exactly_this_code(code: str) -> None:
    """Every code has a workbook in which it is the only finding, at its cell."""
    assert found(alone(code)) == [(code, *CASES[code].place)]


@pytest.mark.parametrize("code", codes())
def test_a_finding_can_be_said_in_every_language(code: str) -> None:
    """The values that a finding carries are those that its sentences need, in each language."""
    (finding,) = alone(code)
    for language in ("sq", "sr", "en"):
        text = grouping.report_of([finding], language)
        assert f"[{code}]" in text
        assert "{" not in text
    assert set(finding.values) <= set(codes()[code].example) | {"suggestion"}


def test_no_case_without_a_code() -> None:
    """A case whose code is gone from the catalogue goes too."""
    assert set(CASES) == set(codes())


def test_errors_leave_no_rows_and_warnings_do() -> None:
    """A year has rows exactly if none of its findings is an error."""
    for code in codes():
        checked = outcome(code)
        broken = any(each.severity == "error" for each in checked.findings)
        assert broken == (codes()[CASES[code].also or code].severity == "error"), code
        assert broken == (checked.rows is None), code


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_catalogue_has_all_sentences_of_a_code_and_no_others(language: str) -> None:
    """Each code has a title, a message, a meaning and a hint; nothing speaks of another code."""
    keys = catalogue(language, "messages").forms.keys()
    wanted = {
        f"finding.{code}.{part}"
        for code in codes()
        for part in ("title", "message", "meaning", "hint")
    }
    assert {key for key in keys if key.startswith("finding.")} == wanted
