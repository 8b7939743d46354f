"""Indicators with all that their pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voimavara.core.language import Text, in_all
from voimavara.programme.calendar import Schedule
from voimavara.programme.meanings import datasets_of, resolve, sources_behind
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import DerivedFormula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Programme
from voimavara.snapshot.figures import measure_view
from voimavara.snapshot.lineage import RowsView
from voimavara.snapshot.material import Behind, Material
from voimavara.snapshot.model import BreakView, IndicatorView, TargetView, VerdictView
from voimavara.snapshot.peers import peers_view
from voimavara.snapshot.source_rows import SourceRows
from voimavara.verdicts.kinds import kind_of
from voimavara.verdicts.kinds.kind import TargetInWords
from voimavara.verdicts.verdict import Verdict
from voimavara.warehouse.load import Lineage


def indicator_view(material: Material, name: str) -> IndicatorView:
    """The indicator with its figures, target, verdict, peers and the rows behind."""
    programme = material.programme
    indicator = programme.indicators[name]
    due, round_ = Schedule.of(indicator).next_due(programme.cover, material.as_of)
    return IndicatorView(
        id=name,
        code=indicator.code,
        goal=indicator.goal,
        addition=indicator.addition,
        name=indicator.name,
        why=indicator.why,
        definition=_definition(material, indicator),
        notes=indicator.notes,
        owner=indicator.owner,
        owner_name=programme.cover.owners.get(indicator.owner, Text()),
        authored_by=indicator.authored_by,
        checked_by=indicator.checked_by,
        next_review=indicator.next_review,
        period_kind=indicator.period,
        next_due=due,
        next_round=round_,
        better=indicator.better,
        origin=material.shown.origin(name),
        main=measure_view(material, name),
        beside=tuple(measure_view(material, name, beside, key) for key, beside in indicator.beside.items()),
        target=target_view(material.targets[name]),
        verdict=verdict_view(material.verdicts[name]),
        peers=tuple(peers_view(material, compared) for compared in material.compared.get(name, ())),
        breaks=tuple(
            BreakView(at=at, text=in_all(broken.only), where=dict(broken.where))
            for at, broken in sorted(indicator.breaks.items())
        ),
        questions=_questions(indicator),
        datasets=_datasets(material, indicator),
        loads=material.shown.loads(name),
        rows=tuple(_rows(material, name, behind) for behind in material.behind.get(name, ())),
    )


def verdict_view(verdict: Verdict) -> VerdictView:
    """A verdict and those of its places, as plain data."""
    return VerdictView(
        judgement=verdict.judgement,
        reason=verdict.reason,
        detail=verdict.detail,
        period=verdict.period,
        place=dict(verdict.place),
        value=verdict.value,
        level=verdict.level,
        margin=verdict.margin,
        parts=tuple(verdict_view(part) for part in verdict.parts),
        counts=verdict.counts,
        asked=verdict.asked,
        by=verdict.by,
    )


def target_view(target: TargetInWords) -> TargetView:
    """A target as plain data."""
    return TargetView(
        kind=target.kind,
        text=target.text,
        level=target.level,
        upper=target.upper,
        by=target.by,
        path=target.path,
        what_history_says=target.what_history_says,
    )


def _definition(material: Material, indicator: Indicator) -> Text:
    """What the named formula says it computes; an own formula is told by its words alone."""
    named = material.programme.formulas.get(resolve(material.programme, indicator).id)
    return named.definition if named else Text()


def _questions(indicator: Indicator) -> tuple[Text, ...]:
    """What is still to be decided: the level itself first."""
    return (*kind_of(indicator).questions(indicator.target), *indicator.questions)


def _datasets(material: Material, indicator: Indicator) -> tuple[str, ...]:
    """The datasets that files are read into, behind the indicator and what stands beside it."""
    measures: tuple[Indicator | Measure, ...] = (indicator, *indicator.beside.values())
    formulas = [resolve(material.programme, of).formula for of in measures]
    named = [
        name
        for formula in formulas
        if not isinstance(formula, DerivedFormula)
        for name in datasets_of(formula)
    ]
    return sources_behind(material.programme, tuple(dict.fromkeys(named)))


def _rows(material: Material, indicator: str, behind: Behind) -> RowsView:
    """The rows of one dataset without its personal columns; of a personal one only how many there are."""
    contract = material.programme.contracts[behind.dataset]
    rows = () if contract.personal else behind.rows
    columns = contract.public_columns
    return RowsView(
        indicator=indicator,
        dataset=behind.dataset,
        period=behind.period,
        personal=contract.personal,
        count=behind.count,
        columns=columns,
        rows=SourceRows.of(indicator, behind.dataset, rows, columns),
        words=dict(_words(material.programme, contract, rows)),
    )


def _words(
    programme: Programme, contract: Contract, rows: Sequence[Lineage]
) -> Iterator[tuple[str, dict[str, Text]]]:
    """What the vocabularies call the values that stand in the rows, by column."""
    for name in contract.public_columns:
        of = contract.columns[name].of
        vocabulary = programme.vocabularies.get(of) if isinstance(of, str) else None
        if vocabulary is not None:
            used = sorted({row.cells.get(name, "") for row in rows} & vocabulary.values.keys())
            if used:
                yield name, {value: vocabulary.values[value] for value in used}
