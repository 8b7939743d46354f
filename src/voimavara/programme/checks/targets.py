"""Targets that don't fit their indicator: dates of items, peers, price indexes, baselines."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.core.periods import days_of
from voimavara.core.units import NUMBER
from voimavara.programme.models.formula import DerivedFormula, GrowthFormula
from voimavara.programme.resolving import datasets_of, referred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voimavara.core.errors import Problem
    from voimavara.programme.draft import Draft
    from voimavara.programme.models.formula import Formula
    from voimavara.programme.models.indicator import Indicator
    from voimavara.programme.programme import Address

_YEAR = 12
_YEAR_WRITTEN = re.compile(r"\d{4}")
_AGAINST = {
    "higher": "the target asks for higher figures, but `better` says lower.",
    "lower": "the target asks for lower figures, but `better` says higher.",
}


def check_directions(draft: Draft) -> Iterator[Problem]:
    """A target asks for what the indicator says is better."""
    for name, indicator in draft.programme.indicators.items():
        target, history = indicator.target, indicator.target.from_history
        wants = {
            "at_least": "higher",
            "at_most": "lower",
            "rising": "higher",
            "falling": "lower",
            "not_above_peers": "lower",
            "within_months": "higher",
            "from_history": "higher" if history and history.at_least else "lower",
        }.get(target.kind, "neither")
        if {wants, indicator.better} == {"higher", "lower"}:
            message = _AGAINST[wants]
            yield draft.problem(("indicators", name, "target"), message, "change one of the two.")


def check_ranges(draft: Draft) -> Iterator[Problem]:
    """A range goes from the lower level to the higher."""
    for name, indicator in draft.programme.indicators.items():
        if indicator.target.within and indicator.target.within[0].unit.fits(indicator.target.within[1].unit):
            low, high = (each.value * each.unit.scale for each in indicator.target.within)
            if low > high:
                low_first = f"{indicator.target.within[1]}, {indicator.target.within[0]}"
                at = ("indicators", name, "target", "within")
                yield draft.problem(
                    at,
                    "the range ends below its beginning.",
                    Message.of("write [{low_first}].", low_first=low_first),
                )


def check_coverage_targets(draft: Draft) -> Iterator[Problem]:
    """`covered` judges reporting coverage and nothing else."""
    for name, indicator in draft.programme.indicators.items():
        formula = draft.formula(indicator)
        if indicator.target.covered and formula and not isinstance(formula, DerivedFormula):
            message = "`covered` judges how many figures came in time, and the formula gives something else."
            hint = "use at_least, or the formula reporting_coverage."
            yield draft.problem(("indicators", name, "target", "covered"), message, hint)


def check_cohorts(draft: Draft) -> Iterator[Problem]:
    """`within_months` counts from a date column of the items that the indicator is broken down by."""
    for name, indicator in draft.programme.indicators.items():
        cohort = indicator.target.within_months
        formula = draft.formula(indicator)
        if cohort is None or formula is None:
            continue
        dates = _item_dates(draft, indicator, formula)
        at = ("indicators", name, "target", "within_months", "from")
        items = [dimension for dimension, columns in dates.items() if cohort.from_ in columns]
        if not items:
            every = {each for columns in dates.values() for each in columns}
            message = Message.of(
                "there is no date '{from_}' among what the indicator is broken down by.", from_=cohort.from_
            )
            hint = did_you_mean(cohort.from_, every) or "break it down by an id whose register has the date."
            yield draft.problem(at, message, hint)
        elif indicator.apart != (items[0],):
            message = Message.of(
                "each '{items}' has its own deadline, so their figures are never added together.",
                items=items[0],
            )
            yield draft.problem(
                at, message, Message.of("write apart: [{items}], and leave it out of `by`.", items=items[0])
            )


def _item_dates(draft: Draft, indicator: Indicator, formula: Formula) -> dict[str, set[str]]:
    """The date columns of the registers of the indicator's items, by dimension."""
    contracts = draft.programme.contracts
    found: dict[str, set[str]] = {}
    for dataset in datasets_of(formula):
        columns = contracts[dataset].columns if dataset in contracts else {}
        for dimension in (*indicator.apart, *indicator.by):
            register = referred(draft.programme, columns[dimension]) if dimension in columns else None
            if register:
                there = contracts[register].columns.items()
                dates = {each for each, column in there if column.type == "date"}
                found.setdefault(dimension, set()).update(dates)
    return found


def check_peer_targets(draft: Draft) -> Iterator[Problem]:
    """Peers are compared by growth, of data that the other municipalities have too, over the same window."""
    for name, indicator in draft.programme.indicators.items():
        target, formula = indicator.target.not_above_peers, draft.formula(indicator)
        if target is None:
            continue
        at: Address = ("indicators", name, "target", "not_above_peers")
        yield from draft.unknown("peers", target.peers, *at, "peers")
        if formula is None:
            continue
        if not isinstance(formula, GrowthFormula):
            yield draft.problem(at, "peers are compared by growth, and the formula is none.", "use growth.")
            continue
        if formula.growth.over != target.window and formula.growth.over.months % _YEAR == 0:
            message = Message.of(
                "the window is {window}, but the figure is growth over {over}.",
                window=target.window,
                over=formula.growth.over,
            )
            yield draft.problem(
                (*at, "window"), message, Message.of("write window: {over}.", over=formula.growth.over)
            )
        contract = draft.programme.contracts.get(formula.growth.of.in_)
        if contract and "municipality" not in contract.columns:
            message = Message.of("'{in_}' knows no other municipalities.", in_=formula.growth.of.in_)
            yield draft.problem(at, message, "use a dataset with the column municipality.")


