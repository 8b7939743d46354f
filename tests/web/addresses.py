"""The addresses of every kind of page of the rich snapshot, without their language."""

from __future__ import annotations

from .rich_indicators import all_indicators

INDICATORS = tuple(f"indicators/{indicator.id}" for indicator in all_indicators())
ESTATE = (
    "estate",
    "estate?kind=building&district=lusi&page=1",
    "estate/objects/building-1",
    "estate/objects/building-2",
    "estate/objects/pipe-5",
    "estate/futures",
    "estate/plan",
    "estate/plan?sector=technical",
    "estate/following",
    "estate/space",
    "estate/study",
)
PAGES = (
    "",
    "indicators",
    *INDICATORS,
    "indicators/property_cost_per_m2/rows",
    "indicators/recruitment_success/rows",
    "indicators/no_figures_at_all/rows",
    "indicators/net_cost_growth/peers",
    "goals/employer",
    "goals/services",
    "means",
    "means?state=done",
    "coverage",
    "data",
    "handbook",
    "handbook?q=kiinteistö",
    "handbook?q=zzz",
    "handbook/indicator/property_cost_per_m2",
    "handbook/parameter/backlog_threshold",
    "handbook/dataset/property_costs",
    *ESTATE,
    "accessibility",
    "open-data",
)
FAULTY = (
    "nothing-here",
    "indicators/nope",
    "goals/nope",
    "means?state=nope",
    "estate?kind=nope",
    "estate?page=99",
    "estate/objects/nope",
)
# One of each kind: what differs from page to page, for the tests that take long.
KINDS = (
    *(page for page in PAGES if page not in INDICATORS),
    "indicators/would_recommend",
    "indicators/sick_leave_days",
    "indicators/maintenance_backlog",
    "indicators/property_cost_per_m2",
    "indicators/consumption_per_m2",
    "indicators/system_adoption",
    "indicators/net_cost_growth",
    "indicators/unit_cost",
    "indicators/no_figures_at_all",
    *FAULTY[:2],
)
LANGUAGES = ("fi", "sv", "en")
