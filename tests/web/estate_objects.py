"""Objects of a made-up town by code: buildings, streets, green areas, pipes, with all a page may show."""

from __future__ import annotations

import random

from voimavara.core.language import Text
from voimavara.core.origin import Origin
from voimavara.snapshot.estate.condition import EventView, ForecastView, ObjectView, PartView, SumView

from .rich_snapshot import text

CENTRE = (26.03, 61.205)
DISTRICTS = {
    "centre": text("Keskusta", "Centrum", "Centre"),
    "jyranko": text("Jyränkö", "Jyränkö", "Jyränkö"),
    "vierumaki": text("Vierumäki", "Vierumäki", "Vierumäki"),
    "lusi": text("Lusi", "Lusi", "Lusi"),
}
CLASSES = {
    "school": text("Koulut", "Skolor", "Schools"),
    "daycare": text("Päiväkodit", "Daghem", "Day-care centres"),
    "office": text("Toimistot", "Kontor", "Offices"),
    "collector": text("Kokoojakadut", "Samlargator", "Collector streets"),
    "local": text("Tonttikadut", "Tomtgator", "Local streets"),
    "park": text("Puistot", "Parker", "Parks"),
    "water": text("Vesijohdot", "Vattenledningar", "Water mains"),
    "sewer": text("Viemärit", "Avlopp", "Sewers"),
}
NAMES = {
    "school": text("Koulu {n}", "Skola {n}", "School {n}"),
    "daycare": text("Päiväkoti {n}", "Daghemmet {n}", "Day-care centre {n}"),
    "office": text("Virastotalo {n}", "Ämbetshuset {n}", "Office building {n}"),
    "collector": text("Kokoojakatu {n}", "Samlargatan {n}", "Collector street {n}"),
    "local": text("Pihlajakuja {n}", "Rönngränden {n}", "Rowan Lane {n}"),
    "park": text("Puisto {n}", "Parken {n}", "Park {n}"),
    "water": text("Vesijohto {n}", "Vattenledning {n}", "Water main {n}"),
    "sewer": text("Viemäri {n}", "Avlopp {n}", "Sewer {n}"),
}
KINDS = {
    "building": ("school", "daycare", "office"),
    "street": ("collector", "local"),
    "green_area": ("park",),
    "pipe": ("water", "sewer"),
}
SECTORS = {"building": "education", "street": "technical", "green_area": "technical", "pipe": "technical"}
PARTS = (
    ("roof", 40, text("Vesikatto", "Yttertak", "Roof")),
    ("facade", 60, text("Julkisivut", "Fasader", "Facades")),
    ("hvac", 30, text("Ilmanvaihto", "Ventilation", "Ventilation")),
    ("frame", 120, text("Runko", "Stomme", "Frame")),
)


def objects(
    buildings: int = 70, streets: int = 250, greens: int = 10, pipes: int = 400
) -> tuple[ObjectView, ...]:
    """So many objects of each kind, the same each time."""
    chance = random.Random(3)  # noqa: S311 - the same town each time, no secret
    counts = {"building": buildings, "street": streets, "green_area": greens, "pipe": pipes}
    return tuple(
        _object(kind, number, chance) for kind, count in counts.items() for number in range(1, count + 1)
    )


def _object(kind: str, number: int, chance: random.Random) -> ObjectView:
    object_class = chance.choice(KINDS[kind])
    replacement = round(chance.uniform(0.05, 1) ** 3 * (12e6 if kind == "building" else 9e5), -3)
    condition = None if number % 17 == 5 or kind == "pipe" else round(chance.uniform(0.35, 0.98), 3)
    line = _line(kind, chance)
    rich = kind == "building" and condition is not None
    return ObjectView(
        id=f"{kind}-{number}",
        kind=kind,
        name=_named(NAMES[object_class], number),
        object_class=object_class,
        district=chance.choice(list(DISTRICTS)),
        sector=SECTORS[kind],
        line=line if number % 11 else (),
        quantity=round(chance.uniform(80, 6000)),
        unit="m2" if kind in ("building", "green_area") else "m",
        built=chance.randint(1948, 2015) if number % 13 else None,
        replacement=replacement,
        condition=condition,
        backlog=_backlog(kind, condition, replacement, number),
        liability=None if condition is None else round((1 - condition) * replacement),
        method={"building": "by_value", "street": "measured", "green_area": "modelled", "pipe": None}[kind],
        flags=_flags(number) if kind == "building" else (),
        assumed=("built", "replacement") if number % 13 == 0 else (),
        parts=_parts(chance) if rich else (),
        events=_events(replacement) if rich else (),
        forecast=_forecast(condition) if rich and condition else None,
        origin=Origin.EXAMPLE,
    )


