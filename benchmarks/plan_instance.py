"""A made-up city of any size: six actions, thirty years, budgets that reach a part of what is worth doing."""

from __future__ import annotations

import numpy as np

from voimavara.estate.planning.choices import Choices, offsets

ACTIONS, YEARS = 6, 30
BUDGET_SHARE = 0.25  # of what every object's dearest action costs


def city(objects: int, seed: int = 20210630) -> Choices:
    """Objects that wear each at its own pace; works restore condition and cost each in its own proportion."""
    random = np.random.default_rng(seed)
    size = random.lognormal(7.5, 0.9, objects)  # m²
    condition = random.beta(4, 2, objects)
    wear = random.uniform(0.008, 0.035, objects)
    lift = np.linspace(0.12, 0.9, ACTIONS) * random.uniform(0.8, 1.2, (objects, ACTIONS))
    price = 2200 * np.linspace(0.1, 0.9, ACTIONS) ** 1.2 * random.uniform(0.7, 1.4, (objects, ACTIONS))
    years = np.arange(YEARS)
    options = 1 + ACTIONS * YEARS
    value = np.zeros((objects, options))
    cost = np.zeros((objects, ACTIONS, YEARS))
    for year in years:
        now = np.maximum(condition - wear * year, 0.0)
        left = (0.97 ** np.arange(year, YEARS)).sum()
        gain = np.minimum(lift, 1 - now[:, None]) * left * (1.3 - now)[:, None]
        value[:, 1 + year :: YEARS] = gain * size[:, None] * 100
        cost[:, :, year] = size[:, None] * price * 1.01**year
    budget = BUDGET_SHARE * cost[:, -1, :].sum(axis=0) / YEARS
    return Choices(
        offsets(np.full(objects, options)),
        value.ravel(),
        offsets(np.tile([0] + [1] * (options - 1), objects)),
        np.tile(np.tile(years, ACTIONS), objects).astype(np.int32),
        cost.ravel(),
        budget,
    )
