"""What every benchmark reports."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value; `ratio` is value / reference, None where there is no reference.

    `ok` tells whether the ratio (or the value, without one) stays within the limit.
    """

    name: str
    value: float
    unit: str
    limit: float
    reference: float | None = None
    ratio: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return (self.value if self.ratio is None else self.ratio) <= self.limit

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps({**asdict(self), "ok": self.ok})
