from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from voimavara.core.errors import UserError
from voimavara.programme.folder import CATALOGUE
from voimavara.programme.kinds import FOLDERS
from voimavara.programme.meanings import datasets_of, reach, reached_column, resolve, sources_behind
from voimavara.programme.programme import Programme
from voimavara.run.programme import inspect_programme, read_programme

Write = Callable[..., Path]


@pytest.fixture
def programme(write: Write) -> Programme:
    return read_programme(write())


def test_the_catalogue_passes_every_check_as_if_a_city_had_written_it(write: Write) -> None:
    folder = write()
    shutil.copytree(CATALOGUE, folder, dirs_exist_ok=True)
    _, problems = inspect_programme(folder)
    assert [str(problem) for problem in problems] == []


def test_everything_in_the_catalogue_is_in_three_languages(programme: Programme) -> None:
    for contract in programme.contracts.values():
        assert not contract.name.missing
        assert not contract.rows.missing
        for column in contract.columns.values():
            assert not column.name.missing
            assert not column.help or not column.help.missing
    for formula in programme.formulas.values():
        assert not formula.name.missing
        assert not formula.definition.missing
        assert not formula.source or not formula.source.missing
    for parameter in programme.parameters.values():
        assert not parameter.name.missing
        assert not parameter.source.missing


def test_personal_rows_are_marked_as_such(programme: Programme) -> None:
    personal = {name for name, contract in programme.contracts.items() if contract.personal}
    assert personal == {"recruitments", "survey_answers", "exit_interviews", "inductions"}


def test_a_dimension_is_reached_by_an_own_column_or_through_a_thing(programme: Programme) -> None:
    assert reach(programme, "person_years", "sector") == ("sector",)
    assert reach(programme, "property_costs", "sector") == ("building", "sector")
    assert reach(programme, "property_costs", "building") == ("building",)
    assert reach(programme, "buildings", "building") == ("building",)
    assert reach(programme, "outputs", "sector") == ("service", "sector")
    assert reach(programme, "space_hours", "use_class") == ("building", "use_class")
    assert reached_column(programme, "property_costs", "use_class").of == "use_classes"


def test_a_dimension_that_nothing_has_is_told_with_the_nearest(programme: Programme) -> None:
    with pytest.raises(UserError, match="'property_costs' has no column 'sectr'; did you mean 'sector'"):
        reach(programme, "property_costs", "sectr")


def test_two_ways_to_a_dimension_are_not_guessed_between(write: Write) -> None:
    own = """\
name: {fi: Muutot}
rows: {fi: Muutto}
key: [move]
columns:
  move: {type: id}
  from_building: {type: id, of: buildings}
  to_building: {type: id, of: buildings}
"""
    programme = read_programme(write(datasets__moves=own))
    with pytest.raises(UserError, match="reaches 'sector' by 'from_building', 'to_building'"):
        reach(programme, "moves", "sector")


def test_an_own_formula_changes_its_version_when_it_changes(write: Write, texts: dict[str, str]) -> None:
    first = resolve(read_programme(write()), read_programme(write()).indicators["cost"])
    other = texts["indicators/cost.yaml"].replace("[heat]", "[heat, water]")
    second = resolve(
        read_programme(write()), read_programme(write(indicators__cost=other)).indicators["cost"]
    )
    assert first.id == second.id == ""
    assert first.version != second.version


def test_what_a_computed_dataset_waits_for_is_what_it_is_computed_from(programme: Programme) -> None:
    formula = programme.formulas["unit_cost"].formula
    assert datasets_of(formula) == ("unit_cost_index",)
    assert sources_behind(programme, datasets_of(formula)) == ("service_costs", "outputs", "services")
    survey = programme.formulas["would_recommend"].formula
    assert datasets_of(survey) == ("survey_answers", "survey_invitations")


def test_even_a_city_that_is_all_backlog_is_told_its_band(programme: Programme) -> None:
    assert (
        max(limit for limits in programme.parameters["fci_bands"].by.values() for limit in limits.values())
        == 100
    )


def test_every_kind_of_file_has_its_folder() -> None:
    assert {"goals", "indicators", "datasets", "formulas", "sources", "peers"} < set(FOLDERS)


def test_an_own_vocabulary_without_a_word_of_a_catalogue_formula_is_told_where_it_is_used(
    write: Write,
) -> None:
    words = "name: {fi: Tehtävät}\nvalues: {all: {fi: Kaikki}}\n"
    indicator = """\
name: {fi: Kasvu}
goal: assets
why: {fi: Siksi}
formula: net_cost_growth
unit: "%"
period: year
owner: premises
target: {undecided: {fi: Mikä taso?}}
"""
    _, problems = inspect_programme(write(vocabularies__functions=words, indicators__growth=indicator))
    assert [str(problem) for problem in problems] == [
        "indicators/growth.yaml:4: 'function' has no value 'total'. Use one of: all."
    ]
