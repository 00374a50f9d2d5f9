"""Everything a digest says as CSV, one row for each thing, with its cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.cells import CELLS_APART, cell_ranges
from zkkk_factsheet.disclosure.digest import Digest
from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.digest.overlaps import named
from zkkk_factsheet.indicators.table import places
from zkkk_factsheet.open_data.formulas import harmless
from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.places import Place

COLUMNS: Final = (
    *("period", "kind", "municipality", "component", "duty", "communities", "partners"),
    *("count", "since", "cells"),
)
_APART: Final = "; "

_Row = dict[str, object]


def digest_to_csv(published: Published) -> str:
    """What rules found in a period, and what it was counted of, as one CSV text with a header."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    if published.digest is not None:
        rows = _rows(published.digest)
        writer.writerows({"period": str(published.period), **row} for row in rows)
    return text.getvalue()


def _rows(digest: Digest) -> Iterator[_Row]:
    yield from _activities(digest.told)
    yield from _partners(digest.told)
    for overlap in digest.overlaps:
        yield {
            "kind": "possible-duplication",
            "municipality": overlap.municipality,
            "component": overlap.component,
            "communities": _APART.join(overlap.communities),
            "partners": harmless(_APART.join(overlap.partners)),
            "count": len(overlap.told),
            "cells": _cells_of(overlap.told, "partners"),
        }
    for gap in digest.unserved:
        for answer in gap.answers:
            yield {
                "kind": "duty-not-performed",
                "municipality": gap.municipality,
                "duty": answer.duty,
                "cells": _cells(answer.cells),
            }
    for lacking in digest.untouched:
        own = [each for each in digest.told if each.municipality == lacking.municipality]
        for component in lacking.components:
            yield {
                "kind": "no-activity",
                "municipality": lacking.municipality,
                "component": component,
                "cells": _cells_of(own, "component"),
            }
    yield from _attention(digest)


def _activities(told: Iterable[Undertaking]) -> Iterator[_Row]:
    groups: dict[tuple[str, str], list[Undertaking]] = {}
    for each in told:
        groups.setdefault((each.municipality, each.component), []).append(each)
    for (municipality, component), own in sorted(groups.items()):
        yield {
            "kind": "activities",
            "municipality": municipality,
            "component": component,
            "count": len(own),
            "cells": _cells_of(own, "component"),
        }


def _partners(told: Iterable[Undertaking]) -> Iterator[_Row]:
    """Each partner of each municipality, with the communities that their activities reach."""
    groups: dict[tuple[str, str, str], list[Undertaking]] = {}
    names: dict[tuple[str, str], str] = {}
    for each in told:
        for folded, name in named([each]).items():
            groups.setdefault((each.municipality, each.component, folded), []).append(each)
            names.setdefault((each.municipality, folded), name)
    for (municipality, component, folded), own in sorted(groups.items()):
        reached = Counter(community for each in own for community in each.communities)
        yield {
            "kind": "partner",
            "municipality": municipality,
            "component": component,
            "communities": _APART.join(reached),
            "partners": harmless(names[municipality, folded]),
            "count": len(own),
            "cells": _cells(_naming(own, folded)),
        }


def _naming(told: Iterable[Undertaking], folded: str) -> Iterator[Place | None]:
    """The cells that name a partner."""
    for each in told:
        for row in each.rows:
            if folded in map(fold, row.partners):
                yield row.places.get("partners")


def _attention(digest: Digest) -> Iterator[_Row]:
    for plan in digest.without_plan:
        row: _Row = {"kind": "no-work-plan", "municipality": plan.municipality}
        yield row | {
            "count": len(plan.years),
            "since": plan.years[0],
            "cells": _cells(plan.cells),
        }
    for few in digest.few_duties:
        row = {"kind": "few-duties", "municipality": few.municipality}
        yield row | {"count": few.performed, "cells": _cells(few.cells)}
    for absent in digest.without_official:
        row = {"kind": "no-official", "municipality": absent.municipality}
        for each in absent.communities:
            yield row | {
                "communities": each.community,
                "count": each.residents,
                "cells": _cells(each.cells),
            }
    for silence in digest.silent:
        last = silence.told.rows[-1]
        row = {"kind": "silent", "municipality": last.municipality, "component": last.component}
        yield row | {
            "count": silence.quarters,
            "since": last.day.isoformat(),
            "cells": _cells([last.places.get("status")]),
        }


def _cells_of(told: Iterable[Undertaking], column: str) -> str:
    return _cells(row.places.get(column) for each in told for row in each.rows)


def _cells(cells: Iterable[Place | None]) -> str:
    return CELLS_APART.join(cell_ranges(places(cells)))
