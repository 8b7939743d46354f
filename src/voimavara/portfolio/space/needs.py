"""Need for space against the space there is: by service and district, now and in the projection's years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from voimavara.core.language import Text
from voimavara.core.sentences import Part, Scale, say, sentences
from voimavara.estate.space.need import Balance, NeedRule, Projection, Supply, balances
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.columns import names
from voimavara.portfolio.registers.facilities import known_facilities
from voimavara.portfolio.space.registers import read_need_rules, read_projection, read_supplies
from voimavara.snapshot.estate.space import SpaceNeedView

DISTRICTS = "district_population"  # a parameter of the city's own, where the projection is of the whole
NO_LIMIT = 100  # an upper age that means everybody older too
DATASETS = ("population_projection", "facilities", "buildings")


@dataclass(frozen=True)
class SpaceNeeds:
    """The projection of the city, what each service needs, and the space there is."""

    projection: Projection
    rules: tuple[NeedRule, ...]
    supplies: tuple[Supply, ...]
    balances: tuple[Balance, ...]

    def whole(self, factor: float = 1.0, projection: Projection | None = None) -> tuple[Balance, ...]:
        """The balances of the city as one, with every age group multiplied."""
        city = projection or self.projection
        here = tuple(replace(one, district=city.district) for one in self.supplies)
        return balances((replace(city, people=city.people * factor),), self.rules, here)


def read_needs(facts: EstateFacts, projection: str = "") -> SpaceNeeds | None:
    """Needs and space from the year of the day on; None where there is no projection or no space."""
    table = facts.table("population_projection")
    shares = facts.parameters.get(DISTRICTS)
    facilities = known_facilities(facts, in_districts=shares is not None)
    if not table.num_rows or not facilities.num_rows:
        return None
    code = facts.programme.cover.city.code
    found = read_projection(table, projection or newest_projection(facts), code)
    found = _from_year(found, facts.year)
    rules = read_need_rules(facts.parameters, facts.year)
    if shares is None:
        supplies = read_supplies(facilities, facts.table("buildings"), code)
        return SpaceNeeds(found, rules, supplies, balances((found,), rules, supplies))
    by = {name: facts.value(DISTRICTS, name) / 100 for name in shares.by}
    divided = found.divided(by, shares.source.only("en"))
    supplies = read_supplies(facilities, facts.table("buildings"))
    return SpaceNeeds(found, rules, supplies, balances(divided, rules, supplies))


def newest_projection(facts: EstateFacts) -> str:
    """The name of the newest projection."""
    return str(max(names(facts.table("population_projection"), "projection").tolist()))


def _from_year(projection: Projection, year: int) -> Projection:
    kept = np.array(projection.years) >= year
    if not kept.any():
        return projection
    years = tuple(one for one in projection.years if one >= year)
    return replace(projection, years=years, people=projection.people[kept])


def need_views(facts: EstateFacts, needs: SpaceNeeds) -> Iterator[SpaceNeedView]:
    """A row for each service and district that has need or space."""
    for one in needs.balances:
        if not (one.need.any() or one.supply.any()):
            continue
        area = ", ".join(f"{rule.area:g} m² × {rule.served * 100:g} %" for rule in one.rules)
        yield SpaceNeedView(
            service=one.service,
            name=facts.word("age_services", one.service),
            district="" if one.district == facts.programme.cover.city.code else one.district,
            years=one.years,
            need=tuple(round(float(value), 1) for value in one.need),
            space=tuple(round(float(value), 1) for value in one.supply),
            parameter=area,
            rule=sentences([_rule(rule) for rule in one.rules]),
            assumed=say("The people of a district are a share of the city's projection.")
            if one.assumed
            else Text(),
        )


def _rule(rule: NeedRule) -> Text:
    """What one user needs, and how many of the age group use the service."""
    parts: dict[str, Part] = {
        "area": Scale("m2", 1).level(rule.area),
        "share": Scale("%", 1).level(rule.served),
        "youngest": str(rule.youngest),
    }
    if rule.oldest >= NO_LIMIT:
        return say(
            "Each user needs {area}, and {share} of those aged {youngest} or more use the service.", **parts
        )
    return say(
        "Each user needs {area}, and {share} of those aged {youngest}–{oldest} use the service.",
        oldest=str(rule.oldest),
        **parts,
    )
