"""What every benchmark reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value; `ratio` is value / reference, None where there is no reference.

    `beside` tells what else was measured in the same run. `ok` tells whether the ratio (or the value, without
    one) stays within the limit.
    """

    name: str
    value: float
    unit: str
    limit: float
    reference: float | None = None
    ratio: float | None = None
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return (self.value if self.ratio is None else self.ratio) <= self.limit

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps({**asdict(self), "ok": self.ok})
