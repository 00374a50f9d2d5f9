"""The pages that lead to the editions, brought up to date when the editions are.

The site is one more folder beside them, with a manifest of its own, put in place with them at one
stroke. It is made of the editions as they are to stand there, and of nothing else: what an edition
doesn't have is not linked, and what it doesn't publish is not told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from zkkk_factsheet.edition.errors import AnotherRun
from zkkk_factsheet.edition.files import exists, read_plain
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
from zkkk_factsheet.edition.publishing import has_leftovers
from zkkk_factsheet.edition.run import Run

SITE: Final = "site"
"""The name of its folder."""

INDEX: Final = "index.html"
"""The page beside the editions that leads to it."""

COPY: Final = f".{INDEX}"
"""The site keeps a copy of that page, so that one can tell at once whether it is right."""

_YEAR: Final = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """What becomes of the site.

    Attributes:
        state: "made" if it is to be put in place; "unchanged" if there was nothing to do, or no
            edition.
        foreign: The page that should lead to the site, if somebody else made it; it stays.
    """

    state: Literal["made", "unchanged"]
    foreign: Path | None = None


def build_site(templates: Path, run: Run, address: str = "") -> SiteOutcome:
    """Bring the site up to date with the editions as the run leaves them.

    Another run that holds the folder for longer will do so itself when it is done.

    Args:
        templates: The folder with the templates.
        run: What it is put in place with.
        address: Where the output folder stands on the web, with "/" at its end; "" if unknown.

    Raises:
        PublishingError: If the site can't be written.
        TemplateError: If a template is broken.
        OSError: If a template can't be read.
    """
    if not run.begun:
        if not has_leftovers(run.output) and (done := _nothing_to_do(templates, run, address)):
            return done
        try:
            run.begin()
        except AnotherRun:
            return SiteOutcome("unchanged")
    if done := _nothing_to_do(templates, run, address):
        return done
    contents, manifest = _made(templates, run, address)
    run.write(SITE, contents, manifest)
    return SiteOutcome("made", _lead(run, contents[COPY]))


def _nothing_to_do(templates: Path, run: Run, address: str) -> SiteOutcome | None:
    """The outcome if the site can stay as it is."""
    editions = _editions(run)
    if not editions:
        return SiteOutcome("unchanged")
    folder, index = run.output / SITE, run.output / INDEX
    if not is_up_to_date(folder, plan_of_site(templates, editions, address)):
        return None
    found = read_manifest(folder)
    data = read_plain(index)
    if found and data is not None and sha256(data) == found.outputs[COPY].sha256:
        return SiteOutcome("unchanged")
    return SiteOutcome("unchanged", index) if exists(index) and not _is_ours(index) else None


def _editions(run: Run) -> dict[int, str]:
    """The editions, each with a digest of its manifest; the newest first."""
    years = sorted(filter(_YEAR.fullmatch, run.names()), reverse=True)
    manifests = {int(year): read_plain(run.folder(year) / MANIFEST) for year in years}
    return {year: sha256(data) for year, data in manifests.items() if data is not None}


def _made(templates: Path, run: Run, address: str) -> tuple[Mapping[str, bytes], bytes]:
    """All files of the site, and its manifest; what is there and made of the same is kept."""
    from zkkk_factsheet.edition.site_pages import products_of_site  # noqa: PLC0415 - brings jinja2

    editions = _editions(run)
    plan: Plan = plan_of_site(templates, editions, address)
    folders = {year: run.folder(str(year)) for year in editions}
    products = products_of_site(templates, folders, plan)
    keys = {product.path: product.key for product in products}
    kept = read_kept(run.output / SITE, keys)
    # Here and one after the other: all of them take no longer than the start of a process.
    made = {each.path: each.make({}) for each in products if each.path not in kept}
    contents = {**kept, **made}
    outputs = {path: Output(sha256(contents[path]), key) for path, key in keys.items()}
    return contents, Manifest(plan, outputs).to_bytes()


def _lead(run: Run, data: bytes) -> Path | None:
    """Have the page beside the editions lead to the site, unless somebody else has made it.

    Returns:
        The page, if it is somebody else's and stays.
    """
    index = run.output / INDEX
    if read_plain(index) == data:
        return None
    if exists(index) and not _is_ours(index):
        return index
    run.write_page(INDEX, data)
    return None


def _is_ours(index: Path) -> bool:
    from zkkk_factsheet.render.site import is_root  # noqa: PLC0415 - brings jinja2

    return is_root(read_plain(index) or b"")
