"""Where nobody does anything: duties that are not performed, components without an activity."""

from collections.abc import Iterable
from dataclasses import dataclass

from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.table import Figure, Figures
from zkkk_factsheet.reference import components, duties

_REST = "other"
"""The component for all that belongs to none: nothing is lacking where it is empty."""


@dataclass(frozen=True, slots=True)
class Unserved:
    """An office that doesn't perform core duties which no activity of it serves either.

    ``answers`` are the figures that say so, by the duties' order.
    """

    municipality: str
    answers: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Untouched:
    """An office that told of activities, and of none in these components."""

    municipality: str
    components: tuple[str, ...]


def unserved_duties(figures: Figures, told: Iterable[Undertaking]) -> tuple[Unserved, ...]:
    """Duties that an office says it doesn't perform, and that no activity of it serves.

    Args:
        figures: The answers, as they may be published.
        told: What offices did in the period.
    """
    served = {(each.municipality, each.duty) for each in told}
    found: dict[str, list[Figure]] = {}
    for duty in duties():
        for municipality, answer in figures.by_municipality("duties.performed", duty.id).items():
            if answer.numerator == 0 and (municipality, duty.id) not in served:
                found.setdefault(municipality, []).append(answer)
    return tuple(Unserved(municipality, tuple(answers)) for municipality, answers in found.items())


def untouched_components(told: Iterable[Undertaking]) -> tuple[Untouched, ...]:
    """Components in which an office that tells of activities did nothing in the period."""
    touched: dict[str, set[str]] = {}
    for each in told:
        touched.setdefault(each.municipality, set()).add(each.component)
    gaps = {
        municipality: tuple(each.id for each in components() if each.id not in {_REST, *own})
        for municipality, own in touched.items()
    }
    return tuple(
        Untouched(municipality, lacking) for municipality, lacking in gaps.items() if lacking
    )