def check_trends(draft: Draft) -> Iterator[Problem]:
    """`real` names a price index, `each` something that the indicator is broken down by."""
    for name, indicator in draft.programme.indicators.items():
        for kind in ("falling", "rising"):
            trend = indicator.target.falling if kind == "falling" else indicator.target.rising
            if trend is None:
                continue
            at = ("indicators", name, "target", kind)
            if trend.real:
                yield from draft.unknown("parameters", trend.real, *at, "real")
                yield from _yearly(draft, (*at, "real"), trend.real)
            known = (*indicator.apart, *indicator.by)
            if trend.each and trend.each not in known:
                message = Message.of("the indicator is not broken down by '{each}'.", each=trend.each)
                hint = did_you_mean(trend.each, known) or Message.of(
                    "add it to `by`, as in by: [{each}].", each=trend.each
                )
                yield draft.problem((*at, "each"), message, hint)


def _yearly(draft: Draft, at: Address, name: str) -> Iterator[Problem]:
    """Prices are compared year by year, so an index has a value for whole years."""
    index = draft.programme.parameters.get(name)
    written = index.values if index else {}
    other = next((period for period in written if not _YEAR_WRITTEN.fullmatch(period)), None)
    if other:
        message = Message.of(
            "'{name}' is no index of years: it has a value for {other}.", name=name, other=other
        )
        yield draft.problem(at, message, "name a price index, or write its values by year.")


def check_histories(draft: Draft) -> Iterator[Problem]:
    """A level from earlier years is taken over whole years."""
    for name, indicator in draft.programme.indicators.items():
        history = indicator.target.from_history
        if history and (history.of.months % _YEAR or not history.of.months):
            at = ("indicators", name, "target", "from_history", "of")
            yield draft.problem(at, Message.of("{of} are no whole years.", of=history.of), "write 3 years.")


def check_baselines(draft: Draft) -> Iterator[Problem]:
    """A baseline goes with a deadline and begins before it; a level to reach by a deadline needs one."""
    for name, indicator in draft.programme.indicators.items():
        baseline, target = indicator.baseline, indicator.target
        if baseline is None:
            if target.by is not None and not draft.is_faulty("indicators", name, "baseline"):
                yield _no_baseline(draft, name, target.by)
            continue
        at = ("indicators", name, "baseline")
        if target.within_months is None and target.by is None:
            hint = "leave it out, or add `by:` with the deadline to the target."
            yield draft.problem(at, "a baseline is for a target with a deadline.", hint)
        elif target.within_months is None or baseline.at != target.within_months.from_:
            yield from _begins_before(draft, (*at, "at"), baseline.at, target.by)


def _no_baseline(draft: Draft, name: str, deadline: date) -> Problem:
    """Without where it started nobody can tell before the deadline whether the figure is on track."""
    decided = draft.programme.cover.decision.date.year if draft.has_cover else deadline.year
    start = min(decided, deadline.year) - 1
    message = Message.of(
        "the level is to be reached by {deadline}, and nothing says where the way to it starts.",
        deadline=str(deadline),
    )
    hint = Message.of(
        "add the line {line} beside `target`, with the year or month of the start.",
        line=f"`baseline: {{at: {start}}}`",
    )
    return draft.problem(("indicators", name, "target", "by"), message, hint)


def _begins_before(draft: Draft, at: Address, text: str, deadline: date | None) -> Iterator[Problem]:
    try:
        start = days_of(text)[1]
    except UserError:
        hint = "write a day 2019-12-31, a year 2019, or the target's own column after `from`."
        yield draft.problem(
            at, Message.of("got '{text}', expected when the baseline is from.", text=text), hint
        )
        return
    if deadline and start >= deadline:
        yield draft.problem(
            at,
            Message.of(
                "the baseline {text} is not before the deadline {deadline}.",
                text=text,
                deadline=str(deadline),
            ),
            "use an earlier one.",
        )


def check_price_units(draft: Draft) -> Iterator[Problem]:
    """Only money, or an index of it, is made real by prices."""
    for name, indicator in draft.programme.indicators.items():
        for kind, trend in (("falling", indicator.target.falling), ("rising", indicator.target.rising)):
            money = any(atom == "EUR" for atom, _ in indicator.unit.powers)
            if trend and trend.real and not money and not indicator.unit.fits(NUMBER):
                message = Message.of("prices don't change what is in {unit}.", unit=indicator.unit)
                at = ("indicators", name, "target", kind, "real")
                yield draft.problem(at, message, "leave `real` out.")
