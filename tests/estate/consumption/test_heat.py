"""Heat normalised for weather: FORMULAS.md 3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.heat import Coefficients, HeatComparison, check_comparable, normalised
from voimavara.estate.consumption.hot_water import HeatUse, HotWaterRules, hot_water_heat

YEAR = Period.year(2020)
LITRES = {"office": 100, "health": 520, "daycare": 460, "swimming_hall": 1800, "school": 180}
RULES = HotWaterRules(58, 0.3, 0.4, LITRES, "Motiva")
amounts = st.floats(1, 1e6)


def degree_days(actual: float, normal: float, reference: str = "1991-2020") -> DegreeDays:
    """The year's degree days, as much in each month."""
    return DegreeDays(
        "Lahti",
        reference,
        {month.first: actual / 12 for month in YEAR.each_month()},
        dict.fromkeys(range(1, 13), normal / 12),
        "FMI",
    )


def test_the_published_case_with_assumed_hot_water() -> None:
    use = HeatUse("114", YEAR, 700_000, water=2_000, gross_area=5_000)
    found = normalised(use, degree_days(4000, 4200), RULES)
    assert found.hot_water == pytest.approx(34_800)
    assert found.heat == pytest.approx(733_260)
    assert round(found.per_m2 or 0, 2) == 146.65
    assert [one.what for one in found.assumed] == ["hot_water"]
    assert "30%" in found.assumed[0].source


def test_the_published_case_with_measured_hot_water() -> None:
    found = normalised(HeatUse("114", YEAR, 400_000, hot_water=120_000), degree_days(4357, 4392), RULES)
    assert round(found.heat / 1000) == 402
    assert found.assumed == ()
    assert found.per_m2 is None


def test_the_reference_period_belongs_to_the_figure() -> None:
    use = HeatUse("114", YEAR, 400, hot_water=0)
    old = normalised(use, degree_days(4000, 4400, "1981-2010"), RULES)
    new = normalised(use, degree_days(4000, 4200), RULES)
    assert (old.reference, new.reference) == ("1981-2010", "1991-2020")
    with pytest.raises(UserError, match="reference periods"):
        check_comparable([old, new])


def test_buildings_are_not_compared_by_figures_made_for_one_building() -> None:
    figures = [normalised(HeatUse(name, YEAR, 400, hot_water=0), degree_days(1, 1), RULES) for name in "ab"]
    with pytest.raises(UserError, match="between 2 buildings"):
        check_comparable(figures)


def test_dwellings_use_more_of_their_water_hot() -> None:
    kwh, _ = hot_water_heat(HeatUse("1", YEAR, 1e6, water=1_000, dwellings=True), RULES)
    assert kwh == pytest.approx(58 * 400)


def test_without_water_the_use_class_tells_and_a_month_has_its_twelfth() -> None:
    swimming = HeatUse("1", YEAR, 1e9, gross_area=1_000, use="swimming_hall")
    assert hot_water_heat(swimming, RULES)[0] == pytest.approx(58 * 1.8 * 1_000)
    month = HeatUse("1", Period.month(2020, 1), 1e9, gross_area=1_000, use="swimming_hall")
    assert hot_water_heat(month, RULES)[0] == pytest.approx(58 * 1.8 * 1_000 / 12)


def test_assumed_hot_water_never_exceeds_the_heat_used() -> None:
    found = normalised(HeatUse("1", YEAR, 1_000, water=1_000), degree_days(4000, 4200), RULES)
    assert found.heat == found.hot_water == 1_000
    assert "limited" in found.assumed[0].source


def test_a_summer_month_without_heating_need_stays_as_measured_and_says_so() -> None:
    found = normalised(HeatUse("1", YEAR, 1_000, hot_water=400), degree_days(0, 12), RULES)
    assert found.heat == 1_000
    assert found.assumed[0].what == "weather_ratio"


