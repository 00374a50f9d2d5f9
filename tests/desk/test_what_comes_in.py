"""What comes in from outside: dropped files, forms, saves of other programs, odd folders."""

import json
import shutil
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.desk.conftest import Answer, Desk, enter, opened
from tests.support import SAMPLE
from tests.workbook.hostile import HOSTILE
from tests.workbook.office import saved_and_open
from tests.workbook.packages import parts_of

from zkkk_factsheet.desk.survey import survey
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.reading.sources import load

pytestmark = pytest.mark.xdist_group("desk")

SAY = catalogue("en", "desk")
ATTACKS = (
    "entities in a worksheet",
    "a zip bomb",
    "a zip bomb that lies",
    "sixty thousand parts",
    "a tag with a million attributes",
)
"""Of each way one; what becomes of all of them is tested where workbooks are read."""


@pytest.fixture(autouse=True)
def unchanged(desk: Desk) -> Iterator[None]:
    """After each test the desk is alive and the folder has what it had."""
    held = sorted(desk.data.iterdir())
    yield
    assert desk.ask("/").status == 200
    assert sorted(desk.data.iterdir()) == held


def dropped(desk: Desk, name: str, content: bytes) -> Answer:
    """The answer to a file that is dropped."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    return desk.post("/dropped", body, "multipart/form-data; boundary=x")


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_workbook_is_told_of_and_does_no_harm(desk: Desk, name: str) -> None:
    """It goes through the gate as every workbook; its page says what is wrong with it, and no more.

    It is read in another process: the desk's own has hardly more memory than the file is long.
    """
    make, code = HOSTILE[name]
    content, before = make(), peak(desk)
    answer = dropped(desk, "zkkk-2017.xlsx", content)
    assert answer.status == 200
    message = (
        catalogue("en", "messages").text(f"finding.{code}.message", limit="@").partition("@")[0]
    )
    assert message in unescape(answer.text)
    assert answer.text.count('class="entry error"') == 1
    assert 'action="/take"' not in answer.text
    if before:
        assert peak(desk) - before < 4 * len(content) + 10_000_000


def peak(desk: Desk) -> int:
    """The most memory that the desk's own process has had; 0 where the system doesn't tell."""
    try:
        told = Path(f"/proc/{desk.process.pid}/status").read_text()
    except OSError:
        return 0
    return 1024 * int(told.partition("VmHWM:")[2].split()[0])


@pytest.mark.parametrize(
    "name", ["", ".xlsx", "~$a.xlsx", "a?.xlsx", "con.xlsx", "LPT1.xlsx", "a" * 200 + ".xlsx"]
)
def test_a_name_that_no_file_should_have_is_refused(desk: Desk, name: str) -> None:
    """It is not checked, and can't be taken."""
    answer = dropped(desk, name, b"PK")
    assert answer.status == 409
    assert SAY.text("problem.name") in answer.text or SAY.text("problem.form") in answer.text


@pytest.mark.parametrize(
    "name", ["../../zkkk-2017.xlsx", "C:\\x\\zkkk-2017.xlsx", "/etc/zkkk-2017.xlsx"]
)
def test_the_way_to_a_file_is_no_part_of_its_name(desk: Desk, name: str) -> None:
    """Some browsers send it; only the name itself is taken."""
    answer = dropped(desk, name, (SAMPLE / "zkkk-2017.xlsx").read_bytes())
    assert answer.status == 200
    assert "<h1>zkkk-2017.xlsx</h1>" in answer.text


def test_what_is_no_workbook_is_said_to_be_none(desk: Desk) -> None:
    """A text by its name; what is only called a workbook, by what is in it."""
    answer = dropped(desk, "report.docx", b"PK")
    assert answer.status == 409
    assert SAY.text("problem.no-workbook", name="report.docx") in answer.text
    assert 'class="entry error"' in dropped(desk, "zkkk-2017.xlsx", b"not a workbook").text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/new", b"year=19x9"),
        ("/new", b"year=1900"),
        ("/new", b"year=2019&language=en"),  # there is one
        ("/new", b""),
        ("/take", b"token=guessed"),
        ("/open", b"name=../state"),
        ("/open", b"name=/etc/passwd"),
        ("/dropped", b"nothing"),
    ],
)
def test_a_form_that_can_t_be_fulfilled_says_why(desk: Desk, path: str, body: bytes) -> None:
    """Nothing is written or opened; the answer is a page with a sentence."""
    answer = desk.post(path, body)
    assert answer.status == 409
    assert SAY.text("problem.title") in answer.text
    assert "Traceback" not in answer.text


