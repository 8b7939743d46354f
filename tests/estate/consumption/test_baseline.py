"""Baselines, and the abnormal use they find."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.consumption.abnormal import Abnormal, AbnormalRule, Direction, find_abnormal
from voimavara.estate.consumption.baseline import fit_baseline
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.estate.consumption.quality import QualityLimits, quality
from voimavara.estate.consumption.shifts import shifts
from voimavara.estate.consumption.watch import Watch, watched

from .readings import ALL, JUDGED, LEARNT, changed, readings, weather

ASHRAE = QualityLimits(0.05, 0.15, "ASHRAE Guideline 14-2014")


def found_in(series: MeterSeries, price: float | None = 0.1, learnt: Period = LEARNT) -> tuple[Abnormal, ...]:
    days = weather() if series.meter is Meter.HEAT else None
    return find_abnormal(series, fit_baseline(series, learnt, days), JUDGED, days, price)


@pytest.mark.parametrize("meter", list(Meter))
def test_the_baseline_meets_the_guideline_in_years_it_has_not_seen(meter: Meter) -> None:
    series, days = readings(meter), weather()
    baseline = fit_baseline(series, LEARNT, days if meter is Meter.HEAT else None)
    assert baseline.quality.meets(ASHRAE)
    unseen = quality(series.within(JUDGED), baseline.expected(JUDGED, days), 1)
    assert unseen.meets(ASHRAE)
    assert unseen.cv_rmse < 0.08


@pytest.mark.parametrize("meter", list(Meter))
def test_a_fault_is_found_with_its_month_and_its_price(meter: Meter) -> None:
    series = readings(meter)
    fault = changed(series, "2019-05", 0.3)
    (one,) = found_in(fault)
    assert abs(one.since.first - Period.parse("2019-05").first) <= 1
    assert (one.direction, one.ongoing, str(one.until)) == (Direction.HIGH, True, "2020-12")
    true = 20 * 0.3 * series.amounts.mean()
    assert one.low < true < one.high
    assert one.cost == pytest.approx(0.1 * true, rel=0.15)
    assert one.cost == pytest.approx(0.1 * one.excess)


@pytest.mark.parametrize("meter", list(Meter))
def test_a_building_without_faults_raises_few_alarms(meter: Meter) -> None:
    alarmed = 0
    for seed in range(40):
        days = weather(seed) if meter is Meter.HEAT else None
        series = readings(meter, seed)
        alarmed += bool(find_abnormal(series, fit_baseline(series, LEARNT, days), JUDGED, days))
    assert alarmed <= 0.1 * 40


def test_every_fault_of_a_fifth_of_the_use_is_found_near_its_month() -> None:
    months = []
    for seed in range(30):
        series = changed(readings(Meter.WATER, seed), "2019-05", 0.2)
        runs = find_abnormal(series, fit_baseline(series, LEARNT), JUDGED)
        months.append(min(abs(one.since.first - Period.parse("2019-05").first) for one in runs))
    assert len(months) == 30
    assert sum(month <= 1 for month in months) >= 26


def test_a_leak_that_was_mended_is_over() -> None:
    (one,) = found_in(changed(readings(Meter.WATER), "2019-09", 0.8, "2019-12"))
    assert (str(one.since), one.ongoing) == ("2019-09", False)
    assert str(one.until) in {"2019-12", "2020-01"}


def test_a_stopped_meter_is_low_and_saves_nothing() -> None:
    series = readings(Meter.ELECTRICITY)
    (one,) = found_in(changed(series, "2020-03", -9))
    assert (one.direction, str(one.since), one.cost) == (Direction.LOW, "2020-03", None)
    assert one.excess < 0


def test_a_leak_in_the_years_learnt_from_does_not_become_normal() -> None:
    series = readings(Meter.WATER)
    leak = changed(series, "2017-10", 2, "2017-12")
    baseline = fit_baseline(leak, LEARNT)
    assert {str(month) for month in baseline.set_aside} == {"2017-10", "2017-11", "2017-12"}
    clean = fit_baseline(series, LEARNT)
    assert baseline.expected(JUDGED).sum() == pytest.approx(clean.expected(JUDGED).sum(), rel=0.03)


def test_a_missing_month_is_not_counted_as_zero() -> None:
    leak = changed(readings(Meter.WATER), "2019-05", 0.5)
    gaps = leak.amounts.copy()
    gaps[[3, 17, 44]] = np.nan
    (one,) = found_in(MeterSeries("114", Meter.WATER, leak.first, gaps))
    assert one.direction is Direction.HIGH
    assert [str(month) for month in one.unknown] == ["2019-09"]
    (whole,) = found_in(leak)
    assert one.observed < whole.observed
    assert one.excess / (20 - 1) == pytest.approx(whole.excess / 20, rel=0.1)


def test_a_warm_winter_is_no_saving_and_a_cold_one_no_waste() -> None:
    days = weather()
    cold = {month: value * (1.4 if month >= JUDGED.first else 1) for month, value in days.actual.items()}
    colder = type(days)("Lahti", days.reference, cold, days.normal, "FMI")
    series = readings(Meter.HEAT)
    need = colder.each_actual(ALL.first, ALL.months)
    length = np.array([month.last_day.day for month in ALL.each_month()], float)
    use = (100 + 60 * np.maximum(0, need / length - 1)) * length
    cold_use = MeterSeries(
        "114", Meter.HEAT, series.first, use * (series.amounts / series.amounts.mean()) ** 0
    )
    baseline = fit_baseline(cold_use, LEARNT, colder)
    assert baseline.expected(JUDGED, colder) == pytest.approx(cold_use.within(JUDGED), rel=0.02, abs=200)


def test_deviations_too_small_to_tell_are_not_told() -> None:
    series = changed(readings(Meter.ELECTRICITY, noise=0.005), "2019-05", 0.03)
    baseline = fit_baseline(series, LEARNT)
    assert find_abnormal(series, baseline, JUDGED) == ()
    assert find_abnormal(series, baseline, JUDGED, rule=AbnormalRule(share=0.01))


def test_without_a_price_there_is_no_cost() -> None:
    (one,) = found_in(changed(readings(Meter.WATER), "2019-05", 0.5), None)
    assert one.cost is None


def test_prices_may_differ_by_month() -> None:
    series = changed(readings(Meter.WATER), "2019-05", 0.5)
    prices = np.where(np.arange(24) < 12, 1.0, 3.0)
    (one,) = find_abnormal(series, fit_baseline(series, LEARNT), JUDGED, price=prices)
    assert one.excess < (one.cost or 0) < 3 * one.excess


def test_a_portfolio_tells_the_costliest_first_and_who_could_not_be_judged() -> None:
    worst = changed(readings(Meter.HEAT), "2019-05", 0.5)
    mild = changed(readings(Meter.WATER), "2019-05", 0.5)
    young = MeterSeries("200", Meter.WATER, JUDGED.first - 6, np.full(30, 5.0))
    watch = Watch(LEARNT, JUDGED, ASHRAE, {Meter.HEAT: 0.09, Meter.WATER: 5.0}, AbnormalRule())
    found = watched([young, mild, worst], watch, weather())
    assert [one.meter for one in found] == [Meter.HEAT, Meter.WATER, Meter.WATER]
    assert [one.reliable for one in found] == [True, True, False]
    assert found[2].quality is None
    assert "got 6 months with a reading in 2016–2018, expected at least 24" in str(found[2].why_not)


def test_heat_without_degree_days_is_refused() -> None:
    series = readings(Meter.HEAT)
    with pytest.raises(UserError, match=r"114, heat: degree days are missing, expected those of 2016–2018"):
        fit_baseline(series, LEARNT)
    baseline = fit_baseline(series, LEARNT, weather())
    with pytest.raises(UserError, match="114, heat: degree days are missing"):
        baseline.expected(JUDGED)
    with pytest.raises(UserError, match="2021-01, 2021-02"):
        baseline.expected(Period.year(2021), weather())


def test_other_faults_are_refused() -> None:
    series = readings(Meter.WATER)
    with pytest.raises(UserError, match="got 12 months with a reading in 2016"):
        fit_baseline(series, Period.year(2016))
    with pytest.raises(UserError, match="some use"):
        fit_baseline(MeterSeries("1", Meter.WATER, ALL.first, np.zeros(60)), LEARNT)
    with pytest.raises(ValueError, match="114, heat: got the baseline of 114, water"):
        find_abnormal(readings(Meter.HEAT), fit_baseline(series, LEARNT), JUDGED)
    with pytest.raises(UserError, match="correct the parameters"):
        AbnormalRule(alarm=0)
    with pytest.raises(UserError, match="more months than parameters"):
        quality(np.ones(3), np.ones(3), 3)
    with pytest.raises(UserError, match="nothing was used"):
        quality(np.zeros(3), np.ones(3), 1)


def test_constant_use_has_a_baseline_without_scatter() -> None:
    series = MeterSeries(
        "1", Meter.WATER, LEARNT.first, np.array([m.last_day.day * 2.0 for m in ALL.each_month()])
    )
    baseline = fit_baseline(series, LEARNT)
    assert baseline.expected(JUDGED) == pytest.approx(series.within(JUDGED))
    assert find_abnormal(series, baseline, JUDGED) == ()


@settings(max_examples=15, deadline=None)
@given(st.floats(0.001, 1000), st.integers(0, 20))
def test_units_scale(scale: float, seed: int) -> None:
    series = changed(readings(Meter.WATER, seed), "2019-05", 0.5)
    scaled = MeterSeries("114", Meter.WATER, series.first, series.amounts * scale)
    one, other = fit_baseline(series, LEARNT), fit_baseline(scaled, LEARNT)
    assert other.expected(JUDGED) == pytest.approx(one.expected(JUDGED) * scale)
    assert other.quality.cv_rmse == pytest.approx(one.quality.cv_rmse)
    runs, same = found_in(series), found_in(scaled)
    assert [(run.since, run.until) for run in runs] == [(run.since, run.until) for run in same]


@given(st.lists(st.floats(-3, 3) | st.just(float("nan")), max_size=40))
def test_runs_are_apart_and_above_zero(scores: list[float]) -> None:
    values = np.array(scores, float)
    runs = shifts(values, np.ones(values.size), 0.5, 4)
    assert all(first <= last for first, last in runs)
    assert all(before[1] < after[0] for before, after in pairwise(runs))
    assert all(np.nanmean(values[first : last + 1]) > 0 for first, last in runs)
