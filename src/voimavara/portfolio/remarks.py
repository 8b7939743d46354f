"""What could not be worked out, or only after something was taken for granted, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import count, say
from voimavara.estate.space.bookings import Finding, Oddity, odd_bookings
from voimavara.portfolio.assumed import heat_not_known
from voimavara.portfolio.condition.totals import left_out_said
from voimavara.portfolio.estate import Estate
from voimavara.portfolio.facts import PRICES, EstateFacts
from voimavara.portfolio.names import few_buildings
from voimavara.portfolio.plan.adopted import AdoptedPlan
from voimavara.portfolio.plan.views import (
    short_sectors_said,
)
from voimavara.portfolio.registers.facilities import facility_remarks
from voimavara.portfolio.space.needs import DISTRICTS
from voimavara.portfolio.space.presence import presence_said
from voimavara.portfolio.space.running_costs import costs_said
from voimavara.portfolio.space.uses import (
    utilisation_said,
)
from voimavara.snapshot.estate.model import RemarkView, Subject

HELD = (
    "buildings", "building_values", "building_parts", "building_records", "repairs", "inspections", "streets",
    "green_areas", "pipes", "districts", "adopted_plan",
)  # fmt: skip
METERED = ("consumption", "degree_days")
USED = (
    "facilities", "population_projection", "space_occupancy", "space_bookings", "space_presence", "spaces",
    "opening_hours", "property_costs", "person_years",
)  # fmt: skip
READ = (*HELD, *METERED, *USED)
VALUES = "building_values"


def remarks_of(estate: Estate) -> tuple[RemarkView, ...]:
    """What could not be worked out or had to be left out, and what to do about it."""
    return (
        *_about(set_aside_said(estate.facts, HELD), "condition", "works"),
        *_about(set_aside_said(estate.facts, METERED), "consumption"),
        *_about(set_aside_said(estate.facts, USED), "needs", "use", "costs", "networks"),
        *_about(set_aside_values_said(estate.facts), "condition", "works"),
        *_about(estate.buildings.remarks, "condition", "works"),
        *_about(estate.consumption.remarks, "consumption"),
        *_about(estate.normalised.remarks, "consumption"),
        *_about(bookings_said(estate.facts), "use"),
        *_about(unindexed_said(estate.facts), "works"),
        *_about(unindexed_plan_said(estate.facts, estate.adopted), "works"),
        *_about(utilisation_said(estate.facts), "use"),
        *_about(presence_said(estate.facts, estate.uses.period), "use"),
        *_about(costs_said(estate.facts, estate.running_costs), "costs"),
        *_about(_facility_remarks(estate), "needs", "networks"),
        *_about(estate.service_networks.remarks, "networks"),
        *_about(heat_not_known(estate.plan[1], estate.planned) if estate.plan else (), "works"),
        *_about(left_out_said(estate.holdings, estate.names), "condition", "works"),
        *_about(short_sectors_said(estate.facts, estate.plans) if estate.plans else (), "works"),
        *_about([estate.plan_refused] if estate.plan_refused else (), "works"),
    )


def _about(said: Iterable[Text], *subjects: Subject) -> Iterator[RemarkView]:
    """The remarks with the subjects of the answers that they concern."""
    return (RemarkView(**one.model_dump(), about=subjects) for one in said)


def _facility_remarks(estate: Estate) -> Iterator[Text]:
    return facility_remarks(estate.facts, in_districts=DISTRICTS in estate.facts.parameters)


def set_aside_said(facts: EstateFacts, datasets: Sequence[str]) -> Iterator[Text]:
    """How many rows of each of the datasets wait to be mended and count in nothing."""
    waiting = {name: len(rows) for name in datasets if (rows := facts.selection.open_rows.get(name, ()))}
    if waiting:
        names = {name: facts.programme.contracts[name].name for name in waiting}
        yield say(
            "Rows that were set aside and are in no figure: {datasets}. List them with: voimavara rejected.",
            datasets=lambda language: ", ".join(
                f"{names[name].within(language)} {number}" for name, number in waiting.items()
            ),
        )


def set_aside_values_said(facts: EstateFacts) -> Iterator[Text]:
    """The buildings of which an older value, or another reporter's, counts until a row is mended."""
    older = {row["building"] for row in facts.rows(VALUES)}
    named = sorted({row.key[0] for row in facts.selection.open_rows.get(VALUES, ()) if row.key} & older)
    if named:
        yield say(
            "Values of the buildings {buildings} were set aside, so another year's or another reporter's"
            " value counts until they are corrected.",
            buildings=few_buildings(facts, named),
        )


