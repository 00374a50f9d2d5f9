"""Where on a page it is told how a figure is made."""

from zkkk_factsheet.indicators import Key


def anchor(key: Key) -> str:
    """The id of a figure on its page: its indicator and all that it is about."""
    indicator, *about, level = key
    return ".".join((indicator, *filter(None, about), *([] if level is None else [str(level)])))