def _backlog(kind: str, condition: float | None, replacement: float, number: int) -> float | None:
    if kind == "pipe":
        return replacement if number % 5 == 0 else 0.0
    return None if condition is None else max(0.0, float(round((0.75 - condition) * replacement)))


def _named(name: Text, number: int) -> Text:
    return Text(**{one: getattr(name, one).format(n=number) for one in ("fi", "sv", "en")})


def _line(kind: str, chance: random.Random) -> tuple[tuple[float, float], ...]:
    x, y = CENTRE[0] + chance.uniform(-0.05, 0.05), CENTRE[1] + chance.uniform(-0.022, 0.022)
    steps = 1 if kind in ("building", "green_area") else 3
    points = []
    for _ in range(steps):
        points.append((round(x, 5), round(y, 5)))
        x, y = x + chance.uniform(-0.003, 0.003), y + chance.uniform(-0.0015, 0.0015)
    return tuple(points)


def _flags(number: int) -> tuple[str, ...]:
    every = {"protected": number % 23 == 1, "empty": number % 19 == 2, "flood": number % 9 == 3}
    return tuple(flag for flag, there in every.items() if there)


def _parts(chance: random.Random) -> tuple[PartView, ...]:
    return tuple(
        PartView(
            id=part,
            name=name,
            installed=chance.randint(1960, 2015),
            life=life,
            share=0.25,
            condition=round(chance.uniform(0.2, 1), 2),
            assumed=("life",) if part == "frame" else (),
        )
        for part, life, name in PARTS
    )


def _events(replacement: float) -> tuple[EventView, ...]:
    return (
        EventView(
            year=2009,
            what="repair_done",
            text=text("Katto uusittiin", "Taket förnyades", "Roof renewed"),
            cost=180000.0,
        ),
        EventView(
            year=2018,
            what="inspection",
            text=text("Kuntoarvio", "Konditionsbedömning", "Condition survey"),
            condition=0.62,
            inspector=text("Insinööritoimisto A", "Ingenjörsbyrå A", "Engineering firm A"),
        ),
        EventView(
            year=2024,
            what="repair_planned",
            text=text("Ilmanvaihto uusitaan", "Ventilationen förnyas", "Ventilation renewed"),
            cost=round(replacement * 0.08),
        ),
    )


def _forecast(condition: float) -> ForecastView:
    years = tuple(range(2020, 2051))
    untouched = tuple(round(max(0.2, condition - 0.015 * step), 3) for step in range(31))
    planned = tuple(round(one if step < 4 else min(0.95, one + 0.3), 3) for step, one in enumerate(untouched))
    return ForecastView(years=years, untouched=untouched, planned=planned)


def sums(of: tuple[ObjectView, ...]) -> tuple[SumView, ...]:
    """The objects added up by every dimension."""
    kinds = {
        "building": text("Rakennukset", "Byggnader", "Buildings"),
        "street": text("Kadut", "Gator", "Streets"),
        "green_area": text("Viheralueet", "Grönområden", "Green areas"),
        "pipe": text("Putket", "Ledningar", "Pipes"),
    }
    sectors = {
        "education": text("Sivistys", "Bildning", "Education"),
        "technical": text("Tekninen toimi", "Tekniska sektorn", "Technical services"),
    }
    whole = [_sum("whole", "", text("Koko omaisuus", "Hela egendomen", "The whole property"), of)]
    for dimension, names, key in (
        ("kind", kinds, "kind"),
        ("class", CLASSES, "object_class"),
        ("district", DISTRICTS, "district"),
        ("sector", sectors, "sector"),
    ):
        whole += [
            _sum(dimension, value, name, tuple(one for one in of if getattr(one, key) == value))
            for value, name in names.items()
        ]
    return tuple(one for one in whole if one.objects)


def _sum(dimension: str, value: str, name: Text, of: tuple[ObjectView, ...]) -> SumView:
    replacement = sum(one.replacement or 0 for one in of)
    backlog, liability = sum(one.backlog or 0 for one in of), sum(one.liability or 0 for one in of)
    return SumView(
        dimension=dimension,
        value=value,
        name=name,
        objects=len(of),
        replacement=replacement,
        condition=1 - liability / replacement if replacement else None,
        backlog=backlog,
        liability=liability,
        improvement_need=backlog * 0.4 if dimension in ("whole", "kind") else None,
        fci=backlog / replacement if replacement else None,
        fci_band="fair" if replacement and backlog / replacement < 0.1 else "poor",
    )
