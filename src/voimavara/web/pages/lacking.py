"""What several places lack for the same reason: said once above them, not at each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voimavara.snapshot.model import FigureView, Series
from voimavara.web.say import Say

FEW = 6  # so many places are named in a sentence


@dataclass(frozen=True, slots=True)
class Lacking:
    """The places whose newest figure has no value, by the reason that several of them share."""

    shared: dict[str | None, list[Series]]
    of: int

    @classmethod
    def among(cls, rows: Sequence[Series]) -> Lacking:
        """What is shared among the places."""
        by_reason: dict[str | None, list[Series]] = {}
        for series in rows:
            if series.latest and series.latest.value is None:
                by_reason.setdefault(series.latest.missing, []).append(series)
        shared = {reason: those for reason, those in by_reason.items() if len(those) > 1}
        return cls(shared, len(rows))

    def alone(self, figure: FigureView | None) -> bool:
        """Whether the figure lacks its value for a reason of its own."""
        return figure is not None and figure.value is None and figure.missing not in self.shared

    def told(self, name_of: Callable[[Series], str], say: Say) -> tuple[str, ...]:
        """A sentence a reason: what is lacking, and where unless it is so everywhere."""
        return tuple(self._told(those, name_of, say) for those in self.shared.values())

    def _told(self, those: list[Series], name_of: Callable[[Series], str], say: Say) -> str:
        newest = [series.latest for series in those if series.latest]
        alike = len({figure.missing_detail for figure in newest}) == 1
        why = say.missing(newest[0]) if alike else say.reason(newest[0].missing)
        if len(those) == self.of:
            return f"{why}."
        if len(those) <= FEW:
            return f"{why}: {', '.join(map(name_of, those))}."
        return say.words("{why}: {number} of {all}.", why=why, number=len(those), all=self.of)
