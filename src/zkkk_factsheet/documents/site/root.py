"""The page that stands beside the editions: in each language, the way to the site."""

from typing import NamedTuple

from zkkk_factsheet.documents.addresses import feed_path, front_path
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES


class Entry(NamedTuple):
    """The way to the site in a language, and to its feed, which is called ``news``."""

    tag: str
    title: str
    name: str
    target: str
    news: str
    feed: str


class Root(NamedTuple):
    """The page in all languages; its own is the first one of them."""

    description: str
    entries: tuple[Entry, ...]


def root(folder: str) -> Root:
    """The page that leads to the site in a folder beside it."""
    says = [catalogue(language, "site") for language in LANGUAGES]
    return Root(
        description=says[0].text("front.description"),
        entries=tuple(
            Entry(
                tag=catalogue(say.language, "sheet").text("language.tag"),
                title=say.text("front.title"),
                name=say.text("page.language"),
                target=f"{folder}/{front_path(say.language)}",
                news=say.text("page.feed"),
                feed=f"{folder}/{feed_path(say.language)}",
            )
            for say in says
        ),
    )
