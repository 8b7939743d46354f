"""Faults as a controller makes them, and the exact message each of them gets (faults.yaml)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from voimavara.programme.reading import inspect_programme

Write = Callable[..., Path]
FAULTS = {each["fault"]: each for each in YAML(typ="safe").load(Path(__file__).with_name("faults.yaml"))}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    fault: str, write: Write, texts: dict[str, str]
) -> None:
    case = FAULTS[fault]
    file = case["file"]
    assert case["replace"] in texts[file]
    name = file.removesuffix(".yaml").replace("/", "__")
    _, problems = inspect_programme(write(**{name: texts[file].replace(case["replace"], case["by"])}))
    assert "\n".join(str(problem) for problem in problems) == case["says"].strip()


def test_the_programme_without_faults_has_no_problem(write: Write) -> None:
    assert inspect_programme(write())[1] == ()
