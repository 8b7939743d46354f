"""The portfolio added up: as a whole, by kind, class, district and sector; and what the figures rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from voimavara.core.language import Text, in_all, same
from voimavara.core.sentences import Part, count, say, say_as
from voimavara.estate.condition.sums import Sums, sums_by
from voimavara.estate.condition.valuation import ImprovementRule, Valuation, band
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.names import MOST, few
from voimavara.portfolio.registers.holdings import Holding, Names
from voimavara.snapshot.estate.condition import BasisView, MethodView, SumView

Mask = npt.NDArray[np.bool_]
# What each way of grouping is called, and the group of each object.
GROUPS: dict[str, Callable[[Holding], Names]] = {
    "whole": lambda holding: np.full(holding.names.shape, ""),
    "kind": lambda holding: np.full(holding.names.shape, holding.kind, dtype="<U10"),
    "class": lambda holding: holding.classes,
    "district": lambda holding: holding.districts,
    "sector": lambda holding: holding.sectors,
}


@dataclass(frozen=True)
class GroupNames:
    """The names of the values by which the portfolio is added up."""

    labels: dict[str, dict[str, Text]]

    def of(self, dimension: str, value: str) -> Text:
        """The value's name."""
        if dimension == "whole":
            return say("The whole estate")
        return self.labels.get(dimension, {}).get(value) or (same(value) if value else say("Not known"))


def labels_of(facts: EstateFacts, holdings: Sequence[Holding]) -> dict[str, dict[str, Text]]:
    """Dimension → value → name, of the values that some object has."""
    kinds = {str(holding.kind): kind_name(holding.kind) for holding in holdings}
    districts = {row["district"]: same(row["name"]) for row in facts.rows("districts")}
    classes = {
        str(value): facts.word(holding.vocabulary, str(value))
        for holding in holdings
        for value in np.unique(holding.classes)
    }
    sectors = {
        str(value): kinds.get(str(value)) or facts.word("sectors", str(value))
        for holding in holdings
        for value in np.unique(holding.sectors)
    }
    return {"kind": kinds, "class": classes, "district": districts, "sector": sectors}


def kind_name(kind: str) -> Text:
    """The kind of object in the plural."""
    return {
        "building": say_as("kind", "Buildings"),
        "street": say_as("kind", "Streets"),
        "green_area": say_as("kind", "Green areas"),
        "pipe": say_as("kind", "Pipes"),
    }[kind]


def sum_views(
    facts: EstateFacts, holdings: Sequence[Holding], labels: dict[str, dict[str, Text]]
) -> Iterator[SumView]:
    """The sums by every dimension; improvement need and FCI apart, never in the backlog.

    Improvement need speaks of buildings alone; pipes have no condition.
    """
    rule = improvement_rule(facts)
    bands = [(facts.value("fci_bands", name) / 100, name) for name in facts.parameters["fci_bands"].by]
    names = GroupNames(labels)
    for dimension, group in GROUPS.items():
        found: dict[str, Sums] = {}
        needs: dict[str, float] = {}
        aged: set[str] = set()
        for holding in holdings:
            for value, sums in sums_by(holding.valuation, group(holding), rule).items():
                found[value] = found[value] + sums if value in found else sums
                if holding.kind == "building":
                    needs[value] = sums.improvement_need or 0.0
                if holding.kind != "pipe":
                    aged.add(value)
        for value in sorted(found):
            view = _view(dimension, value, names.of(dimension, value), found[value], bands)
            yield view.model_copy(
                update={
                    "improvement_need": round(needs[value], 2) if value in needs else None,
                    "condition": view.condition if value in aged else None,
                }
            )


