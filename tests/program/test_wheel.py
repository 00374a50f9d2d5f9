"""The wheel: exactly what it holds, and that it works alone and without a network."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from tests.program.conftest import IN_CARACAS, ONLY_NATIONAL, Built, environment
from tests.support import ROOT

from zkkk_factsheet import __version__

NAME = f"zkkk_factsheet-{__version__}"

# Where the folders of a checkout go in the wheel.
FOLDERS = {
    "src/zkkk_factsheet": "zkkk_factsheet",
    "templates": "zkkk_factsheet/templates",
    "data/sample": "zkkk_factsheet/sample",
}

# Besides modules, the package is made of these and no others.
DATA = {
    "py.typed",
    "language/writing.toml",
    "reference/categories.toml",
    "reference/communities.toml",
    "reference/components.toml",
    "reference/duties.toml",
    "reference/languages.toml",
    "reference/letters.toml",
    "reference/licences.toml",
    "reference/municipalities.toml",
    "reference/words.toml",
    "workbook/checking/sample_texts.txt",
    "workbook/declaration/schema.toml",
    "templates/document.html.j2",
    "templates/accounts.html.j2",
    "templates/blocks.html.j2",
    "templates/blocks.typ",
    "templates/charts.html.j2",
    "templates/contents.html.j2",
    *(
        f"templates/desk/{name}"
        for name in (
            "desk.css",
            "desk.js",
            "dropped.html.j2",
            "findings.html.j2",
            "page.html.j2",
            "parts.html.j2",
            "preview.html.j2",
            "problem.html.j2",
            "publish.html.j2",
            "unchecked.html.j2",
            "unopened.html.j2",
            "workbooks.html.j2",
        )
    ),
    "templates/digest.typ",
    "templates/document.typ",
    "templates/municipal.html.j2",
    "templates/municipal.typ",
    "templates/national.html.j2",
    "templates/national.typ",
    "templates/picture.typ",
    "templates/report.html.j2",
    "templates/report.typ",
    "templates/site/corrections.html.j2",
    "templates/site/feed.xml.j2",
    "templates/site/front.html.j2",
    "templates/site/page.html.j2",
    "templates/site/parts.html.j2",
    "templates/site/place.html.j2",
    "templates/site/root.html.j2",
    "templates/site/site.css",
    "templates/site/site.js",
    "templates/style.css",
    "templates/style.css.j2",
    *(f"sample/zkkk-{year}.xlsx" for year in (2016, 2017, 2018, 2019, 2025)),
    *(
        f"language/locales/{language}/{domain}.po"
        for language in ("sq", "sr", "en")
        for domain in (
            "sheet",
            "figures",
            "messages",
            "program",
            "usage",
            "workbook",
            "data",
            "desk",
            "site",
        )
    ),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking anybody for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True, env=environment(), timeout=120)
    (file,) = folder.iterdir()
    return file


def in_checkout() -> set[str]:
    """The files of the checkout that belong in the wheel, under their names there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *FOLDERS]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found = set()
    for name in filter(None, done.stdout.split("\0")):
        (folder,) = (each for each in FOLDERS if name.startswith(f"{each}/"))
        if (ROOT / name).exists():
            found.add(FOLDERS[folder] + name.removeprefix(folder))
    return found


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Every file of the package, the templates and the sample; no test, tool or cache."""
    about = {f"{NAME}.dist-info/{each}" for each in ("METADATA", "RECORD", "WHEEL")}
    about |= {f"{NAME}.dist-info/{each}" for each in ("entry_points.txt", "licenses/LICENSE")}
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
    assert len(held) == len(set(held)) > 80
    assert set(held) == in_checkout() | about


def test_the_data_in_the_wheel_is_listed(wheel: Path) -> None:
    """What isn't a module is in the list above: nothing slips in, nothing is left out."""
    with zipfile.ZipFile(wheel) as archive:
        held = [name for name in archive.namelist() if name.startswith("zkkk_factsheet/")]
    data = {name.partition("/")[2] for name in held if not name.endswith(".py")}
    assert data == DATA


def test_the_wheel_names_its_command_and_no_address(wheel: Path) -> None:
    """The console script is zkkk; the description tells of no other machine's files."""
    with zipfile.ZipFile(wheel) as archive:
        scripts = archive.read(f"{NAME}.dist-info/entry_points.txt").decode()
        metadata = archive.read(f"{NAME}.dist-info/METADATA").decode()
    assert scripts.split() == ["[console_scripts]", "zkkk", "=", "zkkk_factsheet.cli:main"]
    assert str(ROOT) not in metadata
    assert " @ " not in "".join(line for line in metadata.splitlines() if "Requires" in line)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel alone; the libraries are lent by this one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
    ]
    command += ["--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check", wheel]
    subprocess.run(command, check=True, capture_output=True, env=environment(), timeout=120)
    # A folder named in a .pth file is searched last, and its own .pth files are not read: the
    # checkout, installed as editable in the lending environment, stays out of sight.
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def offline() -> list[str]:
    """What to put before a command to take the network from it, where the system lets us."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare"):
            tried = subprocess.run([*command, "true"], capture_output=True, check=False)
            if tried.returncode == 0:
                return command
    return []


@pytest.fixture(scope="module")
def no_network(installed: Path) -> list[str]:
    """A command without a network; else one whose Python opens no connection."""
    if prefix := offline():
        return prefix
    (site,) = installed.glob("lib/python*/site-packages")
    (site / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*arguments, **names):\n"
        "    raise OSError('the network is off')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n",
        encoding="utf-8",
    )
    return []


def test_the_network_is_really_off(installed: Path, no_network: list[str]) -> None:
    """In that environment nothing can be reached, so that the next test says something."""
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    done = subprocess.run(
        [*no_network, installed / "bin" / "python", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode != 0
    assert "unreachable" in done.stderr or "network is off" in done.stderr


def test_the_wheel_alone_makes_the_same_sheets(
    installed: Path, no_network: list[str], built: Built, tmp_path: Path
) -> None:
    """Installed alone, offline, it makes every file of the edition with the same bytes.

    So it does in another folder, time zone, locale and order of hashing.
    """
    python, program = installed / "bin" / "python", installed / "bin" / "zkkk"
    code = "import zkkk_factsheet; print(zkkk_factsheet.__file__)"
    where = subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True, env=environment()
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    done = subprocess.run(
        [*no_network, program, "build", "--year", "2019", *ONLY_NATIONAL],
        cwd=tmp_path,
        env=environment(IN_CARACAS),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    made, expected = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in (folder / "build" / "2019").rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path, built[0])
    )
    assert len(made) > 20
    assert made == expected
