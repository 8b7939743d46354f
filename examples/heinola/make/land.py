"""Where things are in the made-up town, and what the register knows of each building beside its size."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date

from draws import Draws
from exports import Files, number, plain, text_file
from town import BUILDINGS, KINDS_OF_NAME, PLACES, Building

FOLDER = "kiinteistot"
CENTRE = (61.2026, 26.0389)
METRES = (111_320.0, 111_320.0 * math.cos(math.radians(CENTRE[0])))  # in a degree of latitude, of longitude

# How far the border is from the centre in each of so many directions, in metres.
BORDER = (
    4_300,
    4_600,
    4_100,
    4_400,
    4_800,
    4_300,
    3_900,
    4_500,
    4_700,
    4_200,
    4_000,
    4_400,
    4_900,
    4_600,
    4_100,
    4_000,
)

# District: its name, metres north and east of the centre, how large it is, the places whose names it holds.
DISTRICTS = {
    "01": ("Harju", 0, 0, 700, ("Harjun", "Lähteen")),
    "02": ("Kuusimäki", 1_900, -600, 800, ("Kuusimäen", "Koivurannan")),
    "03": ("Niittylä", -1_500, 1_300, 800, ("Niittylän", "Pellonpään")),
    "04": ("Saarela", 600, 1_900, 600, ("Saarelan", "Mäntylän")),
    "05": ("Kivikko", -1_300, -1_600, 900, ("Kivikon", "Rantalan")),
    "06": ("Ylätalo", 3_600, 1_400, 1_100, ("Ylätalon", "Suvilahden")),
    "07": ("Myllyoja", -3_900, -400, 1_200, ("Myllyojan", "Haapaniemen")),
}
DISTRICT_OF_PLACE = {place: code for code, (*_, places) in DISTRICTS.items() for place in places}
YEAR_UNKNOWN = {"1033"}  # nobody knows when it was built
BY_LAW, BY_PLAN = {"1038"}, {"1006", "1029"}
SHORE = {"04", "06"}  # districts by the water
FLOODS = ("Ei", "Vähäinen", "Kohtalainen", "Suuri")
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the register says of a building's place and chances."""

    permanent_id: str
    volume: int | None
    district: str
    protection: str
    adaptability: str
    saleable: str
    flood: str
    moisture: str
    latitude: float
    longitude: float


def moved(start: Point, north: float, east: float) -> Point:
    """The point so many metres north and east of another, in degrees to four decimals."""
    return round(start[0] + north / METRES[0], 4), round(start[1] + east / METRES[1], 4)


def spot_in(draws: Draws, district: str) -> Point:
    """Some point of the district."""
    _, north, east, size, _ = DISTRICTS[district]
    return moved(CENTRE, north + draws.about(0, size / 2.2), east + draws.about(0, size / 2.2))


def _permanent_id(one: Building) -> str:
    """Ten characters as in the population information system; real ones never begin with a nine."""
    digits = f"9{int(one.id) * 97:08d}"
    return digits + _CHECK[int(digits) % 31]


def _ground(one: Building) -> Ground:
    draws = Draws(f"ground {one.id}")
    place = next(place for place in PLACES if one.name == f"{place} {KINDS_OF_NAME[one.use]}")
    district = DISTRICT_OF_PLACE[place]
    latitude, longitude = spot_in(draws, district)
    height = 4.6 if one.use in ("sports", "depot") else 3.5
    volume = None if draws.chance(0.12) else round(one.area * height * draws.between(0.95, 1.1) / 10) * 10
    protection = "Laki" if one.id in BY_LAW else "Kaava" if one.id in BY_PLAN else "Ei"
    suits = {"office": (1, 3, 5), "school": (2, 5, 3), "health": (2, 4, 2), "culture": (3, 4, 1)}
    return Ground(
        _permanent_id(one),
        volume,
        district,
        protection,
        draws.one_of(("Heikko", "Kohtalainen", "Hyvä"), suits.get(one.use, (5, 3, 1))),
        "Kyllä" if one.last_day or (protection == "Ei" and draws.chance(0.12)) else "Ei",
        draws.one_of(FLOODS, (2, 3, 3, 2) if district in SHORE else (8, 2, 1, 0)),
        draws.one_of(("Vähäinen", "Kohtalainen", "Suuri"), (6, 2, 1) if one.built > 1990 else (2, 4, 2)),
        latitude,
        longitude,
    )


