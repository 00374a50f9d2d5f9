"""``zkkk diff``: what would change in a published edition, or what differs between two years."""

from zkkk_factsheet.cli.explaining import checked_year, published_year
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.edition.outlook import outlook, published_now
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.indicators.comparison import differences


def compare_with_published(
    chosen: Settings, terminal: Terminal, year: int | None, diff_format: str
) -> Exit:
    """Print what a build would change of the edition of a year that is published.

    Raises:
        RecordError: If nobody can know what is published.
    """
    checked = checked_year(chosen, terminal, year)
    published = published_now(chosen, checked)
    if published is None or checked.rows is None:
        return Exit.ERRORS
    year, say = published.period.year, terminal.say
    folder = chosen.output / str(year)
    found = outlook(published, checked.rows, checked.previous, folder)
    from zkkk_factsheet.cli import differences as told  # noqa: PLC0415 - brings words

    sides = say.text("diff.published"), say.text("diff.now")
    if diff_format == "json":
        printed(told.as_json(found.changes))
    else:
        printed(told.as_text(found.changes, say, sides))
    match found.kind:
        case "nothing-published":
            terminal.tell("diff.nothing-published", year=year, folder=str(folder))
        case "no-record":
            terminal.warn("diff.no-record", year=year, folder=str(folder))
        case "nothing":
            terminal.tell("diff.nothing", year=year)
        case "withholding":
            terminal.count("diff.withholding", len(found.changes), year=year)
        case kind:
            terminal.count(f"diff.{kind}", len(found.changes) - found.withheld, year=year)
            if found.withheld:
                terminal.count("diff.withheld", found.withheld, year=year)
    if any(each.code == "final-taken-back" for each in found.broken):
        terminal.warn("diff.taken-back", year=year)
    return Exit.DONE


def compare_years(
    chosen: Settings, terminal: Terminal, years: tuple[int, int], diff_format: str
) -> Exit:
    """Print which figures of two years differ, by the workbooks; comparisons are left out."""
    first, second = (published_year(chosen, terminal, year) for year in years)
    if first is None or second is None:
        return Exit.ERRORS
    changes = tuple(differences(first.figures, second.figures))
    from zkkk_factsheet.cli import differences as told  # noqa: PLC0415 - brings words

    if diff_format == "json":
        printed(told.as_json(changes))
        terminal.count("diff.years", len(changes), first=years[0], second=years[1])
        return Exit.DONE
    worth = told.worth_telling(changes, terminal.say.language)
    printed(told.by_municipality(worth, terminal.say, (str(years[0]), str(years[1]))))
    terminal.count("diff.years", len(worth), first=years[0], second=years[1])
    if rest := len(changes) - len(worth):
        terminal.count("diff.bases", rest)
    return Exit.DONE
