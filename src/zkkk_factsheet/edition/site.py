"""The pages that lead to the editions, brought up to date when the editions are.

The site is one more folder beside them, with a manifest of its own, put in place at one stroke.
It is made of the editions as they stand there, and of nothing else: what an edition doesn't have
is not linked, and what it doesn't publish is not told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from zkkk_factsheet.edition.errors import AnotherRun, publishing_errors
from zkkk_factsheet.edition.files import exists, flush_folder, move, read_plain, remove, write_new
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import (
    MANIFEST,
    Manifest,
    Output,
    Plan,
    is_up_to_date,
    read_kept,
    read_manifest,
    sha256,
)
from zkkk_factsheet.edition.plan import plan_of_site
from zkkk_factsheet.edition.publishing import has_leftovers, publish

SITE: Final = "site"
"""The name of its folder."""

INDEX: Final = "index.html"
"""The page beside the editions that leads to it."""

COPY: Final = f".{INDEX}"
"""The site keeps a copy of that page, so that one can tell at once whether it is right."""

_YEAR: Final = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """What became of the site.

    Attributes:
        state: "published"; "unchanged" if there was nothing to do, or no edition.
        foreign: The page that should lead to the site, if somebody else made it; it stays.
        aside: The files of somebody else's that were in the site's folder, where they are now.
    """

    state: Literal["published", "unchanged"]
    foreign: Path | None = None
    aside: tuple[Path, ...] = ()


def build_site(templates: Path, output: Path, *, wait: float = 0) -> SiteOutcome:
    """Bring the site up to date with the editions in the output folder.

    Another run that holds the folder for longer will do so itself when it is done.

    Args:
        templates: The folder with the templates.
        output: The folder that holds the editions.
        wait: How many seconds to wait for another run in the same folder.

    Raises:
        PublishingError: If the site can't be put in place; the old one stands.
        TemplateError: If a template is broken.
        OSError: If a template can't be read.
    """
    if done := _nothing_to_do(templates, output):
        return done
    try:
        with lock(output, wait) as aside:
            if done := _nothing_to_do(templates, output):
                return done
            contents, manifest = _made(templates, output)
            aside.extend(publish(output, SITE, contents, manifest))
            with publishing_errors(output):
                foreign = _lead(output / INDEX, contents[COPY])
    except AnotherRun:
        return SiteOutcome("unchanged")
    return SiteOutcome("published", foreign, tuple(aside))


def _nothing_to_do(templates: Path, output: Path) -> SiteOutcome | None:
    """The outcome if the site can stay as it is."""
    editions = _editions(output)
    if not editions:
        return SiteOutcome("unchanged")
    folder, index = output / SITE, output / INDEX
    if has_leftovers(output) or not is_up_to_date(folder, plan_of_site(templates, editions)):
        return None
    found = read_manifest(folder)
    data = read_plain(index)
    if found and data is not None and sha256(data) == found.outputs[COPY].sha256:
        return SiteOutcome("unchanged")
    return SiteOutcome("unchanged", index) if exists(index) and not _is_ours(index) else None


def _editions(output: Path) -> dict[int, str]:
    """The editions in the output folder, each with a digest of its manifest; the newest first."""
    folders = sorted(output.iterdir(), reverse=True) if output.is_dir() else []
    manifests = {
        int(folder.name): read_plain(folder / MANIFEST)
        for folder in folders
        if _YEAR.fullmatch(folder.name) and folder.is_dir()
    }
    return {year: sha256(data) for year, data in manifests.items() if data is not None}


def _made(templates: Path, output: Path) -> tuple[Mapping[str, bytes], bytes]:
    """All files of the site, and its manifest; what is there and made of the same is kept."""
    from zkkk_factsheet.edition.site_pages import products_of_site  # noqa: PLC0415 - brings jinja2

    editions = _editions(output)
    plan: Plan = plan_of_site(templates, editions)
    products = products_of_site(templates, output, tuple(editions), plan)
    keys = {product.path: product.key for product in products}
    kept = read_kept(output / SITE, keys)
    # Here and one after the other: all of them take no longer than the start of a process.
    made = {each.path: each.make({}) for each in products if each.path not in kept}
    contents = {**kept, **made}
    outputs = {path: Output(sha256(contents[path]), key) for path, key in keys.items()}
    return contents, Manifest(plan, outputs).to_bytes()


def _lead(index: Path, data: bytes) -> Path | None:
    """Have the page beside the editions lead to the site, unless somebody else has made it.

    Returns:
        The page, if it is somebody else's and stays.
    """
    if read_plain(index) == data:
        return None
    if exists(index) and not _is_ours(index):
        return index
    new = index.with_name(f".zkkk-{index.name}.new")
    remove(new)
    write_new(new, data)
    move(new, index)
    flush_folder(index.parent)
    return None


def _is_ours(index: Path) -> bool:
    from zkkk_factsheet.render.site import is_root  # noqa: PLC0415 - brings jinja2

    return is_root(read_plain(index) or b"")
