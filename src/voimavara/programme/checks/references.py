"""Names that lead nowhere: datasets, columns, goals, owners, vocabularies, values, peers, parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from voimavara.core.errors import Problem, UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.programme.checks.conditions import allowed_values
from voimavara.programme.checks.measures import Measured, formulas, measures
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import (
    DIMENSION_TYPES,
    OWNER,
    aggregates,
    datasets_of,
    reached_column,
    tells_persons,
)
from voimavara.programme.models.formula import ShareFormula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Address

_CODE_DIGITS = 3


def check_goals(draft: Draft) -> Iterator[Problem]:
    """Each indicator belongs to a goal that there is."""
    for name, indicator in draft.programme.indicators.items():
        yield from draft.unknown("goals", indicator.goal, "indicators", name, "goal")


def check_moves(draft: Draft) -> Iterator[Problem]:
    """Means move indicators that there are, in places by which they are broken down."""
    for name, goal in draft.programme.goals.items():
        for number, means in enumerate(goal.means):
            for indicator, move in means.moves.items():
                address = ("goals", name, "means", number, "moves", indicator)
                yield from draft.unknown("indicators", indicator, *address)
                if indicator in draft.programme.indicators:
                    moved = draft.programme.indicators[indicator]
                    yield from _check_places(draft, moved, move.where, (*address, "where"), _own(moved))


def check_owners(draft: Draft) -> Iterator[Problem]:
    """Whoever owns something stands among the owners of programme.yaml."""
    if not draft.has_cover:
        return
    owners = draft.programme.cover.owners
    for address, owner in _owners(draft):
        if owner not in owners:
            message = Message.of("there is no owner '{owner}' in programme.yaml.", owner=owner)
            yield draft.problem(address, message, did_you_mean(owner, owners))


def _owners(draft: Draft) -> Iterator[tuple[Address, str]]:
    for name, indicator in draft.programme.indicators.items():
        yield ("indicators", name, "owner"), indicator.owner
    for name, goal in draft.programme.goals.items():
        for number, means in enumerate(goal.means):
            yield ("goals", name, "means", number, "owner"), means.owner
    for name, source in draft.programme.sources.items():
        if source.owner:
            yield ("sources", name, "owner"), source.owner


def check_formula_names(draft: Draft) -> Iterator[Problem]:
    """A formula that is named is there."""
    for name, indicator in draft.programme.indicators.items():
        if isinstance(indicator.formula, str):
            yield from draft.unknown("formulas", indicator.formula, "indicators", name, "formula")
        for key, beside in indicator.beside.items():
            if isinstance(beside.formula, str):
                address = ("indicators", name, "beside", key, "formula")
                yield from draft.unknown("formulas", beside.formula, *address)


def check_formula_datasets(draft: Draft) -> Iterator[Problem]:
    """Formulas read datasets that there are."""
    for start, formula, _ in formulas(draft):
        for address, aggregate in aggregates(formula):
            yield from draft.unknown("datasets", aggregate.in_, *start, *address, "in")
        if isinstance(formula, ShareFormula):
            yield from draft.unknown("datasets", formula.share.in_, *start, "share", "in")


def check_formula_columns(draft: Draft) -> Iterator[Problem]:
    """Formulas add up columns that the dataset has."""
    for start, formula, _ in formulas(draft):
        for address, aggregate in aggregates(formula):
            contract = draft.programme.contracts.get(aggregate.in_)
            for column in aggregate.columns if contract else ():
                if contract and column not in contract.columns:
                    message = Message.of(
                        "'{in_}' has no column '{column}'.", in_=aggregate.in_, column=column
                    )
                    hint = did_you_mean(column, contract.columns)
                    yield draft.problem((*start, *address, aggregate.kind), message, hint)


def check_dimensions(draft: Draft) -> Iterator[Problem]:
    """Every dataset of a measure reaches the dimensions it is broken down by."""
    for measure in measures(draft):
        if measure.is_derived:
            yield from _owner_only(draft, measure)
        elif measure.formula is not None:
            for dimension in dict.fromkeys(measure.dimensions):
                faults = (
                    fault
                    for dataset in datasets_of(measure.formula)
                    for fault in _dimension_of(draft, measure, dataset, dimension)
                )
                yield from islice(faults, 1)


def _owner_only(draft: Draft, measure: Measured) -> Iterator[Problem]:
    for dimension in measure.dimensions:
        if dimension != OWNER:
            address = measure.where_named(dimension)
            yield draft.problem(
                address,
                Message.of("reporting coverage has no '{dimension}'.", dimension=dimension),
                Message.of("use `by: [{owner}]`.", owner=OWNER),
            )


def _dimension_of(draft: Draft, measure: Measured, dataset: str, dimension: str) -> Iterator[Problem]:
    if dataset not in draft.programme.contracts:
        return
    address = measure.where_named(dimension)
    try:
        column = reached_column(draft.programme, dataset, dimension)
    except UserError as error:
        yield draft.problem(address, error.message)
        return
    if column.type not in DIMENSION_TYPES:
        message = Message.of(
            "'{dimension}' is {in_words} and can't break a figure down.",
            dimension=dimension,
            in_words=column.in_words,
        )
        yield draft.problem(address, message, "use an id or a choice.")
    elif tells_persons(draft.programme, dataset, column):
        message = Message.of(
            "'{dimension}' tells one person from another and can't break a figure down.", dimension=dimension
        )
        yield draft.problem(address, message, "use something that many have, such as a sector.")


def check_breaks(draft: Draft) -> Iterator[Problem]:
    """A break that touches some places only names a dimension of the indicator."""
    for name, indicator in draft.programme.indicators.items():
        for at, broken in indicator.breaks.items():
            known = _own(indicator).union(*map(_own, indicator.beside.values()))
            at_where = ("indicators", name, "breaks", at, "where")
            yield from _check_places(draft, indicator, broken.where, at_where, known)


def _own(measure: Indicator | Measure) -> set[str]:
    """The dimensions by which the measure itself is broken down."""
    return {*measure.by, *measure.apart}


def _check_places(
    draft: Draft,
    indicator: Indicator,
    where: Mapping[str, tuple[str, ...]],
    start: Address,
    known: Collection[str],
) -> Iterator[Problem]:
    for dimension, values in where.items():
        address = (*start, dimension)
        if dimension not in known:
            message = Message.of("the indicator is not broken down by '{dimension}'.", dimension=dimension)
            yield draft.problem(address, message, did_you_mean(dimension, known))
        elif not values:
            yield draft.problem(address, "no value is named.", "name one, or leave the dimension out.")
        else:
            yield from _check_values(draft, address, indicator, dimension, values)


def _check_values(
    draft: Draft, address: Address, indicator: Indicator, dimension: str, values: tuple[str, ...]
) -> Iterator[Problem]:
    """Values that the dimension doesn't have: whatever is said of them would touch nothing."""
    formula = draft.formula(indicator)
    for dataset in datasets_of(formula) if formula else ():
        try:
            column = reached_column(draft.programme, dataset, dimension)
        except (UserError, KeyError):
            continue  # other checks tell
        allowed = allowed_values(draft, column)
        for value in values if allowed is not None else ():
            if value not in (allowed or ()):
                message = Message.of(
                    "'{dimension}' has no value '{value}'.", dimension=dimension, value=value
                )
                yield draft.problem(address, message, did_you_mean(value, allowed or ()))
        return


