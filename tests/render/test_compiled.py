"""Compiled templates beside the program: found again, and believed only if they are right."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from zkkk_factsheet.render import compiled
from zkkk_factsheet.render.compiled import CompiledTemplates

Render = Callable[..., str]

NAME = "site/page.html.j2"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's templates: one, whose compiled form is to lie in a folder of its own."""
    folder = tmp_path / "templates"
    (folder / "site").mkdir(parents=True)
    (folder / NAME).write_text("{% if true %}\nOne & {{ name }}{% endif %}\n")
    monkeypatch.setattr(compiled, "templates_folder", lambda: folder)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The templates that were compiled, as that goes on."""
    names: list[str | None] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str | None, *rest: object) -> object:
        names.append(name)
        return compile_(self, source, name, *rest)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(Environment, "compile", counted)
    return names


def run(folder: Path, **options: bool) -> str:
    """What a program that was just started makes of the template."""
    loader = FileSystemLoader(folder)
    return (
        Environment(autoescape=True, loader=loader, bytecode_cache=CompiledTemplates(), **options)  # type: ignore[arg-type] # all of them are bool
        .get_template(NAME)
        .render(name="<two>")
    )


def kept(tmp_path: Path) -> list[Path]:
    """The files in the folder of compiled ones."""
    return [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]


def test_a_template_is_compiled_once_for_all_runs(
    templates: Path, tmp_path: Path, compilings: list[str | None]
) -> None:
    """The next run finds it where Python keeps its own, and makes the same of it."""
    assert run(templates) == run(templates) == "\nOne & &lt;two&gt;"
    assert compilings == [NAME]
    assert [path.name for path in kept(tmp_path)] == [
        f"site.page.html.j2.{sys.implementation.cache_tag}.bin"
    ]


def test_a_template_that_was_edited_is_compiled_again(
    templates: Path, compilings: list[str | None]
) -> None:
    """It is known by its text, and not by a time."""
    run(templates)
    before = (templates / NAME).stat()
    (templates / NAME).write_text("{% if true %}\nTwo & {{ name }}{% endif %}\n")
    os.utime(templates / NAME, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(templates) == "\nTwo & &lt;two&gt;"
    assert compilings == [NAME] * 2


def test_another_option_or_another_compiler_compiles_again(
    templates: Path, compilings: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the same text is compiled to depends on them."""
    assert run(templates) != run(templates, trim_blocks=True)
    assert compilings == [NAME] * 2
    monkeypatch.setattr(compiled, "_compiler", lambda: "another one")
    run(templates, trim_blocks=True)
    assert compilings == [NAME] * 3


@pytest.mark.parametrize("damage", ["", "half", "first", "last"])
def test_what_is_not_whole_is_compiled_again(
    damage: str, templates: Path, tmp_path: Path, compilings: list[str | None]
) -> None:
    """It is not run, and the next run finds a good one."""
    page = run(templates)
    (file,) = kept(tmp_path)
    good = file.read_bytes()
    assert len(good) > 100
    broken = {
        "": b"",
        "half": good[: len(good) // 2],
        "first": bytes([good[0] ^ 1]) + good[1:],
        "last": good[:-1] + bytes([good[-1] ^ 1]),
    }
    file.write_bytes(broken[damage])
    assert run(templates) == page
    assert compilings == [NAME] * 2
    assert file.read_bytes() == good


def test_somebody_s_own_templates_and_filters_are_not_kept(templates: Path, tmp_path: Path) -> None:
    """Their folders come and go; and what a filter made of a constant is part of the code."""
    own = tmp_path / "own"
    (own / "site").mkdir(parents=True)
    (own / NAME).write_text((templates / NAME).read_text())
    assert run(own) == "\nOne & &lt;two&gt;"
    with_filter = Environment(
        autoescape=True, loader=FileSystemLoader(templates), bytecode_cache=CompiledTemplates()
    )
    with_filter.filters["loud"] = str.upper
    assert with_filter.get_template(NAME).render(name="x")
    assert kept(tmp_path) == []


def test_where_nothing_can_be_kept_it_works_all_the_same(
    templates: Path, tmp_path: Path, compilings: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can't be made, or Python told to write none: each run compiles."""
    (tmp_path / "kept").write_text("a file")
    assert run(templates) == run(templates)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "kept").unlink()
    run(templates)
    assert compilings == [NAME] * 3
    assert kept(tmp_path) == []
