"""Whether a page is open somewhere. If there is none for a while, the desk closes by itself."""

from typing import Final

_WITHOUT_PAGE: Final = 15 * 60.0
"""This long may it be from one page to the next: without a script none says that it is open."""

_SILENT: Final = 12 * 3600.0
"""A page that said nothing for so long is gone, though it did not say so: a browser that crashed.

A browser may let a page in the background sleep for hours, and says nothing then."""


class Presence:
    """The pages that are open, by what they call themselves, and the time that passed.

    The clock is the desk's own: it counts the looks that the desk takes, so that the time in which
    a laptop sleeps is none.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._last = 0.0
        self._pages: dict[str, float] = {}

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def ask(self) -> None:
        """Somebody asked for something."""
        self._last = self.now

    def stay(self, page: str) -> None:
        """A page says that it is open."""
        self.ask()
        self._pages[page] = self.now

    def leave(self, page: str) -> None:
        """A page says that it is closed."""
        self._pages.pop(page, None)

    @property
    def over(self) -> bool:
        """Whether nobody is there any more."""
        self._pages = {
            page: heard for page, heard in self._pages.items() if self.now - heard < _SILENT
        }
        return not self._pages and self.now - self._last > _WITHOUT_PAGE
