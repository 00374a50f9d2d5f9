"""How many refusals are told: enough to see what happens, however many there are."""

from types import SimpleNamespace

import pytest

from zkkk_factsheet.desk import ledger
from zkkk_factsheet.desk.ledger import Ledger


def test_of_a_thousand_in_a_second_a_hundred_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the next second whoever is refused is told again."""
    now = [7.0]
    monkeypatch.setattr(ledger, "time", SimpleNamespace(monotonic=lambda: now[0]))
    told: list[tuple[str, str]] = []
    refusals = Ledger(lambda *line: told.append(line))
    for number in range(1000):
        now[0] = 7 + number / 1001
        refusals.refused("no-key", f"GET /{number}")
    assert told == [("no-key", f"GET /{number}") for number in range(100)]
    now[0] = 8.0
    refusals.refused("no-key", "GET /later")
    assert told[100:] == [("no-key", "GET /later")]
