"""The manifest says what an edition was made from; by it, what is out of date is made again."""

import json
import os
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import filelock
import pytest
from tests.edition.worker import publish

from zkkk_factsheet.edition.manifest import (
    MANIFEST,
    Manifest,
    Output,
    Plan,
    inputs_key,
    is_up_to_date,
    library_versions,
    output_of,
    read_kept,
    read_manifest,
    sha256,
)

T = TypeVar("T")

FILES = {"zkkk-2019-sq.html": b"sq", "zkkk-2019-sr.html": b"sr", "data/indicators.csv": b"1"}
KEYS = {name: inputs_key({"of": name}) for name in FILES}
PLAN = Plan(
    program="0.1.0",
    libraries={"typst": "0.14", "matplotlib": "3.10"},
    inputs={"offices ë.xlsx": sha256(b"x"), "bad-\udcff.xlsx": sha256(b"y")},
    options={"sheets": ("zkkk-2019-sq.html", "zkkk-2019-sr.html"), "threshold": ("5",)},
)
EDITION = Manifest(PLAN, {name: output_of(FILES[name], KEYS[name]) for name in FILES})


def changed(**fields: object) -> Plan:
    """Return the plan with some fields changed."""
    values = {name: getattr(PLAN, name) for name in Plan._fields} | fields
    return Plan(**values)


def backward(mapping: Mapping[str, T]) -> dict[str, T]:
    """Return the same with its entries the other way round."""
    return dict(reversed(list(mapping.items())))


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Publish the plan and return its year folder."""
    publish(tmp_path, "2019", FILES, EDITION.to_bytes())
    return tmp_path / "2019"


def test_the_same_manifest_gives_the_same_bytes() -> None:
    """Order of insertion does not show, nothing in it is of this run, and it is plain UTF-8."""
    plan = changed(libraries=backward(PLAN.libraries), inputs=backward(PLAN.inputs))
    data = EDITION.to_bytes()
    assert Manifest(plan, backward(EDITION.outputs)).to_bytes() == data
    assert json.loads(data.decode())["outputs"]["data/indicators.csv"]["sha256"] == sha256(b"1")
    assert "offices ë.xlsx" in data.decode()
    said = json.loads(data)
    assert data == f"{json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode(
        errors="backslashreplace"
    )


def test_a_manifest_reads_back_as_it_was(year: Path) -> None:
    """Every field survives, also a file name that is not UTF-8."""
    assert read_manifest(year) == EDITION


def test_nothing_to_do_when_all_is_as_planned(year: Path) -> None:
    """An intact edition made from just this needs nothing."""
    assert is_up_to_date(year, PLAN)
    assert read_kept(year, KEYS) == FILES


def test_no_edition_yet(tmp_path: Path) -> None:
    """Where nothing is, all is to be made."""
    assert not is_up_to_date(tmp_path / "2019", PLAN)
    assert read_kept(tmp_path / "2019", KEYS) == {}


def test_what_is_made_of_something_else_is_made_again(year: Path) -> None:
    """Only the output whose key changed is not kept."""
    keys = {**KEYS, "zkkk-2019-sr.html": inputs_key({"of": "something else"})}
    assert read_kept(year, keys).keys() == FILES.keys() - {"zkkk-2019-sr.html"}


def test_only_what_is_wanted_is_kept(year: Path) -> None:
    """A file that the edition is not to have any more is not kept; one that it lacks can't be."""
    keys = {"zkkk-2019-sq.html": KEYS["zkkk-2019-sq.html"], "zkkk-2019-en.html": "k"}
    assert read_kept(year, keys).keys() == {"zkkk-2019-sq.html"}


@pytest.mark.parametrize("damage", ["deleted", "changed", "longer", "link", "folder", "pipe"])
def test_a_damaged_output_is_noticed(damage: str, year: Path) -> None:
    """Missing, other bytes of the same length, appended to, no plain file: made again."""
    path = year / "zkkk-2019-sq.html"
    (year / "copy").write_bytes(path.read_bytes())
    path.unlink()
    match damage:
        case "changed":
            path.write_bytes(b"qs")
        case "longer":
            path.write_bytes(b"sq\n")
        case "link":
            path.symlink_to("copy")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
    assert not is_up_to_date(year, PLAN)
    assert read_kept(year, KEYS).keys() == FILES.keys() - {"zkkk-2019-sq.html"}


