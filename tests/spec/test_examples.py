"""The handbook's worked examples hold: what people are told is what the engine computes."""

from pathlib import Path

import pytest

from tests.spec.examples import Example, computed, examples
from voimavara.core.missing import Missing


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_the_handbook_tells_what_the_engine_computes(example: Example, tmp_path: Path) -> None:
    figure = computed(example, tmp_path)
    if example.missing:
        assert isinstance(figure.value, Missing)
        assert figure.value.reason == example.missing
        return
    assert figure.value == pytest.approx(example.answer, abs=1e-9)
    if example.interval:
        assert figure.interval == pytest.approx(example.interval, abs=1e-4)
