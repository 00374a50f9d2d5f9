"""Makes the pages that follow from declarations: the workbook's sheets, and the findings.

``python tools/make_docs.py`` writes them; a test says when they are out of date. The sources are
``workbook/declaration/schema.toml``, ``workbook/findings.py`` and the sentences in the message
catalogues.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES, Category, Component, categories, components
from zkkk_factsheet.workbook.declaration.schema import Column, SheetSchema, sheets
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.findings import Code, Finding, codes
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.telling import report

DOCS = Path(__file__).parent.parent / "docs"

_MADE = "<!-- Made by tools/make_docs.py: change the declarations, not this page. -->"
_NAMES = {"sq": "Albanian", "sr": "Serbian", "en": "English"}
_NULLABLE_TEXT = {"type": ["string", "null"]}


def pages() -> dict[str, str]:
    """The pages by their file names."""
    findings = {language: _findings(language) for language in LANGUAGES}
    return {
        "workbook.md": _workbook(),
        "findings.md": findings.pop("en"),
        **{f"findings.{language}.md": page for language, page in findings.items()},
        "findings.schema.json": _schema(),
    }


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name}")


# The findings ------------------------------------------------------------------------------


def _findings(language: str) -> str:
    texts = catalogue(language, "messages")
    lines = [_MADE, "", f"# {texts.text('docs.title')}", "", texts.text("docs.intro"), ""]
    group = ""
    for code in codes().values():
        if code.group != group:
            group = code.group
            lines += [f"## {texts.text(f'docs.group.{group}')}", ""]
        lines += _section(code, language)
    return "\n".join(lines).rstrip() + "\n"


def _section(code: Code, language: str) -> Iterator[str]:
    texts = catalogue(language, "messages")
    example = Finding(code.code, code.severity, Place("2019.xlsx"), dict(code.example))
    message = " ".join(
        text for text in (report.message(example, language), _suggestion(example, language)) if text
    )
    severity = texts.text(f"docs.severity.{code.severity}")
    yield from (f"### `{code.code}`: {report.title(code.code, language)}", "")
    yield from (f"**{severity}** {report.meaning(code.code, language)}", "")
    yield from (f"- {texts.text('docs.example', example=f'*{message}*')}",)
    yield from (f"- {texts.text('docs.hint', hint=report.hint(example, language))}", "")


def _suggestion(example: Finding, language: str) -> str:
    return report.suggestion(example, language)


def _schema() -> str:
    finding = {
        "type": "object",
        "properties": {
            "code": {"enum": list(codes()), "description": "What was found; never renamed."},
            "severity": {"enum": ["error", "warning"]},
            "file": {"type": "string", "description": "Relative to the data folder."},
            "sheet": _NULLABLE_TEXT | {"description": "The worksheet; null for the whole file."},
            "cell": _NULLABLE_TEXT
            | {"description": 'As Excel writes it: "B7"; "7" for a row; null for the worksheet.'},
            "row": {"type": ["integer", "null"], "minimum": 1},
            "column": {"type": ["integer", "null"], "minimum": 1},
            "found": _NULLABLE_TEXT | {"description": "What stands there."},
            "accepted": _NULLABLE_TEXT | {"description": "What could stand there, in words."},
            "suggestion": _NULLABLE_TEXT | {"description": "The nearest accepted name."},
            "message": {"type": "string", "description": "What is wrong, in one sentence."},
            "hint": {"type": "string", "description": "What to do about it."},
            "values": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "What the sentences speak of, as ids: the same in each language; "
                "or as texts, one for each language (`figure@sq`).",
            },
        },
        "additionalProperties": False,
    }
    finding["required"] = list(finding["properties"])  # type: ignore[call-overload] # the dict above
    count = {"type": "integer", "minimum": 0}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The report of zkkk check --format json",
        "type": "object",
        "properties": {
            "format": {"const": report.JSON_VERSION},
            "language": {"enum": list(LANGUAGES)},
            "errors": count,
            "warnings": count,
            "findings": {"type": "array", "items": finding},
        },
        "required": ["format", "language", "errors", "warnings", "findings"],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


# The workbook ------------------------------------------------------------------------------

_READING = """\
One or more workbooks make up a year: one file with all worksheets, a file for each worksheet, or a
file from each field office. They are read as one. The same municipality may stand in several of
them; two different answers are an error that names both cells.