GROUND = {one.id: _ground(one) for one in BUILDINGS}
GROUND_HEADER = (
    "Pysyvä rakennustunnus", "Tilavuus m³", "Kaupunginosa", "Suojelu", "Muunneltavuus", "Myytävissä",
    "Tulvariski", "Kosteusriski", "Lev. (WGS84)", "Pit. (WGS84)",
)  # fmt: skip


def ground_row(one: Building) -> tuple[str | int | float | None, ...]:
    """The cells below GROUND_HEADER."""
    it = GROUND[one.id]
    return (
        it.permanent_id, it.volume, it.district, it.protection, it.adaptability, it.saleable,
        it.flood, it.moisture, it.latitude, it.longitude,
    )  # fmt: skip


def land_files() -> Files:
    """The districts, and what the engineering unit has written of the same buildings."""
    header = ("Tunnus", "Kaupunginosa", "Lev.", "Pit.")
    rows = [
        (code, name, *(plain(degrees, 4) for degrees in moved(CENTRE, north, east)))
        for code, (name, north, east, _, _) in DISTRICTS.items()
    ]
    return {
        f"{FOLDER}/kaupunginosat_2019-10-01.csv": text_file(header, rows, encoding="utf-8-sig"),
        f"{FOLDER}/kunnan-raja_2019-10-01.geojson": _border(),
        f"{FOLDER}/kohdetiedot-kuntek_2019-11-12.csv": _records(),
        f"{FOLDER}/palvelutilat_2020-02-28.csv": _facilities(),
    }


def _border() -> bytes:
    """A made-up border around the districts, as geographic information systems export one."""
    corners = [
        (round(longitude, 4), round(latitude, 4))
        for latitude, longitude in (
            moved(CENTRE, reach * math.sin(turn), reach * math.cos(turn))
            for turn, reach in zip(
                (2 * math.pi * step / len(BORDER) for step in range(len(BORDER))), BORDER, strict=True
            )
        )
    ]
    polygon = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    feature = {"type": "Feature", "properties": {"nimi": "Esimerkki"}, "geometry": polygon}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, indent=1).encode()


# Service: how many gross m² there are for a place on average.
SERVED = {
    "school": ("Perusopetus", 12.5),
    "daycare": ("Varhaiskasvatus", 9.5),
    "health": ("Ikääntyneiden asuminen", 58.0),
}
UPPER_SECONDARY, SHARED = "1004", "1003"  # the school house of the upper secondary; one with a day-care group


def _facilities() -> bytes:
    """Which building serves whom, as it stood in February 2020; a few don't know their places."""
    rows = []
    for one in BUILDINGS:
        if one.use not in SERVED or one.first_day.year > 2020 or (one.last_day and one.last_day.year < 2020):
            continue
        draws = Draws(f"facilities {one.id}")
        service, need = SERVED[one.use]
        service = "Lukiokoulutus" if one.id == UPPER_SECONDARY else service
        area = one.area - 310 if one.id == SHARED else one.area
        places = "" if draws.chance(0.1) else str(round(area / need * draws.between(0.85, 1.1)))
        rows.append((one.id, service, number(area, 0), places))
        if one.id == SHARED:
            rows.append((one.id, "Varhaiskasvatus", "310", "42"))
    return text_file(("Kohdenro", "Palvelu", "Ala brm²", "Paikkoja"), rows)


def _records() -> bytes:
    """The engineering unit's own list: two buildings are not in it, areas and years differ in places."""
    rows = []
    for one in BUILDINGS:
        draws = Draws(f"records {one.id}")
        if one.first_day > date(2019, 11, 12) or one.id in ("1055", "1069"):
            continue
        area = one.area * (draws.between(0.86, 1.12) if draws.chance(0.18) else 1.0)
        built = one.built + (draws.whole(-3, 4) if draws.chance(0.12) else 0)
        rows.append((one.id, GROUND[one.id].permanent_id, number(area, 0), str(built)))
    return text_file(("Kohde", "PRT", "Ala brm²", "Rakennusvuosi"), rows)
