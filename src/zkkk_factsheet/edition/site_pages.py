"""The products of the site: from the editions in the output folder to its pages.

Only a run that really makes a page imports this module: it brings jinja2.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.addresses import (
    SITE,
    corrections_path,
    feed_path,
    front_path,
    place_path,
)
from zkkk_factsheet.documents.site import (
    Reports,
    Shelf,
    Year,
    corrections,
    feed,
    front,
    place,
    root,
)
from zkkk_factsheet.edition.data_files import CORRECTIONS, DESCRIPTION, TABLE
from zkkk_factsheet.edition.files import is_plain, read_plain
from zkkk_factsheet.edition.manifest import Manifest, Plan, read_manifest, sha256
from zkkk_factsheet.edition.plan import ADDRESS, looks_of_site
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.edition.site import COPY
from zkkk_factsheet.language import Period
from zkkk_factsheet.open_data.reading import about_in, published_in
from zkkk_factsheet.reference import LANGUAGES, municipalities
from zkkk_factsheet.render.site import SiteRenderer

_SAID: Final = (TABLE, DESCRIPTION, CORRECTIONS)
"""The data files of an edition that the site is made of."""


def products_of_site(
    templates: Path, folders: Mapping[str, Path], plan: Plan
) -> tuple[Product, ...]:
    """All files of the site.

    Args:
        templates: The folder with the templates.
        folders: Where editions and reports are to be read, by where they stand in the output
            folder, the newest first.
        plan: What the site is to be made from: every page is made from all of it, as far as it
            is shown; of reports, those of a municipality are shown on its own pages, and the
            contact on the first one alone.
    """
    years = {int(name): folder for name, folder in folders.items() if name.isdigit()}
    manifests = {year: read_manifest(folder) for year, folder in years.items()}
    shown = {year: _shown(years[year], found, year) for year, found in manifests.items()}
    contacts = json.dumps([contact for _, contact in shown.values()])
    reports = tuple(_all_reports(folders))
    looks = (plan.libraries, plan.options, looks_of_site(plan))
    # Where there are reports alone, every page says of what sort they are.
    of_years = [(year, of_all) for year, (of_all, _) in shown.items()]
    of_all = [*looks, of_years, "" if years else _told_of(reports)]
    shelf = cache(lambda: _shelf(years, manifests, plan.options[ADDRESS][0], reports))
    renderer = SiteRenderer(templates)
    make: dict[str, Callable[[], bytes]] = dict(renderer.assets())
    told: dict[str, str] = {}
    make[COPY] = lambda: renderer.root(root(SITE), SITE)
    for language in LANGUAGES:
        make[front_path(language)] = partial(_front, renderer, shelf, language)
        told[front_path(language)] = _told_of(reports) + contacts
        make[corrections_path(language)] = partial(_corrections, renderer, shelf, language)
        make[feed_path(language)] = partial(_feed, renderer, shelf, language)
        for each in municipalities():
            path = place_path(each.id, language)
            make[path] = partial(_place, renderer, shelf, language, each.id)
            told[path] = _told_of(reports, f"{each.id}/")
    return tuple(
        Product(path, _key(of_all, told.get(path, "")), partial(_called, file))
        for path, file in make.items()
    )


def _key(of_all: Sequence[object], reports: str) -> str:
    return sha256(json.dumps([*of_all, reports]).encode())


def _told_of(reports: tuple[Reports, ...], place: str = "") -> str:
    """What is shown of reports, or of those in a folder of each period."""
    shown = ((each, sorted(filter(_inside(place), each.files))) for each in reports)
    return json.dumps([[str(each.period), each.status, files] for each, files in shown if files])


def _inside(place: str) -> Callable[[str], bool]:
    return lambda file: file.startswith(place)


def _shelf(
    folders: Mapping[int, Path],
    manifests: Mapping[int, Manifest | None],
    address: str,
    reports: tuple[Reports, ...],
) -> Shelf:
    years = (_year(folders[year], year, found) for year, found in manifests.items())
    return Shelf(tuple(filter(None, years)), address, reports)


def _all_reports(folders: Mapping[str, Path]) -> Iterator[Reports]:
    """The reports of each period: those of its files that are there."""
    for name, folder in folders.items():
        if not name.isdigit() and (found := read_manifest(folder)):
            period = Period.parse(folder.name)
            yield Reports(period, _there(folder, found), found.status or "final")


def _there(folder: Path, found: Manifest) -> frozenset[str]:
    """The files of an edition that are there."""
    return frozenset(name for name in found.outputs if is_plain(folder / name))


def _shown(
    folder: Path, found: Manifest | None, year: int
) -> tuple[list[object], Mapping[str, str]]:
    """What of an edition the site shows on all pages, and its contact.

    That is which files there are, what its data files say, and in which languages is a contact.
    """
    if found is None:
        return [], {}
    data = read_plain(folder / DESCRIPTION) or b""
    try:
        about = about_in(data.decode(errors="replace"), year)
    except ValueError:
        about = None
    said = (found.outputs[name].sha256 for name in (TABLE, CORRECTIONS) if name in found.outputs)
    shown: list[object] = [*sorted(_there(folder, found)), *said, is_whole(folder, found)]
    listed = found.outputs.get(DESCRIPTION)
    if about is None or listed is None or sha256(data) != listed.sha256:
        return shown, {}
    return [
        *shown,
        [about.status, str(about.published_on), about.publisher, sorted(about.contact)],
    ], about.contact


def _front(renderer: SiteRenderer, shelf: Callable[[], Shelf], language: str) -> bytes:
    return renderer.front(front(shelf(), language))


def _corrections(renderer: SiteRenderer, shelf: Callable[[], Shelf], language: str) -> bytes:
    return renderer.corrections(corrections(shelf(), language))


def _feed(renderer: SiteRenderer, shelf: Callable[[], Shelf], language: str) -> bytes:
    return renderer.feed(feed(shelf(), language))


def _place(renderer: SiteRenderer, shelf: Callable[[], Shelf], language: str, id_: str) -> bytes:
    return renderer.place(place(shelf(), language, id_))


def _called(make: Callable[[], bytes], _needed: Mapping[str, bytes]) -> bytes:
    return make()


def _year(folder: Path, year: int, found: Manifest | None) -> Year | None:
    """An edition: those of its files that are there, and what it publishes."""
    if found is None:
        return None
    return Year(year, _there(folder, found), _published(folder, found, year))


def is_whole(folder: Path, found: Manifest | None) -> bool:
    """Whether what the site tells of an edition is as it was written."""
    return found is not None and _said(folder, found) is not None


def _said(folder: Path, found: Manifest) -> list[str] | None:
    """What the data files of an edition say; None if one is not as it was written."""
    said = []
    for name in _SAID:
        if name == CORRECTIONS and name not in found.outputs:
            said.append("")  # an earlier version made it
            continue
        data = read_plain(folder / name) or b""
        if name not in found.outputs or sha256(data) != found.outputs[name].sha256:
            return None
        said.append(data.decode(errors="replace"))
    return said


def _published(folder: Path, found: Manifest, year: int) -> Published | None:
    """What an edition publishes; None if its data files are not as they were written."""
    said = _said(folder, found)
    if said is None:
        return None
    try:
        published = published_in(*said)
    except ValueError:
        return None
    return published if published.period.year == year else None
