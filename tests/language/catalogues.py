"""The catalogues as Babel reads them, each once."""

from functools import cache
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from zkkk_factsheet.language import catalogue_file


@cache
def read(language: str, domain: str) -> Catalog:
    """A PO file as Babel reads it; a mistake in it is an exception."""
    with catalogue_file(language, domain).open("rb") as file:
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


@cache
def messages(language: str, domain: str) -> dict[str, Message]:
    """The messages of a catalogue by their key."""
    return {key_of(each): each for each in read(language, domain) if each.id}


def key_of(message: Message) -> str:
    """A message's key; a plural message has it twice."""
    return str(message.id) if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """A message's text, or its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    """The named places in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
