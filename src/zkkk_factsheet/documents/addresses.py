"""Where the pages of the site stand, for the site itself and for the sheets that lead there."""

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # a run with nothing to do asks for names alone
    from zkkk_factsheet.language import Period

SITE: Final = "site"
"""The site's folder, from that of all editions on."""


def on_site(address: str, path: str) -> str:
    """The whole address of a page of the site, where that of all editions is known."""
    return f"{address}{SITE}/{path}"


def front_path(language: str) -> str:
    """Where the page on everything stands in the site's folder."""
    return f"index-{language}.html"


def place_path(id_: str, language: str) -> str:
    """Where a municipality's page stands in the site's folder."""
    return f"municipalities/{id_}/index-{language}.html"


def corrections_path(language: str) -> str:
    """Where the page on corrections stands in the site's folder."""
    return f"corrections/index-{language}.html"


def feed_path(language: str) -> str:
    """Where the feed stands in the site's folder."""
    return f"feed-{language}.xml"


def correction_anchor(period: "Period", day: date, number: int) -> str:
    """Where on the page on corrections one of them is told."""
    return f"correction-{period}-{day.isoformat()}-{number}"
