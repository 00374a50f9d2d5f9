"""The data files of an edition: what it prints, for other programs.

They always belong to it, whichever sheets were asked for: they say what was published.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.edition.manifest import Plan
from zkkk_factsheet.edition.plan import data_key
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.open_data.descriptor import to_datapackage
from zkkk_factsheet.open_data.names import names_to_csv
from zkkk_factsheet.open_data.table import to_csv, to_json

_FOLDER = "data"
_TABLE, _NAMES = "indicators.csv", "names.csv"


def data_files_of(published: Published, plan: Plan, licence: str) -> Iterator[Product]:
    """The tidy table as CSV and JSON, the names of what it is about, and their description.

    Args:
        published: What may be said of the year.
        plan: What the edition is made from.
        licence: The id of the terms under which others may use the data; "" if none are named.
    """
    make: dict[str, Callable[[], str]] = {
        _TABLE: partial(to_csv, (published,)),
        "indicators.json": partial(to_json, (published,)),
        _NAMES: names_to_csv,
        "datapackage.json": partial(to_datapackage, published, licence, table=_TABLE, names=_NAMES),
    }
    for name, text in make.items():
        yield Product(f"{_FOLDER}/{name}", data_key(plan), partial(_encoded, text))


def _encoded(text: Callable[[], str], _needed: Mapping[str, bytes]) -> bytes:
    return text().encode()
