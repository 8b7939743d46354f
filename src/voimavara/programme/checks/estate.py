"""Scenarios and plans: years in order, amounts in their units, words that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from voimavara.core.errors import Problem, closest, did_you_mean
from voimavara.core.message import Message
from voimavara.core.units import Unit
from voimavara.programme.draft import Draft
from voimavara.programme.models.plan import Demand, InvestmentPlan
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.models.written import Quantity
from voimavara.programme.programme import Address

_EUROS, _SHARE = Unit.parse("EUR"), Unit.parse("1")
_YEARS = range(1900, 2301)
_CLASSES = ("use_classes", "street_classes", "green_classes", "pipe_kinds")
_REGISTERS = {"street": "streets", "green_area": "green_areas", "pipe": "pipes"}
_MOST = 12


def check_scenarios(draft: Draft) -> Iterator[Problem]:
    """A scenario's money is euros by year, its rates are shares, its exposures and projection are known."""
    for name, scenario in draft.programme.scenarios.items():
        at = ("scenarios", name)
        yield from _euros_by_year(draft, (*at, "budget"), scenario.budget)
        rates = {"building_prices": scenario.building_prices, "interest": scenario.interest}
        yield from _shares(draft, at, rates, least=-0.5, most=0.5)
        climate = (*at, "climate")
        yield from _shares(draft, climate, {"heating_need": scenario.climate.heating_need}, least=-1, most=1)
        change = {"change": scenario.population.change}
        yield from _shares(draft, (*at, "population"), change, least=-1, most=2)
        yield from _exposures(draft, climate, scenario)
        yield from _whole_years(draft, at, scenario)


def _exposures(draft: Draft, climate: Address, scenario: Scenario) -> Iterator[Problem]:
    vocabulary = draft.programme.vocabularies.get("exposures")
    levels = tuple(vocabulary.values) if vocabulary else ()
    for exposure, damage in scenario.climate.damage.items():
        at = (*climate, "damage", exposure)
        for level in damage:
            if level not in levels:
                yield draft.problem(
                    (*at, level),
                    Message.of("there is no exposure '{level}'.", level=level),
                    did_you_mean(level, levels),
                )
        yield from _shares(draft, at, damage, least=0, most=5)


def _whole_years(draft: Draft, at: Address, scenario: Scenario) -> Iterator[Problem]:
    if scenario.clear_in is not None and scenario.clear_in.months % _MOST:
        hint = "write whole years, as in 10 years."
        yield draft.problem(
            (*at, "clear_in"),
            Message.of("got {clear_in}, expected whole years.", clear_in=scenario.clear_in),
            hint,
        )


def check_plans(draft: Draft) -> Iterator[Problem]:
    """A plan's budgets follow year on year, and its rules speak of actions, classes and sectors there are."""
    for name, plan in draft.programme.plans.items():
        at = ("plans", name)
        yield from _euros_by_year(draft, (*at, "budgets"), plan.budgets)
        yield from _every_year(draft, (*at, "budgets"), plan.budgets)
        rates = {"backlog_cost": plan.backlog_cost, "interest": plan.interest}
        yield from _shares(draft, at, rates, least=0, most=1)
        yield from _shares(draft, (*at, "floors"), plan.floors, least=0, most=1)
        yield from _shares(draft, (*at, "parts"), plan.parts, least=0, most=1)
        yield from _actions(draft, at, plan)
        yield from _known(draft, (*at, "floors"), plan.floors, _classes(draft), "there is no class '{name}'.")
        yield from _known(draft, (*at, "parts"), plan.parts, _sectors(draft), "there is no sector '{name}'.")
        yield from _parts_of_every_register(draft, (*at, "parts"), plan.parts)
        for what, demands in (("must", plan.must), ("forbidden", plan.forbidden)):
            yield from _demands(draft, (*at, what), demands, plan)
        for number, bundle in enumerate(plan.bundles):
            for place, name in enumerate(bundle):
                yield from _object(draft, (*at, "bundles", number, place), name)


def _parts_of_every_register(draft: Draft, at: Address, parts: Mapping[str, Quantity]) -> Iterator[Problem]:
    """Streets, green areas and pipes that come from a source have a share.

    Which sectors have objects shows only in the data.
    """
    if not parts:
        return
    sources = {source.dataset: name for name, source in draft.programme.sources.items()}
    for kind, register in _REGISTERS.items():
        if register in sources and kind not in parts:
            yield draft.problem(
                at,
                Message.of(
                    "there is no share for '{kind}', whose objects come from {place}.",
                    kind=kind,
                    place=draft.place("sources", sources[register]),
                ),
                Message.of("add `{kind}: 0 %`, or its share, so that all make up 100 %.", kind=kind),
            )


