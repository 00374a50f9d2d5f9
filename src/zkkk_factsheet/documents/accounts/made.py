"""Of which figures each figure is made: for every indicator one line, and nothing else.

A figure of all municipalities is made of figures of single ones, as a rule by the same name. One
without a line of its own in ``all`` or ``one`` tells the cells that it comes from.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from zkkk_factsheet.reference import categories

Each = Literal["municipality", "community", "duty", "itself"]
"""Along what the parts lie: one for each municipality, say, or just one, of each year."""

Among = Literal[
    "all", "complete", "whole", "established", "assessed", "known", "known now", "complete in both"
]
"""Which parts there are:

- ``all`` that the table has;
- of offices all of whose officials are known (``complete``, ``complete in both`` years);
- ``whole``: with information on all eight duties;
- of offices ``established`` in the year, whatever is known of the year before: what is not known
  of both is not compared;
- of municipalities ``assessed`` in both years, so that both say whether there was an office;
- ``known`` in both years, or ``known now``.
"""

When = Literal["now", "before", "both"]
"""The year, the year before, or both side by side."""


class Of(NamedTuple):
    """The figures that a figure is made of: those of an indicator, about the same in all else."""

    indicator: str
    each: Each = "municipality"
    among: Among = "all"
    when: When = "now"


class Made(NamedTuple):
    """How the figures of an indicator are made.

    Attributes:
        page: The page that tells of them.
        formula: The sentence that says them with their numbers, by the last part of its key.
        all: What a figure of all municipalities is made of; None if it tells its own cells.
        one: What a figure of one municipality is made of, likewise.
    """

    page: str
    formula: str
    all: Of | None = None
    one: Of | None = None


ANSWERS = frozenset(
    {
        *("offices.established", "offices.similar", "offices.not_established"),
        *("offices.not_covered", "offices.no_information"),
        *("offices.work_plan", "offices.annual_report", "duties.performed", "caseload.earlier"),
        "population.without_official",
    }
)
"""What is answered with yes or no, where it is told of one municipality."""

BY_CATEGORY = frozenset(f"caseload.{each.id}" for each in categories())
"""What counts the persons of a category: by gender of all offices alone, never of one."""

BY_COMMUNITY = frozenset({"staff.women_by_community", "staff.men_by_community"})
"""What counts women or men of a community: of all offices alone, never of one."""

COMPLETENESS = frozenset({"staff.missing", "caseload.missing"})
"""What says of a municipality whether all is known."""

_ITSELF = Of("caseload.persons", each="itself")
_ITSELF_BEFORE = Of("caseload.persons", each="itself", when="before")
_ITSELF_IN_BOTH = Of("caseload.persons", each="itself", when="both")

MADE: Mapping[str, Made] = MappingProxyType(
    {
        "offices.established": Made("offices", "municipalities", Of("offices.established")),
        "offices.similar": Made("offices", "municipalities", Of("offices.similar")),
        "offices.not_established": Made("offices", "municipalities", Of("offices.not_established")),
        "offices.no_information": Made("offices", "municipalities", Of("offices.no_information")),
        "offices.not_covered": Made("offices", "municipalities", Of("offices.not_covered")),
        "offices.work_plan": Made("work_plan", "known", Of("offices.work_plan")),
        "offices.no_work_plan": Made("work_plan", "known", Of("offices.work_plan")),
        "offices.work_plan.missing": Made("work_plan", "offices", Of("offices.work_plan")),
        "offices.annual_report": Made("annual_report", "known", Of("offices.annual_report")),
        "offices.no_annual_report": Made("annual_report", "known", Of("offices.annual_report")),
        "offices.annual_report.missing": Made(
            "annual_report", "offices", Of("offices.annual_report")
        ),
        "staff.officials": Made(
            "officials", "count", Of("staff.officials"), Of("staff.by_community", each="community")
        ),
        "staff.per_office": Made("officials", "mean", Of("staff.officials", among="complete")),
        "staff.missing": Made("officials", "offices", Of("staff.missing")),
        "staff.by_gender": Made("composition", "officials", Of("staff.by_gender")),
        "staff.by_community": Made("composition", "officials", Of("staff.by_community")),
        "staff.women_by_community": Made("composition", "community"),
        "staff.men_by_community": Made("composition", "community"),
        "population.residents": Made(
            "composition",
            "persons",
            Of("population.residents"),
            Of("population.by_community", each="community"),
        ),
        "population.by_community": Made("composition", "residents", Of("population.by_community")),
        "population.without_official": Made("composition", "known"),
        "duties.performed": Made("duties", "known", Of("duties.performed")),
        "duties.not_performed": Made("duties", "known", Of("duties.performed")),
        "duties.performed.missing": Made("duties", "offices", Of("duties.performed")),
        "activities.by_duty": Made("duties", "activities"),
        "duties.overall": Made("count", "answers", Of("duties.count")),
        "duties.overall.missing": Made(
            "count", "asked", Of("duties.performed.missing", each="duty")
        ),
        "duties.count": Made("count", "duties", one=Of("duties.performed", each="duty")),
        "duties.distribution": Made("count", "whole", Of("duties.count", among="whole")),
        "duties.median": Made("count", "median", Of("duties.count", among="whole")),
        "duties.distribution.missing": Made("count", "offices", Of("duties.count")),
        "caseload.persons": Made("officials", "persons", Of("caseload.persons")),
        "caseload.missing": Made("officials", "offices", Of("caseload.missing")),
        "caseload.earlier": Made("officials", "telling", Of("caseload.earlier")),
        "caseload.by_gender": Made("officials", "in-care", Of("caseload.by_gender")),
        **{
            f"caseload.{each.id}": Made("officials", "in-care", Of(f"caseload.{each.id}"))
            for each in categories()
        },
        "caseload.per_official": Made(
            "officials", "per-official", Of("caseload.per_official", among="known now")
        ),
        "change.offices": Made(
            "change.offices",
            "established",
            Of("offices.established", among="established", when="both"),
        ),
        "change.offices.before": Made(
            "change.offices", "assessed", Of("offices.established", among="assessed", when="both")
        ),
        "change.offices.after": Made(
            "change.offices", "assessed", Of("offices.established", among="assessed", when="both")
        ),
        "change.offices.new": Made(
            "change.offices", "new", one=Of("offices.established", each="itself", when="both")
        ),
        "change.offices.gone": Made(
            "change.offices", "gone", one=Of("offices.established", each="itself", when="both")
        ),
        "change.offices.not_compared": Made(
            "change.offices",
            "not-compared",
            one=Of("offices.established", each="itself", when="both"),
        ),
        "change.work_plan.before": Made(
            "change.work_plan",
            "compared",
            Of("offices.work_plan", among="established", when="both"),
        ),
        "change.work_plan.after": Made(
            "change.work_plan",
            "compared",
            Of("offices.work_plan", among="established", when="both"),
        ),
        "change.work_plan": Made(
            "change.work_plan",
            "difference",
            Of("offices.work_plan", among="established", when="both"),
        ),
        "change.work_plan.offices": Made(
            "change.work_plan",
            "established",
            Of("offices.work_plan", among="established", when="both"),
        ),
        "change.work_plan.not_compared": Made(
            "change.work_plan",
            "not-compared",
            one=Of("offices.work_plan", each="itself", when="both"),
        ),
        "change.annual_report.before": Made(
            "change.annual_report",
            "compared",
            Of("offices.annual_report", among="established", when="both"),
        ),
        "change.annual_report.after": Made(
            "change.annual_report",
            "compared",
            Of("offices.annual_report", among="established", when="both"),
        ),
        "change.annual_report": Made(
            "change.annual_report",
            "difference",
            Of("offices.annual_report", among="established", when="both"),
        ),
        "change.annual_report.offices": Made(
            "change.annual_report",
            "established",
            Of("offices.annual_report", among="established", when="both"),
        ),
        "change.annual_report.not_compared": Made(
            "change.annual_report",
            "not-compared",
            one=Of("offices.annual_report", each="itself", when="both"),
        ),
        "change.duties.before": Made(
            "change.duties",
            "answers-compared",
            Of("change.duties.before"),
            Of("duties.performed", each="duty", among="known", when="both"),
        ),
        "change.duties.after": Made(
            "change.duties",
            "answers-compared",
            Of("change.duties.after"),
            Of("duties.performed", each="duty", among="known", when="both"),
        ),
        "change.duties": Made(
            "change.duties",
            "difference",
            Of("change.duties"),
            Of("duties.performed", each="duty", among="known", when="both"),
        ),
        "change.duties.offices": Made(
            "change.duties", "established", Of("change.duties.after", among="established")
        ),
        "change.duties.not_compared": Made(
            "change.duties", "not-compared", one=Of("duties.performed", each="duty", when="both")
        ),
        "change.duty.before": Made(
            "change.duty", "compared", Of("duties.performed", among="established", when="both")
        ),
        "change.duty.after": Made(
            "change.duty", "compared", Of("duties.performed", among="established", when="both")
        ),
        "change.duty": Made(
            "change.duty", "difference", Of("duties.performed", among="established", when="both")
        ),
        "change.duty.offices": Made(
            "change.duty", "established", Of("duties.performed", among="established", when="both")
        ),
        "change.duty.not_compared": Made(
            "change.duty", "not-compared", one=Of("duties.performed", each="itself", when="both")
        ),
        "change.officials.before": Made(
            "change.officials",
            "count",
            Of("staff.officials", among="complete in both", when="both"),
        ),
        "change.women.before": Made(
            "change.women",
            "officials-compared",
            Of("staff.by_gender", among="complete in both", when="both"),
        ),
        "change.officials.after": Made(
            "change.officials",
            "count",
            Of("staff.officials", among="complete in both", when="both"),
        ),
        "change.women.after": Made(
            "change.women",
            "officials-compared",
            Of("staff.by_gender", among="complete in both", when="both"),
        ),
        "change.officials": Made(
            "change.officials",
            "difference",
            Of("staff.officials", among="complete in both", when="both"),
        ),
        "change.women": Made(
            "change.women",
            "difference",
            Of("staff.by_gender", among="complete in both", when="both"),
        ),
        "change.officials.offices": Made(
            "change.officials", "established", Of("staff.missing", among="established", when="both")
        ),
        "change.officials.not_compared": Made(
            "change.officials", "not-compared", one=Of("staff.missing", each="itself", when="both")
        ),
        "change.caseload.before": Made(
            "change.officials", "persons", Of("change.caseload.before"), _ITSELF_BEFORE
        ),
        "change.caseload.after": Made(
            "change.officials", "persons", Of("change.caseload.after"), _ITSELF
        ),
        "change.caseload": Made(
            "change.officials", "difference", Of("change.caseload"), _ITSELF_IN_BOTH
        ),
        "change.caseload.offices": Made(
            "change.officials", "established", Of("change.caseload.after", among="established")
        ),
        "change.caseload.not_compared": Made(
            "change.officials",
            "not-compared",
            one=Of("caseload.missing", each="itself", when="both"),
        ),
        "change.all_women.before": Made(
            "change.women", "officials", Of("staff.by_gender", when="before")
        ),
        "change.all_women.after": Made("change.women", "officials", Of("staff.by_gender")),
    }
)
"""Every indicator that there is."""

PAGES = tuple(dict.fromkeys(made.page for made in MADE.values()))
"""The pages that tell of the figures."""
