"""The names behind the ids of the tidy table, in every language, as CSV."""

import csv
import io

from zkkk_factsheet.reference import LANGUAGES, communities, duties, municipalities

COLUMNS = ("kind", "id", *LANGUAGES)


def names_to_csv() -> str:
    """One row for each municipality, community and core duty, with a header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    named = {
        "municipality": [(each.id, each.names) for each in municipalities()],
        "community": [(each.id, each.names) for each in communities()],
        "duty": [(each.id, each.full) for each in duties()],
    }
    for kind, entries in named.items():
        for id_, names in entries:
            writer.writerow((kind, id_, *(names[language] for language in LANGUAGES)))
    return text.getvalue()
