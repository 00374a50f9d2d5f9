"""What describes the data files to other programs: a Data Package by Frictionless Data.

The format is https://specs.frictionlessdata.io/tabular-data-package/. What people are to read is
there once in English, and beside it as ``name@language`` in every other language.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.indicators import COLUMNS
from zkkk_factsheet.language import Catalogue, catalogue
from zkkk_factsheet.open_data.caseload import COLUMNS as COLUMNS_OF_CASELOAD
from zkkk_factsheet.open_data.caseload import COLUMNS_OF_MAPPING
from zkkk_factsheet.open_data.corrections import COLUMNS as COLUMNS_OF_CORRECTIONS
from zkkk_factsheet.open_data.names import COLUMNS as COLUMNS_OF_NAMES
from zkkk_factsheet.reference import LANGUAGES, licences

_FIRST: Final = "en"
_LANGUAGES = (_FIRST, *(language for language in LANGUAGES if language != _FIRST))

CONTACT: Final = "contact"
PUBLISHED_ON: Final = "published_on"
"""What an edition says of itself that the format has no property for."""

_SIDES: Final = ("old", "new")
_STATUSES: Final = ("ok", "no information", "suppressed")

_TYPES: Final = {
    "year": "integer",
    "level": "integer",
    "numerator": "integer",
    "denominator": "integer",
    "value": "number",
    "date": "date",
    "number": "integer",
    "persons": "integer",
    **{f"{side}_{column}": "integer" for side in _SIDES for column in ("numerator", "denominator")},
    **{f"{side}_value": "number" for side in _SIDES},
}
"""What a column holds; text where nothing stands here."""

_CONSTRAINTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "year": {"required": True},
    "indicator": {"required": True},
    "gender": {"enum": ["women", "men"]},
    "status": {"required": True, "enum": _STATUSES},
    "date": {"required": True},
    "number": {"required": True},
    "code": {"required": True, "unique": True},
    **{f"{side}_status": {"enum": _STATUSES} for side in _SIDES},
}
_OPTIONAL: Final = {("corrections", "indicator")}
"""What may be empty in a table, though it is required in the others."""


COLUMNS_OF: Final[Mapping[str, Sequence[str]]] = {
    "indicators": COLUMNS,
    "names": COLUMNS_OF_NAMES,
    "corrections": COLUMNS_OF_CORRECTIONS,
    "caseload": COLUMNS_OF_CASELOAD,
    "caseload-mapping": COLUMNS_OF_MAPPING,
}
"""The tables that there can be, with their columns."""


def to_datapackage(published: Published, licence: str, *, files: Mapping[str, str]) -> str:
    """Describe the data files of an edition.

    Args:
        published: What may be said of the period.
        licence: The id of the terms under which others may use the data; "" if none are named.
        files: The file of each table that there is, as seen from the descriptor.

    Returns:
        The text of ``datapackage.json``.
    """
    about = published.about
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"zkkk-{about.year}",
        "languages": _LANGUAGES,
        **_told("title", lambda say: say.text("package.title", year=about.year)),
        **_told("description", lambda say: say.text("package.description")),
        "status": about.status,
        **({PUBLISHED_ON: about.published_on.isoformat()} if about.published_on else {}),
        **(
            _told("note", lambda say: say.text(f"package.{about.status}"))
            if about.status != "final"
            else {}
        ),
        "contributors": [{"title": each, "role": "publisher"} for each in _texts(about.publisher)],
        **_by_language(CONTACT, about.contact),
        "sources": [{"title": each} for each in _texts(about.source)],
        "licenses": [_licence(licence)] if licence else [],
        "resources": [
            _resource(name, files[name], columns)
            for name, columns in COLUMNS_OF.items()
            if name in files
        ],
    }
    # An empty list is no valid description: what is not known is not said.
    described = {name: value for name, value in package.items() if value != []}
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, path: str, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        **_told("title", lambda say: say.text(f"{name}.title")),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(name, column) for column in columns], "missingValues": [""]},
    }


def _field(table: str, column: str) -> dict[str, Any]:
    constraints = {} if (table, column) in _OPTIONAL else _CONSTRAINTS.get(column, {})
    return {
        "name": column,
        "type": _TYPES.get(column, "string"),
        **_told("title", lambda say: say.text(f"field.{column}.title")),
        **_told("description", lambda say: say.text(f"field.{column}.description")),
        "constraints": constraints,
    }


def _told(property_: str, text: Callable[[Catalogue], str]) -> dict[str, str]:
    """A property in every language: the first one under its own name."""
    return {
        name_in(property_, language): text(catalogue(language, "data")) for language in _LANGUAGES
    }


def name_in(property_: str, language: str) -> str:
    """What a property is called that is said in a language."""
    return property_ if language == _FIRST else f"{property_}@{language}"


def _by_language(property_: str, texts: Mapping[str, str]) -> dict[str, str]:
    """What an edition says of itself as a property in each language that it is said in."""
    said = {each: texts.get(each) or texts.get("", "") for each in _LANGUAGES}
    return {name_in(property_, language): text for language, text in said.items() if text}


def _texts(by_language: Mapping[str, str]) -> list[str]:
    """What an edition says of itself, each wording once."""
    return list(dict.fromkeys(text for text in by_language.values() if text))


def _licence(id_: str) -> dict[str, str]:
    licence = licences()[id_]
    return {"name": licence.id, "title": licence.title, "path": licence.path}