def check_peers(draft: Draft) -> Iterator[Problem]:
    """Peers are chosen from a dataset of municipalities and their population."""
    for name, peers in draft.programme.peers.items():
        yield from draft.unknown("datasets", peers.in_, "peers", name, "in")
        if peers.population and peers.population[0] > peers.population[1]:
            high_first = f"[{peers.population[1]}, {peers.population[0]}]"
            yield draft.problem(
                ("peers", name, "population"),
                "the range of population ends below its beginning.",
                Message.of("write {high_first}.", high_first=high_first),
            )
        for number, code in enumerate(peers.codes):
            if not (len(code) == _CODE_DIGITS and code.isdecimal()):
                message = Message.of(
                    "got '{code}', expected a municipality's code of three digits.", code=code
                )
                yield draft.problem(("peers", name, "codes", number), message, 'write it as "098".')
        own = draft.programme.cover.city.code
        if peers.codes and not {*peers.codes} - {own}:
            yield draft.problem(
                ("peers", name, "codes"),
                "the peer set has nobody but the city itself.",
                "add the codes of other municipalities.",
            )
        contract = draft.programme.contracts.get(peers.in_)
        for column in ("municipality", "population") if contract and peers.population else ():
            if contract and column not in contract.columns:
                message = Message.of(
                    "'{in_}' has no column '{column}' to choose peers by.", in_=peers.in_, column=column
                )
                yield draft.problem(("peers", name, "in"), message, "use the dataset population.")


def check_vocabularies(draft: Draft) -> Iterator[Problem]:
    """A vocabulary has words."""
    for name, vocabulary in draft.programme.vocabularies.items():
        if not vocabulary.values:
            hint = "write each word with its label, as in care: {fi: Hoiva, sv: Vård, en: Care}."
            yield draft.problem(("vocabularies", name, "values"), "the vocabulary has no words.", hint)
