"""The future under a policy: what must hold whatever the stock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.ageing.markov import chain_of, forecast
from voimavara.estate.condition.parts import age_of, value_share
from voimavara.estate.simulation import arrays, compiled
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import (
    Budget,
    ClearBacklog,
    DoNothing,
    KeepCondition,
    Policy,
    RenewAtEnd,
    Works,
)
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.stock import ChainStock, Stock

BREDA = chain_of(
    [0.955, 0.972, 0.979, 0.988, 1], ("1", "2", "3", "4", "5"), (1.0, 0.8, 0.6, 0.4, 0.2), "sewers of Breda"
)
POLICIES: tuple[Policy, ...] = (
    DoNothing(),
    KeepCondition(),
    KeepCondition(Works.WHOLE),
    Budget(40_000.0),
    Budget((90_000.0, 10_000.0), Works.WHOLE),
    ClearBacklog(10),
    ClearBacklog(10, Works.WHOLE),
    RenewAtEnd(),
)
objects = st.tuples(
    st.floats(1_000, 1e6),
    st.floats(0, 90),
    st.sampled_from([15.0, 40.0, 80.0]),
    st.floats(0.05, 1),
    st.sampled_from([0.5, 0.75, 0.9]),
    st.sampled_from("abc"),
)
portfolios = st.lists(objects, min_size=1, max_size=12)
luck = st.sampled_from([None, Runs(2, 7, 4.0)])


def stock(rows: list[tuple[float, float, float, float, float, str]], scale: float = 1.0) -> Stock:
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    names = np.array([f"{number}-{row[0]:.0f}" for number, row in enumerate(rows)])
    return Stock(names, columns[5], columns[0] * scale, *columns[1:5])


def town(size: int, seed: int = 1) -> Stock:
    chance = np.random.default_rng(seed)
    return Stock(
        names=np.array([f"b{number}" for number in range(size)]),
        labels=chance.choice(["school", "office"], size),
        replacement=chance.uniform(1e5, 1e6, size).round(),
        age=chance.uniform(0, 60, size),
        life=chance.choice([30.0, 40.0, 60.0], size),
        wearing=chance.uniform(0.6, 1.0, size),
        threshold=np.full(size, 0.75),
    )


def sewers(size: int, labels: tuple[str, ...] = ("clay", "iron")) -> ChainStock:
    other = chain_of([0.9, 0.95, 1], ("1", "2", "3"), (1.0, 0.5, 0.1), "test")
    return ChainStock(
        names=np.array([f"s{number}" for number in range(size)]),
        labels=np.resize(np.array(labels), size),
        replacement=np.full(size, 1000.0),
        state=np.zeros(size, np.int8),
        chains={"clay": BREDA, "iron": other},
        threshold={"clay": 0.6, "iron": 0.6},
    )


@given(portfolios, luck)
@settings(deadline=None, max_examples=40)
def test_without_repair_the_backlog_never_falls(rows: list[tuple], runs: Runs | None) -> None:
    found = simulate(stock(rows), DoNothing(), 2026, 40, runs)
    assert (np.diff(found.backlog, axis=1) >= -1e-6).all()
    assert not found.spent.any()


@given(portfolios, st.floats(0, 1e5), st.floats(0, 1e5), luck)
@settings(deadline=None, max_examples=60)
def test_more_budget_is_never_worse_when_money_lifts_the_worst_to_a_common_level(
    rows: list[tuple], one: float, other: float, runs: Runs | None
) -> None:
    less, more = (simulate(stock(rows), Budget(money), 2026, 30, runs) for money in sorted((one, other)))
    close = 1e-7 * less.replacement.sum()
    assert (more.total("backlog") <= less.total("backlog") + close).all()
    assert (more.value >= less.value - close).all()


@given(portfolios, st.floats(0, 2e5), st.sampled_from(list(Works)), luck)
@settings(deadline=None, max_examples=60)
def test_a_budget_is_never_exceeded(rows: list[tuple], money: float, works: Works, runs: Runs | None) -> None:
    found = simulate(stock(rows), Budget(money, works), 2026, 30, runs)
    given_by_then = money * np.arange(31)
    assert (np.cumsum(found.total("spent"), axis=1) <= given_by_then * (1 + 1e-12) + 1e-6).all()


@given(portfolios, st.floats(0, 1e5))
@settings(deadline=None, max_examples=40)
def test_a_euro_spent_is_a_euro_of_value(rows: list[tuple], money: float) -> None:
    idle, works = (simulate(stock(rows), policy, 2026, 1) for policy in (DoNothing(), Budget(money)))
    gained = works.value[0, 1].sum() - idle.value[0, 1].sum()
    assert gained == pytest.approx(works.spent[0, 1].sum(), abs=1e-6 * works.replacement.sum())


@given(portfolios, st.sampled_from([DoNothing(), RenewAtEnd()]), luck)
@settings(deadline=None, max_examples=40)
def test_a_portfolio_is_the_sum_of_its_parts(rows: list[tuple], policy: Policy, runs: Runs | None) -> None:
    whole = stock(rows)
    total = simulate(whole, policy, 2026, 30, runs)
    for number, label in enumerate(total.classes):
        own = whole.labels == label
        columns = ("names", "labels", "replacement", "age", "life", "wearing", "threshold")
        part = simulate(Stock(*(getattr(whole, name)[own] for name in columns)), policy, 2026, 30, runs)
        for what in ("value", "backlog", "spent"):
            assert getattr(part, what)[:, :, 0] == pytest.approx(getattr(total, what)[:, :, number])


@given(portfolios, st.sampled_from([0.001, 1000.0]))
@settings(deadline=None, max_examples=30)
def test_units_scale(rows: list[tuple], scale: float) -> None:
    euros = simulate(stock(rows), Budget(20_000.0), 2026, 20)
    other = simulate(stock(rows, scale), Budget(20_000.0 * scale), 2026, 20)
    assert other.backlog / scale == pytest.approx(euros.backlog, abs=1e-7 * euros.replacement.sum())


@given(
    st.lists(st.tuples(st.sampled_from([-0.7, -0.2, -0.1999, 0.0, 0.3]), st.integers(0, 50)), max_size=40),
    st.integers(0, 600),
    st.booleans(),
)
@settings(deadline=None)
def test_the_worst_come_first_and_stop_where_the_need_is_met(
    found: list[tuple[float, int]], need: int, at_least: bool
) -> None:
    order = sorted((relative, row) for row, (relative, gain) in enumerate(found) if gain > 0)
    wanted, total = set(), 0
    for _, row in order:
        if total >= need if at_least else total + found[row][1] > need:
            break
        wanted.add(row)
        total += found[row][1]
    relative = np.array([one for one, _ in found])
    gain = np.array([float(one) for _, one in found])
    for passes in (arrays, compiled):
        assert set(passes.worst_first(relative, gain, float(need), at_least).tolist()) == wanted


def test_keeping_the_condition_keeps_it() -> None:
    found = simulate(town(60), KeepCondition(), 2026, 60)
    assert found.condition[0] == pytest.approx(np.full(61, found.condition[0, 0]))
    whole = simulate(town(60), KeepCondition(Works.WHOLE), 2026, 60)
    assert (whole.condition[0] >= whole.condition[0, 0] - 1e-12).all()


@pytest.mark.parametrize("works", list(Works))
def test_the_backlog_is_cleared_evenly_in_the_years_given_and_stays_so(works: Works) -> None:
    found = simulate(town(60), ClearBacklog(10, works), 2026, 40).total("backlog")[0]
    allowed = found[0] * np.maximum(0, 1 - np.arange(41) / 10)
    assert (found <= allowed + 0.01).all()  # a cent
    if works is Works.LEVEL:
        assert found == pytest.approx(allowed, abs=0.01)


def test_a_stock_that_is_renewed_at_its_end_costs_its_wear_over_its_life() -> None:
    aged = replace(town(40), age=np.zeros(40))
    found = simulate(aged, RenewAtEnd(), 2026, 960)
    expected = (aged.wearing * aged.replacement / aged.life).sum()
    assert found.total("spent").sum() / 960 == pytest.approx(expected, rel=0.01)
    assert found.total("spent")[0, 1:30].sum() == 0


def test_the_first_year_is_the_present_and_the_curve_is_followed() -> None:
    one = stock([(1000.0, 10.0, 40.0, 0.8, 0.75, "a")])
    found = simulate(one, DoNothing(), 2026, 40)
    ages = np.arange(10.0, 51.0)
    assert found.value[0, :, 0] == pytest.approx(1000 * value_share(ages, np.array(40.0), np.array(0.8)))
    assert (found.years[0], found.years[-1]) == (2026, 2066)


def test_the_present_condition_is_the_same_in_every_run() -> None:
    found = simulate(town(30), DoNothing(), 2026, 5, Runs(20, 3, 4.0))
    assert np.ptp(found.value[:, 0], axis=0) == pytest.approx([0, 0], abs=1e-6)
    assert np.ptp(found.value[:, 5], axis=0).min() > 0


@pytest.mark.parametrize("which", [town(30), sewers(30)], ids=["curves", "states"])
def test_seeds_repeat_and_are_kept(which: Stock | ChainStock) -> None:
    policy = Budget(500.0 if which.names[0] == "s0" else 100_000.0, Works.WHOLE)
    one, same, other = (simulate(which, policy, 2026, 40, Runs(5, seed, 4.0)) for seed in (1, 1, 2))
    assert (one.value == same.value).all()
    assert (one.value != other.value).any()
    assert one.runs == Runs(5, 1, 4.0)
    assert (one.value[0] != one.value[1]).any()


def test_runs_do_not_depend_on_how_many_there_are_or_on_the_order_of_the_register() -> None:
    whole = sewers(50)
    order = np.random.default_rng(1).permutation(50)
    shuffled = replace(whole, names=whole.names[order], labels=whole.labels[order])
    one, two = (simulate(found, DoNothing(), 2026, 60, Runs(3, 5, 4.0)) for found in (whole, shuffled))
    assert one.value == pytest.approx(two.value)
    assert simulate(whole, DoNothing(), 2026, 60, Runs(2, 5, 4.0)).value == pytest.approx(one.value[:2])


def test_many_sewers_age_as_the_chain_says() -> None:
    found = simulate(sewers(40_000, ("clay",)), DoNothing(), 2026, 100, Runs(1, 11, 4.0))
    expected = forecast(np.array([1.0, 0, 0, 0, 0]), BREDA, 100) @ BREDA.shares
    assert found.condition[0] == pytest.approx(expected, abs=0.005)


def test_sewers_without_works_and_with_no_money_are_the_same() -> None:
    idle, poor = (
        simulate(sewers(300), policy, 2026, 80, Runs(2, 5, 4.0))
        for policy in (DoNothing(), Budget(0.0, Works.WHOLE))
    )
    assert idle.value == pytest.approx(poor.value)
    assert (np.diff(idle.backlog, axis=1) >= -1e-6).all()


def test_worst_sewers_are_renewed_first_and_money_is_kept_until_it_reaches() -> None:
    found = simulate(sewers(300), Budget(500.0, Works.WHOLE), 2026, 80, Runs(1, 5, 4.0))
    spent = np.cumsum(found.total("spent")[0])
    assert (spent <= 500.0 * np.arange(81) + 1e-6).all()
    assert (
        found.total("backlog")[0, -1]
        < simulate(sewers(300), DoNothing(), 2026, 80, Runs(1, 5, 4.0)).total("backlog")[0, -1]
    )


@pytest.mark.parametrize("engine", ["arrays", "compiled"])
@pytest.mark.parametrize("works", [Works.WHOLE, Works.LEVEL])
def test_what_was_seen_below_its_curve_counts_so_until_it_is_repaired(works: Works, engine: str) -> None:
    one = np.array(["hall"])
    condition, wearing, life = np.array([0.1]), np.array([0.9]), np.array([40.0])
    seen = Stock(
        one, one, np.array([1000.0]), age_of(condition, life, wearing), life, wearing, np.array([0.75]),
        wearing_anew=np.array([0.8]),
    )  # fmt: skip
    left = simulate(seen, DoNothing(), 2026, 20, engine=engine)
    assert left.total("backlog")[0] == pytest.approx(np.full(21, 650.0))
    done = simulate(seen, Budget((900.0, *[0.0] * 59), works), 2026, 60, engine=engine)
    assert done.value[0, 1, 0] == pytest.approx(1000.0 if works is Works.WHOLE else 750.0)
    assert done.value[0, 60, 0] == pytest.approx(200.0)


def test_bands_of_runs_are_in_order() -> None:
    found = simulate(town(20), DoNothing(), 2026, 10, Runs(40, 3, 4.0))
    low, middle, high = found.bands("backlog")
    assert (low <= middle).all()
    assert (middle <= high).all()


def test_results_are_arrow_batches_one_a_run() -> None:
    found = simulate(town(20), DoNothing(), 2026, 10, Runs(3, 3, 4.0))
    table = found.to_arrow()
    assert table.num_rows == 3 * 11 * 2
    assert len(list(found.batches())) == 3
    last = table.slice(table.num_rows - 1).to_pylist()[0]
    assert (last["run"], last["year"], last["class"]) == (2, 2036, "school")
    assert last["value"] == found.value[2, 10, 1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: simulate(town(2), Budget(-1.0), 2026, 5), "Budget: got \u22121 euros"),
        (lambda: simulate(town(2), ClearBacklog(0), 2026, 5), "got 0, expected 1 or more"),
        (lambda: simulate(town(2), DoNothing(), 2026, 1001), "got 1001, expected from 1 to 1000"),
        (lambda: simulate(sewers(2), DoNothing(), 2026, 5), "give the number of runs and a seed"),
        (lambda: simulate(town(2), DoNothing(), 2026, 5, Runs(1, 1)), "got no Weibull shape"),
        (lambda: simulate(sewers(2), Budget(1.0), 2026, 5, Runs(1, 1, 4.0)), "are renewed whole"),
        (lambda: simulate(town(2), RenewAtEnd(Works.LEVEL), 2026, 5), "renewed whole"),
        (
            lambda: replace(town(2), age=np.array([-5.0, 1.0])),
            "b0, age: got \u22125 years, expected 0 years or more",
        ),
        (lambda: replace(town(2), life=np.array([0.0, 1.0])), r"b0, life \(years\): got 0"),
        (
            lambda: replace(town(2), age=np.array([np.nan, 1.0])),
            r"b0, age \(years\): there is no value, expected a number",
        ),
        (lambda: replace(sewers(2), state=np.array([9, 0], np.int8)), "s0, state: got 9, expected 0 to 4"),
        (lambda: replace(sewers(2), chains={"clay": BREDA}), "Class 'iron'"),
    ],
)
def test_what_can_not_be_simulated_is_refused(call, words: str) -> None:
    with pytest.raises(UserError, match=words):
        call()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"{type(policy).__name__}-{policy.works}")
@pytest.mark.parametrize("runs", [None, Runs(2, 7, 4.0)], ids=["deterministic", "chance"])
def test_compiled_and_plain_passes_give_the_same(policy: Policy, runs: Runs | None) -> None:
    plain, compiled = (
        simulate(town(200), policy, 2026, 40, runs, engine) for engine in ("arrays", "compiled")
    )
    for what in ("value", "backlog", "spent"):
        assert getattr(compiled, what) == pytest.approx(getattr(plain, what), abs=0.01)


@pytest.mark.parametrize(
    "policy",
    [policy for policy in POLICIES if policy.works is Works.WHOLE],
    ids=lambda one: type(one).__name__,
)
def test_compiled_and_plain_passes_give_the_same_for_states(policy: Policy) -> None:
    plain, compiled = (
        simulate(sewers(500), policy, 2026, 60, Runs(2, 7, 4.0), engine) for engine in ("arrays", "compiled")
    )
    for what in ("value", "backlog", "spent"):
        assert getattr(compiled, what) == pytest.approx(getattr(plain, what), abs=0.01)
