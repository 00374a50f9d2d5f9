"""A signal at the worst moment: while the lock's object is deleted."""

import os
import signal
from pathlib import Path

import filelock
import pytest

from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.signals import Stopped, stop_on_signals


def test_a_signal_while_the_lock_is_given_back_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python ignores what is raised while an object is deleted; the run stops all the same."""
    deleted = filelock.BaseFileLock.__del__

    def signalled(held: filelock.BaseFileLock) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        deleted(held)

    monkeypatch.setattr(filelock.BaseFileLock, "__del__", signalled)
    with pytest.raises(Stopped) as stopped:
        _lock_and_unlock(tmp_path)
    assert stopped.value.code == 143


def _lock_and_unlock(folder: Path) -> None:
    with stop_on_signals():
        with lock(folder):
            pass
        pytest.fail("the signal was lost")
