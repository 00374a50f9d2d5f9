"""Which descriptions of activities are those of the sample data, kept as digests."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from zkkk_factsheet.reference import fold

DIGESTS = Path(__file__).with_name("sample_texts.txt")
"""A line for each text, sorted; ``tools/make_sample.py`` writes it."""

_LENGTH = 16


def digest_of(text: str) -> str:
    """A short digest of a text, the same however it is spelled: the texts stand in the sample."""
    return sha256(fold(text).encode()).hexdigest()[:_LENGTH]


def is_of_sample(text: str) -> bool:
    """Whether a text stands in the sample data, word for word."""
    return digest_of(text) in _digests()


@cache
def _digests() -> frozenset[str]:
    return frozenset(DIGESTS.read_text(encoding="ascii").split())
