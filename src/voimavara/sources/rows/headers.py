"""Which column of a table each header of the mapping is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from voimavara.core.errors import Place, UserError, did_you_mean, hinted
from voimavara.core.message import Message
from voimavara.sources.rows.expectations import some_of

_MOST_NAMED = 12


def tidy(header: str) -> str:
    """The header on one line, with single spaces, so that wrapped headers of Excel are found too."""
    return " ".join(header.split())


def checked_headers(place: Place, found: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    """The headers, each different, after a check that the wanted ones are there exactly once.

    Raises UserError at the place of the header row.
    """
    headers = [tidy(header) for header in found]
    if not any(headers):
        raise UserError(
            "{place}: got an empty line, expected the headers {listed}; check `header_row` in the mapping.",
            place=place,
            listed=_named(wanted),
        )
    for header in wanted:
        if tidy(header) not in headers:
            hint = did_you_mean(tidy(header), {header for header in headers if header})
            said = Message.of(
                "{place}: there is no column '{header}', but {listed}; correct the mapping or its "
                "`header_row`",
                place=place,
                header=header,
                listed=_named(h for h in headers if h),
            )
            raise UserError(hinted(said, hint))
    counts = Counter(headers)
    for header in wanted:
        if counts[tidy(header)] > 1:
            raise UserError(
                "{place}: the header '{header}' stands on {counts} columns, so it can't be told which is "
                "meant; give each column a header of its own.",
                place=place,
                header=header,
                counts=counts[tidy(header)],
            )
    return _distinct(headers)


def _distinct(headers: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    distinct = []
    for index, header in enumerate(headers, start=1):
        name = header or f"[{index}]"
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(distinct)


def _named(headers: Iterable[str]) -> str:
    return some_of((f"'{header}'" for header in headers), _MOST_NAMED)