Read are xlsx, xlsm, xls, xlsb and ods, whatever the file's name ends in. The year is the one in
the file's name, else in its folder's name, else the one that the about sheet states.

- Worksheets are known by their name or by their header, in any of the three languages.
- A header may stand below title rows and be two rows high; it may say the same in several
  languages (“Komuna / Opština”), or begin with the title of several columns (“Zyrtarë: gra”).
  Columns come in any order. A second table below the first, of the same kind or of another, is read
  by its own header, and so is one beside it; the same header repeated on every page does no harm.
- The core duties are known by their headers in the tables below, by their numbers alone (1 to 8),
  and by “Detyra 1”, “Dužnost 1”, “Duty 1” and so on.
- Names and words are read in any of the three languages, in Latin or Cyrillic script, in any case,
  with or without diacritics, with stray, double or non-breaking spaces. A municipality may be
  called what it is: “Komuna e Pejës”, “opštine Peći”, “Општина Пећ”.
- Columns that nobody asked for are kept out and reported. So are total rows, if their figures are
  what the rows add up to; if not, that is an error. Notes below the table are passed over; notes,
  headings and column numbers among the rows are left out and reported, values outside the table as
  well. Hidden rows and worksheets are read and reported.
- A table whose only answers are two letters may say P and J (po, jo), D and N (da, ne) or Y and N
  (yes, no). Beside other answers a letter is an error, since it may stand for something else.
- A number may have decimals that say nothing (“2,0”, “2.”), and a year its word (“2019. godina”,
  “viti 2019”). “1.000” is an error: it may be one or a thousand.
- A cell has to show what it holds: where a number format shows another number, a word that means
  something else, or nothing, that is an error.
- A date is one of Excel's, or a text that can be nothing else: “31.3.2020”, “31 mars 2020”,
  “31. mart 2020. godine”. An edition is published in one of the five years after the year
  monitored; another date draws a warning.
- A blank cell is no information: never no, and never zero.
- A text may be split by language: “{remark}” serves all languages, “{remark} (shqip)” or
  “remark_sq” one of them.
- A text in Cyrillic is printed in Latin letters on the Serbian sheet, and as it is on the others.
- These workbooks hold counts. A column of names, personal numbers, birth dates, telephone numbers
  or e-mail addresses is an error.
"""

_ON_ACTIVITIES = """\
A workbook without this worksheet, or with one that has no rows, says nothing about activities, and
its edition is the same. A workbook may also have nothing but `about` and this worksheet: then there
is nothing to publish of the year itself, but `zkkk check` reads it and reports are made of it.

- A row is an activity; a municipality has as many as it likes, all in all {rows} a worksheet. The
  same row in two workbooks is one activity.
- The date lies in the workbook's year. Quarters and half years follow from it.
- Communities stand between commas, semicolons or “and”. A name for several (“RAE”) means all of
  them.
- Partners stand between semicolons, since a name may have a comma. One that is nearly spelled as
  another draws a warning with the spelling that is used more often.
- A description says its language in the header, for a report prints it in another language if it is
  missing there. An office reports in the languages in which it describes any activity; where one of
  them is missing, that draws a warning.
- Nobody is named: what looks like a name behind “Mr”, “znj.” or “g.” is an error, an initial
  beside a word with a capital draws a warning."""


_ON_CASELOAD = """\
A workbook without this worksheet, or with one that has no rows, says nothing about persons in care,
and its edition is the same.

- Persons are counted at the end of a period. So the figure of the year is that of the latest period
  of which the municipality tells, never a sum of several; a year, its second half and its last
  quarter end on the same day, and have to agree.
- A category without a row, or with a blank, is no information: of none there is a row with 0. Where
  one is missing on the latest day, that draws a warning.
- A person is counted once, in the category for which the office cares for them, so that the
  categories can be added up.
