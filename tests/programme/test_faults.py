"""Faults as a controller makes them, and the exact message each of them gets (faults.yaml)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from voimavara.run.programme import inspect_programme

Write = Callable[..., Path]
FAULTS = {each["fault"]: each for each in YAML(typ="safe").load(Path(__file__).with_name("faults.yaml"))}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    fault: str, write: Write, texts: dict[str, str]
) -> None:
    case = FAULTS[fault]
    path = write() / case["file"]
    if "write" in case:
        path.parent.mkdir(exist_ok=True)
        path.write_text(case["write"], encoding="utf-8")
    else:
        assert case["replace"] in texts[case["file"]]
        path.write_text(texts[case["file"]].replace(case["replace"], case["by"]), encoding="utf-8")
    _, problems = inspect_programme(path.parents[len(Path(case["file"]).parts) - 1])
    assert "\n".join(str(problem) for problem in problems) == case["says"].strip()


def test_the_programme_without_faults_has_no_problem(write: Write) -> None:
    assert inspect_programme(write())[1] == ()
