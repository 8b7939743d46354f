"""What the handbook of a snapshot says of parameters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from voimavara.programme.programme import Programme
from voimavara.run.programme import read_programme
from voimavara.snapshot.handbook import handbook_entries


def _using(parameter: str) -> Programme:
    """The example, with an indicator that rests on the parameter through a dataset."""
    programme = read_programme(Path(__file__).parents[2] / "examples" / "heinola")
    backlog = programme.contracts["building_backlog"]
    assert backlog.derived is not None
    derived = backlog.derived.model_copy(update={"parameters": (parameter,)})
    contracts = {**programme.contracts, "building_backlog": backlog.model_copy(update={"derived": derived})}
    return replace(programme, contracts=contracts)


def test_a_parameter_by_class_shows_each_class_by_its_name() -> None:
    (entry,) = (each for each in handbook_entries(_using("part_life")) if each.id == "part_life")
    assert entry.values == {}
    shown = {name.fi: values for name, values in entry.classes}
    assert shown["Vesikatto"] == {"2019": 40}
    assert len(shown) == 10


def test_a_class_without_a_vocabulary_keeps_its_own_word() -> None:
    (entry,) = (each for each in handbook_entries(_using("fci_bands")) if each.id == "fci_bands")
    assert [name.en for name, _ in entry.classes] == ["good", "fair", "poor", "critical"]
