"""Streets, green areas and pipes of the made-up town."""

from __future__ import annotations

import math
from dataclasses import dataclass

from draws import Draws
from exports import Files, plain, text_file
from land import DISTRICTS, Point, moved, spot_in

FOLDER = "kunnallistekniikka"
SEGMENTS, PIPES = 250, 400
WEIGHTS = (5, 4, 3, 3, 3, 2, 2)  # how much of the networks is in each district

# Class: name in the register, how many of a hundred, width in metres, life in years, metres of a segment.
STREETS = {
    "main": ("Pääkatu", 12, 9.0, 30, 240),
    "collector": ("Kokoojakatu", 24, 7.5, 40, 190),
    "local": ("Tonttikatu", 46, 6.0, 50, 140),
    "cycleway": ("KLV", 18, 3.5, 40, 210),
}
NAMES = (
    "Harjukatu", "Lähdetie", "Kuusitie", "Koivukuja", "Niittykatu", "Peltotie", "Saarikatu", "Mäntykuja",
    "Kivikatu", "Rantatie", "Ylätie", "Lahdentie", "Myllykatu", "Haapakuja", "Asematie", "Kirkkokatu",
    "Torikatu", "Koulutie", "Virtatie", "Siltakatu", "Metsätie", "Opistonkatu", "Tehtaankatu", "Laaksotie",
    "Kalliokuja",
)  # fmt: skip
GREENS = {
    "park": ("Puisto", 14, 900, 14_000),
    "playground": ("Leikkipaikka", 10, 350, 1_600),
    "sports_field": ("Kenttä", 6, 2_000, 9_000),
    "meadow": ("Niitty", 10, 1_500, 22_000),
}
PLASTICS = (("PVC", 1970, 2005, 5), ("PE", 1985, 2019, 7))
# Network: share of a hundred; its materials with the years in which they were laid, and the weight of each.
NETWORKS = {
    "V": (46, (("VRT", 1950, 1968, 4), ("AS", 1958, 1975, 3), ("SG", 1970, 1990, 3), *PLASTICS)),
    "J": (38, (("BET", 1950, 1978, 8), ("PVC", 1972, 2016, 9), ("PE", 2000, 2019, 2))),
    "H": (16, (("BET", 1960, 1985, 6), ("PVC", 1985, 2019, 4))),
}
DIAMETERS = {"V": (63, 110, 160, 200, 315), "J": (160, 200, 250, 315, 400), "H": (250, 315, 400, 600, 800)}
Repair = tuple[str, str, str, str, str, int, float, str, str]


def network_files() -> Files:
    """Every file of streets, green areas and pipes."""
    files = _streets() | {"viheralueet_2019-11-20.csv": _green_areas(), "verkosto_2020-01-20.csv": _pipes()}
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def _along(draws: Draws, start: Point, length: float) -> Point:
    """Where a line of so many metres ends; streets run as the ridge does, or across it."""
    bearing = draws.one_of((0.5, 0.5 + math.pi / 2)) + draws.about(0, 0.12)
    return moved(start, length * math.cos(bearing), length * math.sin(bearing))


def _degrees(*points: Point) -> tuple[str, ...]:
    return tuple(plain(degrees, 4) for point in points for degrees in point)


def _worn(draws: Draws, age: float, life: float) -> int:
    """Condition from 0 to 100 after so many years."""
    return round(min(99.0, max(8.0, 100 * (1 - 0.8 * min(age / life, 1.0) ** 2) + draws.about(0, 6))))


@dataclass(frozen=True, slots=True)
class Segment:
    """A street segment as it is, whatever the register knows of it."""

    id: str
    name: str
    kind: str
    length: float
    width: float
    renewed: int
    district: str
    ends: tuple[str, ...]

    def worn(self, draws: Draws, year: int) -> int:
        """Its condition from 0 to 100 in a year."""
        return _worn(draws, year - self.renewed, STREETS[self.kind][3])


def _segment(place: int) -> Segment:
    draws = Draws(f"street {place}")
    kind = draws.one_of(tuple(STREETS), tuple(each[1] for each in STREETS.values()))
    _, _, width, _, usual = STREETS[kind]
    district = draws.one_of(tuple(DISTRICTS), WEIGHTS)
    length = round(draws.between(0.45, 1.6) * usual, 1)
    start = spot_in(draws, district)
    ends = _degrees(start, _along(draws, start, length))
    width += draws.whole(-1, 2) / 2
    name = NAMES[place % len(NAMES)]
    return Segment(f"K-{place + 1:04d}", name, kind, length, width, draws.whole(1972, 2018), district, ends)


