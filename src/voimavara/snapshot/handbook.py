"""The handbook: every indicator, formula, dataset, parameter and word of the programme, explained."""

from __future__ import annotations

from voimavara.core.language import Text, same
from voimavara.programme.meanings import datasets_of, resolve, sources_behind
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import DerivedFormula, NamedFormula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.models.programme import Parameter
from voimavara.programme.programme import Programme
from voimavara.snapshot.columns import column_in_words
from voimavara.snapshot.formulas import formula_in_words
from voimavara.snapshot.goals import ordered_indicators
from voimavara.snapshot.lineage import HandbookEntry
from voimavara.snapshot.terms import term_entries
from voimavara.verdicts.kinds import kind_of


def handbook_entries(programme: Programme) -> tuple[HandbookEntry, ...]:
    """The entries by kind; formulas, datasets and parameters that the programme uses."""
    formulas, datasets, parameters = _used(programme)
    return (
        *(_indicator(programme, name) for name in ordered_indicators(programme)),
        *(_formula(programme, name, formulas[name]) for name in sorted(formulas)),
        *(_dataset(programme.contracts[name], name, datasets[name]) for name in sorted(datasets)),
        *(_parameter(programme, name, parameters[name]) for name in sorted(parameters)),
        *term_entries(),
    )


Users = dict[str, tuple[str, ...]]


def _used(programme: Programme) -> tuple[Users, Users, Users]:
    """Formulas, datasets and parameters, each with the indicators that use it."""
    formulas: dict[str, set[str]] = {}
    datasets: dict[str, set[str]] = {}
    parameters: dict[str, set[str]] = {}
    for name, indicator in programme.indicators.items():
        measures: tuple[Indicator | Measure, ...] = (indicator, *indicator.beside.values())
        for measure in measures:
            resolved = resolve(programme, measure)
            if resolved.id:
                formulas.setdefault(resolved.id, set()).add(name)
            if isinstance(resolved.formula, DerivedFormula):
                continue
            read = datasets_of(resolved.formula)
            for dataset in {*read, *sources_behind(programme, read)}:
                datasets.setdefault(dataset, set()).add(name)
                for parameter in _parameters(programme.contracts[dataset]):
                    parameters.setdefault(parameter, set()).add(name)
        if prices := kind_of(indicator).needs(indicator.target).prices:
            parameters.setdefault(prices, set()).add(name)
    return (
        _sorted(formulas),
        _sorted(datasets),
        _sorted({k: v for k, v in parameters.items() if k in programme.parameters}),
    )


def _parameters(contract: Contract) -> tuple[str, ...]:
    return contract.derived.parameters if contract.derived else ()


def _sorted(users: dict[str, set[str]]) -> Users:
    return {name: tuple(sorted(each)) for name, each in users.items()}


def _indicator(programme: Programme, name: str) -> HandbookEntry:
    indicator: Indicator = programme.indicators[name]
    resolved = resolve(programme, indicator)
    named = programme.formulas.get(resolved.id)
    return HandbookEntry(
        id=name,
        kind="indicator",
        name=indicator.name,
        definition=named.definition if named else indicator.why,
        formula_text=formula_in_words(programme, resolved.formula),
        unit=str(indicator.unit),
        version=resolved.version,
        source=named.source if named else Text(),
    )


def _formula(programme: Programme, name: str, used_by: tuple[str, ...]) -> HandbookEntry:
    named: NamedFormula = programme.formulas[name]
    return HandbookEntry(
        id=name,
        kind="formula",
        name=named.name,
        definition=named.definition,
        formula_text=formula_in_words(programme, named.formula),
        unit=str(named.unit),
        version=str(named.version),
        source=named.source,
        history=tuple((str(change.version), change.at, change.what) for change in named.history),
        used_by=used_by,
    )


def _dataset(contract: Contract, name: str, used_by: tuple[str, ...]) -> HandbookEntry:
    return HandbookEntry(
        id=name,
        kind="dataset",
        name=contract.name,
        definition=contract.rows,
        version=str(contract.version),
        columns=tuple(
            (column_name, column.name or column.help, column_in_words(column))
            for column_name, column in contract.columns.items()
        ),
        used_by=used_by,
    )


def _parameter(programme: Programme, name: str, used_by: tuple[str, ...]) -> HandbookEntry:
    parameter: Parameter = programme.parameters[name]
    vocabulary = programme.vocabularies.get(parameter.of) if parameter.of else None
    words = vocabulary.values if vocabulary else {}
    return HandbookEntry(
        id=name,
        kind="parameter",
        name=parameter.name,
        definition=parameter.definition,
        unit=parameter.unit,
        source=parameter.source,
        values=dict(parameter.values),
        classes=tuple((words.get(word) or same(word), dict(values)) for word, values in parameter.by.items()),
        used_by=used_by,
    )
