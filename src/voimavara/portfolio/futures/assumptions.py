"""What a scenario assumes, as sentences: money, prices, climate, population, and condition states."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.language import Text, in_all
from voimavara.core.message import Writer
from voimavara.core.sentences import count, inside_sentence, joined, say, say_counted
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.plan.views import EUROS, SHARE
from voimavara.programme.models.scenario import Climate, Scenario
from voimavara.programme.models.transitions import Transitions
from voimavara.programme.models.written import Quantity
from voimavara.scenarios.assumptions import MONTHS, euros, share


def assumptions(facts: EstateFacts, scenario: Scenario, policy: str, *, in_states: bool) -> Iterator[Text]:
    """A sentence for each assumption that the scenario rests on under the policy.

    `in_states` tells that some objects move between condition states, which are assumptions too.
    """
    if policy == "budget":
        yield say("The budget is {amounts}.", amounts=_amounts(scenario))
    if policy == "clear_in_years" and scenario.clear_in:
        years = scenario.clear_in.months // MONTHS
        yield say_counted(
            "The backlog is cleared in {years} year.",
            "The backlog is cleared in {years} years.",
            years,
            years=count(years),
        )
    yield _prices(share(scenario.building_prices))
    yield say("Interest is {share}.", share=_level(scenario.interest))
    yield from _climate(facts, scenario.climate)
    yield _population(share(scenario.population.change))
    if in_states:
        yield from map(_states, facts.programme.transitions.values())


def _amounts(scenario: Scenario) -> Text:
    return joined(
        [
            say("{amount} a year from {year}", amount=EUROS.level(euros(amount)), year=str(year))
            for year, amount in sorted(scenario.budget.items())
        ]
    )


def _prices(rise: float) -> Text:
    if rise == 0:
        return say("Building prices rise as fast as the budget.")
    if rise < 0:
        return say(
            "Building prices rise more slowly than the budget, by {share} a year.", share=SHARE.level(-rise)
        )
    return say("Building prices rise faster than the budget, by {share} a year.", share=SHARE.level(rise))


def _climate(facts: EstateFacts, climate: Climate) -> Iterator[Text]:
    heating = share(climate.heating_need)
    if heating == 0:
        yield say("Heating need stays as it is.")
    elif heating < 0:
        yield say("Heating need falls by {share} by the last year.", share=SHARE.level(-heating))
    else:
        yield say("Heating need rises by {share} by the last year.", share=SHARE.level(heating))
    for what, damage in sorted(climate.damage.items()):
        levels = joined([_damage(facts, level, faster) for level, faster in damage.items()])
        if what == "flood":
            yield say("Where floods reach, wear is faster by class of exposure: {levels}.", levels=levels)
        else:
            yield say("In moisture, wear is faster by class of exposure: {levels}.", levels=levels)


def _damage(facts: EstateFacts, level: str, faster: Quantity) -> Text:
    name, written = inside_sentence(facts.word("exposures", level)), _level(faster)
    return in_all(lambda language: f"{name.within(language)} {written(language)}")


def _population(change: float) -> Text:
    if change == 0:
        return say("Age groups are as large as in the projection.")
    if change < 0:
        return say(
            "In the last year every age group is {share} smaller than in the projection.",
            share=SHARE.level(-change),
        )
    return say(
        "In the last year every age group is {share} larger than in the projection.",
        share=SHARE.level(change),
    )


def _states(table: Transitions) -> Text:
    def shares(write: list[Writer]) -> Text:
        return in_all(lambda language: ", ".join(one(language) for one in write))

    return say(
        "{name}: the conditions of the states are {shares}.",
        name=table.name,
        shares=shares([_level(condition) for condition in table.states.values()]),
    )


def _level(quantity: Quantity) -> Writer:
    return SHARE.level(share(quantity))
