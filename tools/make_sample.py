"""Write the sample workbooks of data/sample, the same bytes each time.

Run it from anywhere: ``python tools/make_sample.py [folder]``.

Two facts come from the published fact sheets: in 2016 there were 34 offices and the four northern
municipalities were not covered; in 2019 there were 35 offices and similar ones in Leposavić,
Mitrovica North and Zubin Potok. Everything else is invented, in plausible proportions, and the
workbooks say so in three languages. The years follow from one another: an office changes little.

The workbook of 2025 holds activities alone, those of ``sample_activities.toml``.
"""

import io
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from zkkk_factsheet.reference import (
    LANGUAGES,
    Municipality,
    community,
    component,
    duties,
    duty,
    municipalities,
    municipality,
)
from zkkk_factsheet.workbook.checking.sample_texts import DIGESTS, digest_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

YEARS = (2016, 2017, 2018, 2019)
YEAR_OF_ACTIVITIES = 2025
ACTIVITIES = Path(__file__).with_name("sample_activities.toml")
SAMPLE = Path(__file__).parent.parent / "data" / "sample"

Status = Literal["established", "similar", "not established", "not covered"]
NORTH = ("leposavic", "mitrovica-north", "zubin-potok", "zvecan")
# 2016 and 2019 as published; 2017 and 2018 lead plausibly from the one to the other.
NORTHERN_STATUS: dict[int, tuple[Status, Status, Status, Status]] = {
    2016: ("not covered", "not covered", "not covered", "not covered"),
    2017: ("not covered", "not covered", "not covered", "not covered"),
    2018: ("similar", "similar", "similar", "not established"),
    2019: ("similar", "similar", "similar", "established"),
}

# Officials of each office in its first year: invented numbers, of the communities that live in
# the municipality.
OFFICIALS = {
    "decan": {"albanian": 2, "egyptian": 1},
    "dragash": {"gorani": 2, "albanian": 1},
    "ferizaj": {"albanian": 2, "ashkali": 1, "roma": 1},
    "fushe-kosova": {"albanian": 2, "serb": 2, "ashkali": 1, "roma": 1},
    "gjakova": {"albanian": 3, "egyptian": 2, "ashkali": 1, "roma": 1},
    "gjilan": {"albanian": 2, "serb": 2, "turkish": 1},
    "gllogoc": {"albanian": 1},
    "gracanica": {"serb": 3, "roma": 1, "albanian": 1},
    "hani-i-elezit": {"albanian": 1},
    "istog": {"albanian": 2, "serb": 1, "bosniak": 1, "egyptian": 1},
    "junik": {"albanian": 1},
    "kacanik": {"albanian": 1},
    "kamenica": {"albanian": 2, "serb": 2, "roma": 1},
    "klina": {"albanian": 2, "serb": 1, "egyptian": 1},
    "klokot": {"serb": 2, "albanian": 1},
    "lipjan": {"albanian": 2, "serb": 1, "ashkali": 1, "croat": 1},
    "malisheva": {"albanian": 1},
    "mamusha": {"turkish": 2},
    "mitrovica-south": {"albanian": 2, "ashkali": 1, "roma": 1, "bosniak": 1},
    "novo-brdo": {"serb": 2, "albanian": 1},
    "obiliq": {"albanian": 2, "serb": 1, "ashkali": 1, "roma": 1},
    "partes": {"serb": 1},
    "peja": {"albanian": 3, "bosniak": 1, "egyptian": 1, "roma": 1, "montenegrin": 1},
    "podujeva": {"albanian": 1, "ashkali": 1},
    "prishtina": {"albanian": 2, "serb": 1, "turkish": 1, "bosniak": 1, "ashkali": 1},
    "prizren": {"albanian": 2, "bosniak": 2, "turkish": 1, "roma": 1},
    "rahovec": {"albanian": 1, "serb": 1, "ashkali": 1},
    "ranilug": {"serb": 2},
    "shtime": {"albanian": 1, "ashkali": 1},
    "skenderaj": {"albanian": 1, "serb": 1},
    "strpce": {"serb": 3, "albanian": 1},
    "suhareka": {"albanian": 2, "ashkali": 1},
    "viti": {"albanian": 2, "serb": 1},
    "vushtrri": {"albanian": 2, "ashkali": 1, "serb": 1},
    "zvecan": {"serb": 2},
}
LARGEST_OFFICE = 7

# Probabilities: that an official is a woman in the first year, and that in a year a woman follows
# a man, a man follows a woman, an office gains or loses a post, an answer is drawn anew.
WOMAN = 0.28
WOMAN_FOR_MAN = 0.06
MAN_FOR_WOMAN = 0.04
POST_MORE = 0.06
POST_LESS = 0.05
NEW_ANSWER = 0.12

