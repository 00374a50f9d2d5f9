"""A signal to stop becomes an exception, and only where that is wanted."""

import signal
import threading

import pytest

from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.terminal import open_terminal
from zkkk_factsheet.edition.signals import Stopped, hold_signals, stop_on_signals
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import read_workbook


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_the_block(number: signal.Signals, code: int) -> None:
    """The exception carries the signal and the exit code, and the old handlers come back."""
    before = signal.getsignal(number)
    with pytest.raises(Stopped) as caught, stop_on_signals():
        signal.raise_signal(number)
    assert (caught.value.code, caught.value.signal_number) == (code, number)
    assert signal.getsignal(number) is before


def test_an_ignored_signal_stays_ignored() -> None:
    """What nohup or a background job asked to ignore is not listened to."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stop_on_signals():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_in_another_thread_it_does_nothing() -> None:
    """Handlers can only be set in the main thread; elsewhere the block runs as it is."""
    ran = []

    def work() -> None:
        with stop_on_signals():
            ran.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == [True]


class Interrupts:
    """An attribute whose class is being made when a signal comes, as in an import."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Be interrupted."""
        signal.raise_signal(signal.SIGINT)


def test_a_signal_while_a_class_is_made_stops_who_outlives_errors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Python 3.11 makes another error of it; no bug is told of, and nobody goes on watching."""

    def imported() -> None:
        try:
            type("Imported", (), {"attribute": Interrupts()})
        except Exception as error:  # noqa: BLE001 - as in `zkkk watch`, which outlives every failure
            exit_code_of(error, open_terminal("en"))

    with pytest.raises(Stopped) as caught, stop_on_signals():
        imported()
    assert caught.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_a_signal_while_a_workbook_is_read_says_nothing_of_the_workbook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is imported for reading it may be interrupted: it is not damaged by that."""

    def interrupted(*_: object) -> None:
        type("Imported", (), {"attribute": Interrupts()})

    monkeypatch.setattr("zkkk_factsheet.workbook.reading.workbooks._raw_sheets", interrupted)
    with pytest.raises(Stopped), stop_on_signals():
        read_workbook(SourceFile("zkkk-2019.xlsx", b""))


def work_with_signals_held(done: list[str]) -> None:
    """Be told to stop while signals are held, and allow it a little later."""
    with stop_on_signals(), hold_signals() as stop_if_asked:
        stop_if_asked()
        signal.raise_signal(signal.SIGTERM)
        done.append("went on")
        stop_if_asked()
        done.append("never reached")


def test_a_held_signal_stops_where_it_is_safe() -> None:
    """Inside a block that holds signals, nothing is interrupted but where the block allows it."""
    done: list[str] = []
    with pytest.raises(Stopped) as caught:
        work_with_signals_held(done)
    assert done == ["went on"]
    assert caught.value.signal_number == signal.SIGTERM


def work_in_two_blocks(done: list[str]) -> None:
    """Be told to stop in the inner of two blocks that hold signals."""
    with hold_signals():
        with hold_signals():
            signal.raise_signal(signal.SIGTERM)
        done.append("went on")


def test_a_held_signal_stops_at_the_end_of_the_outermost_block() -> None:
    """A signal that came inside is not lost; and a block that ended listens as before."""
    done: list[str] = []
    with stop_on_signals():
        with pytest.raises(Stopped):
            work_in_two_blocks(done)
        with pytest.raises(Stopped):
            signal.raise_signal(signal.SIGTERM)
    assert done == ["went on"]
