"""What the forks of the tests remember: only what was made of the very same."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests import remembered
from tests.support import sample_rows, sample_sheet

from zkkk_factsheet.edition import site_pages
from zkkk_factsheet.edition.data_files import TABLE
from zkkk_factsheet.edition.manifest import Manifest, Plan, output_of
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.resources import templates_folder


class Renderer:
    """As those of the program: made of a folder with templates."""

    def __init__(self, templates: Path) -> None:
        self.made_of = templates

    def render(self, text: Any, *, loud: bool = False) -> list[Any]:
        """Note that it was called."""
        CALLS.append(text)
        return [text.upper() if loud else text]


CALLS: list[Any] = []


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer of the class above is known as one, and nothing was called."""
    monkeypatch.setattr(remembered, "_RENDERS", {Renderer})
    CALLS.clear()


def test_the_same_is_made_once_and_another_thing_anew(tmp_path: Path) -> None:
    """By all arguments, also named ones; what is taken is nobody else's object."""
    render = remembered._remembered(Renderer.render, tmp_path)  # noqa: SLF001 - what is tested
    own = Renderer(templates_folder())
    first, again = render(own, "a"), render(Renderer(templates_folder()), "a")
    assert first == again == ["a"]
    assert first is not again
    assert render(own, "a", loud=True) == ["A"]
    assert render(own, "b") == ["b"]
    assert CALLS == ["a", "a", "b"]
    # Texts that are equal are the same, whether they are one object or two.
    one, two = ("c" + each for each in "dd")
    assert one is not two
    assert render(own, (one, one)) == render(own, (one, two)) == [("cd", "cd")]
    assert CALLS[3:] == [("cd", "cd")]


def test_by_other_templates_all_is_made_anew(tmp_path: Path) -> None:
    """What they hold may change from one call to the next."""
    render = remembered._remembered(Renderer.render, tmp_path)  # noqa: SLF001 - the same
    other = Renderer(tmp_path)
    assert render(Renderer(templates_folder()), "a") == ["a"]
    assert [render(other, "a"), render(other, "a")] == [["a"], ["a"]]
    assert CALLS == ["a", "a", "a"]


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    """A failure is kept for nobody, and where nothing can be kept all is made."""

    def fail(text: str) -> str:
        CALLS.append(text)
        raise ValueError(text)

    failing = remembered._remembered(fail, tmp_path)  # noqa: SLF001 - the same
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            failing("a")
    nowhere = remembered._remembered(str.upper, tmp_path / "missing")  # noqa: SLF001 - the same
    assert nowhere("a") == "A"
    assert CALLS == ["a", "a"]


def test_what_is_known_by_its_fields_is_kept_whole() -> None:
    """A dataclass is kept in a shorter way than Python's: what is taken is equal to it."""
    for made in (sample_rows(2019), sample_sheet(2019, "sq")):
        kept = remembered._pickled(made)  # noqa: SLF001 - the same
        assert pickle.loads(kept) == made  # noqa: S301 - our own
        assert len(kept) < len(pickle.dumps(made))


@dataclass(frozen=True)
class Checked:
    """What a function returns, with a part that others are given."""

    rows: list[str]


def test_a_part_of_what_was_made_is_known_by_the_call_that_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it was made or taken; that of another call, or of none, is another one."""
    monkeypatch.setattr(remembered, "_PARTS", {"Checked": ("rows",)})

    def count(rows: list[str]) -> int:
        CALLS.append(rows[0])
        return len(rows)

    check = remembered._remembered(lambda text, size: Checked([text] * size), tmp_path)  # noqa: SLF001 - the same
    number = remembered._remembered(count, tmp_path)  # noqa: SLF001 - the same
    checked: list[Any] = [check(*each) for each in (("a", 2), ("a", 2), ("a", 3), ("b", 2))]
    assert [number(each.rows) for each in checked] == [2, 2, 3, 2]
    assert CALLS == ["a", "a", "b"]
    assert number(["a"] * 4) == 4
    assert CALLS == ["a", "a", "b", "a"]


OWN = templates_folder()
PLAN = Plan("1", {}, {"program": "a"}, {"address": ("",)})


def edition(folder: Path, told: str, plan: Plan = PLAN) -> Path:
    """A year's folder with a sheet and a table that says this."""
    files = {name: told.encode() for name in (*site_pages._SAID, "sheet.html")}  # noqa: SLF001
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    outputs = {name: output_of(data, "") for name, data in files.items()}
    (folder / "manifest.json").write_bytes(Manifest(plan, outputs).to_bytes())
    return folder


def test_a_site_is_made_anew_if_anything_is_changed_that_its_pages_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data and the files of its editions, its plan, its templates; not what no page tells."""
    made: list[str] = []

    def make(file: str, _needed: Mapping[str, bytes]) -> bytes:
        made.append(file)
        return file.encode()

    def products(_templates: Path, folders: Mapping[str, Path], _plan: Plan) -> tuple[Product, ...]:
        return tuple(Product(each, "", partial(make, each)) for each in (*folders, "index"))

    monkeypatch.setattr(site_pages, "products_of_site", products)
    (tmp_path / "kept").mkdir()
    of_site = remembered._remembered_site(site_pages, tmp_path / "kept")  # noqa: SLF001 - the same

    def count(plan: Plan = PLAN, templates: Path = OWN) -> int:
        """How many files are made: both, or none."""
        made.clear()
        found = of_site(templates, {"2019": tmp_path / "2019"}, plan)
        assert isinstance(found, tuple)
        assert [each.make({}) for each in found] == [b"2019", b"index"]
        return len(made)

    folder = edition(tmp_path / "2019", "a")
    assert [count(), count()] == [2, 0]
    assert count(PLAN._replace(inputs={"program": "b"})) == 2
    assert count(PLAN._replace(options={"address": ("https://a.example/",)})) == 2
    assert count(templates=tmp_path) == count(templates=tmp_path) == 2
    edition(tmp_path / "2019", "a", PLAN._replace(inputs={"data/zkkk-2019.xlsx": "b"}))
    assert count() == 0
    edition(tmp_path / "2019", "b")
    assert [count(), count()] == [2, 0]
    (folder / "sheet.html").unlink()
    assert count() == 2
    (folder / TABLE).write_text("not as it was written")
    assert count() == 2
