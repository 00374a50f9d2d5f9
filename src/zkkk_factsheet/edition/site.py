"""The pages that lead to the editions, brought up to date when the editions are.

The site is one more folder beside them, with a manifest of its own, put in place with them at one
stroke. It is made of the editions as they are to stand there, and of nothing else: what an edition
doesn't have is not linked, and what it doesn't publish is not told. To the reports of offices,
which are made by another command, it leads as they stand there.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from os import walk
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from zkkk_factsheet.documents.addresses import SITE
from zkkk_factsheet.documents.kinds import REPORTS_FOLDER
from zkkk_factsheet.edition.errors import AnotherRun
from zkkk_factsheet.edition.files import exists, read_plain
from zkkk_factsheet.edition.manifest import (
    MANIFEST,
    Manifest,
    Plan,
    has_manifest,
    is_up_to_date,
    output_of,
    read_kept,
    read_manifest,
    sha256,
)
from zkkk_factsheet.edition.plan import plan_of_site, years_alone
from zkkk_factsheet.edition.publishing import has_leftovers
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.language import Period

INDEX: Final = "index.html"
"""The page beside the editions that leads to it."""

COPY: Final = f".{INDEX}"
"""The site keeps a copy of that page, so that one can tell at once whether it is right."""

_YEAR: Final = re.compile("[0-9]{4}")

_NOBODY_LOOKED: Final[Mapping[str, str]] = MappingProxyType({})


class SiteOutcome(NamedTuple):
    """What becomes of the site.

    Attributes:
        state: "made" if there are pages to be put in place; "unchanged" if none has changed, or
            there is no edition and no report.
        foreign: The page that should lead to the site, if somebody else made it; it stays.
    """

    state: Literal["made", "unchanged"]
    foreign: Path | None = None


def found_alone(output: Path) -> dict[str, str]:
    """The years that were found to have reports alone, each with a digest of what was checked.

    They have no edition that could tell, so the site's manifest does.
    """
    found = read_manifest(output / SITE)
    return years_alone(found.plan) if found else {}


def build_site(
    templates: Path, run: Run, address: str = "", alone: Mapping[str, str] = _NOBODY_LOOKED
) -> SiteOutcome:
    """Bring the site up to date with the editions as the run leaves them.

    Another run that holds the folder for longer will do so itself when it is done.

    Args:
        templates: The folder with the templates.
        run: What it is put in place with.
        address: Where the output folder stands on the web, with "/" at its end; "" if unknown.
        alone: The years that the run looked at: what was checked of those that have reports alone,
            as a digest, and "" for others.

    Raises:
        PublishingError: If the site can't be written.
        TemplateError: If a template is broken.
        OSError: If a template can't be read.
    """
    alone = {year: as_ for year, as_ in {**found_alone(run.output), **alone}.items() if as_}
    if not run.begun:
        tidy = not has_leftovers(run.output)
        if tidy and (done := _nothing_to_do(templates, run, address, alone)):
            return done
        try:
            run.begin()
        except AnotherRun:
            return SiteOutcome("unchanged")
    if done := _nothing_to_do(templates, run, address, alone):
        return done
    before = read_manifest(run.output / SITE)
    contents, manifest = _made(templates, run, address, alone)
    run.write(SITE, contents, manifest.to_bytes())
    if COPY not in contents:
        return SiteOutcome("unchanged")
    led = read_plain(run.output / INDEX) == contents[COPY]
    same = led and before is not None and before.outputs == manifest.outputs
    return SiteOutcome("unchanged" if same else "made", _lead(run, contents[COPY]))


def has_site(output: Path) -> bool:
    """Whether there is a site in an output folder, with pages."""
    return has_manifest(output / SITE) and exists(output / SITE / COPY)


def _nothing_to_do(
    templates: Path, run: Run, address: str, alone: Mapping[str, str]
) -> SiteOutcome | None:
    """The outcome if the site can stay as it is."""
    editions = _editions(run)
    if not editions and (alone == found_alone(run.output) or has_site(run.output)):
        return SiteOutcome("unchanged")
    folder, index = run.output / SITE, run.output / INDEX
    if not is_up_to_date(folder, plan_of_site(templates, editions, address, alone)):
        return None
    found = read_manifest(folder)
    data = read_plain(index)
    if found and data is not None and sha256(data) == found.outputs[COPY].sha256:
        return SiteOutcome("unchanged")
    return SiteOutcome("unchanged", index) if exists(index) and not _is_ours(index) else None


def _editions(run: Run) -> dict[str, str]:
    """The folders of editions and reports, each with a digest of its manifest; the newest first.

    That of reports is also of which files are there. Files of an edition that are lost, the same
    run makes again; reports it leaves alone, whoever has removed one.
    """
    names = run.names()
    years = sorted(filter(_YEAR.fullmatch, names), reverse=True)
    manifests = {year: read_plain(run.folder(year) / MANIFEST) for year in years}
    editions = {year: sha256(data) for year, data in manifests.items() if data is not None}
    return {**editions, **(_reports(run.output) if REPORTS_FOLDER in names else {})}


def _reports(output: Path) -> dict[str, str]:
    """The folders of reports, likewise."""
    found = {}
    for period in sorted(_periods(output / REPORTS_FOLDER), key=_order, reverse=True):
        name = f"{REPORTS_FOLDER}/{period}"
        if (data := read_plain(output / name / MANIFEST)) is not None:
            there = sorted(_files(str(output / name)))
            found[name] = sha256(data + "\n".join(there).encode(errors="surrogateescape"))
    return found


def _files(folder: str) -> Iterator[str]:
    """The files in a folder and those in it, wherever that stands."""
    for place, _, names in walk(folder):
        inside = place.removeprefix(folder)
        yield from (f"{inside}/{name}" for name in names)


def _periods(folder: Path) -> Iterator[Period]:
    for entry in folder.iterdir() if folder.is_dir() else ():
        with suppress(ValueError):
            yield Period.parse(entry.name)


def _order(period: Period) -> tuple[date, int]:
    """By the last day; of those that end on the same one, the longest is the newest."""
    return period.last_day, -period.first_day.toordinal()


def _made(
    templates: Path, run: Run, address: str, alone: Mapping[str, str]
) -> tuple[Mapping[str, bytes], Manifest]:
    """All files of the site, and its manifest; what is there and made of the same is kept.

    Without an edition there is no page.
    """
    from zkkk_factsheet.edition.site_pages import (  # noqa: PLC0415 - brings jinja2
        is_whole,
        products_of_site,
    )

    editions = _editions(run)
    for year in filter(_YEAR.fullmatch, editions):
        if not is_whole(run.folder(year), read_manifest(run.folder(year))):
            editions[year] = ""  # no digest of a manifest: the next run looks again
    plan: Plan = plan_of_site(templates, editions, address, alone)
    folders = {name: run.folder(name) for name in editions}
    products = products_of_site(templates, folders, plan) if editions else ()
    keys = {product.path: product.key for product in products}
    kept = read_kept(run.output / SITE, keys)
    # Here and one after the other: all of them take no longer than the start of a process.
    made = {each.path: each.make({}) for each in products if each.path not in kept}
    contents = {**kept, **made}
    outputs = {path: output_of(contents[path], key) for path, key in keys.items()}
    return contents, Manifest(plan, outputs)


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
