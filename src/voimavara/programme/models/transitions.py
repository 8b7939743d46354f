"""Condition states of streets or green areas, and how likely each one is to change in a year."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from voimavara.core.language import Text
from voimavara.programme.models.written import Quantity, Written


class Transitions(Written):
    """Condition states with yearly transition probabilities: in scenarios they replace the ageing curve."""

    name: Text
    kind: Literal["street", "green_area"] = Field(description="What the objects are.")
    classes: tuple[str, ...] = Field((), description="The functional classes; all when not given.")
    states: dict[str, Quantity] = Field(
        description="The states from the best to the worst, each with its condition, as {good: 80 %}."
    )
    yearly: dict[str, dict[str, Quantity]] = Field(
        description="State → state a year later → probability; each state's probabilities sum to 1."
    )
    source: Text = Field(description="Where the probabilities come from.")