def pulse(desk: Desk, seen: int, wait: str = "yes") -> dict[str, object]:
    """What is new since somebody saw a page."""
    answer = desk.ask(f"/pulse?page=test&year=2019&seen={seen}&wait={wait}")
    assert answer.status == 200
    told: dict[str, object] = json.loads(answer.text)
    return told


@pytest.mark.office
def test_what_libreoffice_saves_is_seen_as_well(desk: Desk) -> None:
    """All that it saves can be read; what is changed in it is found while it has the file open."""
    book = desk.data / "zkkk-2019.xlsx"
    before = book.read_bytes()
    seen = int(str(pulse(desk, 0, "no")["version"]))
    with saved_and_open(book, "duties", "G9", "perhaps"):
        page = wait_for(desk, "/year/2019", "“perhaps” is not an answer.")
        assert int(str(pulse(desk, seen)["version"])) > seen
        assert b"LibreOffice" in parts_of(book.read_bytes())["docProps/app.xml"]
        assert page.count('class="entry error"') == 1
        assert '<span class="address">G9</span>' in page
        assert book.with_name(f".~lock.{book.name}#").exists()
        assert SAY.text("workbooks.opened") in page
    wait_for(desk, "/year/2019", "“perhaps”", missing=SAY.text("workbooks.opened"))
    book.write_bytes(before)
    wait_for(desk, "/year/2019", "warnings", missing='class="entry error"')


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("mk, en;q=0.5, sq;q=0.8", "sq"),
        ("sr-RS,sr;q=0.9", "sr-Latn"),
        ("de", "en"),
        ("sq;q=x, ;", "en"),
        ("", "en"),
    ],
)
def test_a_browser_is_answered_in_its_own_language(desk: Desk, wanted: str, spoken: str) -> None:
    """The one that it wants most of those that there are."""
    assert f'<html lang="{spoken}">' in desk.ask("/", Accept_Language=wanted).text


def test_several_saves_in_a_row_end_with_the_last_one(desk: Desk) -> None:
    """Whoever saves again while the workbook is checked sees what was saved last."""
    book = desk.data / "zkkk-2019.xlsx"
    before = book.read_bytes()
    for content in (b"broken", before, b"PK\x03\x04", b"gone"):
        aside = book.with_name("aside")
        aside.write_bytes(content)
        aside.replace(book)
        time.sleep(0.2)
    wait_for(desk, "/year/2019", 'class="entry error"')
    book.write_bytes(before)
    wait_for(desk, "/year/2019", "warnings", missing='class="entry error"')


def wait_for(desk: Desk, path: str, text: str, missing: str = "\0") -> str:
    """A page as soon as it says something."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        page = desk.ask(path).text
        if text in page and missing not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(page)


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    """Without a data folder the sample is not shown; the first workbook makes the folder."""
    desk = opened(tmp_path)
    enter(desk)
    page = desk.ask("/").text
    assert SAY.text("workbooks.none") in page
    assert "2019" not in page
    answer = desk.post("/new", b"year=2026&language=sq&from=")
    assert answer.status == 303
    wait_for(desk, "/", "zkkk-2026.xlsx")
    assert [each.name for each in (tmp_path / "data").iterdir()] == ["zkkk-2026.xlsx"]
    assert desk.close() == 143


def test_a_workbook_that_can_t_be_read_now_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On some systems Excel lets nobody else read what it has open."""
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", tmp_path)
    shutil.copy(SAMPLE / "zkkk-2016.xlsx", tmp_path)

    def locked(path: Path, folder: Path) -> object:
        if "2019" in path.name:
            raise PermissionError(13, "Permission denied", str(path))
        return load(path, folder)

    monkeypatch.setattr("zkkk_factsheet.edition.inputs.load", locked)
    found = survey(tmp_path, {})
    assert isinstance(found.checked[2019].failure, PermissionError)
    assert found.checked[2016].failure is None
    assert found.checked[2016].status == "sample"
