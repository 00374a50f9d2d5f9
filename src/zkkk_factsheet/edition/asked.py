"""What somebody asks for of a year, and what that is made from."""

from typing import NamedTuple

from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.documents.kinds import ALL
from zkkk_factsheet.edition.inputs import FORMATS, Inputs, Years
from zkkk_factsheet.edition.settings import Settings


class Only(NamedTuple):
    """What is to be made now: languages, formats, municipalities; empty stands for all there are.

    ``national_alone`` leaves the sheets of municipalities out.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    national_alone: bool = False

    @property
    def subjects(self) -> tuple[str, ...] | None:
        """What the documents to make are about; None for whatever there is."""
        return (ALL, *PAGES) if self.national_alone else self.municipalities or None


def inputs_of(chosen: Settings, year: int, only: Only) -> Inputs:
    """What the edition of a year is made from, read now.

    Raises:
        NoWorkbookError: If there is no workbook of the year.
        OSError: If the folder or a workbook can't be read.
    """
    found = Years(chosen.data)  # anew each time: a run may have waited for another
    return Inputs(
        year=year,
        workbooks=found.workbooks(year),
        earlier=found.earlier(year),
        templates=chosen.templates,
        languages=tuple(dict.fromkeys(only.languages or chosen.languages)),
        formats=tuple(each for each in FORMATS if not only.formats or each in only.formats),
        threshold=chosen.threshold,
        municipal_threshold=chosen.municipal_threshold,
        licence=chosen.licence,
        address=chosen.address,
        sample=chosen.sample,
        subjects=only.subjects,
        narrower=any(only),
    )
