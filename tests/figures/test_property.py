"""Compiled = plain Python: random formulas, loads, periods and dimensions."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.figure import Figure
from voimavara.programme.models.contract import Contract

from .town import Town, asked, cell

FIRST, LAST = Period.parse("2018-01"), Period.parse("2020-12")
HOUSES, KINDS, SECTORS = ("A", "B", "C"), ("heat", "water", "rent"), ("edu", "adm")


def contract(period: Any, expects: str, **columns: dict[str, Any]) -> Contract:
    written = {"name": {}, "rows": {}, "key": next(iter(columns)), "period": period, "expects": expects}
    return Contract.model_validate({**written, "columns": columns})


HOUSE = {"type": "id", "of": "houses"}
CONTRACTS = {
    "houses": contract(
        {"from": "since", "to": "until"},
        "events",
        house={"type": "id"},
        sector={"type": "choice", "of": list(SECTORS)},
        large={"type": "yes_no"},
        area={"type": "number", "is": "stock", "unit": "m2"},
        since={"type": "date"},
        until={"type": "date", "required": False},
    ),
    "costs": contract(
        "month",
        "month",
        month={"type": "month"},
        house=HOUSE,
        kind={"type": "choice", "of": list(KINDS)},
        amount={"type": "money", "is": "flow"},
        extra={"type": "money", "is": "flow", "required": False},
    ),
    "places": contract(
        "year",
        "year",
        year={"type": "year"},
        municipality={"type": "municipality"},
        people={"type": "integer", "is": "stock"},
    ),
    "hires": contract(
        "started",
        "events",
        hire={"type": "id"},
        house=HOUSE,
        started={"type": "date"},
        done={"type": "date", "required": False},
        kept={"type": "yes_no", "required": False},
    ),
}

months = st.integers(FIRST.first, LAST.first)
days = st.dates(date(2018, 1, 1), date(2020, 12, 31))
money = st.decimals(-1000, 100_000, places=2)
some = lambda values: st.one_of(st.none(), values)  # noqa: E731 one word for "may be empty"
house = st.sampled_from(HOUSES)


def row(**cells: Any) -> Any:
    return st.fixed_dictionaries(cells)


ROWS: dict[str, Any] = {
    "costs": row(
        month=months.map(lambda index: str(Period(index, 1))),
        house=house,
        kind=st.sampled_from(KINDS),
        amount=money,
        extra=some(money),
    ),
    "places": row(
        year=st.integers(2018, 2020),
        municipality=st.sampled_from(["111", "222"]),
        people=st.integers(0, 1000),
    ),
    "hires": row(hire=st.just("h"), house=house, started=days, done=some(days), kept=some(st.booleans())),
}
REGISTER = st.tuples(*(
    row(
        house=st.just(name),
        sector=st.sampled_from(SECTORS),
        large=st.booleans(),
        area=st.decimals(0, 500, places=1),
        since=days,
        until=some(days),
    )
    for name in HOUSES
))  # fmt: skip

where_costs = st.one_of(
    st.just({}),
    st.sampled_from(
        [
            {"kind": "heat"},
            {"kind": ["heat", "water"]},
            {"large": True},
            {"amount": {"at_least": 100}},
            {"month": {"at_most": "2020-06"}},
            {"house": ["A", "B"]},
            {"kind": "rent", "amount": {"below": 5000}},
        ]
    ),
)
where_hires = st.sampled_from(
    [{}, {"kept": True}, {"kept": [True, False]}, {"done": {"within": "3 months", "from": "started"}},
     {"started": {"at_least": "2019-02-10"}}, {"done": {"at_most": "2020"}}, {"sector": "edu"}]
)  # fmt: skip
aggregates = st.one_of(
    st.builds(
        lambda columns, where: {"sum": columns, "in": "costs", "where": where},
        st.sampled_from([["amount"], ["extra"], ["amount", "extra"]]),
        where_costs,
    ),
    st.builds(lambda where: {"count": "rows", "in": "costs", "where": where}, where_costs),
    st.sampled_from(
        [
            {"mean": "area", "in": "houses"},
            {"last": "area", "in": "houses", "where": {"large": True}},
            {"count": "rows", "in": "houses"},
            {"mean": "people", "in": "places"},
            {"last": "people", "in": "places"},
        ]
    ),
    st.builds(lambda where: {"count": "rows", "in": "hires", "where": where}, where_hires),
)
formulas = st.one_of(
    aggregates,
    st.builds(
        lambda of, to, complement: {"ratio": {"of": of, "to": to, "complement": complement}},
        aggregates,
        aggregates,
        st.booleans(),
    ),
    st.builds(
        lambda of, where, lag: {"share": {"of": of, "in": "hires", "where": where, **lag}},
        where_hires,
        where_hires,
        st.sampled_from([{}, {"lag": "2 months"}]),
    ),
    st.builds(
        lambda columns, where, over: {
            "growth": {"of": {"sum": columns, "in": "costs", "where": where}, "over": over}
        },
        st.just(["amount"]),
        where_costs,
        st.sampled_from(["1 year", "2 years"]),
    ),
)
periods = st.one_of(
    st.builds(Period, st.integers(FIRST.first, LAST.first), st.sampled_from([1, 3, 12])).filter(
        lambda period: period.end <= LAST.end
    ),
    st.integers(2018, 2020).map(Period.year),
)


# --- the plain evaluation ---------------------------------------------------------------------------------


class Plain:
    """What the engine should give, row by row."""

    def __init__(self, rows: Mapping[str, list[dict[str, Any]]], covered: Period) -> None:
        self.rows = {
            name: [
                {key: cell(CONTRACTS[name].columns[key].type, value) for key, value in each.items()}
                for each in those
            ]
            for name, those in rows.items()
        }
        self.covered = covered
        self.houses = {each["house"]: each for each in self.rows["houses"]}

    def value(self, formula: Mapping[str, Any], period: Period, place: Mapping[str, str]) -> Any:
        if "growth" in formula:
            return self.growth(formula["growth"], period, place)
        if "ratio" not in formula and "share" not in formula:
            return self.aggregate(formula, period, place)
        if "ratio" in formula:
            of, to = formula["ratio"]["of"], formula["ratio"]["to"]
            lag = 0
        else:
            share = formula["share"]
            to = {"count": "rows", "in": "hires", "where": share["where"]}
            of = {**to, "also": share["of"]}
            lag = 2 if "lag" in share else 0
        expected = self.expected(of, to, period, place)
        top = self.aggregate(of, period, place, lag, expected)
        bottom = self.aggregate(to, period, place, lag)
        if isinstance(top, Missing):
            return top
        if isinstance(bottom, Missing):
            return bottom
        if bottom == 0:
            return Missing(Reason.ZERO_DENOMINATOR)
        value = float(top) / float(bottom)
        return 1 - value if formula.get("ratio", {}).get("complement") else value

    def expected(self, of: Any, to: Any, period: Period, place: Mapping[str, str]) -> set[int] | None:
        if to["in"] != "houses" or of["in"] != "costs" or not place:
            return None
        standing = self.chosen(to, place)
        return {m.first for m in period.each_month() if any(self.holds(each, m) for each in standing)}

    def growth(self, growth: Mapping[str, Any], period: Period, place: Mapping[str, str]) -> Any:
        last = Period(period.end - 12, 12)
        first = last.before(12 * int(growth["over"][0]))
        start, end = (self.aggregate(growth["of"], year, place) for year in (first, last))
        for amount in (start, end):
            if isinstance(amount, Missing):
                return amount
        below = [str(year) for year, amount in ((first, start), (last, end)) if amount <= 0]
        if below:
            return Missing(Reason.NOT_POSITIVE, ", ".join(below))
        return float(end) / float(start) - 1

    def chosen(self, aggregate: Mapping[str, Any], place: Mapping[str, str]) -> list[dict[str, Any]]:
        dataset = aggregate["in"]
        where = {k: v for k, v in aggregate.get("where", {}).items() if k not in place}
        tests = [*where.items(), *aggregate.get("also", {}).items()]
        if dataset == "places" and "municipality" not in place:
            tests.append(("municipality", "111"))
        return [
            each
            for each in self.rows[dataset]
            if all(self.passes(each, column, test) for column, test in tests)
            and all(worded(self.reached(each, name)) == value for name, value in place.items())
        ]

    def reached(self, each: Mapping[str, Any], name: str) -> Any:
        return each[name] if name in each else self.houses[each["house"]][name]

    def passes(self, each: Mapping[str, Any], column: str, test: Any) -> bool:
        value = self.reached(each, column)
        if value is None:
            return False
        if not isinstance(test, dict):
            return value in (test if isinstance(test, list) else [test])
        if "within" in test:
            return value <= months_later(each[test["from"]], 3)
        if column == "month":
            return value <= Period.parse(test["at_most"]).first
        if "at_most" in test:
            return value <= date(2020, 12, 31)
        if isinstance(value, date):
            return value >= date.fromisoformat(test["at_least"])
        return value >= test["at_least"] if "at_least" in test else value < test["below"]

    def holds(self, each: Mapping[str, Any], month: Period) -> bool:
        until = each["until"]
        return each["since"] <= month.last_day and (until is None or until >= month.last_day)

    def aggregate(
        self,
        aggregate: Mapping[str, Any],
        period: Period,
        place: Mapping[str, str],
        lag: int = 0,
        expected: set[int] | None = None,
    ) -> Any:
        rows = self.chosen(aggregate, place)
        match aggregate["in"]:
            case "costs":
                return self.costs(aggregate, rows, period, expected)
            case "houses":
                return self.areas(aggregate, rows, period)
            case "places":
                return self.people(aggregate, rows, period)
        return self.hires(rows, period, lag)

    def costs(self, aggregate: Any, rows: list[Any], period: Period, expected: set[int] | None) -> Any:
        inside = [each for each in rows if period.first <= each["month"] < period.end]
        there = {each["month"] for each in inside}
        wanted = {m.first for m in period.each_month()} if expected is None else expected
        if not inside:
            return Missing(Reason.NO_DATA, str(period))
        if "count" not in aggregate:
            values = [each[name] for each in inside for name in aggregate["sum"] if each[name] is not None]
            if not values:
                return Missing(Reason.NO_DATA, str(period))
        if lacking := sorted(wanted - there):
            return Missing(Reason.PARTLY, ", ".join(str(Period(month, 1)) for month in lacking))
        return len(inside) if "count" in aggregate else sum(values, Decimal())

    def areas(self, aggregate: Any, rows: list[Any], period: Period) -> Any:
        span = period if "mean" in aggregate else period.last_month
        held = [each for month in span.each_month() for each in rows if self.holds(each, month)]
        if not held:
            return Missing(Reason.NO_DATA, str(period))
        if "count" in aggregate:
            return len(held)
        return sum((each["area"] for each in held), Decimal()) / span.months

    def people(self, aggregate: Any, rows: list[Any], period: Period) -> Any:
        span = period if "mean" in aggregate else period.last_month
        by_month = [[e for e in rows if e["year"] <= m.first < e["year"] + 12] for m in span.each_month()]
        if not any(by_month):
            return Missing(Reason.NO_DATA, str(period))
        if not all(by_month):
            return Missing(Reason.PARTLY)
        return Decimal(sum(each["people"] for those in by_month for each in those)) / span.months

    def hires(self, rows: list[Any], period: Period, lag: int) -> Any:
        known = Period(self.covered.first + lag, self.covered.months - lag)
        lacking = [month for month in period.each_month() if not known.contains(month)]
        if len(lacking) == period.months:
            return Missing(Reason.NO_DATA, str(period))
        if lacking:
            return Missing(Reason.PARTLY, ", ".join(map(str, lacking)))
        months = [Period.month(e["started"].year, e["started"].month).first + lag for e in rows]
        return sum(period.first <= month < period.end for month in months)


def worded(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def months_later(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# --- the comparison ---------------------------------------------------------------------------------------


def a_town(folder: str, rows: Mapping[str, list[dict[str, Any]]], cuts: Iterable[int]) -> Town:
    """The rows in loads, each with some that a newer load replaced."""
    town = Town(Path(folder), dict(CONTRACTS))
    for (dataset, those), cut in zip(rows.items(), cuts, strict=False):
        covers = Period(FIRST.first + 3, 30) if dataset == "hires" else None
        numbered = [{**each, "_line": number + 2} for number, each in enumerate(those)]
        for part in (numbered[:cut], numbered[cut:]):
            if part or dataset == "hires":
                dead = {**part[0], "_line": 1000} if part else None
                town.load(dataset, [*part, dead] if dead else part, covers=covers)
                if dead:
                    town.replace_last(dataset, dropped_lines=(town.dropping([1000]),))
    return town


def breakdowns(formula: Mapping[str, Any]) -> list[tuple[str, ...]]:
    text = str(formula)
    if "places" in text:
        return [()] if any(name in text for name in ("costs", "houses", "hires")) else [(), ("municipality",)]
    if "'houses'" in text or "hires" in text:
        return [(), ("sector",), ("house",), ("large", "sector")]
    return [(), ("sector",), ("kind",), ("kind", "sector")]


def same(figure: Figure, plain: Any) -> bool:
    if isinstance(plain, Missing) or isinstance(figure.value, Missing):
        if not (isinstance(plain, Missing) and isinstance(figure.value, Missing)):
            return False
        detail = plain.reason in (Reason.NO_DATA, Reason.PARTLY) and plain.detail
        return plain.reason is figure.value.reason and (not detail or plain.detail == figure.value.detail)
    return figure.value == pytest.approx(float(plain), rel=1e-9, abs=1e-9)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_engine_gives_what_plain_python_gives(data: st.DataObject) -> None:
    compare(data)


def compare(data: st.DataObject, **how: Any) -> None:
    """A random definition over random rows, by the engine and by plain Python."""
    rows = {"houses": list(data.draw(REGISTER))}
    rows |= {name: data.draw(st.lists(each, max_size=40)) for name, each in ROWS.items()}
    cuts = [data.draw(st.integers(0, len(each))) for each in rows.values()]
    formula = data.draw(formulas)
    by = data.draw(st.sampled_from(breakdowns(formula)))
    wanted = data.draw(st.lists(periods, min_size=1, max_size=3, unique=True))
    plain = Plain(rows, Period(FIRST.first + 3, 30))
    with TemporaryDirectory() as folder:
        town = a_town(folder, rows, cuts)
        request = asked(formula, " ".join(map(str, wanted)), *by)
        engine = town.engine(Path(folder) / "cache", **how)
        for _ in ("scanned", "kept"):
            for figure in engine.figures([request]):
                expected = plain.value(formula, figure.period, dict(figure.place))
                assert same(figure, expected), (figure, expected)
            engine = town.engine(Path(folder) / "cache", **how)
