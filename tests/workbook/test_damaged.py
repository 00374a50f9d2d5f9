"""Whatever chance has made of a workbook, it is refused or read, in time and in memory."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.effort import THOROUGH
from tests.workbook.outcomes import checked
from tests.workbook.packages import parts_of, zipped

_SEED = 20190331
_TRIES = {"xlsx": 30, "xlsm": 30, "ods": 40, "xls": 12, "xlsb": 12}
"""So many times a workbook of a format is damaged: each kind of damage in most of its parts.

The first two are packages of the same parts, read alike, and damaged in other places each. The
last two are read in a process of their own each time. The thorough run tries eighty times as often.
"""

REFUSED = (["damaged"], ["not-a-spreadsheet"])


@pytest.mark.office
@pytest.mark.parametrize("format_", ["xlsx", "xlsm", "ods", "xls", "xlsb"])
def test_a_damaged_workbook_is_refused_or_read(
    format_: str, formats: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """Cut off, it is refused. Otherwise a package is refused or read as what it was before.

    Two kinds can only be asked to end in time: bytes of a part whose checksum was made anew, and
    those of an xls, which has no checksums.
    """
    tries = _TRIES[format_] * (80 if THOROUGH else 1)
    whole = formats["valid", format_]
    damaged = list(_damaged(whole, format_, tries))
    files = {each.name: each.data for each in damaged} | {f"whole.{format_}": whole}
    outcomes = checked(files, tmp_path / "files")
    expected = outcomes[f"whole.{format_}"].read
    assert expected
    met = Counter(each.how for each in damaged)
    assert min(met[how] for how in ("cut", "flipped")) >= 2
    for each in damaged:
        outcome = outcomes[each.name]
        if each.how == "cut":
            assert outcome.codes in REFUSED, each.name
            assert outcome.read == "", each.name
        elif whole.startswith(b"PK") and each.how != "replaced":
            unharmed = outcome.codes == [] and outcome.read == expected
            assert unharmed or outcome.codes in REFUSED, each.name


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    """Nothing is read from noise, whatever it begins with."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret depends on it
    heads = [b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x05\x06", b"<?xml"]
    files = {
        f"{n}.xlsx": heads[n % len(heads)] + chance.randbytes(chance.randrange(1, 20_000))
        for n in range(800 if THOROUGH else 50)
    }
    for outcome in checked(files, tmp_path / "files").values():
        assert outcome.codes in REFUSED


class Damaged(NamedTuple):
    """A file that is no longer what it was, and what has happened to it."""

    name: str
    how: str
    data: bytes


def _damaged(data: bytes, format_: str, number: int) -> Iterator[Damaged]:
    chance = random.Random(f"{_SEED}{format_}")  # noqa: S311 - no secret depends on it
    hows = ("cut", "flipped", "a part cut", "replaced") if data[:2] == b"PK" else ("cut", "flipped")
    for n in range(number):
        how = hows[n % len(hows)]
        if how == "cut":
            damaged = data[: chance.randrange(len(data))]
        elif how == "flipped":
            damaged = _flipped(chance, data)
        else:
            parts = parts_of(data)
            name = chance.choice(sorted(name for name in parts if parts[name]))
            part = parts[name]
            cut = how == "a part cut"
            parts[name] = part[: chance.randrange(len(part))] if cut else _flipped(chance, part)
            damaged = zipped(parts)
        yield Damaged(f"{n}.{format_}", how, damaged)


def _flipped(chance: random.Random, data: bytes) -> bytes:
    """Some bits flipped, or some bytes replaced."""
    flipped = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(len(flipped))
        flipped[at] = chance.choice([flipped[at] ^ 1 << chance.randrange(8), 0, 255])
    return bytes(flipped)