# How likely an average office was to answer yes in 2016, and how much likelier it gets each year.
LIKELIHOOD = {
    "work_plan": 0.62,
    "annual_report": 0.50,
    "contact": 0.93,
    "assessment": 0.64,
    "coordination": 0.80,
    "projects": 0.58,
    "participation": 0.52,
    "monitoring": 0.32,
    "advice": 0.36,
    "information": 0.60,
}
YEARLY_PROGRESS = 0.04
FEWEST_DUTIES = ("contact", "coordination")
"""Each office performs at least these two."""

MISSING_REPORTING = {2016: (3, 3), 2017: (2, 3), 2018: (1, 2), 2019: (1, 2)}
"""For how many offices there is no information on the work plan, and on the annual report."""
MISSING_DUTIES = {2016: 6, 2017: 5, 2018: 5, 2019: 4}
OFFICE_WITHOUT_STAFF_COUNT = {2017: "gllogoc"}

REMARKED = {2018: ("leposavic",), 2019: ("leposavic", "mitrovica-north")}
REMARK = {
    "sq": "Ekziston një zyrë që kryen funksione të ngjashme; ajo nuk llogaritet si ZKKK.",
    "sr": "Postoji kancelarija koja obavlja slične poslove; ne ubraja se u OKZP.",
    "en": "There is an office that performs similar functions; it is not counted as an MOCR.",
}

PUBLISHER = {
    "sq": "Organizata Monitoruese (shembull)",
    "sr": "Organizacija za praćenje (primer)",
    "en": "Monitoring Organisation (sample)",
}
CONTACT = {
    "sq": "monitorimi@example.org (adresë shembull)",
    "sr": "monitoring@example.org (adresa je primer)",
    "en": "monitoring@example.org (sample address)",
}
SOURCE_PUBLISHED = {
    "sq": "Të dhëna shembull. Numri dhe statusi i zyrave: fleta e fakteve e botuar"
    " për vitin {year}.",
    "sr": "Ogledni podaci. Broj i status kancelarija: objavljeni informativni list"
    " za {year}. godinu.",
    "en": "Sample data. Number and status of the offices: the published fact sheet for {year}.",
}
SOURCE_INVENTED = {
    "sq": "Të dhëna shembull, të krijuara për ta provuar programin.",
    "sr": "Ogledni podaci, sastavljeni radi isprobavanja programa.",
    "en": "Sample data, made up for trying the program.",
}
NOTE_PUBLISHED = {
    "sq": "Të gjitha shifrat, përveç numrit dhe statusit të zyrave, janë të trilluara dhe shërbejnë"
    " vetëm për ta provuar programin.",
    "sr": "Svi podaci osim broja i statusa kancelarija izmišljeni su i služe samo za isprobavanje"
    " programa.",
    "en": "All figures except the number of offices and their status are invented, for trying the"
    " program only.",
}
SOURCE_ACTIVITIES = {
    # It is printed below the reports of all offices, so it names none.
    "sq": "Të dhëna shembull: tekst i përshtatur i një raporti tremujor dhe aktivitete të"
    " trilluara.",
    "sr": "Ogledni podaci: prerađen tekst jednog tromesečnog izveštaja i izmišljene aktivnosti.",
    "en": "Sample data: one office’s quarterly report, reworded, and invented activities.",
}
NOTE_ACTIVITIES = {
    "sq": "Datat dhe aktivitetet e tjera janë të trilluara dhe shërbejnë vetëm për ta provuar"
    " programin.",
    "sr": "Datumi i ostale aktivnosti su izmišljeni i služe samo za isprobavanje programa.",
    "en": "The days and all other activities are invented, for trying the program only.",
}
NOTE_INVENTED = {
    "sq": "Të gjitha shifrat janë të trilluara dhe shërbejnë vetëm për ta provuar programin.",
    "sr": "Svi podaci su izmišljeni i služe samo za isprobavanje programa.",
    "en": "All figures are invented, for trying the program only.",
}

Value = str | int | date | None
Rows = list[list[Value]]


