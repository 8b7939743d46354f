"""Parameters with values by class: dated, never guessed, and of classes that there are."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from voimavara.core.language import Text
from voimavara.programme.folder import CATALOGUE
from voimavara.programme.models.programme import Parameter
from voimavara.run.programme import inspect_programme

NAMED = {"name": Text(en="Life"), "source": Text(en="Own")}


def test_a_value_holds_from_its_date_until_the_next() -> None:
    life = Parameter(**NAMED, values={"2010": 50, "2019-08": 40, "2020-02-15": 30})
    days = (date(2009, 12, 31), date(2010, 1, 1), date(2019, 7, 31), date(2020, 2, 14), date(2020, 2, 15))
    assert [life.in_force(day) for day in days] == [None, 50, 50, 40, 30]


def test_a_class_without_a_value_gets_none_instead_of_another_ones() -> None:
    life = Parameter(**NAMED, by={"roof": {"2019": 40}, "yard": {"2021": 30}})
    assert life.in_force(date(2020, 1, 1), "roof") == 40
    assert life.in_force(date(2020, 1, 1), "yard") is None
    assert life.in_force(date(2020, 1, 1), "facade") is None
    assert life.in_force(date(2020, 1, 1)) is None


def test_one_series_and_series_by_class_do_not_go_together() -> None:
    with pytest.raises(ValidationError, match="either `values`, or `by`"):
        Parameter(**NAMED, values={"2019": 1}, by={"roof": {"2019": 40}})
    with pytest.raises(ValidationError, match="`of` goes with `by`"):
        Parameter(**NAMED, values={"2019": 1}, of="part_kinds")


def test_every_class_of_the_catalogue_has_a_value_in_each_parameter_of_its_vocabulary() -> None:
    """Else a street or a part would be left out of backlog in silence of the catalogue's own making."""
    programme, _ = inspect_programme(CATALOGUE)
    asked = {name: each for name, each in programme.parameters.items() if each.of}
    assert len(asked) >= 15
    for name, parameter in asked.items():
        assert set(parameter.by) == set(programme.vocabularies[str(parameter.of)].values), name


def test_the_published_building_cost_index_is_there() -> None:
    programme, _ = inspect_programme(CATALOGUE)
    index = programme.parameters["building_costs"].values
    assert index == {"2021": 100, "2022": 107.3, "2023": 110.6, "2024": 110.5, "2025": 111.5}
