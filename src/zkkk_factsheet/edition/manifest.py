"""What an edition was made from and what it holds, by SHA-256; and what of it is out of date."""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast
from zlib import crc32

from zkkk_factsheet import resources
from zkkk_factsheet.edition.files import is_plain, read_plain

MANIFEST, _FORMAT = resources.MANIFEST, resources.MANIFEST_FORMAT
_VERSION = 1


class Output(NamedTuple):
    """One file of an edition.

    Attributes:
        sha256: Of its bytes: what it is known by.
        inputs_key: A digest of everything it depends on.
        check: A CRC-32 of ``sha256`` and its bytes, by which damage to either is noticed in half
            the time that hashing takes, or in an eighth where no processor helps; "" in editions
            of earlier versions.
    """

    sha256: str
    inputs_key: str
    check: str = ""


class Plan(NamedTuple):
    """What an edition is to be made from, before any of it is made.

    Attributes:
        program: this program's version.
        libraries: the versions of the libraries that decide what the bytes are.
        inputs: the SHA-256 of every input, by name: workbooks, templates, catalogues, data.
        options: what was asked for, such as the sheets and the threshold.
    """

    program: str
    libraries: Mapping[str, str]
    inputs: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]


class Manifest(NamedTuple):
    """What an edition was made from, and what it holds.

    Attributes:
        plan: what it was made from.
        outputs: its files, by their paths in it, with "/".
        answers: a digest of the answers in the workbooks that are published, whatever else they
            say; "" in editions of earlier versions.
        status: what reports say of their data, as no data file beside them does; "" elsewhere.
    """

    plan: Plan
    outputs: Mapping[str, Output]
    answers: str = ""
    status: str = ""

    def to_bytes(self) -> bytes:
        """Return ``manifest.json``: the same manifest gives the same bytes, and no time stamp."""
        content: dict[str, object] = {
            "format": _FORMAT,
            "format_version": _VERSION,
            "program": self.plan.program,
            "libraries": dict(self.plan.libraries),
            "inputs": dict(self.plan.inputs),
            "options": {name: list(values) for name, values in self.plan.options.items()},
            "outputs": self.outputs,
            **({"answers": self.answers} if self.answers else {}),
            **({"status": self.status} if self.status else {}),
        }
        # A file name that is not UTF-8 is then a JSON escape, which reads back as the same name.
        return f"{_json(content)}\n".encode(errors="backslashreplace")


_quoted = json.encoder.encode_basestring


def _json(value: object, line: str = "\n") -> str:
    """What ``json.dumps`` gives with sorted names and an indent of one, in a tenth of its time.

    That counts, since a manifest that is read is written again to see that it is as we write it.
    """
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Output):  # most of it
        check = f' "check": {_quoted(value.check)},{line}' if value.check else ""
        key, digest = _quoted(value.inputs_key), _quoted(value.sha256)
        return f'{{{line}{check} "inputs_key": {key},{line} "sha256": {digest}{line}}}'
    below = f"{line} "
    if isinstance(value, dict) and value:
        items = [f"{_quoted(name)}: {_json(each, below)}" for name, each in sorted(value.items())]
    elif isinstance(value, list) and value:
        items = [_json(each, below) for each in value]
    else:
        return json.dumps(value)
    begin, end = "{}" if isinstance(value, dict) else "[]"
    return f"{begin}{below}{f',{below}'.join(items)}{line}{end}"


def output_of(data: bytes, key: str) -> Output:
    """What the manifest says of a file that has these bytes and depends on what ``key`` says."""
    digest = sha256(data)
    return Output(digest, key, f"{crc32(data, crc32(digest.encode())):08x}")


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
    return _parsed(read_plain(folder / MANIFEST) or b"")


@lru_cache(maxsize=1)
def _parsed(data: bytes) -> Manifest | None:
    """The manifest that some bytes are; a run asks for the same one several times."""
    try:
        content = json.loads(data)
        plan = Plan(
            program=content["program"],
            libraries=dict(content["libraries"]),
            inputs=dict(content["inputs"]),
            options={name: tuple(values) for name, values in content["options"].items()},
        )
        outputs = {name: Output(**output) for name, output in content["outputs"].items()}
        found = Manifest(plan, outputs, content.get("answers", ""), content.get("status", ""))
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

    Where the manifest is lost, those of the files that are there, but not of hidden ones.
    """
    if found := read_manifest(folder):
        return set(found.outputs)
    found_files = (path for path in folder.rglob("*") if is_plain(path))
    names = {path.relative_to(folder).as_posix() for path in found_files}
    return {name for name in names if name != MANIFEST and not f"/{name}".count("/.")}


def is_up_to_date(folder: Path, plan: Plan) -> bool:
    """Whether the edition in a folder can stay as it is, to the byte; nothing is written.

    It can if it was made from just this and all that its manifest lists is as it was. Every byte
    of every file is read, each time: it is cheap, and damage must be noticed.
    """
    found = read_manifest(folder)
    return found is not None and found.plan == plan and _are_whole(folder, found.outputs)


def _are_whole(folder: Path, outputs: Mapping[str, Output]) -> bool:
    """Whether files are as they were written.

    One after the other: threads get in each other's way with so many files and so little to do.
    """
    return all(
        _check(f"{folder}/{name}", output.sha256) == output.check
        for name, output in outputs.items()
    )


def read_kept(folder: Path, keys: Mapping[str, str]) -> dict[str, bytes]:
    """Read the files of an edition that need not be made again.

    Args:
        folder: The edition's folder.
        keys: What each file is to be made from now (``inputs_key``), by its path.

    Returns:
        Those made from the same, and neither missing nor damaged: the bytes that were hashed.
    """
    found = read_manifest(folder)
    good = {
        name: output.sha256
        for name, output in (found.outputs if found else {}).items()
        if keys.get(name) == output.inputs_key
    }
    kept = {name: data for name in good if (data := read_plain(folder / name)) is not None}
    return {name: data for name, data in kept.items() if sha256(data) == good[name]}


def _check(path: str, digest: str) -> str | None:
    """Return what ``Output.check`` of a file is to be, by its SHA-256; None as in ``read_plain``.

    There may be a thousand files: a `Path` and a file object for each cost a third of reading them.
    """
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return None
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            check, left = crc32(digest.encode()), status.st_size
            while left > 0 and (piece := os.read(descriptor, _PIECE)):
                check, left = crc32(piece, check), left - len(piece)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):  # a name that no file can have
        return None
    return f"{check:08x}"


_PIECE = 96 * 2**10
"""So many bytes stay near the processor between being read and being summed up."""
