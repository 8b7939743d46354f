"""What every part of a snapshot is made of: frozen models, periods, and columns that lie beside the JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    PlainSerializer,
    WithJsonSchema,
)

from voimavara.core.periods import Period
from voimavara.figures.columns import NO_FIGURES, Figures
from voimavara.snapshot.source_rows import NO_ROWS, SourceRows

# A period, which JSON writes as people do: 2019, 2020-09, 2019-10..2020-09.
When = Annotated[
    InstanceOf[Period],
    BeforeValidator(lambda written: Period.parse(written) if isinstance(written, str) else written),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]


class Frozen(BaseModel):
    """Never changes once made."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True)
class Columns:
    """What lies in columns beside the texts; whoever reads the texts gives it as the context."""

    figures: Figures = NO_FIGURES
    rows: SourceRows = NO_ROWS


def BESIDE(default: Any) -> Any:  # noqa: N802 - stands where a constant would
    """A field that lies in columns, and is no part of the JSON."""
    return Field(default, exclude=True, repr=False, validate_default=True)