- A period is a year, a half year or a quarter of the year, such as 2019, 2019-H1, Q1 2019,
  TM1 2019, “I tromesečje 2019”."""

_ON_POPULATION = """\
A workbook without this worksheet, or with one that has no rows, says nothing about residents, and
its edition is the same. The source of the numbers is printed; where it is blank, that draws a
warning."""

_ON_SHEET = {"activities": _ON_ACTIVITIES, "caseload": _ON_CASELOAD, "population": _ON_POPULATION}
"""What there is to know of a worksheet beside its columns."""


def _workbook() -> str:
    offices = next(schema for schema in sheets() if schema.id == "offices")
    reading = _READING.format(remark=offices.column("remark").headers["en"])
    lines = [_MADE, "", "# The monitoring workbook", "", reading]
    lines.append("`zkkk new` writes a workbook ready to fill. What a check can find stands in")
    lines += ["[findings](findings.md).", ""]
    for schema in sheets():
        lines += _sheet(schema)
    lines += ["## Components", "", *_named("component", components())]
    lines += ["## Categories of persons", "", *_named("category", categories())]
    lines += ["## Accepted words", ""]
    for kind in ("answer", "office_status", "edition_status", "activity_status"):
        lines += _words(kind)
    return "\n".join(lines).rstrip() + "\n"


def _sheet(schema: SheetSchema) -> Iterator[str]:
    names = ", ".join(f"“{schema.names[language]}”" for language in LANGUAGES)
    item = "item" if schema.layout == "keys" else "column"
    heads = [item, *(_NAMES[language] for language in LANGUAGES), "holds", "required", "help"]
    yield from (f"## {schema.names['en']}", "")
    yield from (f"{schema.help['en']} Named {names}; also read as {_quoted(schema.aliases)}.", "")
    if told := _ON_SHEET.get(schema.id):
        yield from (told.format(rows=schema.most_rows), "")
    yield from ("| " + " | ".join(heads) + " |", "|---" * len(heads) + "|")
    for column in schema.columns:
        yield "| " + " | ".join(_row(column)) + " |"
    yield ""
    if example := _EXAMPLES.get(schema.id):
        yield from ("A row of it, in English:", "")
        yield from ("| " + " | ".join(example) + " |", "|---" * len(example) + "|")
        yield from ("| " + " | ".join(example.values()) + " |", "")


_EXAMPLES: dict[str, dict[str, str]] = {
    "activities": {
        "Municipality": "Rahovec/Orahovac",
        "Date": "14.2.2019",
        "Component": "Education",
        "Status": "completed",
        "Core duty": "4",
        "Communities": "Roma, Ashkali",
        "Partners": "IOM; KFOR",
        "Description (English)": "School bags were handed out to 60 pupils.",
    },
    "caseload": {
        "Municipality": "Rahovec/Orahovac",
        "Period": "2019-Q4",
        "Category": "Refugees",
        "Women": "12",
        "Men": "9",
    },
    "population": {
        "Municipality": "Rahovec/Orahovac",
        "Community": "Roma",
        "Persons": "84",
        "Source": "Census of 2011",
    },
}
"""A row of each optional worksheet."""


def _row(column: Column) -> Iterator[str]:
    yield f"`{column.id}`"
    yield from (column.headers[language] for language in LANGUAGES)
    yield column.kind.replace("_", " ") + (", by language" if column.languages else "")
    yield "yes" if column.required else "expected" if column.expected else "no"
    yield column.help["en"]


def _named(kind: str, entries: Iterable[Component | Category]) -> Iterator[str]:
    heads = [kind, *(_NAMES[language] for language in LANGUAGES), "also read"]
    yield from ("| " + " | ".join(heads) + " |", "|---" * len(heads) + "|")
    for each in entries:
        names = (each.name(language) for language in LANGUAGES)
        yield "| " + " | ".join([f"`{each.id}`", *names, _quoted(each.aliases)]) + " |"
    yield ""


def _words(kind: str) -> Iterator[str]:
    yield from (f"### {kind.replace('_', ' ').capitalize()}", "")
    heads = [*(_NAMES[language] for language in LANGUAGES), "also read"]
    yield from ("| " + " | ".join(heads) + " |", "|---" * len(heads) + "|")
    for word in words(kind):
        cells = [*(word.words[language] for language in LANGUAGES), _quoted(word.aliases)]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


if __name__ == "__main__":
    main()
