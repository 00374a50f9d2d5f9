"""The kinds of documents there are, and what their files are called.

Nothing here loads what a document is made with: a run with nothing to do asks for names alone.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.reference import municipalities

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.documents.model import Document

ALL = ""
"""The subject of a document that is about everything."""


_ENDINGS = {"figures": "html", "charts": "html"}
"""The endings of files, where they are not the format's name."""


def _everything() -> tuple[str, ...]:
    return (ALL,)


class Kind(NamedTuple):
    """A kind of document.

    Attributes:
        id: Its id, which is also the name of its arrangement among the templates.
        file: Where its files stand in an edition, without the ending; ``{period}``, ``{language}``
            and ``{subject}`` are filled.
        compose: What makes one of what is published, in a language, about a subject.
        subjects: What there is a document about, each by its id.
        tables: Where the workbooks with its tables stand, likewise; "" if it has none.
        whole: The id of the kind that tells of all subjects at once, which a page leads to; "" if
            there is none.
        formats: What its documents are made as.
        site: Which page of the site leads to them, from the site's folder on; "" if none does.
    """

    id: str
    file: str
    compose: Callable[["Published", str, str], "Document"]
    subjects: Callable[[], tuple[str, ...]] = _everything
    tables: str = ""
    whole: str = ""
    formats: tuple[str, ...] = ("html", "pdf")
    site: str = ""

    def path(self, period: object, language: str, format_: str, subject: str = ALL) -> str:
        """Where a document of this kind stands in the edition of its period, with "/"."""
        stem = self.file.format(period=period, language=language, subject=subject)
        return f"{stem}.{_ENDINGS.get(format_, format_)}"


def _national(published: "Published", language: str, _subject: str) -> "Document":
    from zkkk_factsheet.documents.national import compose  # noqa: PLC0415 - if one is written

    return compose(published, language)


def _municipal(published: "Published", language: str, subject: str) -> "Document":
    from zkkk_factsheet.documents.municipal import compose  # noqa: PLC0415 - if one is written

    return compose(published, language, subject)


def _accounts(published: "Published", language: str, subject: str) -> "Document":
    from zkkk_factsheet.documents.accounts.page import compose  # noqa: PLC0415 - if one is written

    return compose(published, language, subject)


def _charts(published: "Published", language: str, _subject: str) -> "Document":
    from zkkk_factsheet.documents.press import compose  # noqa: PLC0415 - if one is written

    return compose(published, language)


def _report(published: "Published", language: str, subject: str) -> "Document":
    from zkkk_factsheet.documents.report import compose  # noqa: PLC0415 - if one is written

    return compose(published, language, subject)


def _digest(published: "Published", language: str, _subject: str) -> "Document":
    from zkkk_factsheet.documents.digest import compose  # noqa: PLC0415 - if one is written

    return compose(published, language)


def _each_municipality() -> tuple[str, ...]:
    return tuple(each.id for each in municipalities())


NATIONAL = Kind(
    "national",
    "zkkk-{period}-{language}",
    _national,
    tables="data/tables-{period}-{language}",
    site="index-{language}.html",
)
MUNICIPAL = Kind(
    "municipal",
    "municipalities/{subject}/zkkk-{period}-{subject}-{language}",
    _municipal,
    _each_municipality,
    whole="national",
    site="municipalities/{subject}/index-{language}.html",
)
ACCOUNTS = Kind(
    "accounts",
    "figures/zkkk-{period}-{subject}-{language}",
    _accounts,
    lambda: PAGES,
    whole="national",
    formats=("figures",),
)
CHARTS = Kind(
    "charts", "charts/zkkk-{period}-{language}", _charts, whole="national", formats=("charts",)
)
KINDS = (NATIONAL, MUNICIPAL, ACCOUNTS, CHARTS)
"""Those of which a year's edition consists."""

REPORT = Kind(
    "report",
    "{subject}/zkkk-{period}-{subject}-{language}",
    _report,
    _each_municipality,
    formats=("html", "pdf", "docx"),
)
REPORTS = (REPORT,)
"""Those of which the edition of a period's reports consists."""

REPORTS_FOLDER = "reports"
"""The folder beside the years' editions that holds those of reports, each called as its period."""

DIGEST = Kind("digest", "zkkk-digest-{period}-{language}", _digest)
DIGESTS = (DIGEST,)
"""That of which the edition of a period's digest consists."""

DIGEST_FOLDER = "digest"
"""The folder that holds the digests, likewise."""
