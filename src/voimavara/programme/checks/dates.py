"""Dates and periods in texts: readable, and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from voimavara.core.errors import Problem, UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.core.periods import Period, days_of
from voimavara.programme.draft import Draft
from voimavara.programme.kinds import COVER
from voimavara.programme.models.programme import Parameter
from voimavara.programme.programme import Address

_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_COMMON_YEAR = 2019  # a round exists every year, so 02-29 is none
_LONGEST_WAIT = 180


def check_dates(draft: Draft) -> Iterator[Problem]:
    """Whatever is a date or a period can be read as one."""
    for address, text in _dated(draft):
        try:
            days_of(text)
        except UserError:
            message = Message.of("got '{text}', expected a date or a period.", text=text)
            hint = "write a day 2020-10-31 or 31.10.2020, a month 2020-10 or 10/2020, or a year 2020."
            yield draft.problem(address, message, hint)


def _dated(draft: Draft) -> Iterator[tuple[Address, str]]:
    programme = draft.programme
    for name, goal in programme.goals.items():
        for number, means in enumerate(goal.means):
            yield from _given(("goals", name, "means", number), {"from": means.from_, "to": means.to})
    for name, indicator in programme.indicators.items():
        yield from _given(("indicators", name), {"next_review": indicator.next_review})
    for name, parameter in programme.parameters.items():
        for address, values in _series(name, parameter):
            yield from _given(address, {at: at for at in values})
    for name, formula in programme.formulas.items():
        for number, change in enumerate(formula.history):
            yield from _given(("formulas", name, "history", number), {"at": change.at})


def check_break_periods(draft: Draft) -> Iterator[Problem]:
    """A series breaks from a month or year on, for figures know no days."""
    for kind, things in (("indicators", draft.programme.indicators), ("sources", draft.programme.sources)):
        for name, thing in things.items():
            for at in thing.breaks:
                try:
                    Period.parse(at)
                except UserError:
                    message = Message.of(
                        "got '{at}', expected the month or year from which the series is another one.", at=at
                    )
                    yield draft.problem((kind, name, "breaks", at), message, "write 2016-01, 1/2016 or 2016.")


def _given(address: Address, texts: dict[str, str]) -> Iterator[tuple[Address, str]]:
    yield from (((*address, key), text) for key, text in texts.items() if text)


def check_parameters(draft: Draft) -> Iterator[Problem]:
    """A parameter has a value from some date on."""
    for name, parameter in draft.programme.parameters.items():
        for address, values in _series(name, parameter):
            if not values and not draft.is_faulty(*address):
                hint = "write one with its date, as in values: {2020: 0.75}."
                yield draft.problem(address, "the parameter has no value.", hint)


def check_classes_of_parameters(draft: Draft) -> Iterator[Problem]:
    """The classes of a parameter are words of the vocabulary that it names.

    One of the catalogue may have more classes than a city that has a vocabulary of its own.
    """
    for name in sorted(draft.own["parameters"]):
        parameter = draft.programme.parameters.get(name)
        if parameter is None or parameter.of is None:
            continue
        yield from draft.unknown("vocabularies", parameter.of, "parameters", name, "of")
        vocabulary = draft.programme.vocabularies.get(parameter.of)
        for word in parameter.by if vocabulary else ():
            if vocabulary and word not in vocabulary.values:
                message = Message.of(
                    "the vocabulary '{of}' has no value '{word}'.", of=parameter.of, word=word
                )
                hint = did_you_mean(word, vocabulary.values)
                yield draft.problem(("parameters", name, "by", word), message, hint)


def _series(name: str, parameter: Parameter) -> Iterator[tuple[Address, dict[str, float]]]:
    for word, values in parameter.series.items():
        yield ("parameters", name, *(("by", word) if word else ("values",))), values


def check_yearly_parameters(draft: Draft) -> Iterator[Problem]:
    """What a dataset of years is computed with has a value for whole years."""
    for contract in draft.programme.contracts.values():
        if contract.derived is None or contract.derived.by != "unit_cost_index":
            continue
        for name in contract.derived.parameters:
            parameter = draft.programme.parameters.get(name)
            for at in parameter.values if parameter else ():
                if not _YEAR.fullmatch(at):
                    message = Message.of(
                        "got '{at}', expected a year: unit costs are compared year by year.", at=at
                    )
                    hint = Message.of("write the mean of the year, as in {at}: 104.2.", at=at[:4])
                    yield draft.problem(("parameters", name, "values", at), message, hint)


def check_means_in_order(draft: Draft) -> Iterator[Problem]:
    """Means end after they begin."""
    for name, goal in draft.programme.goals.items():
        for number, means in enumerate(goal.means):
            if not (means.from_ and means.to):
                continue
            try:
                begins, ends = days_of(means.from_)[0], days_of(means.to)[1]
            except UserError:
                continue  # check_dates tells
            if ends < begins:
                message = Message.of(
                    "the means ends ({to}) before it begins ({from_}).",
                    to=str(means.to),
                    from_=str(means.from_),
                )
                yield draft.problem(("goals", name, "means", number, "to"), message, "change one of the two.")


def check_rounds(draft: Draft) -> Iterator[Problem]:
    """Rounds are days of every year, and data are due before them."""
    rounds = draft.programme.cover.rounds
    for number, text in enumerate(rounds.dates):
        if not _is_day_of_every_year(text):
            at = (COVER, "rounds", "dates", number)
            message = Message.of("got '{text}', expected a month and day that every year has.", text=text)
            yield draft.problem(at, message, 'write "10-31" or "31.10." for the 31st of October.')
    if not rounds.dates:
        yield draft.problem(
            (COVER, "rounds", "dates"), "there is no round.", 'write at least one, as "10-31".'
        )
    if not 0 <= rounds.due_days_before <= _LONGEST_WAIT:
        message = Message.of(
            "data can't be due {due_days_before} days before a round.", due_days_before=rounds.due_days_before
        )
        yield draft.problem(
            (COVER, "rounds", "due_days_before"),
            message,
            Message.of("write 0 to {longest_wait} days.", longest_wait=_LONGEST_WAIT),
        )


def _is_day_of_every_year(text: str) -> bool:
    if _MONTH_AND_DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return True


def check_following(draft: Draft) -> Iterator[Problem]:
    """The programme stands at a day on or after the first that is followed."""
    cover = draft.programme.cover
    if cover.as_of and cover.as_of < cover.followed_since:
        message = Message.of(
            "the programme stands at {as_of}, before it is followed ({followed_since}).",
            as_of=str(cover.as_of),
            followed_since=str(cover.followed_since),
        )
        yield draft.problem((COVER, "as_of"), message, "write a later day, or leave it out for today.")
