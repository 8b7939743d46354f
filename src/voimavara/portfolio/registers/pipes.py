"""Water and sewer pipes from the dataset, with lives and prices from the parameters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from voimavara.estate.condition.checks import filled
from voimavara.estate.condition.pipes import Pipes
from voimavara.portfolio.registers.columns import by_class, names, numbers, years
from voimavara.programme.models.programme import Parameter

METRES = 1000.0


def read_pipes(table: pa.Table, parameters: Mapping[str, Parameter], year: int) -> Pipes:
    """The dataset `pipes` in kilometres; every life follows the material and is marked as assumed.

    A pipe without a material, or of one that `pipe_life` has no life for, stays unknown. Prices are those of
    the network (`pipe_price`).
    """
    own, unknown = names(table, "pipe"), np.full(table.num_rows, np.nan)
    lives, prices = parameters["pipe_life"], parameters["pipe_price"]
    life, assumed = filled(
        own, unknown, "life", by_class(lives, names(table, "material"), year, "year"), lives.source.only("en")
    )
    price = by_class(prices, names(table, "network"), year, "EUR/km")
    return Pipes(own, years(table, "laid"), numbers(table, "length") / METRES, life, price, assumed)
