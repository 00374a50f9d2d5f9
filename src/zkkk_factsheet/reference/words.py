"""Words that say something wherever they stand, such as "not", by what they say."""

from functools import cache

from zkkk_factsheet.reference.data import read
from zkkk_factsheet.reference.folding import fold


@cache
def words_for(meaning: str) -> tuple[str, ...]:
    """The words of all languages for a meaning, folded, each once. Raises KeyError."""
    of_languages = read("words")[meaning].values()
    return tuple(dict.fromkeys(fold(word) for words in of_languages for word in words))
