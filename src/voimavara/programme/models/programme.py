"""The programme as a whole: what the city decided, its goals and means, its words."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, field_validator, model_validator

from voimavara.core.language import LANGUAGES, Language, Text
from voimavara.core.message import Message
from voimavara.core.origin import Origin
from voimavara.core.periods import days_of
from voimavara.programme.models.written import ByTime, Day, Names, Quantity, Time, Written

_CODE_DIGITS = 3
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})\.")
EngineName = Literal["duckdb", "spark"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
State = Literal["planned", "running", "done", "paused", "dropped"]


class City(Written):
    """The municipality."""

    code: str = Field(description="The municipality's code of three digits, as in 111.")
    name: Text
    brand: Text = Text()
    degree_day_locality: str = Field(
        "",
        description="The reference locality by whose degree days heat is normalised, as in Lahti; may be left"
        " out where the data have one locality only.",
    )

    @field_validator("code")
    @classmethod
    def _three_digits(cls, code: str) -> str:
        if len(code) != _CODE_DIGITS or not code.isdecimal():
            raise ValueError(
                Message.of(
                    "got '{code}', expected a municipality's code of three digits, as in 111.", code=code
                )
            )
        return code


class Decision(Written):
    """What was decided, when and by whom."""

    date: Day
    what: Text
    body: Text = Text()


def _month_and_day(text: str) -> str:
    """A day of every year, written 31.10., as the programme keeps it; other texts as they are.

    >>> _month_and_day("31.10."), _month_and_day("10-31")
    ('10-31', '10-31')
    """
    match = _DAY_AND_MONTH.fullmatch(text.strip())
    return f"{int(match[2]):02d}-{int(match[1]):02d}" if match else text


class Rounds(Written):
    """The reporting rounds of a year, and how long before each the data are due."""

    dates: tuple[str, ...] = Field(("04-30", "10-31"), description="Month and day of each round.")
    due_days_before: int = 15

    @field_validator("dates")
    @classmethod
    def _as_month_and_day(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_month_and_day(text) for text in dates)


class Cover(Written):
    """programme.yaml: the frame of everything else."""

    title: Text
    city: City
    decision: Decision
    principle: Text
    values: tuple[Text, ...]
    audiences: tuple[Text, ...]
    owners: dict[str, Text]
    languages: tuple[Language, ...] = LANGUAGES
    rounds: Rounds = Rounds()
    as_of: Day | None = Field(None, description="The day the programme stands at; today when not given.")
    followed_since: Day = Field(description="The first day on which rounds are counted.")
    engine: EngineName = Field(
        "duckdb", description="What adds up the rows: `duckdb` on this machine, or `spark` on many."
    )
    hide_below: int = Field(10, ge=1, description="Figures about fewer persons than this are hidden.")
    contact: Text = Text()
    example_note: Text = Field(
        Text(), description="What in this folder is made up, shown wherever the pages say `example`."
    )


class Move(Written):
    """Which way an indicator should go; with `where`, only in the places that have one of the values."""

    go: Literal["up", "down"]
    where: dict[str, Names] = {}

    def touches(self, place: tuple[tuple[str, str], ...]) -> bool:
        """Whether it is about a place.

        >>> Move(go="up", where={"system": "archive"}).touches((("system", "office"),))
        False
        """
        values = dict(place)
        return all(values.get(dimension) in names for dimension, names in self.where.items())


def _one_word(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    if written not in ("up", "down"):
        raise ValueError("an indicator moves `up` or `down`.")
    return {"go": written}


_Move = Annotated[Move, BeforeValidator(_one_word, json_schema_input_type=Literal["up", "down"] | Move)]


class Means(Written):
    """One means of a goal: who does what by when, and which indicators it should move."""

    id: str
    name: Text
    owner: str
    from_: Time = Field("", alias="from")
    to: Time = ""
    state: State
    cost: Quantity | None = None
    evidence: Text = Text()
    moves: dict[str, _Move] = Field(
        {},
        description="`up` or `down` for each indicator, or for a part of it"
        " `{go: up, where: {system: archive}}`.",
    )
    origin: Origin = Field(
        Origin.OWN, description="`example` where owner, dates, state, cost and evidence are made up."
    )


class Goal(Written):
    """One goal with its means."""

    code: str = ""
    name: Text
    statement: Text
    order: int = 0
    means: tuple[Means, ...] = ()


class Parameter(Written):
    """A value without a norm: dated, sourced, changeable by the municipality."""

    name: Text
    definition: Text = Text()
    unit: str = "1"
    values: ByTime[float] = Field({}, description="Value by the period or date from which it holds.")
    by: dict[str, ByTime[float]] = Field(
        {}, description="Where each class has values of its own: the class → its values by date."
    )
    of: str | None = Field(None, description="The vocabulary that the classes of `by` are from.")
    source: Text

    @model_validator(mode="after")
    def _one_or_by_class(self) -> Parameter:
        if self.values and self.by:
            raise ValueError("a parameter has either `values`, or `by` with the values of each class.")
        if self.of and not self.by:
            raise ValueError("`of` goes with `by`, whose classes it names.")
        return self

    @property
    def series(self) -> dict[str, dict[str, float]]:
        """Its values by date, by class; the one series of a parameter without classes has the name ''."""
        return self.by or {"": self.values}

    def in_force(self, on: date, of: str = "") -> float | None:
        """The value that holds on a day, of a class; None before the first one and for a class without any.

        >>> wear = Parameter(name=Text(), source=Text(), by={"school": {"2019": 1.5, "2021-08": 1.75}})
        >>> wear.in_force(date(2021, 7, 31), "school"), wear.in_force(date(2021, 8, 1), "school")
        (1.5, 1.75)
        """
        begun = {day: value for at, value in self.series.get(of, {}).items() if (day := days_of(at)[0]) <= on}
        return begun[max(begun)] if begun else None


class PeerSet(Written):
    """The municipalities one compares with: chosen by population in a year, or listed by code."""

    name: Text
    year: int = Field(ge=1900)
    population: tuple[int, int] | None = None
    in_: str = Field("population", alias="in")
    codes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> PeerSet:
        if (self.population is None) == (not self.codes):
            raise ValueError("a peer set has either `population`, as in [14001, 24999], or `codes`.")
        return self


class Vocabulary(Written):
    """Words that several datasets share, such as sectors; each with its label."""

    name: Text
    values: dict[str, Text]
