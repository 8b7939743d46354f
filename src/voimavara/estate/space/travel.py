"""How far it is from a building to the next one of the same use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import as_number

Floats = npt.NDArray[np.float64]

EARTH = 6371.0088  # km, mean radius (IUGG)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a building stands (WGS 84 degrees) and what it is for."""

    building: str
    use: str
    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise UserError(
                "{building}: got latitude {latitude}, longitude {longitude}, expected degrees (WGS 84) such"
                " as {north} and {east}; correct them.",
                building=self.building,
                latitude=as_number(self.latitude),
                longitude=as_number(self.longitude),
                north=as_number(61.2),
                east=as_number(26.1),
            )


@dataclass(frozen=True, slots=True)
class Next:
    """The nearest other building of the same use and the way there in km; None when there is no other.

    The way is the straight line times an assumed detour, unless ways along streets are given elsewhere.
    """

    building: str
    next: str | None
    km: float | None
    detour: float


def to_next(sites: Sequence[Site], detour: float, of: Sequence[Site] | None = None) -> tuple[Next, ...]:
    """For each site (or each one `of`) the next other site of its use.

    `detour` (1 or more) is a parameter with the city's source.
    """
    if not detour >= 1:
        raise UserError(
            "Detour: got {detour}, expected 1 or more, such as {example}; correct the parameter.",
            detour=as_number(detour),
            example=as_number(1.3),
        )
    at = np.array([[one.latitude, one.longitude] for one in sites])
    use = np.array([one.use for one in sites], dtype=str)
    found = []
    names = np.array([one.building for one in sites], dtype=str)
    for one in sites if of is None else of:
        km = km_between(np.array([[one.latitude, one.longitude]]), at)[0]
        km[(use != one.use) | (names == one.building)] = np.inf
        nearest = int(km.argmin())
        if np.isinf(km[nearest]):
            found.append(Next(one.building, None, None, detour))
        else:
            found.append(Next(one.building, sites[nearest].building, float(km[nearest]) * detour, detour))
    return tuple(found)


def km_between(here: Floats, there: Floats) -> Floats:
    """Kilometres in a straight line, rows × columns, from (latitude, longitude) in degrees.

    By the haversine formula (Sinnott 1984), steady for near points too.
    """
    one, other = np.radians(here)[:, None, :], np.radians(there)[None, :, :]
    half = (
        np.sin((other[..., 0] - one[..., 0]) / 2) ** 2
        + np.cos(one[..., 0]) * np.cos(other[..., 0]) * np.sin((other[..., 1] - one[..., 1]) / 2) ** 2
    )
    return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
