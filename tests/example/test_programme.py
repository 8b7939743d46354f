"""The example says everything that the city decided, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.programme.programme import Programme
from voimavara.run.programme import read_programme

TARGETS = {
    "recruitment_success": "undecided",
    "would_recommend": "at_least",
    "maintenance_backlog": "undecided",
    "property_cost_per_m2": "undecided",
    "utilisation_rate": "undecided",
    "property_cost_per_person_year": "undecided",
    "floor_area_per_person_year": "undecided",
    "consumption_per_m2": "undecided",
    "reporting_coverage": "covered",
    "system_adoption": "within_months",
    "net_cost_growth": "not_above_peers",
    "unit_cost": "falling",
    "exit_interview_share": "at_least",
    "induction_completed": "rising",
    "vacancy_rate": "within",
    "sick_leave_days": "at_most",
    "whole_against_parts": "undecided",
}
ADDITIONS = {
    "exit_interview_share",
    "induction_completed",
    "vacancy_rate",
    "sick_leave_days",
    "whole_against_parts",
}


@pytest.fixture(scope="module")
def programme(heinola: Path) -> Programme:
    return read_programme(heinola)


def test_all_thirty_four_means_are_there(programme: Programme) -> None:
    counts = {name: len(goal.means) for name, goal in programme.goals.items()}
    assert counts == {"employer_image": 11, "assets": 7, "information": 7, "services": 9}


def test_every_indicator_has_the_kind_of_target_that_was_decided(programme: Programme) -> None:
    assert {name: one.target.kind for name, one in programme.indicators.items()} == TARGETS


def test_additions_to_the_programme_are_marked_and_only_they(programme: Programme) -> None:
    assert {name for name, one in programme.indicators.items() if one.addition} == ADDITIONS


def test_the_citys_own_indicators_carry_its_codes(programme: Programme) -> None:
    codes = {one.code for one in programme.indicators.values() if not one.addition}
    assert codes == {f"I{number}" for number in range(1, 9)}


def test_what_is_made_up_about_the_means_says_so(programme: Programme) -> None:
    means = [one for goal in programme.goals.values() for one in goal.means]
    assert {one.origin for one in means} == {Origin.EXAMPLE}
    assert not programme.cover.example_note.missing


def test_only_statistics_finland_is_called_official(programme: Programme) -> None:
    official = {name for name, one in programme.sources.items() if one.origin is Origin.OFFICIAL}
    assert official == {"municipalities", "mergers", "population", "population_projection", "net_costs"}
    assert all("CC BY 4.0" in programme.sources[name].publisher.fi for name in official)


def test_no_text_of_the_example_lacks_a_language(programme: Programme) -> None:
    written = (programme.cover, *programme.goals.values(), *programme.indicators.values())
    lacking = [
        text for thing in (*written, *programme.sources.values()) for text in _texts(thing) if text.missing
    ]
    assert [text for text in lacking if text] == []


def _texts(thing: object) -> list[Text]:
    if isinstance(thing, Text):
        return [thing]
    if isinstance(thing, BaseModel):
        return [text for value in dict(thing).values() for text in _texts(value)]
    if isinstance(thing, dict):
        return [text for value in thing.values() for text in _texts(value)]
    if isinstance(thing, (list, tuple)):
        return [text for value in thing for text in _texts(value)]
    return []