def _actions(draft: Draft, at: Address, plan: InvestmentPlan) -> Iterator[Problem]:
    if not plan.actions:
        yield draft.problem((*at, "actions"), "the plan has no action.", "add one, such as renovate.")
    kinds = draft.programme.vocabularies.get("object_kinds")
    for name, action in plan.actions.items():
        own = (*at, "actions", name)
        yield from _shares(draft, own, {"to": action.to, "saves_heat": action.saves_heat}, least=0, most=1)
        yield from _shares(draft, own, {"cost": action.cost}, least=0, most=10)
        if abs(sum(_number(share) for share in action.spread) - 1) > 1e-9:
            yield draft.problem(
                (*own, "spread"), "the shares of the cost by year don't make up 100 %.", "correct them."
            )
        yield from _known(
            draft,
            (*own, "kinds"),
            action.kinds,
            tuple(kinds.values) if kinds else (),
            "there is no kind '{name}'.",
        )


def _demands(draft: Draft, at: Address, demands: Iterable[Demand], plan: InvestmentPlan) -> Iterator[Problem]:
    for number, demand in enumerate(demands):
        own = (*at, number)
        yield from _object(draft, (*own, "object"), demand.object)
        if demand.action is not None:
            yield from _known(
                draft, (*own, "action"), [demand.action], tuple(plan.actions), "there is no action '{name}'."
            )
        for year in demand.years or ():
            if str(year) not in plan.budgets:
                message = Message.of("got {year}, which is no year of the plan.", year=year)
                yield draft.problem((*own, "years"), message, "choose a year that has a budget.")


def _object(draft: Draft, at: Address, name: str) -> Iterator[Problem]:
    """A plan names an object by its kind and identifier, for registers may share identifiers."""
    vocabulary = draft.programme.vocabularies.get("object_kinds")
    kinds = tuple(vocabulary.values) if vocabulary else ()
    kind, dash, identifier = name.partition("-")
    if not kinds or (kind in kinds and identifier):
        return
    meant = next((one for one in kinds if re.match(rf"{re.escape(one)}[\W_]", name)), None)
    close = closest(kind, kinds) if dash and identifier else None
    if meant and (rest := name[len(meant) + 1 :].strip()):
        hint = Message.of("write {written}.", written=f"{meant}-{rest}")
    elif close:
        hint = Message.of("did you mean '{word}'?", word=f"{close}-{identifier}")
    else:
        hint = Message.of(
            "write the kind before the identifier, as in {example}; the kinds are: {kinds}.",
            example=f"{kinds[0]}-{'R1' if dash else name}",
            kinds=", ".join(kinds),
        )
    message = Message.of("got '{name}', expected a kind of object, a dash and an identifier.", name=name)
    yield draft.problem(at, message, hint)


def _classes(draft: Draft) -> tuple[str, ...]:
    vocabularies = draft.programme.vocabularies
    return tuple(value for name in _CLASSES if name in vocabularies for value in vocabularies[name].values)


def _sectors(draft: Draft) -> tuple[str, ...]:
    """Sectors of buildings; streets, green areas and pipes stand for themselves."""
    vocabularies = draft.programme.vocabularies
    sectors = tuple(vocabularies["sectors"].values) if "sectors" in vocabularies else ()
    return (*sectors, *_REGISTERS)


def _known(
    draft: Draft, at: Address, names: Iterable[str], known: tuple[str, ...], said: str
) -> Iterator[Problem]:
    for name in names:
        if known and name not in known:
            yield draft.problem(
                (*at, name),
                Message.of(said, name=name),
                did_you_mean(name, known),
            )


def _euros_by_year(draft: Draft, at: Address, amounts: Mapping[str, Quantity]) -> Iterator[Problem]:
    for year, amount in amounts.items():
        if not year.isdecimal() or int(year) not in _YEARS:
            yield draft.problem(
                (*at, year), Message.of("got '{year}', expected a year.", year=year), "write it as 2021."
            )
        if not amount.unit.fits(_EUROS) or amount.value < 0:
            yield draft.problem(
                (*at, year),
                Message.of("got {amount}, expected euros, zero or more.", amount=amount),
                "write it as 4 MEUR or 250000 EUR.",
            )


def _every_year(draft: Draft, at: Address, amounts: Mapping[str, Quantity]) -> Iterator[Problem]:
    years = sorted(int(year) for year in amounts if year.isdecimal())
    if not years:
        yield draft.problem(at, "there is no budget.", "give the euros of each year, as {2021: 4 MEUR}.")
        return
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if missing:
        said = ", ".join(map(str, missing))
        yield draft.problem(
            at,
            Message.of("there is no budget for {said}.", said=said),
            "give one for each year; 0 EUR is one.",
        )


def _shares(
    draft: Draft, at: Address, shares: Mapping[str, Quantity], least: float, most: float
) -> Iterator[Problem]:
    for name, share in shares.items():
        if not share.unit.fits(_SHARE) or not least <= _number(share) <= most:
            message = Message.of(
                "got {share}, expected a share from {least} to {most}.",
                share=share,
                least=f"{least:.0%}",
                most=f"{most:.0%}",
            )
            yield draft.problem((*at, name), message, "write it as in 4 %.")


def _number(share: Quantity) -> float:
    return float(share.value * share.unit.scale)
