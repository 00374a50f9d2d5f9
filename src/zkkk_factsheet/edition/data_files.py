"""The data files of an edition: what it prints, for other programs.

They always belong to it, whichever sheets were asked for: they say what was published.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.edition.manifest import Plan, sha256
from zkkk_factsheet.edition.plan import data_key
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.open_data.caseload import caseload_to_csv, has_persons, mapping_to_csv
from zkkk_factsheet.open_data.corrections import corrections_to_csv
from zkkk_factsheet.open_data.descriptor import to_datapackage
from zkkk_factsheet.open_data.names import names_to_csv
from zkkk_factsheet.open_data.table import to_csv, to_json

FOLDER: Final = "data"
_TABLE, _NAMES, _CORRECTIONS = "indicators.csv", "names.csv", "corrections.csv"

_CASELOAD, _MAPPING = "caseload.csv", "caseload-mapping.csv"

_FILES: Final = {"indicators": _TABLE, "names": _NAMES, "corrections": _CORRECTIONS}
_FILES_OF_PERSONS: Final = {"caseload": _CASELOAD, "caseload-mapping": _MAPPING}
"""What is described, by what it is called in the description."""

TABLE: Final = f"{FOLDER}/indicators.json"
DESCRIPTION: Final = f"{FOLDER}/datapackage.json"
CORRECTIONS: Final = f"{FOLDER}/{_CORRECTIONS}"
"""The files that a published edition is known by."""


def data_files_of(published: Published, plan: Plan, licence: str) -> Iterator[Product]:
    """The tidy table as CSV and JSON, names, corrections, persons in care, and their description.

    Args:
        published: What may be said of the year.
        plan: What the edition is made from.
        licence: The id of the terms under which others may use the data; "" if none are named.
    """
    has = has_persons(published)
    files = _FILES | (_FILES_OF_PERSONS if has else {})
    of_persons: dict[str, Callable[[], str]] = {
        _CASELOAD: partial(caseload_to_csv, published),
        _MAPPING: mapping_to_csv,
    }
    make: dict[str, Callable[[], str]] = {
        _TABLE: partial(to_csv, (published,)),
        "indicators.json": partial(to_json, (published,)),
        _NAMES: names_to_csv,
        "datapackage.json": partial(to_datapackage, published, licence, files=files),
        **(of_persons if has else {}),
    }
    for name, text in make.items():
        yield Product(f"{FOLDER}/{name}", data_key(plan), partial(_encoded, text))
    # What was published before decides what it says, too: its key is of what it says.
    corrections = corrections_to_csv(published.period.year, published.corrections)
    key = sha256(corrections.encode())
    yield Product(CORRECTIONS, key, partial(_encoded, partial(str, corrections)))


def _encoded(text: Callable[[], str], _needed: Mapping[str, bytes]) -> bytes:
    return text().encode()
