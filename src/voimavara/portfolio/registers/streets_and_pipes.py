"""Streets, green areas and pipes as holdings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from voimavara.core.errors import UserError
from voimavara.estate.condition.basis import Basis, Method
from voimavara.estate.condition.checks import Assumed
from voimavara.estate.condition.pipes import PastLife, Pipes, past_life
from voimavara.estate.condition.streets import (
    FunctionalClass,
    Segments,
    assumed_measured_in,
    street_condition,
)
from voimavara.estate.condition.valuation import Valuation
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.columns import by_class, names
from voimavara.portfolio.registers.holdings import Holding
from voimavara.portfolio.registers.pipes import read_pipes
from voimavara.portfolio.registers.streets import GREEN_AREAS, STREETS, read_classes, read_segments
from voimavara.snapshot.estate.plan import Kind

VOCABULARIES = {"street": "street_classes", "green_area": "green_classes"}
TABLES = {"street": "streets", "green_area": "green_areas"}
LIFE_RANGE = "pipe_life_range"
PIPES_WEAR = 1.0  # a pipe past its life has nothing left


def read_streets(facts: EstateFacts) -> Holding:
    """The street segments."""
    return _segments(facts, "street")


def read_green_areas(facts: EstateFacts) -> Holding:
    """The green areas."""
    return _segments(facts, "green_area")


REGISTERS = {"street": STREETS, "green_area": GREEN_AREAS}


def segments_of(
    facts: EstateFacts, kind: Kind
) -> tuple[Segments, tuple[FunctionalClass, ...], tuple[Assumed, ...]]:
    """Streets or green areas with their functional classes, and what was assumed of when they were seen."""
    dataset, register = TABLES[kind], REGISTERS[kind]
    table = facts.table(dataset)
    segments = read_segments(table, facts.table("inspections"), register, facts.year)
    segments, assumed = assumed_measured_in(
        segments, _received(facts, dataset), "the year in which the register was received"
    )
    price = f"{register.parameters}_renovation_price"
    parameters = {**facts.parameters, price: facts.at_price_level(price)}
    return segments, read_classes(segments, parameters, register, facts.year), assumed


def _segments(facts: EstateFacts, kind: Kind) -> Holding:
    dataset = TABLES[kind]
    segments, classes, assumed = segments_of(facts, kind)
    found = street_condition(segments, classes, facts.year, Method.HYBRID, facts.price_level)
    own = {one.name: one for one in classes}
    return Holding(
        kind=kind,
        valuation=replace(found.valuation, assumed=(*found.valuation.assumed, *assumed)),
        classes=segments.classes,
        vocabulary=VOCABULARIES[kind],
        districts=names(facts.table(dataset), "district"),
        sectors=np.full(segments.names.shape, kind),
        life=np.array([own[str(name)].life for name in segments.classes], dtype=np.float64),
        wearing=np.array([own[str(name)].wearing for name in segments.classes], dtype=np.float64),
        how=np.where(found.how == "unknown", "", found.how),
        rows=facts.rows(dataset),
        datasets=(dataset, "inspections"),
        flags={},
    )


def _received(facts: EstateFacts, dataset: str) -> int:
    days = [used.load.received for used in facts.selection.of(dataset)]
    return min(days).year if days else facts.year


def read_networks(facts: EstateFacts) -> tuple[Holding, Pipes, PastLife | None]:
    """The pipes: a pipe is in order until its assumed life has passed, and all of it is backlog from then on.

    The range of lives goes with the holding, for the figure depends on them; None where there are no pipes.
    """
    table = facts.table("pipes")
    parameters = {**facts.parameters, "pipe_price": facts.at_price_level("pipe_price")}
    pipes = read_pipes(table, parameters, facts.year)
    found = past_life(pipes, facts.year, facts.price_level, _shifts(facts)) if table.num_rows else None
    replacement = pipes.length * pipes.price
    over = facts.year - pipes.laid > pipes.life
    technical = np.where(
        np.isnan(pipes.laid) | np.isnan(pipes.life), np.nan, np.where(over, 0.0, replacement)
    )
    basis = found.basis if found else _no_pipes(facts)
    condition = Valuation(
        pipes.names, replacement, technical, np.ones(pipes.names.shape), basis, pipes.assumed
    )
    holding = Holding(
        kind="pipe",
        valuation=condition,
        classes=names(table, "network"),
        vocabulary="pipe_kinds",
        districts=names(table, "district"),
        sectors=np.full(pipes.names.shape, "pipe", dtype="<U10"),
        life=by_class(parameters["pipe_life"], names(table, "material"), facts.year, "year"),
        wearing=np.full(pipes.names.shape, PIPES_WEAR),
        how=np.where(np.isnan(technical), "", "modelled"),
        rows=facts.rows("pipes"),
        datasets=("pipes",),
        flags={},
    )
    return holding, pipes, found


def _shifts(facts: EstateFacts) -> tuple[float, ...]:
    """By how many years lives are shorter or longer than assumed: to the ends of the range, and halfway."""
    most = facts.value(LIFE_RANGE)
    if not most > 0:
        raise UserError(
            "{place}: got {years} years, expected more than 0; a single figure would hide how much the"
            " assumption decides.",
            place=facts.programme.place("parameters", LIFE_RANGE),
            years=f"{most:g}",
        )
    return (-most, -most / 2, 0.0, most / 2, most)


def _no_pipes(facts: EstateFacts) -> Basis:
    return Basis("length of pipes older than their assumed life", Method.PAST_LIFE, "", facts.price_level, "")