def unindexed_said(facts: EstateFacts) -> Iterator[Text]:
    """The years of works done whose costs can't be brought to the price level, for no index is known."""
    done = [row["year"] for row in facts.rows("repairs") if row["state"] == "done"]
    years = {Period(month, 12).first_day.year for month in done} - facts.index.values.keys()
    if years:
        yield say(
            "Costs stand in the prices of their own year where the building cost index has no value: {years}."
            " {advice}",
            years=str(", ".join(map(str, sorted(years)))),
            advice=_index_to_complete(facts),
        )


def unindexed_plan_said(facts: EstateFacts, adopted: AdoptedPlan | None) -> Iterator[Text]:
    """That the adopted plan can't be brought to the price level, for no index of its year is known."""
    if adopted is not None and adopted.price_year not in facts.index.values:
        yield say(
            "The costs of the plan adopted on {day} stand in the prices of {year}, for the building cost"
            " index has no value for it: what was done seems dearer or cheaper than it is. {advice}",
            day=adopted.adopted,
            year=str(adopted.price_year),
            advice=_index_to_complete(facts),
        )


def _index_to_complete(facts: EstateFacts) -> Text:
    """Where the index is written, and what to do first where only the product has it."""
    file = facts.programme.place("parameters", PRICES).file
    if facts.programme.is_of_catalogue("parameters", PRICES):
        return say(
            "Copy the product's file {file} to the folder parameters/ of the programme, and write what is"
            " missing into its `values`.",
            file=str(file),
        )
    return say("Write what is missing into `values` in the file {file}.", file=str(file))


def bookings_said(facts: EstateFacts) -> Iterator[Text]:
    """For each oddity of bookings, how many there are, the newest of them, and what follows."""
    found: dict[Oddity, list[Finding]] = {}
    for one in odd_bookings(facts.table("space_bookings")):
        found.setdefault(one.oddity, []).append(one)
    for oddity in sorted(found):
        yield _said(facts, oddity, found[oddity])


def _said(facts: EstateFacts, oddity: Oddity, found: list[Finding]) -> Text:
    newest = max(found, key=lambda one: (one.starts, one.bookings))
    parts = {
        "number": count(len(found)),
        "building": few_buildings(facts, [newest.building]),
        "space": str(newest.space),
        "day": newest.starts.date(),
    }
    match oddity:
        case Oddity.OVERLAP:
            return say(
                "Bookings of a room that overlap and count once: {number}, the newest on {day}"
                " ({building}, {space}).",
                **parts,
            )
        case Oddity.CLOCK_CHANGE:
            return say(
                "Bookings in which clocks change, counted by the hours that pass: {number}, the newest"
                " on {day} ({building}, {space}).",
                **parts,
            )
        case Oddity.NO_SUCH_TIME:
            return say(
                "Bookings at a time that summer time skips, counted as the hour after it: {number}, the"
                " newest on {day} ({building}, {space}). Correct them.",
                **parts,
            )
        case Oddity.ENDS_FIRST:
            return say(
                "Bookings that last no time and are left out: {number}, the newest on {day}"
                " ({building}, {space}). Correct them.",
                **parts,
            )
