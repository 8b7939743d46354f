"""The made-up town: its sectors, buildings and rooms. Nothing here is Heinola's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from draws import Draws

# Sector: its name in the systems, person-years in 2017, change a year, people invited to the survey.
SECTORS = {
    "education": ("Sivistys", 431.0, 0.4, 452),
    "social_health": ("Sote", 506.0, -2.1, 517),
    "culture": ("Kulttuuri ja vapaa-aika", 57.5, 0.1, 61),
    "technical": ("Tekninen", 118.0, -0.9, 112),
    "administration": ("Konsernihallinto", 73.0, 0.6, 72),
}

# Use class: name in the register, sector, how many, smallest and largest area, replacement value €/m².
USES = {
    "school": ("Koulu", "education", 11, 1_300, 7_200, 2_550),
    "daycare": ("Päiväkoti", "education", 13, 380, 1_250, 2_750),
    "health": ("Terveys- ja hoivatila", "social_health", 12, 700, 4_000, 2_900),
    "culture": ("Kirjasto- ja kulttuuritila", "culture", 6, 420, 2_500, 2_800),
    "sports": ("Liikuntatila", "culture", 7, 650, 3_600, 2_600),
    "office": ("Toimisto", "administration", 6, 500, 2_400, 2_350),
    "depot": ("Varikko tai varasto", "technical", 14, 120, 900, 1_150),
}
KINDS_OF_NAME = {
    "school": "koulu",
    "daycare": "päiväkoti",
    "health": "palvelutalo",
    "culture": "kulttuuritalo",
    "sports": "liikuntahalli",
    "office": "toimistotalo",
    "depot": "varasto",
}
PLACES = (
    "Harjun", "Lähteen", "Kuusimäen", "Koivurannan", "Niittylän", "Pellonpään", "Saarelan", "Mäntylän",
    "Kivikon", "Rantalan", "Ylätalon", "Suvilahden", "Myllyojan", "Haapaniemen",
)  # fmt: skip
GIVEN_UP = {"1011": date(2019, 12, 13), "1064": date(2020, 6, 12), "1049": date(2020, 8, 21)}
NEW = {"1024": date(2020, 8, 1)}


@dataclass(frozen=True, slots=True)
class Building:
    """One building of the register; `condition` is its technical over its replacement value in 2019."""

    id: str
    name: str
    use: str
    area: int
    built: int
    condition: float
    first_day: date
    last_day: date | None

    @property
    def sector(self) -> str:
        """The sector that uses it most."""
        return USES[self.use][1]

    @property
    def replacement_value(self) -> float:
        """What it would cost to build again, in euros."""
        return self.area * USES[self.use][5]

    def in_use(self, year: int, month: int) -> bool:
        """Whether it is in use when the month begins and still when it is over."""
        begins = (self.first_day.year, self.first_day.month)
        ends = (self.last_day.year, self.last_day.month) if self.last_day else (9999, 12)
        return begins <= (year, month) < ends


def _buildings() -> tuple[Building, ...]:
    draws = Draws("buildings")
    found = []
    for use, (_, _, how_many, smallest, largest, _) in USES.items():
        for place in PLACES[:how_many]:
            code = str(1001 + len(found))
            age = draws.whole(6, 72)
            first_day = NEW.get(code) or date(2019 - age, 8, 1)
            built = first_day.year
            condition = 0.99 if code in NEW else _condition(draws, age)
            area = round(draws.between(smallest, largest) / 10) * 10
            name = f"{place} {KINDS_OF_NAME[use]}"
            found.append(Building(code, name, use, area, built, condition, first_day, GIVEN_UP.get(code)))
    return tuple(found)


def _condition(draws: Draws, age: int) -> float:
    """Older is worse, but repairs make up for some of it."""
    repaired = draws.whole(0, age) if draws.chance(0.6) else age
    return min(0.98, max(0.34, draws.about(0.97 - 0.0066 * min(age, repaired + 12), 0.05)))


BUILDINGS = _buildings()


@dataclass(frozen=True, slots=True)
class Room:
    """A room that can be booked: its code, its building, its hours, and how much it is wanted."""

    code: str
    building: str
    opens: float
    closes: float
    days: int
    by_day: float
    by_evening: float


def _rooms() -> tuple[Room, ...]:
    of_use = {use: [one.id for one in BUILDINGS if one.use == use and one.id not in GIVEN_UP] for use in USES}
    halls = [Room("LIIKSALI", code, 8, 21, 5, 0.82, 0.80) for code in of_use["school"][:5]]
    sports = [Room("HALLI", code, 9, 21.5, 7, 0.46, 0.84) for code in of_use["sports"][:3]]
    lobby = [Room("PELISALI", of_use["sports"][0], 9, 21.5, 7, 0.34, 0.70)]
    culture = [Room("SALI", code, 10, 21, 6, 0.40, 0.62) for code in of_use["culture"][:3]]
    studio = [Room("STUDIO", of_use["culture"][0], 12, 21, 6, 0.34, 0.62)]
    offices = [Room("NEUV1", code, 8, 16, 5, 0.74, 0.66) for code in of_use["office"][:3]]
    large = [Room("NEUV2", of_use["office"][0], 8, 16, 5, 0.66, 0.58)]
    return (*halls, *sports, *lobby, *culture, *studio, *offices, *large)


ROOMS = _rooms()
