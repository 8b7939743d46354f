"""What the interface answers beside the snapshot's own types: rows in brief and flat figures."""

from __future__ import annotations

from datetime import date

from voimavara.core.language import Language, Text
from voimavara.core.missing import Reason
from voimavara.core.origin import Origin
from voimavara.figures.figure import Figure
from voimavara.programme.models.programme import City, Decision
from voimavara.snapshot.frozen import Frozen, When
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.verdicts.verdict import Judgement


class Fault(Frozen):
    """Why there is no answer."""

    detail: str


class SnapshotRow(Frozen):
    """A snapshot's id and date."""

    id: str
    as_of: date


class Programme(Frozen):
    """The frame of the programme."""

    snapshot: str
    as_of: date
    title: Text
    city: City
    decision: Decision
    principle: Text
    values: tuple[Text, ...]
    audiences: tuple[Text, ...]
    languages: tuple[Language, ...]
    dimension_names: dict[str, Text]
    labels: dict[str, dict[str, Text]]


class IndicatorRow(Frozen):
    """An indicator in brief; `value` is that of the whole city, in `unit`."""

    id: str
    code: str
    goal: str
    addition: bool
    name: Text
    unit: str
    period: When | None
    value: float | None
    missing: Reason | None
    origin: Origin | None
    target: Text
    judgement: Judgement
    reason: Text


class FigureRow(Frozen):
    """One figure, flat."""

    indicator: str
    measure: str
    unit: str
    period: When
    place: dict[str, str]
    value: float | None
    missing: Reason | None
    numerator: float | None
    denominator: float | None
    n: int | None
    interval: tuple[float, float] | None
    origin: Origin | None


class Figures(Frozen):
    """Some of the figures asked for; `next` is the offset of the following ones."""

    count: int
    next: int | None
    figures: tuple[FigureRow, ...]


def programme(snapshot: Snapshot) -> Programme:
    """The frame of the snapshot's programme."""
    same = {name: getattr(snapshot, name) for name in Programme.model_fields if name != "snapshot"}
    return Programme(snapshot=snapshot.id, **same)


def indicator_row(indicator: IndicatorView) -> IndicatorRow:
    """The indicator in brief."""
    latest = indicator.main.total.latest if indicator.main.total else None
    return IndicatorRow(
        id=indicator.id,
        code=indicator.code,
        goal=indicator.goal,
        addition=indicator.addition,
        name=indicator.name,
        unit=indicator.main.unit,
        period=latest.period if latest else None,
        value=latest.known if latest else None,
        missing=latest.missing.reason if latest and latest.missing else None,
        origin=indicator.origin,
        target=indicator.target.text,
        judgement=indicator.verdict.judgement,
        reason=indicator.verdict.reason,
    )


def figure_row(figure: Figure) -> FigureRow:
    """The figure, flat."""
    return FigureRow(
        indicator=figure.indicator,
        measure=figure.measure,
        unit=str(figure.unit),
        period=figure.period,
        place=dict(figure.place),
        value=figure.known,
        missing=figure.missing.reason if figure.missing else None,
        numerator=figure.numerator,
        denominator=figure.denominator,
        n=figure.n,
        interval=figure.interval,
        origin=figure.origin,
    )
