"""Periods that the data can't have: months from yearly data, waves without a survey, growth over months."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.programme.checks.measures import Measured, measures
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import datasets_of
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import GrowthFormula, ShareFormula

_MONTHLY = ("12 months", "month_end")
_YEARLY = ("year", "year_end", "wave")
_YEAR = 12


def check_periods_of_data(draft: Draft) -> Iterator[Problem]:
    """A measure's period is one for which its datasets have rows."""
    for measure in measures(draft):
        at = (*measure.address, "period")
        if measure.formula is None:
            continue
        if measure.is_derived != (measure.period == "round"):
            hint = "use period: round." if measure.is_derived else "use period: 12 months or year."
            message = "only what is computed from the run itself has the period 'round', and it has no other."
            yield draft.problem(at, message, hint)
            continue
        faults = (
            fault
            for name in datasets_of(measure.formula)
            if (contract := draft.programme.contracts.get(name))
            for fault in _period_fits(draft, measure, name, contract)
        )
        yield from islice(faults, 1)


def _period_fits(draft: Draft, measure: Measured, name: str, contract: Contract) -> Iterator[Problem]:
    at = (*measure.address, "period")
    if measure.period in _MONTHLY and _says_years(contract):
        hint = "use period: year, or year_end for what is there at the end of the year."
        yield draft.problem(
            at,
            Message.of(
                "'{name}' has one row a year and no months for '{period}'.", name=name, period=measure.period
            ),
            hint,
        )
    if measure.period == "wave" and not is_survey(contract):
        hint = "use period: 12 months or year."
        yield draft.problem(
            at,
            Message.of("'{name}' has no waves: its rows don't speak of the month of a survey.", name=name),
            hint,
        )


def _says_years(contract: Contract) -> bool:
    return isinstance(contract.period, str) and contract.type_of(contract.period) == "year"


def is_survey(contract: Contract) -> bool:
    """Whether the rows come in waves: events that speak of a month."""
    period = contract.period
    return contract.expects == "events" and isinstance(period, str) and contract.type_of(period) == "month"


def check_publication(draft: Draft) -> Iterator[Problem]:
    """A wave says in which month it is; what is not yearly is not published once a year."""
    for name, indicator in draft.programme.indicators.items():
        at = ("indicators", name)
        if indicator.period == "wave" and indicator.published is None:
            hint = "add `published: {month: 9, year: same}` with the month of the survey."
            yield draft.problem((*at, "period"), "a wave doesn't say in which month it is.", hint)
        if indicator.published and indicator.period not in _YEARLY and indicator.every != "year":
            message = Message.of(
                "`published` is for yearly data, and the period is '{period}'.", period=indicator.period
            )
            yield draft.problem((*at, "published"), message, "leave it out, or add `every: year`.")


def check_growth_windows(draft: Draft) -> Iterator[Problem]:
    """Growth is taken over whole years of yearly figures."""
    for measure in measures(draft):
        if not isinstance(measure.formula, GrowthFormula):
            continue
        over = measure.formula.growth.over
        if over.months % _YEAR or not over.months:
            at = (*measure.formula_address, "growth", "over")
            yield draft.problem(
                at,
                Message.of("growth over {over} is not over whole years.", over=over),
                "write 1 year or more.",
            )
        if measure.period != "year":
            at = (*measure.address, "period")
            message = Message.of(
                "growth compares whole years, and the period is '{period}'.", period=measure.period
            )
            yield draft.problem(at, message, "use period: year.")


def check_samples(draft: Draft) -> Iterator[Problem]:
    """Those invited to a survey are counted only where the answers are a sample."""
    for measure in measures(draft):
        formula = measure.formula
        if isinstance(formula, ShareFormula) and formula.share.invited and not formula.share.sample:
            at = (*measure.formula_address, "share", "invited")
            message = "`invited` is for a sample, and the rows are not marked as one."
            yield draft.problem(at, message, "add `sample: true`, or leave it out.")
