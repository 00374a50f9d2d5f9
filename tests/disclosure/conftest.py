"""Taking a part of what withholds away, to see that the attack then succeeds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from zkkk_factsheet.disclosure import caseload, officials

Without = Callable[[object, str, Callable[..., Any]], None]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Without]:
    """Put something else in a function's place; what was decided with the other doesn't count."""

    def put(place: object, name: str, other: Callable[..., Any]) -> None:
        monkeypatch.setattr(place, name, other)
        _forget()

    yield put
    _forget()


def _forget() -> None:
    for place in (officials, caseload):
        place._decided.cache_clear()  # noqa: SLF001 - no program would forget
