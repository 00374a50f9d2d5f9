"""Whatever is made to do harm is refused or read: no traceback, within 5 seconds and 500 MB."""

from typing import Any

import pytest
from tests.workbook.books import NAME
from tests.workbook.hostile import HOSTILE, LARGE
from tests.workbook.hostile_parts import SHARE
from tests.workbook.outcomes import SECONDS, outcomes_of, told_of, write

from zkkk_factsheet.workbook.findings import codes as declared


@pytest.fixture(scope="module")
def told_of_hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """What is told of each of the files that this run is to test, in a process for each."""
    asked = [getattr(each, "callspec", None) for each in request.session.items]
    names = [
        name for name in HOSTILE if any(each and name in each.params.values() for each in asked)
    ]
    folders = [tmp_path_factory.mktemp("hostile") / "files" for _ in names]
    for name, folder in zip(names, folders, strict=True):
        write({NAME: HOSTILE[name][0]()}, folder)
    return dict(zip(names, told_of(*folders), strict=True))


@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_or_read(
    name: str, told_of_hostile: dict[str, dict[str, Any]]
) -> None:
    """Each has its finding and nothing is read, or it is read; in time and in memory."""
    _, codes = HOSTILE[name]
    seconds = SECONDS / SHARE if name in LARGE else SECONDS
    outcome = outcomes_of(told_of_hostile[name], {NAME}, seconds)[NAME]
    assert outcome.codes == codes.split()
    severities = {declared()[code].severity for code in outcome.codes}
    assert bool(outcome.read) is ("error" not in severities)
