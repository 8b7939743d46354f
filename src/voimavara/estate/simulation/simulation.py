"""A stock simulated under a policy: one deterministic run, or many with seeds that are kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.estate.simulation.arrays import class_totals
from voimavara.estate.simulation.chains import ChainAgeing
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.choice import Passes, engine_for, passes_of, ready_in
from voimavara.estate.simulation.curves import CurveAgeing
from voimavara.estate.simulation.odds import tables_of
from voimavara.estate.simulation.policies import (
    DoNothing,
    GoalKind,
    Policy,
    RenewAtEnd,
    StockState,
    Works,
    YearGoal,
)
from voimavara.estate.simulation.result import Simulation
from voimavara.estate.simulation.spending import check_works, spend_level, spend_whole
from voimavara.estate.simulation.stock import ChainStock, Stock

Floats = npt.NDArray[np.float64]

LONGEST = 1000


def simulate(
    stock: Stock | ChainStock,
    policy: Policy,
    first_year: int,
    years: int,
    runs: Runs | None = None,
    engine: str | None = None,
    taken: Floats | None = None,
    prices: Floats | None = None,
) -> Simulation:
    """Technical value, backlog and spending by run, year and class, in the prices of the stock.

    Year 0 (`first_year`) is the present, untouched; in each later year the stock first ages, then works are
    done. A stock along curves has one deterministic run unless `runs` are given; condition states need runs.
    `engine` is `arrays` or `compiled`, chosen by the size of the work when not given. `taken` are euros by
    run and year that others take from each year's budget first. `prices` is what works cost in each year (0
    is the present) against today: spending and budgets are today's money, value and backlog today's prices.
    """
    _check(stock, runs, years)
    loop = loop_of(stock, policy)
    count = runs.count if runs else 1
    engine = engine or engine_for(stock.names.size, years, count, loop, ready_in(loop))
    passes = passes_of(engine)
    classes = len(stock.classes.names)
    paths = np.zeros((3, count, years + 1, classes))
    prices = np.ones(years + 1) if prices is None else prices
    for run in range(count):
        ageing = _begin(stock, runs, run, years, passes)
        first = np.zeros(years + 1) if taken is None else taken[run]
        _follow(ageing, policy, stock.classes.of, paths[:, run], passes, first, prices)
    return Simulation(
        classes=stock.classes.names,
        first_year=first_year,
        replacement=class_totals(stock.classes.of, stock.replacement, classes),
        value=paths[0],
        backlog=paths[1],
        spent=paths[2],
        policy=policy,
        runs=runs,
        engine=engine,
        basis=stock.basis,
        left_out=stock.left_out if isinstance(stock, Stock) else (),
    )


def _check(stock: Stock | ChainStock, runs: Runs | None, years: int) -> None:
    """Raises UserError for a span that is too long, or chance that lacks what it draws from."""
    if not 1 <= years <= LONGEST:
        raise UserError(
            "Years to simulate: got {years}, expected from 1 to {most}.", years=years, most=LONGEST
        )
    if isinstance(stock, ChainStock) and runs is None:
        raise UserError(
            "Objects in condition states move by chance: give the number of runs and a seed, or use the"
            " expected shares by state (markov.forecast)."
        )
    if isinstance(stock, Stock) and runs is not None and runs.shape is None:
        raise UserError(
            "Runs along ageing curves draw lives: got no Weibull shape for them, expected one such as 4;"
            " give it with the runs."
        )


def loop_of(stock: Stock | ChainStock, policy: Policy) -> str:
    """The compiled loop that takes the most of the time."""
    if isinstance(stock, ChainStock):
        return "_walk" if isinstance(policy, DoNothing) else "_advance"
    if isinstance(policy, DoNothing | RenewAtEnd):
        return "_sum"
    return "_lift" if policy.works is Works.LEVEL else "_bins"


def _begin(
    stock: Stock | ChainStock, runs: Runs | None, run: int, years: int, passes: Passes
) -> CurveAgeing | ChainAgeing:
    if isinstance(stock, Stock):
        return CurveAgeing(stock, runs, run, passes)
    return ChainAgeing(stock, tables_of(stock, years), runs or Runs(1, 0), run, passes)


def _follow(
    ageing: CurveAgeing | ChainAgeing,
    policy: Policy,
    classes: npt.NDArray[np.int64],
    paths: Floats,
    passes: Passes,
    taken: Floats,
    prices: Floats,
) -> None:
    """Writes one run's technical value, backlog and spending of each year and class into `paths`."""
    if isinstance(ageing, ChainAgeing) and isinstance(policy, DoNothing):
        paths[0], paths[1] = ageing.untouched()
        return
    value, backlog = ageing.sums()
    paths[0, 0], paths[1, 0] = value, backlog
    start = float(value.sum()), float(backlog.sum())
    purse = 0.0
    for year in range(1, paths.shape[1]):
        ageing.a_year()
        value, backlog = ageing.sums()
        goal = policy.goal(year, StockState(*start, float(value.sum()), float(backlog.sum())))
        amount, price = goal.amount, float(prices[year])
        if goal.measure is GoalKind.MONEY:
            purse += amount - float(taken[year])
            amount = purse / price
        euros = _work(ageing, policy.works, YearGoal(goal.measure, amount), passes)
        if euros is not None:
            paths[2, year] = class_totals(classes, euros, value.size) * price
            value, backlog = ageing.sums()
            purse -= float(euros.sum()) * price
        paths[0, year], paths[1, year] = value, backlog


def _work(ageing: CurveAgeing | ChainAgeing, works: Works, goal: YearGoal, passes: Passes) -> Floats | None:
    """A year's works; euros by object, None when nothing had to be done."""
    check_works(works, goal.measure, isinstance(ageing, ChainAgeing))
    if goal.measure is GoalKind.NOTHING or (goal.measure is not GoalKind.ENDED and goal.amount <= 0):
        return None
    if works is Works.LEVEL and isinstance(ageing, CurveAgeing):
        return spend_level(ageing, goal.measure, goal.amount, passes)
    return spend_whole(ageing, goal.measure, goal.amount, passes)
