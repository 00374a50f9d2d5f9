"""Where the settings come from: options, then the environment, then zkkk.toml, then defaults.

Options and the environment are one to Typer; what neither gives is looked up here.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from zkkk_factsheet.disclosure import MUNICIPAL_THRESHOLD, THRESHOLD
from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.failures import Exit, Failure
from zkkk_factsheet.reference import LANGUAGES, licences
from zkkk_factsheet.resources import sample_folder, templates_folder

FILE = "zkkk.toml"

_OUTPUT = Path("build")
_DATA = Path("data")


class SettingsError(Failure):
    """zkkk.toml can't be used; ``problem`` says why, in the file's own terms.

    What ``suggestion`` is, and what is said of both, goes by the ``key`` of the sentence.
    """

    exit_code = Exit.USAGE

    def __init__(
        self, file: Path, problem: str, key: str = "error.settings", suggestion: str = ""
    ) -> None:
        self.key = key
        self.values = {"file": file, "problem": problem, "suggestion": suggestion or None}


class Settings(NamedTuple):
    """What the program works on. ``sample`` says that the data are the sample workbooks."""

    data: Path
    output: Path
    templates: Path
    languages: tuple[str, ...]
    threshold: int
    municipal_threshold: int
    thresholds: Thresholds
    licence: str
    address: str
    sample: bool


def settings(
    data: Path | None = None,
    output: Path | None = None,
    templates: Path | None = None,
) -> Settings:
    """Complete what options and environment leave open from ./zkkk.toml, and with defaults.

    Raises:
        SettingsError: If zkkk.toml can't be read, or says something unknown.
    """
    from_file = _file(Path(FILE))
    folder = data or from_file.data or _data_folder()
    return Settings(
        data=folder or sample_folder(),
        output=output or from_file.output or _OUTPUT,
        templates=templates or from_file.templates or templates_folder(),
        languages=from_file.languages or LANGUAGES,
        threshold=from_file.threshold,
        municipal_threshold=from_file.municipal_threshold,
        thresholds=from_file.thresholds,
        licence=from_file.licence,
        address=from_file.address,
        sample=folder is None,
    )


class _File(NamedTuple):
    """What zkkk.toml says. Its paths are relative to the file itself."""

    data: Path | None = None
    output: Path | None = None
    templates: Path | None = None
    languages: tuple[str, ...] = ()
    threshold: int = THRESHOLD
    municipal_threshold: int = MUNICIPAL_THRESHOLD
    thresholds: Thresholds = Thresholds()
    licence: str = ""
    address: str = ""


_PATHS = ("data", "output", "templates")
_A_TEXT = 'data = "data"'
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%-]+)*/?")
_OF_DIGEST = Thresholds()._asdict()
_NUMBERS = {"threshold": THRESHOLD, "municipal_threshold": MUNICIPAL_THRESHOLD, **_OF_DIGEST}


def _file(path: Path) -> _File:
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows' Notepad may put a mark before it
    except FileNotFoundError:
        return _File()
    except OSError as error:
        raise SettingsError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, str(error)) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, str(error), "error.settings-unread", _A_TEXT) from error
    known = (*_PATHS, "languages", *_NUMBERS, "licence", "address")
    if unknown := sorted(content.keys() - set(known)):
        raise _unknown(path, unknown[0], known)
    for key in _PATHS:
        if key in content and not isinstance(content[key], str):
            raise _wrong(path, key, content[key], f'{key} = "{key}"')
    languages = content.get("languages", [])
    if not isinstance(languages, list) or not set(map(str, languages)) <= set(LANGUAGES):
        named = ", ".join(f'"{each}"' for each in LANGUAGES)
        raise _wrong(path, "languages", languages, f"languages = [{named}]")
    paths = {key: Path(content[key]) for key in _PATHS if key in content}
    return _File(
        languages=tuple(dict.fromkeys(languages)),
        threshold=_number(content, "threshold", path),
        municipal_threshold=_number(content, "municipal_threshold", path),
        thresholds=Thresholds(**{key: _number(content, key, path) for key in _OF_DIGEST}),
        licence=_licence(content, path),
        address=_address(content, path),
        **paths,
    )


def _unknown(path: Path, name: str, known: Sequence[str]) -> SettingsError:
    """There is no setting of this name; with the one that may be meant, or with all."""
    from difflib import get_close_matches  # noqa: PLC0415 - few files are wrong

    if near := get_close_matches(name, known, n=1):
        return SettingsError(path, name, "error.settings-misspelled", near[0])
    return SettingsError(path, name, "error.settings-unknown", ", ".join(known))


def _wrong(path: Path, name: str, found: object, right: str) -> SettingsError:
    """A setting can't have this value; with what it may be, as it is written."""
    import json  # noqa: PLC0415 - writes most values as TOML does; few files are wrong

    said = f"{name} = {json.dumps(found, ensure_ascii=False, default=str)}"
    return SettingsError(path, said, "error.settings-value", right)


def _number(content: dict[str, Any], key: str, path: Path) -> int:
    number = content.get(key, _NUMBERS[key])
    if type(number) is not int or number < 0:
        raise _wrong(path, key, number, f"{key} = {_NUMBERS[key]}")
    return number


def _licence(content: dict[str, Any], path: Path) -> str:
    """The id of a licence, written in small or capital letters; "" if there is none."""
    found = content.get("licence", "")
    ids = {id_.lower(): id_ for id_ in ("", *licences())}
    if not isinstance(found, str) or found.lower() not in ids:
        known = ", ".join(f'licence = "{each}"' for each in licences())
        raise _wrong(path, "licence", found, known)
    return ids[found.lower()]


def _address(content: dict[str, Any], path: Path) -> str:
    """Where the output folder stands on the web, with "/" at its end; "" if nobody says so."""
    found = content.get("address", "")
    if not isinstance(found, str) or (found and not _ADDRESS.fullmatch(found)):
        raise _wrong(path, "address", found, 'address = "https://…/"')
    return f"{found.rstrip('/')}/" if found else ""


def _data_folder() -> Path | None:
    """``data/`` of the working folder, if there is one, also if it is empty or can't be read.

    An empty one is a disk that is not mounted, or workbooks that somebody moved away. The sample
    must not step in for them: it would be published in the place of the real edition.
    """
    # A link that leads nowhere is a data folder, too.
    there = _DATA.exists() or _DATA.is_symlink()
    return _DATA if there and not _holds_just_the_sample(_DATA) else None


def _holds_just_the_sample(data: Path) -> bool:
    """Whether this is ``data/`` as a checkout of the program has it, with nothing added."""
    sample = sample_folder()
    try:
        return [sample.name] == [each.name for each in data.iterdir()] and sample.samefile(
            data / sample.name
        )
    except OSError:
        return False
