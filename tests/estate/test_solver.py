"""The solver is silent: a program that reads our answers from the console reads nothing else."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from voimavara.estate.solver import silent_solver


def test_nothing_is_written_to_the_console_when_a_solver_is_made_and_run(
    capfd: pytest.CaptureFixture[str],
) -> None:
    solver = silent_solver()
    model = highspy.HighsModel()
    model.lp_.num_col_ = 1
    model.lp_.col_cost_ = np.array([-1.0])
    model.lp_.col_lower_, model.lp_.col_upper_ = np.zeros(1), np.full(1, 3.0)
    solver.passModel(model)
    solver.run()
    assert list(solver.getSolution().col_value) == [3.0]
    assert capfd.readouterr() == ("", "")
