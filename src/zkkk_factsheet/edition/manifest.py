"""What an edition was made from and what it holds, by SHA-256; and what of it is out of date."""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from zkkk_factsheet.edition.files import is_plain, read_plain

MANIFEST = "manifest.json"
_FORMAT = "zkkk-factsheet edition"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Output:
    """One file of an edition.

    ``sha256`` is of its bytes; ``inputs_key`` is a digest of everything it depends on.
    """

    sha256: str
    inputs_key: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition is to be made from, and what it is to hold, before any of it is made.

    Attributes:
        program: this program's version.
        libraries: the versions of the libraries that decide what the bytes are.
        inputs: the SHA-256 of every input, by name: workbooks, templates, catalogues, data.
        options: what was asked for, such as the threshold.
        keys: every file of the edition, with the digest of what it depends on (``inputs_key``).
            The program and the libraries need not be in it: if they change, all is out of date.
    """

    program: str
    libraries: Mapping[str, str]
    inputs: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, str]

    def manifest(self, files: Mapping[str, bytes]) -> "Manifest":
        """Return the manifest of the edition, now that its files are made.

        Raises:
            ValueError: if the files are not exactly the planned ones.
        """
        if files.keys() != self.keys.keys():
            raise ValueError(f"not as planned: {sorted(files.keys() ^ self.keys.keys())}")
        return Manifest(
            self.program,
            self.libraries,
            self.inputs,
            self.options,
            {name: Output(sha256(data), self.keys[name]) for name, data in files.items()},
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an edition was made from and what it holds; see ``Plan`` for the fields."""

    program: str
    libraries: Mapping[str, str]
    inputs: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, Output]

    def to_bytes(self) -> bytes:
        """Return ``manifest.json``: the same manifest gives the same bytes, and no time stamp."""
        content = {
            "format": _FORMAT,
            "format_version": _VERSION,
            "program": self.program,
            "libraries": dict(self.libraries),
            "inputs": dict(self.inputs),
            "options": {name: list(values) for name, values in self.options.items()},
            "outputs": {name: asdict(output) for name, output in self.outputs.items()},
        }
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        # A file name that is not UTF-8 is then a JSON escape, which reads back as the same name.
        return f"{text}\n".encode(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an edition on the disk compares with a plan.

    Attributes:
        stale: the planned files which are missing, damaged or out of date, sorted.
        same: whether the edition records just this plan: these inputs, options and files.
    """

    stale: tuple[str, ...]
    same: bool

    @property
    def nothing_to_do(self) -> bool:
        """Whether the edition can stay as it is, to the byte."""
        return self.same and not self.stale


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def inputs_key(parts: Mapping[str, str]) -> str:
    """Return one digest of named digests or values, whatever their order."""
    return sha256(json.dumps(dict(parts), sort_keys=True).encode())


def library_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the installed version of each library.

    The name of a library's metadata folder says it; asking importlib.metadata costs a quarter of
    a run with nothing to do, so only what is installed in another way is asked for there.

    Raises:
        importlib.metadata.PackageNotFoundError: if one is not installed.
    """
    folders = (entry for folder in sys.path if (entry := Path(folder)).is_dir())
    installed: dict[str, str] = {}
    for folder in folders:
        for entry in folder.glob("*.dist-info"):
            name, _, version = entry.stem.partition("-")
            installed.setdefault(name.replace("_", "-").lower(), version)
    return {name: installed.get(name) or _asked_version(name) for name in names}


def _asked_version(name: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415 - slow to import, and seldom needed

    return version(name)


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of an edition; None if there is none, or if it is damaged.

    It counts as damaged unless its bytes are what we would write for what it says.
    """
    try:
        data = read_plain(folder / MANIFEST) or b""
        content = json.loads(data)
        found = Manifest(
            program=content["program"],
            libraries=dict(content["libraries"]),
            inputs=dict(content["inputs"]),
            options={name: tuple(values) for name, values in content["options"].items()},
            outputs={name: Output(**output) for name, output in content["outputs"].items()},
        )
        return found if found.to_bytes() == data else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Bytes from outside, of any shape: whatever is not a manifest is no manifest.
        return None


def has_manifest(folder: Path) -> bool:
    """Say whether a folder holds a manifest that says it is ours, of whatever version."""
    try:
        content = json.loads(read_plain(folder / MANIFEST) or b"")
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and cast("object", content.get("format")) == _FORMAT


def held_files(folder: Path) -> set[str]:
    """The names of the files that an edition has: what its manifest lists.

    Where the manifest is lost, those of the files that are there, but not of those in folders.
    """
    if found := read_manifest(folder):
        return set(found.outputs)
    return {path.name for path in folder.glob("*") if path.name != MANIFEST and is_plain(path)}


def compare(folder: Path, plan: Plan) -> Comparison:
    """Compare the edition in a year folder with a plan; nothing is written.

    Every planned file is read and hashed, each time: it is cheap, and damage must be noticed.
    """
    found = read_manifest(folder)
    if found is None:
        return Comparison(tuple(sorted(plan.keys)), same=False)
    good = _up_to_date(found, plan)
    stale = sorted(name for name in plan.keys if _hash(folder / name) != good.get(name, ""))
    keys = {name: output.inputs_key for name, output in found.outputs.items()}
    recorded = Plan(found.program, found.libraries, found.inputs, found.options, keys)
    return Comparison(tuple(stale), same=recorded == plan)


def read_kept(folder: Path, plan: Plan) -> dict[str, bytes]:
    """Read the planned files that are neither missing nor damaged nor out of date.

    The bytes returned are the bytes that were hashed; all other planned files must be made.
    """
    found = read_manifest(folder)
    good = _up_to_date(found, plan) if found else {}
    kept = {name: data for name in good if (data := read_plain(folder / name)) is not None}
    return {name: data for name, data in kept.items() if sha256(data) == good[name]}


def _up_to_date(found: Manifest, plan: Plan) -> dict[str, str]:
    """Return the hash that each planned file must have which need not be made again."""
    if (found.program, found.libraries) != (plan.program, plan.libraries):
        return {}
    return {
        name: found.outputs[name].sha256
        for name, key in plan.keys.items()
        if name in found.outputs and found.outputs[name].inputs_key == key
    }


def _hash(path: Path) -> str | None:
    """Return the SHA-256 of a file, read piece by piece; None as in ``read_plain``."""
    try:
        if not is_plain(path):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
