"""All that a run changes in the output folder changes at one stroke, and is real at rest."""

import errno
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from zkkk_factsheet.edition import publishing, swapping
from zkkk_factsheet.edition.errors import ForeignFolderError, PublishingError
from zkkk_factsheet.edition.files import write_new
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST
from zkkk_factsheet.edition.run import Run

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]

NAMES = ("2017", "2018", "2019", "site")
PAGE = "index.html"


def put(output: Path, files: Files, names: tuple[str, ...] = NAMES) -> list[Path]:
    """Put the same edition in several places as a run does; where files of others are now."""
    with Run(output) as run:
        run.begin()
        for name in names:
            run.write(name, {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])
        run.write_page(PAGE, files[PAGE])
        run.put_in_place()
    return run.aside


def reason_against(output: Path, files: Files) -> str:
    """Put it there; the reason if that could not be done."""
    try:
        put(output, files)
    except PublishingError as error:
        return error.reason
    return ""


@pytest.fixture
def stands(holds: Holds, leftovers: Leftovers) -> Callable[[Path, Files], bool]:
    """Whether an edition stands in all places, as real folders, and nothing else."""

    def all_hold(output: Path, files: Files) -> bool:
        places = [output / name for name in (*NAMES, PAGE)]
        real = not any(place.is_symlink() for place in places)
        page = (output / PAGE).read_bytes() == files[PAGE]
        return (
            real and page and leftovers(output) == [] and all(holds(p, files) for p in places[:-1])
        )

    return all_hold


Stands = Callable[[Path, Files], bool]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("there", [(), NAMES[:1], NAMES])
def test_whatever_was_there_before(
    there: tuple[str, ...], tmp_path: Path, edition_a: Files, edition_b: Files, stands: Stands
) -> None:
    """Nothing, one of the years or all of it: afterwards all of it is new and nothing is left."""
    if there:
        put(tmp_path, edition_a, there)
    put(tmp_path, edition_b)
    assert stands(tmp_path, edition_b)


@pytest.mark.parametrize("for_good", [False, True])
def test_a_step_that_the_system_refuses(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    stands: Stands,
    monkeypatch: pytest.MonkeyPatch,
    *,
    for_good: bool,
) -> None:
    """Whichever exchange fails, all is old and the run says so, or all is new.

    So it is also where nothing can be taken back, since every later step fails as well; what is
    read is then old or new, though by links, and the next run makes it real.
    """
    exchange = swapping.exchange
    codes = []
    for number in count():
        put(tmp_path, edition_a)
        made = iter(range(number))

        def refuse(first: Path, second: Path) -> bool:
            if next(made, None) is None and (for_good or not refused):  # noqa: B023 - called at once
                refused.append(second)  # noqa: B023 - likewise
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(second))
            return exchange(first, second)

        refused: list[Path] = []
        with monkeypatch.context() as patch:
            patch.setattr(swapping, "exchange", refuse)
            codes.append(3 if reason_against(tmp_path, edition_b) else 0)
        if not refused:
            break
        standing = edition_a if codes[-1] else edition_b
        for name in NAMES:
            assert (tmp_path / name / PAGE).read_bytes() == standing[PAGE]
        with lock(tmp_path):
            pass
        assert stands(tmp_path, standing)
    places = len(NAMES) + 1
    assert codes == [3] * (places + 1) + [0] * (places + 1)


def test_without_links_it_is_done_file_by_file(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    stands: Stands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file system that exchanges names and has no links gets the new editions as well."""
    put(tmp_path, edition_a)

    def refuse(_link: Path, target: object, **_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), target)

    monkeypatch.setattr(Path, "symlink_to", refuse)
    put(tmp_path, edition_b)
    assert stands(tmp_path, edition_b)


@pytest.mark.usefixtures("way")
def test_files_of_somebody_elses_are_kept_aside(
    tmp_path: Path, edition_a: Files, edition_b: Files, stands: Stands
) -> None:
    """Of every year, each beside its own."""
    put(tmp_path, edition_a)
    for year in ("2017", "2019"):
        (tmp_path / year / "notes.docx").write_text(year)
    aside = put(tmp_path, edition_b)
    assert sorted(aside) == [tmp_path / f"{year}-aside" / "notes.docx" for year in ("2017", "2019")]
    assert [path.read_text() for path in sorted(aside)] == ["2017", "2019"]
    assert stands(tmp_path, edition_b)


def test_a_disk_that_is_full_at_the_third_keeps_all_old(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    stands: Stands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was written of the others is removed."""
    put(tmp_path, edition_a)

    def fill_up(path: Path, data: bytes) -> None:
        if ".zkkk-2019.new" in path.parts:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write_new(path, data)

    monkeypatch.setattr(publishing, "write_new", fill_up)
    with pytest.raises(PublishingError, match="No space left"):
        put(tmp_path, edition_b)
    assert stands(tmp_path, edition_a)


def test_a_run_that_ends_before_the_stroke_changes_nothing(
    tmp_path: Path, edition_a: Files, edition_b: Files, stands: Stands
) -> None:
    """Whatever ends it, as a signal does, what it has written aside is removed."""
    put(tmp_path, edition_a)
    files = {name: data for name, data in edition_b.items() if name != MANIFEST}
    with Run(tmp_path) as run:
        run.begin()
        run.write("2019", files, edition_b[MANIFEST])
        assert (run.folder("2019") / PAGE).read_bytes() == edition_b[PAGE]
        assert run.folder("2018") == tmp_path / "2018"
    assert stands(tmp_path, edition_a)


def test_a_folder_that_became_somebody_elses_meanwhile_keeps_all_old(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """A year's folder that somebody makes while the run is at work is not taken for an edition."""
    put(tmp_path, edition_a, ("2017",))
    files = {name: data for name, data in edition_b.items() if name != MANIFEST}
    with Run(tmp_path) as run:
        run.begin()
        for name in ("2017", "2018"):
            run.write(name, files, edition_b[MANIFEST])
        (tmp_path / "2018").mkdir()
        (tmp_path / "2018" / "thesis.txt").write_text("mine")
        with pytest.raises(ForeignFolderError):
            run.put_in_place()
    assert (tmp_path / "2018" / "thesis.txt").read_text() == "mine"
    assert holds(tmp_path / "2017", edition_a)
    assert leftovers(tmp_path) == []


def test_a_link_of_somebody_elses_is_none_of_a_stroke(
    tmp_path: Path, edition_a: Files, edition_b: Files, stands: Stands
) -> None:
    """Links in the output folder that are not a stroke's stay what they are."""
    put(tmp_path, edition_a)
    (tmp_path / "current").symlink_to("2019")
    (tmp_path / "gone").symlink_to("nowhere")
    put(tmp_path, edition_b)
    assert stands(tmp_path, edition_b)
    assert os.fspath((tmp_path / "current").readlink()) == "2019"
    assert os.fspath((tmp_path / "gone").readlink()) == "nowhere"
