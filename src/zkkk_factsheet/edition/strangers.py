"""Files of somebody else's in an edition's folder: they are put aside, never thrown away."""

from collections.abc import Collection
from contextlib import suppress
from itertools import chain, count
from pathlib import Path, PurePosixPath

from zkkk_factsheet.edition.files import exists, make_writable, names_inside
from zkkk_factsheet.edition.manifest import MANIFEST, has_manifest, read_manifest

# Every sheet is called zkkk-<year>-…; a folder whose manifest is lost is known by one of them.
OUR_PREFIX = "zkkk-"

ASIDE = "-aside"
"""What is behind an edition's name in the name of the folder with the files of somebody else's."""


def put_aside(folder: Path, output: Path, name: str, ours: Collection[str] = ()) -> list[Path]:
    """Move what is not an edition's out of its folder, before the edition is replaced or removed.

    It goes into a folder beside it, ``2019-aside``, or ``2019-aside-2`` if that is taken, with the
    folders that it lay in. It is moved, not copied, so that it is whole at any moment, whatever it
    is: a page, a film, a link.

    Args:
        folder: the edition's folder.
        output: the folder that holds the editions.
        name: which edition it is, or was.
        ours: names that are known to be the edition's though its manifest does not list them.

    Returns:
        Where it is now.

    Raises:
        OSError: if the system refuses; what was not moved is where it was.
    """
    try:
        strangers = _strangers(folder)
    except PermissionError:
        make_writable(folder)
        strangers = _strangers(folder)
    paths = [path for path in strangers if path not in ours]
    if not paths:
        return []
    with suppress(OSError):  # then moving says what is wrong
        make_writable(folder)
    endings = chain([""], (f"-{number}" for number in count(2)))
    places = (output / f"{name}{ASIDE}{ending}" for ending in endings)
    place = next(each for each in places if not exists(each))
    for path in paths:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).rename(place / path)
    return [place / path for path in paths]


def _strangers(folder: Path) -> list[str]:
    """The files that the manifest of an edition does not list, sorted.

    A folder without a manifest is one that we were still writing, or was found to hold nothing but
    what the edition has. A manifest that can't be read says nothing: names are all there is then.
    """
    found = read_manifest(folder)
    if found is None and not has_manifest(folder):
        return []
    listed = {MANIFEST, *(found.outputs if found else ())}
    return sorted(
        name
        for name in names_inside(folder)
        if name not in listed and (found or not PurePosixPath(name).name.startswith(OUR_PREFIX))
    )
