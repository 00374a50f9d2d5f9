"""What the forks of the tests remember: only what was made of the very same."""

from pathlib import Path

import pytest
from tests import remembered

from zkkk_factsheet.resources import templates_folder


class Renderer:
    """As those of the program: made of a folder with templates."""

    def __init__(self, templates: Path) -> None:
        self.made_of = templates

    def render(self, text: str, *, loud: bool = False) -> list[str]:
        """Note that it was called."""
        CALLS.append(text)
        return [text.upper() if loud else text]


CALLS: list[str] = []


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
