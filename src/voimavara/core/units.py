"""Units of measure as products of powers, so that €/m² follows from € and m²."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.message import Message

# The atoms: every unit is a product of powers of these. A percentage is a way of writing a share.
_ATOMS = (
    "EUR", "m2", "m3", "kWh", "htv", "person", "h", "day", "month", "year", "km", "piece", "point", "kg",
)  # fmt: skip
# Other ways of writing: the same atom at another scale.
_SCALED: dict[str, tuple[str, Decimal]] = {
    "€": ("EUR", Decimal(1)),
    "kEUR": ("EUR", Decimal(1000)),
    "MEUR": ("EUR", Decimal(1_000_000)),
    "m²": ("m2", Decimal(1)),
    "m³": ("m3", Decimal(1)),
    "l": ("m3", Decimal("0.001")),
    "MWh": ("kWh", Decimal(1000)),
    "GWh": ("kWh", Decimal(1_000_000)),
    "days": ("day", Decimal(1)),
    "months": ("month", Decimal(1)),
    "years": ("year", Decimal(1)),
    "persons": ("person", Decimal(1)),
    "pieces": ("piece", Decimal(1)),
    "m": ("km", Decimal("0.001")),
    "mm": ("km", Decimal("0.000001")),
    "g": ("kg", Decimal("0.001")),
    "t": ("kg", Decimal(1000)),
    "ha": ("m2", Decimal(10_000)),
}
# What people call them in Finnish and Swedish, for whoever writes such a name in the place of the unit.
_CALLED = {
    "kpl": "piece", "st": "piece", "pcs": "piece", "kappale": "piece", "styck": "piece",
    "hlö": "person", "henkilö": "person", "henkilöä": "person", "hlöä": "person",
    "eur": "EUR", "euro": "EUR", "euroa": "EUR", "e": "EUR", "teur": "kEUR", "t€": "kEUR",
    "meur": "MEUR", "milj.€": "MEUR", "m€": "MEUR",
    "årsverke": "htv", "årsverken": "htv", "henkilötyövuosi": "htv",
    "neliö": "m2", "neliötä": "m2",
    "tunti": "h", "tuntia": "h", "timme": "h", "timmar": "h",
    "pv": "day", "päivä": "day", "päivää": "day", "dag": "day", "dagar": "day",
    "kk": "month", "kuukausi": "month", "månad": "month",
    "v": "year", "vuosi": "year", "vuotta": "year", "år": "year",
    "piste": "point", "pistettä": "point", "poäng": "point",
}  # fmt: skip
_RATIOS = {"%": Decimal("0.01"), "1": Decimal(1)}
_POWER = re.compile(r"(.+?)\^(-?\d+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: powers of atoms and a scale to the atoms' own size.

    Counted things of a city's own (`pupil`, `child`) are atoms too, written in braces: `EUR/{pupil}`.

    >>> Unit.parse("EUR") / Unit.parse("m2") == Unit.parse("EUR/m2")
    True
    >>> Unit.parse("MWh").fits(Unit.parse("kWh")), Unit.parse("MWh").factor_to(Unit.parse("kWh"))
    (True, Decimal('1000'))
    >>> (Unit.parse("m2") / Unit.parse("m2")).fits(Unit.parse("%"))
    True
    """

    powers: tuple[tuple[str, int], ...]
    scale: Decimal
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> Unit:
        """The unit that the text names; raises UserError when it names none."""
        numerator, *denominators = str(text).strip().split("/")
        unit = _product(numerator)
        for part in denominators:
            unit = unit / _product(part)
        return cls(unit.powers, unit.scale, str(text).strip())

    def fits(self, other: Unit) -> bool:
        """Whether both measure the same thing, be it at another scale."""
        return self.powers == other.powers

    def factor_to(self, other: Unit) -> Decimal:
        """What a value in this unit is multiplied by to be in the other one."""
        if not self.fits(other):
            raise UserError(
                "{self} can't be turned into {other}: they measure different things.", self=self, other=other
            )
        return self.scale / other.scale

    def __mul__(self, other: Unit) -> Unit:
        return _combined(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _combined(self, other, -1)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Unit):
            return NotImplemented
        return (self.powers, self.scale) == (other.powers, other.scale)

    def __hash__(self) -> int:
        return hash((self.powers, self.scale))

    def __str__(self) -> str:
        return self.text or _written(self.powers)


NUMBER = Unit((), Decimal(1), "1")
PERCENT = Unit((), Decimal("0.01"), "%")


def _combined(left: Unit, right: Unit, sign: int) -> Unit:
    powers = dict(left.powers)
    for atom, power in right.powers:
        powers[atom] = powers.get(atom, 0) + sign * power
    kept = tuple(sorted((atom, power) for atom, power in powers.items() if power))
    scale = left.scale * right.scale if sign > 0 else left.scale / right.scale
    return Unit(kept, scale)


def _product(text: str) -> Unit:
    unit = Unit((), Decimal(1))
    for word in re.split(r"[*·]", text.strip()):
        match = _POWER.fullmatch(word)
        name, power = (match[1], int(match[2])) if match else (word, 1)
        atom, scale = _atom(name.strip())
        unit = unit * Unit(((atom, power),) if atom else (), scale**power)
    return unit


def _atom(name: str) -> tuple[str, Decimal]:
    if name in _RATIOS:
        return "", _RATIOS[name]
    if name in _SCALED:
        return _SCALED[name]
    if name in _ATOMS or (name.startswith("{") and name.endswith("}") and len(name) > 2):
        return name, Decimal(1)
    called = _CALLED.get(name.lower())
    hint = (
        Message.of("did you mean '{word}'?", word=called)
        if called
        else did_you_mean(name, [*_ATOMS, *_SCALED])
    )
    if hint:
        raise UserError(
            "there is no unit '{name}'; {hint} Things a city counts itself go in braces, as in "
            "EUR/{{pupil}}.",
            name=name,
            hint=hint,
        )
    raise UserError(
        "there is no unit '{name}'. Things a city counts itself go in braces, as in EUR/{{pupil}}.", name=name
    )


def _written(powers: tuple[tuple[str, int], ...]) -> str:
    above = "*".join(atom if power == 1 else f"{atom}^{power}" for atom, power in powers if power > 0)
    below = "/".join(atom if power == -1 else f"{atom}^{-power}" for atom, power in powers if power < 0)
    return (above or "1") + (f"/{below}" if below else "")
