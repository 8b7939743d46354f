"""A snapshot from a run: every section by its own builder, then the identity of the whole."""

from __future__ import annotations

from collections.abc import Iterable

from voimavara.core.language import Text
from voimavara.programme.calendar import current_round
from voimavara.snapshot.canonical import identity
from voimavara.snapshot.coverage import coverage_view
from voimavara.snapshot.frozen import Columns
from voimavara.snapshot.goals import goal_views, ordered_indicators
from voimavara.snapshot.handbook import handbook_entries
from voimavara.snapshot.indicators import indicator_view
from voimavara.snapshot.loads import load_views, rejected_views
from voimavara.snapshot.material import Material
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.snapshot.source_rows import SourceRows
from voimavara.verdicts.labels import dimension_names


def freeze(material: Material) -> Snapshot:
    """The snapshot; the same material gives the same bytes."""
    cover = material.programme.cover
    indicators = tuple(indicator_view(material, name) for name in ordered_indicators(material.programme))
    snapshot = Snapshot(
        as_of=material.as_of,
        round=current_round(cover, material.as_of),
        title=cover.title,
        city=cover.city,
        decision=cover.decision,
        principle=cover.principle,
        values=cover.values,
        audiences=cover.audiences,
        contact=cover.contact,
        example_note=cover.example_note,
        languages=cover.languages,
        owners=cover.owners,
        goals=goal_views(material),
        indicators=indicators,
        coverage=coverage_view(material),
        loads=load_views(material),
        rejected=rejected_views(material),
        labels=_labels(material, indicators),
        dimension_names=dict(dimension_names(material.programme)),
        handbook=handbook_entries(material.programme),
        programme_fingerprint=material.programme.fingerprint,
        columns=Columns(
            material.shown, SourceRows.joined(each.rows for one in indicators for each in one.rows)
        ),
    )
    return snapshot.model_copy(update={"id": identity(snapshot)})


def _labels(material: Material, indicators: Iterable[IndicatorView]) -> dict[str, dict[str, Text]]:
    """The names of the values that figures and verdicts stand at; no others are carried along."""
    judged = [tuple(part.place.items()) for one in indicators for part in one.verdict.parts]
    found: dict[str, set[str]] = {}
    for place in {*material.shown.places, *judged}:
        for dimension, value in place:
            found.setdefault(dimension, set()).add(value)
    return {
        dimension: {
            value: name for value in sorted(values) if (name := material.labels.get(dimension, {}).get(value))
        }
        for dimension, values in sorted(found.items())
    }
