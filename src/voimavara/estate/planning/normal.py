"""From a problem to its plain form and back: bundles become groups, floors and the cap resources."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.estate.planning.checks import comma_separated
from voimavara.estate.planning.choices import Choices, offsets, spans, summed
from voimavara.estate.planning.problem import PlanProblem, allowed

WIDEST = 20_000  # options that a bundle may have together


@dataclass(frozen=True, slots=True)
class Normal:
    """The plain form: budgets first among its resources, then floors, then the cap.

    Option j of `choices` stands for the problem's options `parts[k]`, k in `part_start[j]:part_start[j +
    1]`, one for each object of the group.
    """

    choices: Choices
    part_start: NDArray[np.int32]
    parts: NDArray[np.int64]

    def options(self, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
        """The problem's options, one for each object in its order, that the chosen ones stand for."""
        lengths = self.part_start[chosen + 1] - self.part_start[chosen]
        return np.sort(self.parts[spans(self.part_start[chosen], lengths)])

    def chosen(self, options: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """The plain form's options that stand for these of the problem; None where one is not allowed."""
        widths = np.diff(self.part_start)
        owner = np.repeat(np.arange(len(widths)), widths)
        hits = np.bincount(owner, np.isin(self.parts, options), len(widths))
        whole = np.flatnonzero(hits == widths)
        groups = self.choices.group_of(whole)
        return whole if np.array_equal(groups, np.arange(self.choices.groups)) else None


def normal_form(problem: PlanProblem, *, sides: bool = True) -> Normal:
    """The problem's plain form; without `sides` only budgets, no floors and no cap."""
    kept = np.flatnonzero(allowed(problem))
    choices = with_sides(problem, sides=sides).keep(kept)
    plain = Normal(choices, np.arange(len(kept) + 1, dtype=np.int32), kept)
    return _bundled(problem, plain) if problem.bundles else plain


def affordable(normal: Normal) -> Normal | None:
    """Without options that alone exceed a capacity; None where a group has no other."""
    choices = normal.choices
    owner = np.repeat(np.arange(choices.size), np.diff(choices.start))
    over = owner[choices.amount > choices.capacity[choices.resource]]
    if not len(over):
        return normal
    kept = np.setdiff1d(np.arange(choices.size), over)
    if len(np.unique(choices.group_of(kept))) < choices.groups:
        return None
    lengths = normal.part_start[kept + 1] - normal.part_start[kept]
    return Normal(choices.keep(kept), offsets(lengths), normal.parts[spans(normal.part_start[kept], lengths)])


def with_sides(problem: PlanProblem, *, sides: bool) -> Choices:
    """All options, with what they use of floors (1 − condition, weighted) and cap beside the budgets."""
    options = problem.options
    plain = Choices(
        options.first, options.value, options.start, options.cost_year, options.cost, problem.budgets
    )
    extra: list[tuple[NDArray[np.int64], NDArray[np.float64], float]] = []
    owner = np.repeat(np.arange(len(problem.objects)), np.diff(options.first))
    for floor in problem.floors if sides else ():
        members = problem.members(floor.class_name)
        own = np.flatnonzero(np.isin(owner, members))
        condition = np.asarray(options.condition)[own].astype(np.float64)
        spare = (1 - floor.level) * float(problem.weights[members].sum())
        extra.append((own, problem.weights[owner[own]] * (1 - condition), spare))
    if sides and problem.emissions_cap is not None:
        extra.append((np.arange(len(owner)), np.asarray(options.emissions), problem.emissions_cap))
    for uses in extra:
        plain = _added(plain, *uses)
    return plain


def _added(
    choices: Choices, options: NDArray[np.int64], amount: NDArray[np.float64], capacity: float
) -> Choices:
    """One more resource, of which these options use so much."""
    at = choices.start[options + 1]
    more = np.zeros(choices.size, np.int32)
    more[options] = 1
    number = np.int32(len(choices.capacity))
    return Choices(
        choices.first,
        choices.value,
        offsets(np.diff(choices.start) + more),
        np.insert(choices.resource, at, number),
        np.insert(choices.amount, at, amount),
        np.append(choices.capacity, capacity),
    )


def _bundled(problem: PlanProblem, plain: Normal) -> Normal:
    """Each bundle as one group: nothing, or in each year every combination of its objects' actions."""
    numbers, choices = problem.numbers, plain.choices
    inside = {numbers[name] for bundle in problem.bundles for name in bundle}
    parts: list[list[int]] = []
    counts = []
    for bundle in problem.bundles:
        combined = _combinations(problem, plain, bundle)
        parts.extend(combined)
        counts.append(len(combined))
    alone = np.array([group for group in range(choices.groups) if group not in inside], np.int64)
    widths = np.diff(choices.first)[alone]
    parts = [[option] for option in spans(choices.first[alone], widths).tolist()] + parts
    lengths = np.array([len(each) for each in parts])
    flat = np.array([option for each in parts for option in each], np.int64)
    owner = np.repeat(np.arange(len(parts)), lengths)
    sizes = choices.start[flat + 1] - choices.start[flat]
    entries = spans(choices.start[flat], sizes)
    merged = Choices(
        offsets(np.concatenate((widths, counts))),
        summed(owner, choices.value[flat], len(parts)),
        offsets(np.bincount(owner, sizes, len(parts)).astype(np.int64)),
        choices.resource[entries],
        choices.amount[entries],
        choices.capacity,
    )
    return Normal(_summed(merged), offsets(lengths), plain.parts[flat])


def _summed(choices: Choices) -> Choices:
    """Each resource once in each option."""
    count = len(choices.capacity)
    owner = np.repeat(np.arange(choices.size), np.diff(choices.start))
    keys, inverse = np.unique(owner * count + choices.resource, return_inverse=True)
    return Choices(
        choices.first,
        choices.value,
        offsets(np.bincount(keys // count, minlength=choices.size)),
        (keys % count).astype(np.int32),
        summed(inverse, choices.amount, len(keys)),
        choices.capacity,
    )


def _combinations(problem: PlanProblem, plain: Normal, bundle: tuple[str, ...]) -> list[list[int]]:
    numbers, first = problem.numbers, plain.choices.first
    years = problem.options.year[plain.parts]
    ranges = [range(first[numbers[name]], first[numbers[name] + 1]) for name in bundle]
    found: list[list[int]] = []
    for year in np.unique(np.concatenate([years[r.start : r.stop] for r in ranges])).tolist():
        same = [[option for option in r if years[option] == year] for r in ranges]
        if len(found) + np.prod([float(len(each)) for each in same]) > WIDEST:
            raise UserError(
                "The bundle of {objects} has more than {most} combinations of actions and years; make it"
                " smaller, or forbid some actions of its objects.",
                objects=comma_separated(bundle),
                most=WIDEST,
            )
        found.extend(list(each) for each in product(*same))
    if not found:
        raise UserError(
            "The objects of the bundle {objects} have no year in which all may be done, and may not all be"
            " left; change the must-dos and bans on them.",
            objects=comma_separated(bundle),
        )
    return found
