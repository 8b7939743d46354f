"""HiGHS without its greeting."""

from __future__ import annotations

from typing import cast

import highspy


def silent_solver() -> highspy.Highs:
    """A solver that writes nothing to the console, on one thread so that answers repeat.

    All solvers of a process must ask for as many threads: HiGHS refuses to run otherwise. Its Python class
    greets when it is made, before any option can forbid it; the class below that one does not.
    """
    solver = cast("highspy.Highs", highspy._core._Highs())
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver
