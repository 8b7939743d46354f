"""Consumption that its own earlier years do not explain: since when, how much, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voimavara.core.errors import UserError
from voimavara.core.language import Text, same
from voimavara.core.message import Message
from voimavara.core.periods import Period, month_index
from voimavara.core.sentences import Part, Scale, say
from voimavara.estate.consumption.abnormal import Abnormal, AbnormalRule
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.meters import Meter, MeterSeries, read_series, used_in
from voimavara.estate.consumption.quality import QualityLimits
from voimavara.estate.consumption.watch import Watch, Watched, watched
from voimavara.portfolio.consumption.readings import read_degree_days
from voimavara.portfolio.facts import EstateFacts
from voimavara.snapshot.estate.consumption import AbnormalView

LEARNT_YEARS = 2
COST_KINDS = {Meter.HEAT: "heat", Meter.ELECTRICITY: "electricity", Meter.WATER: "water"}


@dataclass(frozen=True)
class Consumption:
    """Every meter against its own baseline, and what could not be watched, in words.

    `series` are the readings as they came, `degree_days` those that are known.
    """

    meters: tuple[Watched, ...]
    remarks: tuple[Text, ...]
    series: tuple[MeterSeries, ...] = ()
    degree_days: DegreeDays | None = None


def read_consumption(facts: EstateFacts) -> Consumption:
    """The last months judged by what the two full years before them teach.

    A month without degree days is left out of a building's heat, for nothing tells what it should have been.
    """
    if not facts.table("consumption").num_rows:
        return Consumption((), ())
    series = readings = read_series(facts.table("consumption"))
    newest = max(one.period.end for one in series)
    year = min((newest - 1) // 12, facts.year)
    learnt = Period.years(year - LEARNT_YEARS, year - 1)
    first = month_index(year, 1)
    judged = Period(first, min(newest, month_index(facts.as_of.year, facts.as_of.month)) - first)
    if judged.months < 1:
        return Consumption((), (), readings)
    days, remarks = _degree_days(facts)
    watch = Watch(
        learnt, judged, _limits(facts), _prices(facts, series, judged), _rule(facts), _months(facts)
    )
    if days is None:
        series = tuple(one for one in series if one.meter is not Meter.HEAT)
        return Consumption(watched(series, watch, None), remarks, readings)
    whole = Period(learnt.first, judged.end - learnt.first)
    gaps = [month for month in whole.each_month() if month.first not in days.actual]
    if gaps:
        remarks = (*remarks, _gaps_said(days, gaps))
    series = tuple(one.without(gaps) if one.meter is Meter.HEAT else one for one in series)
    return Consumption(watched(series, watch, days.with_normal_in(gaps)), remarks, readings, days)


def _degree_days(facts: EstateFacts) -> tuple[DegreeDays | None, tuple[Text, ...]]:
    """Of the city's reference locality, in the newest reference period in the data; none without any."""
    rows = facts.rows("degree_days")
    if not rows:
        return None, (say("Degree days are missing, so heat is not watched. Load the dataset degree_days."),)
    locality = _locality(facts, {row["locality"] for row in rows})
    reference = max(row["reference"] for row in rows if row["locality"] == locality)
    name = facts.programme.contracts["degree_days"].name.only("en")
    return read_degree_days(facts.table("degree_days"), locality, reference, name), ()


def _locality(facts: EstateFacts, known: set[str]) -> str:
    """The locality that the programme names; else the only one. Raises UserError where it is neither."""
    named = facts.programme.cover.city.degree_day_locality
    if named in known:
        return named
    if len(known) == 1 and not named:
        return min(known)
    place = facts.programme.place("programme", "city", *(["degree_day_locality"] if named else []))
    raise UserError(
        "{place}: the reference locality of degree days is {got}, expected one of those in the data: {known};"
        " name it as degree_day_locality, for another's weather would make heat wrong.",
        place=place,
        got=f"'{named}'" if named else Message("none"),
        known=", ".join(sorted(known)),
    )


def _gaps_said(days: DegreeDays, gaps: Sequence[Period]) -> Text:
    return say(
        "Degree days of {locality} are missing for {months}, so heat of then is left out. Add them to the"
        " data.",
        locality=str(days.locality),
        months=lambda language: ", ".join(month.within(language) for month in gaps),
    )


def _limits(facts: EstateFacts) -> QualityLimits:
    nmbe, cv_rmse = (facts.value("baseline_quality", name) / 100 for name in ("nmbe", "cv_rmse"))
    return QualityLimits(nmbe, cv_rmse, facts.parameters["baseline_quality"].source.only("en"))


def _rule(facts: EstateFacts) -> AbnormalRule:
    return AbnormalRule(*(facts.value("abnormal_use", name) for name in ("slack", "alarm", "share")))


def _months(facts: EstateFacts) -> int:
    return int(facts.value("abnormal_use", "months"))


def _prices(facts: EstateFacts, series: Sequence[MeterSeries], judged: Period) -> dict[Meter, float]:
    """What the city paid for a unit in the months judged: its costs over what it used."""
    found = {}
    for meter, kind in COST_KINDS.items():
        paid = sum(
            float(row["amount"])
            for row in facts.rows("property_costs")
            if row["kind"] == kind and judged.first <= row["month"] < judged.end
        )
        used = used_in(judged, (one for one in series if one.meter is meter))
        if paid > 0 and used > 0:
            found[meter] = paid / used
    return found


def abnormal_views(facts: EstateFacts, consumption: Consumption) -> Iterator[AbnormalView]:
    """Each abnormal run of a meter whose baseline is good enough, the costliest first."""
    names = {row["building"]: row["name"] for row in facts.rows("buildings")}
    for meter in consumption.meters:
        for one in meter.abnormal if meter.reliable else ():
            yield _view(one, names.get(one.building, one.building))


def _month(month: Period) -> Part:
    """The month; in Finnish, which would inflect its name, by numbers."""
    first = month.first_day
    return lambda language: f"{first.month}/{first.year}" if language == "fi" else month.within(language)


def _view(one: Abnormal, name: str) -> AbnormalView:
    amount = Scale(one.meter.unit, 0).value(abs(one.excess))
    since = _month(one.since)
    if one.excess < 0:
        sentence = say(
            "Since {since}, {amount} less than usual: the building is used less, or the meter is faulty.",
            since=since,
            amount=amount,
        )
    elif one.cost is None:
        sentence = say("Since {since}, {amount} more than usual.", since=since, amount=amount)
    else:
        cost = Scale("EUR", 0).value(round(one.cost, 2))
        sentence = say(
            "Since {since}, {amount} more than usual, which has cost {cost}.",
            since=since, amount=amount, cost=cost,
        )  # fmt: skip
    return AbnormalView(
        object=f"building-{one.building}",
        name=same(name),
        meter=str(one.meter),
        since=str(one.since),
        until=str(one.until),
        ongoing=one.ongoing,
        amount=round(one.excess, 1),
        unit=one.meter.unit,
        cost=None if one.cost is None else round(one.cost, 2),
        sentence=sentence,
    )
