"""Compiled templates, kept as Python keeps compiled modules: in memory, and beside the program.

To compile the templates of a sheet takes longer than to render it. What they were compiled to lies
in Python's own folder for such things, or nowhere where that can't be written. It counts only if it
is whole and was made of the same text, by the same Jinja and Python.
"""

import marshal
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from zkkk_factsheet.resources import templates_folder

_DIGEST = 32
"""How many bytes of a file are the digest of all that it is made of, and of the rest of it."""


class CompiledTemplates(BytecodeCache):
    """What templates are compiled to, for all who use them.

    They are known by their text, so one that is edited is compiled again.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is known by besides its text: its name and its file are in the code."""
        return f"{name}\n{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template was compiled to, if that is known."""
        known = bucket.key, bucket.checksum
        if known not in self._kept and (file := _file(bucket)) and (code := _read(file, bucket)):
            self._kept[known] = code
        bucket.code = self._kept.get(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        if not bucket.code:
            return
        self._kept[bucket.key, bucket.checksum] = bucket.code
        file = _file(bucket)
        if file and not sys.dont_write_bytecode:
            code = marshal.dumps(bucket.code)
            with suppress(OSError):  # then the next run compiles it again
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_digest(bucket, code) + code)


def _file(bucket: Bucket) -> Path | None:
    """Where the next run finds it; somebody's own templates are not the program's to keep.

    Nor is what was compiled with filters or tests that Jinja lacks: it may have called them.
    """
    name, _, file = bucket.key.partition("\n")
    called = bucket.environment.filters, bucket.environment.tests
    if Path(file) != templates_folder() / name or called != (FILTERS, TESTS):
        return None
    module = Path(__file__).with_name(f"{name.replace('/', '.')}.py")
    return Path(cache_from_source(str(module))).with_suffix(".bin")


def _read(file: Path, bucket: Bucket) -> CodeType | None:
    """What a file holds; None if that is not of this template, or not whole."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    code = data[_DIGEST:]
    if data[:_DIGEST] != _digest(bucket, code):
        return None
    found = marshal.loads(code)  # noqa: S302 - written here, as the digest says
    return found if isinstance(found, CodeType) else None


def _digest(bucket: Bucket, code: bytes) -> bytes:
    made_of = (bucket.key, bucket.checksum, _options(bucket.environment), _compiler())
    return sha256("\n".join(made_of).encode(errors="surrogateescape") + code).digest()


def _options(environment: Environment) -> str:
    """What the same text might be compiled to something else by."""
    plain = (bool, str, int, type(None))
    return repr(sorted(item for item in vars(environment).items() if isinstance(item[1], plain)))


@cache
def _compiler() -> str:
    """Who compiles: this Python, and Jinja as its modules are."""
    modules = sorted(Path(jinja2.__file__).parent.glob("*.py"))
    told = sha256(b"\n".join(module.read_bytes() for module in modules)).hexdigest()
    return f"{sys.version}\n{told}"
