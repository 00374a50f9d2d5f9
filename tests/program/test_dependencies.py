"""The versions of what the program needs: those allowed, those pinned, and the lowest."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent


def requirements() -> dict[str, Requirement]:
    """What the program needs to run, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = [Requirement(each) for each in project["dependencies"]]
    assert len(found) > 10
    return {each.name.lower(): each for each in found}


def pinned(name: str) -> dict[str, Version]:
    """The versions that a file of constraints pins, by name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {name.lower(): Version(version) for name, version in pairs}


def test_the_lowest_versions_are_those_that_are_allowed() -> None:
    """What is tested as the lowest is what the package promises to work with, for each of them."""
    lowest = {
        name: Version(bound.version)
        for name, each in requirements().items()
        for bound in each.specifier
        if bound.operator == ">="
    }
    assert pinned("constraints-lowest.txt") == lowest


def test_the_pinned_versions_are_allowed() -> None:
    """What is installed for development is within the bounds of the package."""
    versions = pinned("constraints.txt")
    for name, each in requirements().items():
        assert versions[name] in each.specifier, name


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 finds with such a pattern what isn't there, as Debian 12 has it.

    There each workbook with empty cells was said to be damaged. Of single characters all find the
    same.
    """
    sources = list((ROOT / "src").rglob("*.py"))
    assert len(sources) > 200
    possessive = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>")
    assert possessive.search(r"(?:ab|c)*+d")
    assert [each.name for each in sources if possessive.search(each.read_text("utf-8"))] == []


@pytest.mark.xdist_group("together")
def test_groups_of_tests_stay_together(request: pytest.FixtureRequest) -> None:
    """With --dist loadgroup a test has the name of its group, by which it goes to its process.

    With versions of pytest and pytest-xdist that don't fit it has none, and each process starts
    LibreOffice and Chromium, and makes what others have made.
    """
    grouped = bool(getattr(request.config.option, "loadgroup", False))
    assert request.node.nodeid.endswith("@together") == grouped