@dataclass
class Office:
    """One office as it goes through the years: women and men by community, and its diligence."""

    staff: dict[str, list[int]]
    diligence: float
    luck: dict[str, float] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of its officials."""
        return sum(map(sum, self.staff.values()))


class Sample:
    """The offices, moved on year by year by one stream of random numbers."""

    def __init__(self) -> None:
        # Only random() is used of it: its numbers are the same in every version of Python.
        self.random = Random(2010)  # noqa: S311  # invented figures, not secrets
        self.offices = {id_: self._new_office(staff) for id_, staff in OFFICIALS.items()}

    def _new_office(self, officials: dict[str, int]) -> Office:
        staff = {each: [0, 0] for each in officials}
        for each, count in officials.items():
            for _ in range(count):
                staff[each][self.random.random() > WOMAN] += 1
        luck = {question: self.random.random() for question in LIKELIHOOD}
        return Office(staff, self.random.random() - 0.5, luck)

    def next_year(self) -> None:
        """Some officials are replaced, a few posts come and go, some answers change."""
        for office in self.offices.values():
            for counts in office.staff.values():
                women, men = counts
                if men and self.random.random() < WOMAN_FOR_MAN:
                    counts[:] = women + 1, men - 1
                elif women and self.random.random() < MAN_FOR_WOMAN:
                    counts[:] = women - 1, men + 1
            self._move_a_post(office)
            for question in office.luck:
                if self.random.random() < NEW_ANSWER:
                    office.luck[question] = self.random.random()

    def _move_a_post(self, office: Office) -> None:
        chance = self.random.random()
        community_id = self._pick(list(office.staff))
        counts = office.staff[community_id]
        if chance < POST_MORE and office.size < LARGEST_OFFICE:
            counts[self.random.random() > WOMAN] += 1
        elif chance > 1 - POST_LESS and sum(counts) > 1:
            counts[0 if counts[0] > counts[1] else 1] -= 1

    def _pick(self, items: Sequence[str]) -> str:
        return items[int(self.random.random() * len(items))]

    def answers(self, question: str, offices: Iterable[str], year: int) -> dict[str, bool]:
        """Yes or no from each office."""
        expected = LIKELIHOOD[question] + YEARLY_PROGRESS * (year - YEARS[0])
        return {
            each: self.offices[each].luck[question] < expected + 0.5 * self.offices[each].diligence
            for each in offices
        }

    def some_of(self, items: Iterable[str], count: int) -> list[str]:
        """A few of the items, picked at random."""
        left = list(items)
        picked = []
        for _ in range(count):
            picked.append(self._pick(left))
            left.remove(picked[-1])
        return picked


def make(folder: Path) -> list[Path]:
    """Write the workbooks into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year, content in contents().items():
        path = folder / f"zkkk-{year}.xlsx"
        path.write_bytes(content)
        paths.append(path)
    return paths


def contents() -> dict[int, bytes]:
    """The bytes of each year's workbook."""
    sample = Sample()
    made = {}
    for year in YEARS:
        if year > YEARS[0]:
            sample.next_year()
        made[year] = _bytes_of(_workbook(sample, year))
    made[YEAR_OF_ACTIVITIES] = _bytes_of(_workbook_of_activities(YEAR_OF_ACTIVITIES))
    return made


def _workbook(sample: Sample, year: int) -> Workbook:
    status: dict[str, Status] = {each.id: "established" for each in _roster()}
    status.update(zip(NORTH, NORTHERN_STATUS[year], strict=True))
    established = [id_ for id_, state in status.items() if state == "established"]
    book = Workbook()
    del book["Sheet"]
    book.properties.creator = "zkkk-factsheet"
    book.properties.title = f"Sample data {year}"
    _add_sheet(book, "about", _about(year), [18, 100])
    _add_sheet(book, "offices", _offices(sample, year, status), [32, 18, 12, 14, 40, 40, 40])
    _add_sheet(book, "staff", _staff(sample, year, established), [32, 16, 10, 10])
    _add_sheet(book, "duties", _duties(sample, year, established), [32, *[18] * 8])
    return book


def _workbook_of_activities(year: int) -> Workbook:
    book = Workbook()
    del book["Sheet"]
    book.properties.creator = "zkkk-factsheet"
    book.properties.title = f"Sample data {year}"
    _add_sheet(book, "about", _about(year), [18, 100])
    _add_sheet(book, "activities", _activities(), [20, 12, 24, 12, 24, 24, 30, 60, 60, 60])
    return book


def _activities() -> Rows:
    """The rows in the order of the file, which is by municipality.

    What goes on has the description of the day on which it was begun.
    """
    given = tomllib.loads(ACTIVITIES.read_text(encoding="utf-8"))["activity"]
    begun = {(each["municipality"], each["date"]): each for each in given}
    columns = ["municipality", "date", "component", "status", "duty", "communities", "partners"]
    rows: Rows = [[*columns, *(f"text_{language}" for language in LANGUAGES)]]
    for each in given:
        first = begun[each["municipality"], each["again"]] if "again" in each else each
        rows.append([*_of_activity(each), *(first.get(language) for language in LANGUAGES)])
    return rows