def test_k_of_the_comparison() -> None:
    use, days = HeatUse("1", YEAR, 1_000, hot_water=200), degree_days(100, 100)
    k = Coefficients(0.99, 1.05, "1991-2020")
    assert normalised(use, days, RULES, HeatComparison.LOCALITY, k).heat == pytest.approx(992)
    assert normalised(use, days, RULES, HeatComparison.COUNTRY, k).heat == pytest.approx(1_040)
    with pytest.raises(UserError, match="same reference period"):
        normalised(use, days, RULES, HeatComparison.COUNTRY, Coefficients(0.99, 1.05, "1981-2010"))
    with pytest.raises(UserError, match="k1 and k2 are missing"):
        normalised(use, days, RULES, HeatComparison.COUNTRY)


def test_missing_degree_days_are_named() -> None:
    days = degree_days(4000, 4200)
    without = {month: value for month, value in days.actual.items() if month != Period.month(2020, 3).first}
    short = DegreeDays("Lahti", "1991-2020", without, days.normal, "FMI")
    with pytest.raises(
        UserError, match=r"Degree days of Lahti: 2020-03 missing, expected every month of 2020"
    ):
        normalised(HeatUse("1", YEAR, 1, hot_water=0), short, RULES)
    unnormal = DegreeDays("Lahti", "1991-2020", days.actual, {1: 700.0}, "FMI")
    with pytest.raises(UserError, match="Normal degree days of Lahti, 1991-2020: months 2, 3"):
        normalised(HeatUse("1", YEAR, 1, hot_water=0), unnormal, RULES)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"gross_area": 0}, "gross_area: got 0, expected more than 0"),
        ({"heat": -1}, "heat: got \u22121, expected 0 or more"),
        ({"hot_water": 200}, "hot water: got 200 kWh, expected at most the heat 100 kWh"),
        ({"water": float("nan")}, "water: got nan"),
    ],
)
def test_faulty_use_is_refused_with_the_building(written: dict[str, float], message: str) -> None:
    with pytest.raises(UserError, match=f"114, 2020, {message}|114, {message}"):
        HeatUse("114", YEAR, **{"heat": 100.0, **written})  # type: ignore[arg-type]  # numbers by name


def test_nothing_to_tell_hot_water_by_is_refused() -> None:
    with pytest.raises(UserError, match="did you mean 'school'"):
        hot_water_heat(HeatUse("1", YEAR, 1, gross_area=1, use="schol"), RULES)
    with pytest.raises(UserError, match="neither hot water, water nor gross area"):
        hot_water_heat(HeatUse("1", YEAR, 1, use="school"), RULES)
    with pytest.raises(UserError, match="hot_water_share, other: got 30, expected a share"):
        HotWaterRules(58, 30, 40, {}, "Motiva")
    with pytest.raises(UserError, match="expected 0 or more"):
        degree_days(-12, 12)


@given(amounts, st.floats(0, 1))
def test_normal_weather_changes_nothing(heat: float, share: float) -> None:
    found = normalised(HeatUse("1", YEAR, heat, hot_water=heat * share), degree_days(4200, 4200), RULES)
    assert found.heat == pytest.approx(heat)


@given(amounts, amounts, st.floats(0.1, 1000), st.floats(0.5, 2))
def test_units_scale(heat: float, water: float, scale: float, ratio: float) -> None:
    days = degree_days(1000, 1000 * ratio)
    one = normalised(HeatUse("1", YEAR, heat, water=water, gross_area=10), days, RULES)
    many = normalised(
        HeatUse("1", YEAR, heat * scale, water=water * scale, gross_area=10 * scale), days, RULES
    )
    assert many.heat == pytest.approx(one.heat * scale)
    assert many.per_m2 == pytest.approx(one.per_m2)


@given(amounts, st.floats(0, 1), st.floats(1, 9000), st.floats(1, 9000))
def test_a_colder_year_never_gives_more_normalised_heat(
    heat: float, share: float, s: float, t: float
) -> None:
    use = HeatUse("1", YEAR, heat, hot_water=heat * share)
    mild, cold = (normalised(use, degree_days(days, 4200), RULES).heat for days in sorted((s, t)))
    assert cold <= mild + 1e-6