@pytest.mark.parametrize("position", [0, 98_303, 98_304, 196_608, 299_999])
def test_one_bit_of_a_large_file_is_noticed(position: int, tmp_path: Path) -> None:
    """Wherever it is: a file is read piece by piece."""
    data = bytearray(300_000)
    manifest = Manifest(PLAN, {"large": output_of(bytes(data), "k")}).to_bytes()
    publish(tmp_path, "2019", {"large": bytes(data)}, manifest)
    assert is_up_to_date(tmp_path / "2019", PLAN)
    data[position] ^= 8
    (tmp_path / "2019" / "large").write_bytes(data)
    assert not is_up_to_date(tmp_path / "2019", PLAN)


def test_an_edition_of_an_earlier_version(tmp_path: Path) -> None:
    """Its manifest, which has no checks, is read as it was; it is not up to date."""
    outputs = {name: Output(sha256(FILES[name]), KEYS[name]) for name in FILES}
    manifest = Manifest(PLAN, outputs)
    publish(tmp_path, "2019", FILES, manifest.to_bytes())
    assert b"check" not in manifest.to_bytes()
    assert read_manifest(tmp_path / "2019") == manifest
    assert read_kept(tmp_path / "2019", KEYS) == FILES
    assert not is_up_to_date(tmp_path / "2019", PLAN)


@pytest.mark.parametrize(
    "plan",
    [
        changed(program="0.2.0"),
        changed(libraries={**PLAN.libraries, "typst": "0.15"}),
        changed(inputs={**PLAN.inputs, "new.xlsx": sha256(b"z")}),
        changed(options={**PLAN.options, "sheets": ("zkkk-2019-sq.html",)}),
    ],
)
def test_an_edition_made_from_something_else_is_not_up_to_date(plan: Plan, year: Path) -> None:
    """Another program or library, a workbook more, a sheet fewer: it is looked at anew."""
    assert not is_up_to_date(year, plan)


def test_every_damage_to_the_manifest_is_noticed(year: Path) -> None:
    """Cut short anywhere, or with any one byte changed, it is damaged or says something else."""
    path = year / MANIFEST
    good = path.read_bytes()
    assert len(good) > 500
    keys = [EDITION.outputs[name].inputs_key for name in sorted(EDITION.outputs)]
    for position in range(len(good)):
        path.write_bytes(good[:position])
        assert read_manifest(year) is None, position
        path.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        # All that a wrong digest of what a file was made from can do is to have it made again.
        found = read_manifest(year)
        spoiled = found and [each.inputs_key for each in found.outputs.values()] != keys
        assert spoiled or not is_up_to_date(year, PLAN), position


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"null",
        b"1",
        b"{}",
        b'{"outputs": 3}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"inputs": []}',
    ],
)
def test_what_is_no_manifest_reads_as_none(content: bytes, tmp_path: Path) -> None:
    """Any bytes at all may be found under that name."""
    (tmp_path / MANIFEST).write_bytes(content)
    assert read_manifest(tmp_path) is None
    assert not is_up_to_date(tmp_path, PLAN)


def test_the_key_depends_on_names_and_values_and_not_on_order() -> None:
    """Two sets of inputs have the same key only if they are the same."""
    assert inputs_key({"a": "1", "b": "2"}) == inputs_key({"b": "2", "a": "1"})
    different = [{"a": "1", "b": "2"}, {"a": "2", "b": "1"}, {"a": "1"}, {"a1": ""}, {}]
    assert len({inputs_key(each) for each in different}) == len(different)


def test_library_versions() -> None:
    """Each has the version that its metadata states, whatever its folder is called."""
    names = ["filelock", "font-source-sans-pro", "python-calamine"]
    found = library_versions(names)
    assert found == {name: version(name) for name in names}
    assert found["filelock"] == filelock.__version__


def test_a_library_that_is_missing_is_named() -> None:
    """What isn't installed has no version that could be made up."""
    with pytest.raises(PackageNotFoundError, match="no-such-library"):
        library_versions(["no-such-library"])
