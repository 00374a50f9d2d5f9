"""The pages made from declarations are up to date, and the report keeps to its schema."""

import json
from pathlib import Path

import pytest
from tests.workbook.books import Grid, check, valid_book
from tests.workbook.test_codes import alone
from tools.make_docs import DOCS, pages

from zkkk_factsheet.workbook.declaration.schema import sheets
from zkkk_factsheet.workbook.findings import codes
from zkkk_factsheet.workbook.telling import report

# The findings are those of the workbooks of all codes, which one process has checked.
pytestmark = pytest.mark.xdist_group("codes")


def test_the_pages_are_up_to_date() -> None:
    """``python tools/make_docs.py`` would change nothing."""
    made = pages()
    assert len(made) == 5
    assert {name: (DOCS / name).read_text(encoding="utf-8") for name in made} == made


@pytest.mark.parametrize("name", ["findings.md", "findings.sq.md", "findings.sr.md"])
def test_every_code_has_a_section(name: str) -> None:
    """Each code is documented: what it is called, what it means, an example, what to do."""
    page = (DOCS / name).read_text(encoding="utf-8")
    for code in codes():
        section = page.partition(f"### `{code}`: ")[2].partition("\n##")[0]
        title, meaning, example, hint = (line for line in section.splitlines() if line)
        assert title
        assert meaning.startswith("**")
        assert example.startswith("- ")
        assert hint.startswith("- ")


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_report_for_programs_keeps_to_its_schema(language: str) -> None:
    """Every finding, in each language, is as the documented schema says."""
    import jsonschema  # type: ignore[import-untyped] # noqa: PLC0415 - no types; much to load

    schema = json.loads((DOCS / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    findings = [finding for code in codes() for finding in alone(code)]
    written = json.loads(json.dumps(report.as_json(findings, language)))
    assert len(written["findings"]) == len(codes())
    assert list(validator.iter_errors(written)) == []
    assert list(validator.iter_errors(written | {"errors": -1})) != []


def test_a_report_without_findings_keeps_to_the_schema_too() -> None:
    """No finding is an empty list."""
    written = report.as_json(check(valid_book()).findings, "en")
    assert written["findings"] == []
    assert (written["errors"], written["warnings"]) == (0, 0)


def test_pages_are_in_the_docs_folder() -> None:
    """The pages stand where the README looks for them."""
    assert Path(__file__).parents[2] / "docs" == DOCS


def test_the_rows_that_are_shown_are_read() -> None:
    """Each optional worksheet has an example; typed into a workbook it raises no error."""
    page = (DOCS / "workbook.md").read_text(encoding="utf-8")
    optional = [each for each in sheets() if each.optional]
    assert len(optional) == 3
    for schema in optional:
        section = page.partition(f"\n## {schema.names['en']}\n")[2].partition("\n## ")[0]
        header, _, row = section.partition("A row of it, in English:")[2].strip().splitlines()
        texts = [[each.strip() for each in line[1:-1].split("|")] for line in (header, row)]
        book = valid_book()
        book[schema.id] = Grid([[*texts[0]], [*texts[1]]])
        findings = check(book).findings
        assert [each for each in findings if each.severity == "error"] == [], schema.id
        places = {each.place.sheet for each in findings}
        assert schema.id not in places or schema.id == "caseload", (
            "its other categories are missing"
        )
