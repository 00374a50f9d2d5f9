"""Why the operating system refused something, in the reader's language."""

import errno
import os

from zkkk_factsheet.language import Catalogue

_COMMON = (
    *("ENOENT", "EACCES", "EPERM", "EEXIST", "ENOTDIR", "EISDIR", "ENOTEMPTY", "EBUSY", "ENOSPC"),
    *("EDQUOT", "EFBIG", "EROFS", "EIO", "ENAMETOOLONG", "ELOOP", "EMFILE", "ENOMEM", "ESTALE"),
    "ETIMEDOUT",
)
"""What befalls people; a rarer reason is told in the system's own words."""


def in_words(reason: str, say: Catalogue) -> str:
    """A reason that the system gives, in the language if it is a common one.

    It is known by the system's words for it, since some errors keep nothing else.
    """
    for name in _COMMON:
        number = getattr(errno, name, None)  # a system may not know all of them
        if number is not None and os.strerror(number) == reason:
            return say.text(f"system.{name.lower()}")
    return reason
