"""The same money planned sector by sector, and for the city as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.estate.planning.checks import comma_separated
from voimavara.estate.planning.choices import offsets, spans
from voimavara.estate.planning.options import Options
from voimavara.estate.planning.plan import WorkPlan
from voimavara.estate.planning.problem import PlanProblem
from voimavara.estate.planning.solution import make_plan

STEPS = 10  # halvings: the money saved is known to a thousandth
CENT = 0.01


@dataclass(frozen=True, slots=True)
class WholeAndParts:
    """The plans of the sectors with their split of the budgets, and the plan of the whole.

    `gain` is how much more the whole is worth (the objective's unit); `money` how many euros less over the
    horizon would give the whole what the parts give together. Where sectors are `short`, for their share does
    not reach for what they must do, there is nothing to compare the whole with, and both are 0.
    """

    parts: Mapping[str, WorkPlan]
    whole: WorkPlan
    gain: float = 0.0
    money: float = 0.0
    short: tuple[str, ...] = ()


def whole_and_parts(
    problem: PlanProblem, sector_of: tuple[str, ...], split: Mapping[str, float]
) -> WholeAndParts:
    """Plan each sector with its share of every year's budget, and the city as one; the difference.

    `sector_of` is each object's sector, `split` each sector's share (they sum to 1). Floors and the cap are
    the city's own and bind only the whole, as do bundles across sectors. Where those do not forbid it, the
    whole starts from the parts' plans together, so it is not worth less; where they do, it may be. Raises
    UserError where no plan of the whole can keep to everything.
    """
    check_split(problem, sector_of, split)
    sectors = np.array(sector_of)
    parts, short, union = {}, [], np.empty(len(problem.objects), np.int64)
    for sector, share in split.items():
        members = np.flatnonzero(sectors == sector)
        if len(members):
            try:
                parts[sector] = make_plan(part_of(problem, members, problem.budgets * share))
            except UserError:
                short.append(sector)
            else:
                union[members] = _in_whole(problem, members, parts[sector])
    if short:
        return WholeAndParts(parts, make_plan(problem), short=tuple(short))
    if len(parts) == 1 and not problem.floors and problem.emissions_cap is None:
        (alone,) = parts.values()
        if split[next(iter(parts))] == 1:  # the part is the whole
            return WholeAndParts(parts, replace(alone, problem=problem))
    years, sides = len(problem.years), len(problem.floors) + (problem.emissions_cap is not None)
    together = WorkPlan(problem, union, np.inf, np.zeros(years), np.zeros(sides))
    whole = make_plan(problem, begin=together)
    return WholeAndParts(parts, whole, whole.value - together.value, money_saved(whole, together.value))


def part_of(problem: PlanProblem, members: NDArray[np.int64], budgets: NDArray[np.float64]) -> PlanProblem:
    """The problem of these objects alone, with these budgets, without floors and cap."""
    names = {problem.objects[number] for number in members.tolist()}
    return replace(
        problem,
        objects=tuple(problem.objects[number] for number in members.tolist()),
        options=_options_of(problem.options, members),
        budgets=budgets,
        must=tuple(rule for rule in problem.must if rule.object in names),
        forbidden=tuple(rule for rule in problem.forbidden if rule.object in names),
        bundles=tuple(bundle for bundle in problem.bundles if names.issuperset(bundle)),
        floors=(),
        class_of=(),
        weight=None,
        emissions_cap=None,
    )


def money_saved(whole: WorkPlan, value: float) -> float:
    """How many euros of the budgets a plan of at least this value can surely do without, in equal shares."""
    if whole.value <= value:
        return 0.0
    low, high = 0.0, 1.0  # shares of the budgets: too little, enough
    for _ in range(STEPS):
        middle = (low + high) / 2
        try:
            less = replace(whole.problem, budgets=whole.problem.budgets * middle)
            enough = make_plan(less, core_nodes=0).value >= value
        except UserError:  # must-dos or floors cannot be kept with so little
            enough = False
        low, high = (low, middle) if enough else (middle, high)
    return float(whole.problem.budgets.sum() * (1 - high))


def check_split(problem: PlanProblem, sector_of: tuple[str, ...], split: Mapping[str, float]) -> None:
    """Raise UserError where the split is none of the whole, or an object's sector gets no share."""
    if len(sector_of) != len(problem.objects):
        raise UserError(
            "{sectors} sectors are given for {objects} objects; give one each.",
            sectors=len(sector_of),
            objects=len(problem.objects),
        )
    unknown = sorted(set(sector_of) - set(split))
    if unknown:
        raise UserError(
            "The split of the budgets has no share for {sectors}; give one (0 is one).",
            sectors=comma_separated(unknown),
        )
    shares = np.array(list(split.values()), float)
    if not (shares >= 0).all() or abs(shares.sum() - 1) > 1e-9:
        raise UserError(
            "The shares of the split sum to {sum}, expected shares that sum to 1.",
            sum=as_number(shares.sum()),
        )


def _in_whole(problem: PlanProblem, members: NDArray[np.int64], plan: WorkPlan) -> NDArray[np.int64]:
    """The whole problem's options that the part's plan chose."""
    return plan.options - plan.problem.options.first[:-1] + problem.options.first[members]


def _options_of(options: Options, members: NDArray[np.int64]) -> Options:
    widths = options.first[members + 1] - options.first[members]
    kept = spans(options.first[members], widths)
    lengths = options.start[kept + 1] - options.start[kept]
    entries = spans(options.start[kept], lengths)
    return Options(
        offsets(widths),
        options.action[kept],
        options.year[kept],
        options.value[kept],
        offsets(lengths),
        options.cost_year[entries],
        options.cost[entries],
    )


def shares_by_value(sectors: NDArray[np.str_], replacement: NDArray[np.float64]) -> dict[str, float]:
    """Each sector's share of what all objects are worth; `sectors` and `replacement` are by object."""
    names = np.unique(sectors)
    values = [float(replacement[sectors == name].sum()) for name in names]
    return {str(name): value / sum(values) for name, value in zip(names, values, strict=True)}


def beyond_shares(both: WholeAndParts, sectors: Sequence[str]) -> int:
    """How many works of the whole cost more in a year than their sector has in any; `sectors` by object."""
    options, chosen_of = both.whole.problem.options, both.whole.options
    numbers = both.whole.problem.numbers
    most = {name: float(part.problem.budgets.max()) for name, part in both.parts.items()}
    found = 0
    for work in both.whole.works:
        number = numbers[work.object]
        chosen = int(chosen_of[number])
        dearest = float(options.cost[options.start[chosen] : options.start[chosen + 1]].max())
        found += dearest > most.get(str(sectors[number]), 0.0) + CENT
    return found