def _of_activity(given: dict[str, Any]) -> list[Value]:
    served = given.get("duty")
    return [
        municipality(given["municipality"]).name("en"),
        given["date"],
        component(given["component"]).name("en"),
        given["status"],
        duty(served).short["en"] if served else None,
        ", ".join(community(each).name("en") for each in given["communities"]) or None,
        "; ".join(given["partners"]) or None,
    ]


def _about(year: int) -> Rows:
    published = year in {2016, 2019}
    source = SOURCE_PUBLISHED if published else SOURCE_INVENTED
    note = NOTE_PUBLISHED if published else NOTE_INVENTED
    if year == YEAR_OF_ACTIVITIES:
        source, note = SOURCE_ACTIVITIES, NOTE_ACTIVITIES
    rows: Rows = [["key", "value"], ["year", year], ["status", "sample"]]
    rows += [[f"publisher_{each}", PUBLISHER[each]] for each in LANGUAGES]
    rows += [[f"contact_{each}", CONTACT[each]] for each in LANGUAGES]
    rows += [["published_on", date(year + 1, 3, 31)]]
    rows += [[f"source_{each}", source[each].format(year=year)] for each in LANGUAGES]
    rows += [[f"note_{each}", note[each]] for each in LANGUAGES]
    return rows


def _offices(sample: Sample, year: int, status: dict[str, Status]) -> Rows:
    established = [id_ for id_, state in status.items() if state == "established"]
    answers = [sample.answers(each, established, year) for each in ("work_plan", "annual_report")]
    for given, missing in zip(answers, MISSING_REPORTING[year], strict=True):
        for id_ in sample.some_of(established, missing):
            del given[id_]
    remarks = [f"remark_{each}" for each in LANGUAGES]
    rows: Rows = [["municipality", "status", "work_plan", "annual_report", *remarks]]
    for each in _roster():
        remarked = each.id in REMARKED.get(year, ())
        remark = [REMARK[language] if remarked else None for language in LANGUAGES]
        given_answers = [_word(given.get(each.id)) for given in answers]
        rows.append([each.name("en"), status[each.id], *given_answers, *remark])
    return rows


def _staff(sample: Sample, year: int, established: Sequence[str]) -> Rows:
    rows: Rows = [["municipality", "community", "women", "men"]]
    for each in _roster():
        if each.id not in established:
            continue
        unknown = OFFICE_WITHOUT_STAFF_COUNT.get(year) == each.id
        for community_id, counts in sample.offices[each.id].staff.items():
            figures = [None, None] if unknown else counts
            rows.append([each.name("en"), community(community_id).name("en"), *figures])
    return rows


def _duties(sample: Sample, year: int, established: Sequence[str]) -> Rows:
    answers = {each.id: sample.answers(each.id, established, year) for each in duties()}
    for id_ in established:
        if sum(given[id_] for given in answers.values()) < len(FEWEST_DUTIES):
            for each in FEWEST_DUTIES:
                answers[each][id_] = True
    for id_ in sample.some_of(established, MISSING_DUTIES[year]):
        # Only an answer "no" is left out, so that no office falls below the fewest duties.
        noes = [each for each, given in answers.items() if not given[id_]]
        for each in sample.some_of(noes, min(1, len(noes))):
            del answers[each][id_]
    rows: Rows = [["municipality", *[each.short["en"] for each in duties()]]]
    for place in _roster():
        if place.id in established:
            row = [_word(answers[each.id].get(place.id)) for each in duties()]
            rows.append([place.name("en"), *row])
    return rows


def _roster() -> list[Municipality]:
    return sorted(municipalities(), key=lambda each: each.number)


def _word(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


def _add_sheet(book: Workbook, name: str, rows: Rows, widths: Sequence[int]) -> None:
    sheet: Worksheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6E6E6")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    for row_of_cells in sheet.iter_rows(min_row=2):
        for cell in row_of_cells:
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            if name == "about":
                cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _bytes_of(book: Workbook) -> bytes:
    """The workbook's bytes, without the time at which it was written."""
    as_saved = io.BytesIO()
    book.save(as_saved)
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(as_saved) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist()):
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            part.create_system = 3
            target.writestr(part, _without_time(source.read(name)))
    return fixed.getvalue()


def _without_time(content: bytes) -> bytes:
    moment = datetime(2020, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + moment, content)


def digests() -> str:
    """The digests of all descriptions of activities, a line each: `zkkk check` knows them by it."""
    header, *rows = _activities()
    columns = [header.index(f"text_{language}") for language in LANGUAGES]
    texts = {row[column] for row in rows for column in columns}
    return "".join(f"{each}\n" for each in sorted({digest_of(str(text)) for text in texts if text}))


if __name__ == "__main__":
    DIGESTS.write_text(digests(), encoding="ascii")
    for written in make(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE):
        print(written)