ALL_SEGMENTS = [_segment(place) for place in range(SEGMENTS)]


def _streets() -> Files:
    """The register, and in autumn what was measured in summer: the same columns for the segments driven."""
    header = (
        "Osuus", "Kadunnimi", "Luokka", "Pituus m", "Leveys m", "Kunto", "Tapa", "Mitattu", "Uusittu",
        "Kaup.osa", "Alku lev", "Alku pit", "Loppu lev", "Loppu pit",
    )  # fmt: skip
    register, measured = [], []
    for one in ALL_SEGMENTS:
        draws = Draws(f"known of {one.id}")
        how = draws.one_of(("Mitattu", "Mallinnettu", ""), (60, 28, 12))
        seen = draws.whole(max(2014, one.renewed), 2019) if how == "Mitattu" else 2019
        now = (str(one.worn(draws, seen)), how, str(seen)) if how else ("", "", "")
        renewed = "" if draws.chance(0.14) else str(one.renewed)
        size = (STREETS[one.kind][0], plain(one.length, 1), plain(one.width, 1))
        register.append((one.id, one.name, *size, *now, renewed, one.district, *one.ends))
        if draws.chance(0.22):
            driven = (str(one.worn(draws, 2020)), "Mitattu", "2020")
            measured.append((one.id, one.name, *size, *driven, renewed, one.district, *one.ends))
    register[120] = (*register[120][:3], "0,0", *register[120][4:])  # a segment without a length
    above = ("Katurekisteri" + ";" * 13,)
    return {
        "kadut_2019-11-20.csv": text_file(header, register, above=above),
        "kadut-mittaus_2020-09-21.csv": text_file(header, measured, above=above),
    }


def _green_areas() -> bytes:
    header = (
        "Alue", "Nimi", "Luokka", "Pinta-ala m²", "Kunto", "Tapa", "Arvioitu", "Uusittu", "Kaup.osa",
        "Lev", "Pit",
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for kind, (title, how_many, smallest, largest) in GREENS.items():
        for place in range(how_many):
            draws = Draws(f"green {kind} {place}")
            district = draws.one_of(tuple(DISTRICTS))
            renewed = draws.whole(1985, 2018)
            name = f"{DISTRICTS[district][4][0]} {title.lower()} {place + 1}"
            is_known = draws.chance(0.7)
            known = (str(_worn(draws, 2018 - renewed, 30)), "Mitattu", "2018") if is_known else ("", "", "")
            area = plain(round(draws.between(smallest, largest), -1), 0)
            told = "" if draws.chance(0.2) else str(renewed)
            at = _degrees(spot_in(draws, district))
            rows.append((f"P{len(rows) + 1:03d}", name, title, area, *known, told, district, *at))
    return text_file(header, rows, encoding="utf-8-sig")


def _pipes() -> bytes:
    """The network's register: a sixth of the years is missing, and some materials."""
    header = (
        "Putki", "Verkosto", "Materiaali", "Vuosi", "Pituus m", "DN mm", "Kaup.osa",
        "Alku lev", "Alku pit", "Loppu lev", "Loppu pit",
    )  # fmt: skip
    rows = []
    for place in range(PIPES):
        draws = Draws(f"pipe {place}")
        network = draws.one_of(tuple(NETWORKS), tuple(each[0] for each in NETWORKS.values()))
        choices = NETWORKS[network][1]
        material, first, last, _ = draws.one_of(choices, tuple(each[3] for each in choices))
        year = "" if draws.chance(0.16) else str(draws.whole(first, last))
        length = round(draws.between(18, 310), 1)
        district = draws.one_of(tuple(DISTRICTS), WEIGHTS)
        start = spot_in(draws, district)
        shown = "" if draws.chance(0.05) else material
        width = str(draws.one_of(DIAMETERS[network], (2, 5, 4, 2, 1)))
        ends = _degrees(start, _along(draws, start, length))
        rows.append(
            (f"{network}{place + 1:04d}", network, shown, year, plain(length, 1), width, district, *ends)
        )
    rows[210] = (*rows[210][:3], "2091", *rows[210][4:])  # 1991, mistyped
    return text_file(header, rows)


def repairs_of_networks() -> list[Repair]:
    """Segments renewed from 2012 on, which is what the register says of them."""
    found: list[Repair] = []
    for one in (one for one in ALL_SEGMENTS if one.renewed >= 2012):
        price = Draws(f"price {one.id}").between(52, 88)
        cost = round(one.length * one.width * price, -2)
        number_of = f"K{3000 + len(found)}"
        found.append((number_of, "Katu", one.id, "", "Tehty", one.renewed, cost, "K", "Päällystys ja reunat"))
    return found
