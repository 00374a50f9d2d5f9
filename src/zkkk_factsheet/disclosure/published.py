"""What is published of a period, and how few officials are too few for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # who asks for a threshold alone loads nothing else
    from zkkk_factsheet.disclosure.corrections import Corrected
    from zkkk_factsheet.disclosure.digest import Digest
    from zkkk_factsheet.indicators import Figures
    from zkkk_factsheet.indicators.activities import Undertaking
    from zkkk_factsheet.language import Period
    from zkkk_factsheet.workbook.rows import About

THRESHOLD: Final = 5
"""The gender of fewer officials than this is not published, unless zkkk.toml says otherwise."""

MUNICIPAL_THRESHOLD: Final = 3
"""Of fewer officials of one office, neither gender nor communities are published, likewise."""

THRESHOLDS: Final = ("threshold", "municipal_threshold")
"""What `zkkk.toml`, and what is published, call these two."""

Texts = Mapping[str, str]
"""A text by language; "" is the one that serves every language that has none of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """Everything that may be said of a period; each is equal to itself alone.

    Attributes:
        period: The time it is about.
        figures: The tidy table, without what is withheld.
        about: What the edition says of itself.
        remarks: The remark on a municipality, by its id.
        earlier: What may be said of the periods before it, the oldest first; without comparisons.
        corrections: Why figures of it were changed after they had been published, by the days.
        residents_from: Where the numbers of residents come from, each source once.
        undertakings: What offices did until its end, by municipality.
        digest: What rules found in it; of a digest alone.
        address: Where it is published on the web, with "/" at its end; "" if nobody says so.
        threshold: The gender of fewer officials than this is withheld in it.
        municipal_threshold: Of fewer officials of one office, gender and communities are.
    """

    period: "Period"
    figures: "Figures"
    about: "About"
    remarks: Mapping[str, Texts]
    earlier: "tuple[Published, ...]" = ()
    corrections: "tuple[Corrected, ...]" = ()
    residents_from: tuple[str, ...] = ()
    undertakings: "tuple[Undertaking, ...]" = ()
    digest: "Digest | None" = None
    address: str = ""
    threshold: int = THRESHOLD
    municipal_threshold: int = MUNICIPAL_THRESHOLD