def method_views(values: Valuation, parts: Valuation) -> Iterator[MethodView]:
    """Buildings by value and by parts, beside each other for those whose parts are known; else none."""
    if not values.backlog.size:
        return
    with_parts = ~np.isnan(parts.backlog) & ~np.isnan(values.backlog)
    everything = np.ones(with_parts.shape, bool)
    yield _method("by_value", "all", values, everything)
    if with_parts.any():
        yield _method("by_value", "with_parts", values, with_parts)
        yield _method("by_parts", "with_parts", parts, with_parts)


def _method(
    method: Literal["by_value", "by_parts"],
    of: Literal["all", "with_parts"],
    found: Valuation,
    of_these: Mask,
) -> MethodView:
    total = sums_by(found, np.where(of_these, "in", "out"))["in"]
    return MethodView(
        method=method,
        of=of,
        objects=total.objects - total.unknown,
        replacement=round(total.replacement, 2),
        condition=None if total.condition is None else round(total.condition, 4),
        backlog=round(total.backlog, 2),
    )


def improvement_rule(facts: EstateFacts) -> ImprovementRule:
    """Below which condition a building needs improvement, and up to how much of its value."""
    return ImprovementRule(
        facts.value("improvement_rule", "below") / 100, facts.value("improvement_rule", "up_to") / 100
    )


def _view(dimension: str, value: str, name: Text, sums: Sums, bands: list[tuple[float, str]]) -> SumView:
    index = sums.fci
    return SumView(
        dimension=dimension,
        value=value,
        name=name,
        objects=sums.objects,
        replacement=round(sums.replacement, 2),
        condition=None if sums.condition is None else round(sums.condition, 4),
        backlog=round(sums.backlog, 2),
        liability=round(sums.liability, 2),
        fci=None if index is None else round(index, 5),
        fci_band="" if index is None else band(index, bands) or "",
        unknown=sums.unknown,
        assumed=sums.assumed,
    )


def bases_of(facts: EstateFacts, holdings: Sequence[Holding]) -> dict[str, BasisView]:
    """What the figures of each kind rest on; figures of different bases are no one series."""
    level = facts.price_level.year
    definitions = {
        "building": say(
            "Backlog is what a building's technical value falls short of {share}% of its replacement value.",
            share=_share(facts.value("backlog_threshold")),
        ),
        "street": say("Backlog is what a street's condition falls short of the optimum of its class."),
        "green_area": say("Backlog is what an area's condition falls short of the optimum of its class."),
        "pipe": say("Backlog is the price of pipes that are older than their assumed life."),
    }
    sources = {
        "building": facts.parameters["backlog_threshold"].source,
        "street": facts.parameters["street_optimal_condition"].source,
        "green_area": facts.parameters["green_optimal_condition"].source,
        "pipe": facts.parameters["pipe_life"].source,
    }
    return {
        holding.kind: BasisView(
            method=str(holding.valuation.basis.method),
            definition=definitions[holding.kind],
            threshold=facts.value("backlog_threshold") if holding.kind == "building" else None,
            price_level=str(level),
            source=sources[holding.kind],
        )
        for holding in holdings
    }


def _share(share: float) -> Part:
    return f"{share * 100:g}"


def left_out_said(holdings: Sequence[Holding], names: Mapping[str, Text]) -> Iterator[Text]:
    """For each kind, how many objects are in no sum because nothing tells their value or condition."""
    for holding in holdings:
        unknown = np.array(holding.ids)[np.isnan(holding.valuation.backlog)]
        if unknown.size:
            named = [_named(name, names) for name in unknown[:MOST].tolist()]
            yield say(
                "{kind}: of {all}, {unknown} in no sum, for value or condition is not known: {few}.",
                kind=kind_name(holding.kind),
                unknown=count(unknown.size),
                all=count(holding.size),
                few=few(named, unknown.size),
            )


def _named(identity: str, names: Mapping[str, Text]) -> Text:
    """The object's name with the identifier that its register knows it by."""
    own = identity.partition("-")[2]
    name = names.get(identity, same(own))
    return name if own in name.only("fi") else in_all(lambda language: f"{name.within(language)} ({own})")
