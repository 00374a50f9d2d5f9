"""The desk stays as long as somebody is there, and no longer."""

from zkkk_factsheet.desk.presence import Presence

MINUTE, HOUR = 60.0, 3600.0


def test_a_desk_whose_page_was_closed_goes() -> None:
    """Some time after the last page said goodbye nobody is there; a page that stays keeps it."""
    presence = Presence()
    presence.stay("one")
    presence.stay("two")
    presence.leave("one")
    presence.tick(2 * HOUR)
    assert not presence.over
    presence.leave("two")
    presence.ask()
    presence.tick(14 * MINUTE)
    assert not presence.over
    presence.tick(2 * MINUTE)
    assert presence.over


def test_a_page_that_sleeps_in_the_background_keeps_it_for_a_day_of_work() -> None:
    """A browser may let a page sleep, which then says nothing; one that crashed is not for ever."""
    presence = Presence()
    presence.stay("asleep")
    presence.tick(9 * HOUR)
    assert not presence.over
    presence.tick(4 * HOUR)
    assert presence.over


def test_without_a_script_each_page_that_is_asked_for_keeps_it_a_while() -> None:
    """Nobody says then that a page is open."""
    presence = Presence()
    presence.ask()
    presence.tick(14 * MINUTE)
    presence.ask()
    presence.tick(14 * MINUTE)
    assert not presence.over
