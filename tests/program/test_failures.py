"""What is no bug: each kind of failure has its message in three languages, and its exit code."""

import errno
import json
import os
import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.support import LANGUAGES

import zkkk_factsheet
from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.streams import ResultError
from zkkk_factsheet.cli.terminal import open_terminal
from zkkk_factsheet.edition.errors import (
    AnotherRun,
    ForeignFolderError,
    LeftoverError,
    PublishingError,
    RealEditionError,
    RecordError,
    UnfinishedError,
    UnreadableError,
    WorkshopError,
)
from zkkk_factsheet.edition.inputs import NothingReportedError, NotMonitoredError, NoWorkbookError
from zkkk_factsheet.edition.settings import SettingsError
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.render.errors import TemplateError

FULL = os.strerror(errno.ENOSPC)
PLACE = Path("some/place")

SETTINGS = {"some/place", "adress", "address"}

# Each kind with its exit code, as README has it, and the words that its message must hold.
EXAMPLES: list[tuple[Exception, int, set[str]]] = [
    (SettingsError(PLACE, "colour?"), 2, {"some/place", "colour?"}),
    *(
        (SettingsError(PLACE, "adress", f"error.settings-{of}", "address"), 2, SETTINGS)
        for of in ("misspelled", "unknown", "value", "unread")
    ),
    (ResultError(FULL), 3, {"disk"}),
    (NoWorkbookError(PLACE, None, ()), 3, {"some/place"}),
    (NoWorkbookError(PLACE, 2021, (2018, 2019)), 3, {"some/place", "2021", "2018", "2019"}),
    (NotMonitoredError(2025), 3, {"2025"}),
    (NothingReportedError("2025-Q1", ""), 3, {"2025-Q1"}),
    (NothingReportedError("2025-Q1", "peja"), 3, {"2025-Q1", "peja"}),
    (AnotherRun(PLACE, 5), 4, {"some/place"}),
    (PublishingError(PLACE, FULL), 3, {"some/place", "disk"}),
    (ForeignFolderError(PLACE, "letter.txt"), 3, {"some/place"}),
    (LeftoverError(PLACE, FULL), 3, {"some/place", "disk"}),
    (UnfinishedError(PLACE, OSError(errno.ENOSPC, FULL, "a")), 3, {"some/place", "a", "disk"}),
    (UnreadableError(OSError(errno.EACCES, FULL, "a")), 3, {"a", "disk"}),
    (UnreadableError(OSError(errno.EACCES, FULL)), 3, {"disk"}),
    (RealEditionError(PLACE), 3, {"some/place"}),
    (RecordError(PLACE), 3, {"some/place", "manifest.json"}),
    (WorkshopError(), 3, set()),
    (TemplateError(PLACE, "endif?"), 3, {"some/place", "endif?"}),
    (TemplateError(PLACE, "endif?", 7), 3, {"some/place", "endif?", "7"}),
    # Not the program's own, and told in the same place.
    (OSError(errno.ENOSPC, FULL), 3, {"disk"}),
    (PermissionError(errno.EACCES, "", "some/place"), 3, {"some/place"}),
    (KeyError("colour"), 70, {"KeyError", "colour"}),
]
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each[0].__repr__())


def kinds(of: type[Failure] = Failure) -> Iterator[type[Failure]]:
    """Every class of failure below one."""
    for each in of.__subclasses__():
        yield each
        yield from kinds(each)


def test_the_examples_are_all_there_are() -> None:
    """Every failure that a module of the program declares has an example here."""
    for module in pkgutil.walk_packages(zkkk_factsheet.__path__, "zkkk_factsheet."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    assert {type(error) for error, _, _ in EXAMPLES if isinstance(error, Failure)} == set(kinds())


@every_example
def test_a_failure_ends_in_one_message_and_its_code(
    example: tuple[Exception, int, set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each language says it with all that is known, another process' failure as this one's."""
    error, code, words = example
    told = set()
    for language in LANGUAGES:
        assert exit_code_of(error, open_terminal(language, log_format="json")) == code
        record = json.loads(capsys.readouterr().err)
        assert "{" not in record["message"]
        # The system's reasons are told in the reader's language.
        assert all(word in record["message"] for word in words - {"disk"})
        assert FULL not in record["message"]
        assert "disk" not in words or "disk" in record["message"]
        told.add(record["message"])
        elsewhere = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert exit_code_of(elsewhere, open_terminal(language, log_format="json")) == code
        assert json.loads(capsys.readouterr().err) == record
    assert len(told) == len(LANGUAGES)
