"""What several places lack for the same reason: said once above them, not at each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voimavara.core.missing import Reason
from voimavara.figures.figure import Figure
from voimavara.figures.series import Series
from voimavara.web.say import Say

FEW = 6  # so many places are named in a sentence


@dataclass(frozen=True, slots=True)
class Lacking:
    """The places whose newest figure has no value, by the reason that several of them share."""

    shared: dict[Reason, list[Series]]
    of: int

    @classmethod
    def among(cls, rows: Sequence[Series]) -> Lacking:
        """What is shared among the places."""
        by_reason: dict[Reason, list[Series]] = {}
        for series in rows:
            if series.latest and series.latest.missing:
                by_reason.setdefault(series.latest.missing.reason, []).append(series)
        shared = {reason: those for reason, those in by_reason.items() if len(those) > 1}
        return cls(shared, len(rows))

    def alone(self, figure: Figure | None) -> bool:
        """Whether the figure lacks its value for a reason of its own."""
        return figure is not None and figure.missing is not None and figure.missing.reason not in self.shared

    def told(self, name_of: Callable[[Series], str], say: Say) -> tuple[str, ...]:
        """A sentence a reason: what is lacking, and where unless it is so everywhere."""
        return tuple(self._told(those, name_of, say) for those in self.shared.values())

    def _told(self, those: list[Series], name_of: Callable[[Series], str], say: Say) -> str:
        newest = [series.latest.missing for series in those if series.latest]
        why = say.missing(newest[0]) if len(set(newest)) == 1 else say.reason(newest[0])
        if len(those) == self.of:
            return f"{why}."
        if len(those) <= FEW:
            return f"{why}: {', '.join(map(name_of, those))}."
        return say.words("{why}: {number} of {all}.", why=why, number=len(those), all=self.of)
