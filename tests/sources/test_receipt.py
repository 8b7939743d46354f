"""The day on which a file came is told by its name, or by nothing that can be mistaken."""

from __future__ import annotations

from datetime import date

import pytest

from voimavara.core.errors import UserError

from .programme import COSTS
from .test_bad_input import GOOD, HEAD


def test_received_dates_come_from_names_of_files(workspace) -> None:
    space = workspace(costs=COSTS | {"received": "name"})
    path = space.file("costs-2020-09-20.csv", HEAD + GOOD)
    assert space.load("costs", path).received == date(2020, 9, 20)
    path = space.file("costs 21.9.2020.csv", HEAD + GOOD)
    assert space.load("costs", path).received == date(2020, 9, 21)
    with pytest.raises(UserError, match="expected the date on which it was received in the file's name"):
        space.load("costs", space.file("costs-uusi.csv", HEAD + GOOD))


def test_a_file_named_by_two_dates_is_refused_for_either_could_be_the_one_it_came_on(workspace) -> None:
    space = workspace(costs=COSTS | {"received": "name"})
    path = space.file("costs 1.1.2020-31.8.2020.csv", HEAD + GOOD)
    with pytest.raises(UserError, match="got 2020-01-01, 2020-08-31 in the file's name, expected one date"):
        space.load("costs", path)
