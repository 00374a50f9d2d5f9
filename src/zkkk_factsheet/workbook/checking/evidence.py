"""Answers about core duties that don't agree with what an office says that it did."""

from collections.abc import Iterator

from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record


def check_evidence(year: YearRecords) -> Iterator[Finding]:
    """Yield where a duty is not performed though activities serve it, and the other way round.

    Only of offices that say of any activity which duty it serves: of the others nobody knows.
    """
    serving: dict[str, dict[str, Record]] = {}
    for record in year.of("activities").values():
        if isinstance(duty := record.values.get("duty"), str):
            serving.setdefault(record.key[0], {}).setdefault(duty, record)
    for municipality, by_duty in serving.items():
        if answers := year.of("duties").get((municipality,)):
            yield from _of_office(answers, by_duty)


def _of_office(answers: Record, serving: dict[str, Record]) -> Iterator[Finding]:
    for duty in duties():
        values = {"municipality": answers.key[0], "duty": duty.id}
        answer, record = answers.values.get(duty.id), serving.get(duty.id)
        if answer is False and record:
            other = {"other": str(record.places["duty"])}
            yield finding("activities-despite-no", answers.places[duty.id], values | other)
        elif answer is True and not record:
            yield finding("no-activity-for-yes", answers.places[duty.id], values)
