"""What a cell should have held: every expectation that a reader of files can tell people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.units import Unit

A_VALUE = Message("a value, but the cell is empty")
AN_AMOUNT = Message("an amount like 1 234,50")
A_NUMBER = Message("a number like 1 234,5")
A_WHOLE_NUMBER = Message("a whole number like 1 234")
A_SMALLER_NUMBER = Message("a number of at most 13 digits")
A_DATE = Message("a date like 1.2.2019 or 2019-02-01")
A_MONTH = Message("a month like 8/2020, 2020-08 or August 2020")
A_YEAR = Message("a year like 2020")
A_TIME = Message("a date and time like 1.2.2019 12.30")
A_TIME_THAT_CLOCKS_SHOW = Message("a time that clocks show: summer time skips the hour from three to four")
YES_OR_NO = Message("yes or no")
A_MUNICIPALITY_CODE = Message("a municipality code of three digits, like 111")
A_KNOWN_MUNICIPALITY = Message("the code of a municipality that exists, or existed before a merger")


def date_written(pattern: str) -> Message:
    """A date in the way that the mapping names."""
    return Message.of("a date written {pattern}", pattern=pattern)


def one_of(values: Iterable[str]) -> Message:
    """One of the allowed values."""
    return Message.of("one of: {values}", values=some_of(values))


def word_of_mapping(values: Iterable[str]) -> Message:
    """A word that the mapping translates."""
    return Message.of("a word that the mapping translates: {values}", values=some_of(values))


def known_id(dataset: Text) -> Message:
    """An id that stands in another dataset."""
    return Message.of("an id that is in the dataset “{dataset}”", dataset=dataset)


def mended_id(dataset: Text) -> Message:
    """An id that stands in another dataset, where its own row was set aside."""
    return Message.of(
        "an id that is in the dataset “{dataset}” (its own row waits there to be mended: "
        "mend that one first)",
        dataset=dataset,
    )


def in_unit(unit: Unit, other: str) -> Message:
    """A number in the unit that the mapping names, not the one in the cell."""
    return Message.of("a number in the unit {unit}, but the cell says {other}", unit=str(unit), other=other)


def unambiguous(one: str, other: str) -> Message:
    """A number that can be read in one way only."""
    return Message.of("a number that can be read in one way only: {one} or {other}", one=one, other=other)


def without_the_cell(expected: Message) -> Message:
    """The expectation without what it repeats of the cell, for cells about persons."""
    match expected.text:
        case "a number in the unit {unit}, but the cell says {other}":
            return Message.of("a number in the unit {unit}", unit=dict(expected.values)["unit"])
        case "a number that can be read in one way only: {one} or {other}":
            return Message("a number that can be read in one way only")
        case _:
            return expected


def at_least(least: Decimal) -> Message:
    """A number not below the contract's smallest."""
    return Message.of("at least {least}", least=least)


def at_most(most: Decimal) -> Message:
    """A number not above the contract's largest."""
    return Message.of("at most {most}", most=most)


def at_least_as(column: Text) -> Message:
    """A value not below that of another column in the same row."""
    return Message.of("at least what “{column}” is in the same row", column=column)


def at_most_as(column: Text) -> Message:
    """A value not above that of another column in the same row."""
    return Message.of("at most what “{column}” is in the same row", column=column)


def begun_by(received: date) -> Message:
    """A time that had come when the file was received."""
    return Message.of("a time no later than {received}, when the file was received", received=received)


def not_before(column: str) -> Message:
    """An end that does not come before its beginning."""
    return Message.of("a day on or after the one in the column “{column}”", column=column)


def own_key(line: int) -> Message:
    """A key that no other row has."""
    return Message.of("a key of its own, but line {line} has the same", line=line)


def as_many_cells(wanted: int, found: int) -> Message:
    """As many cells as there are headers."""
    return Message.of(
        "{wanted} cells as in the header row, but there are {found}", wanted=wanted, found=found
    )


def some_of(values: Iterable[str], most: int = 20) -> str:
    """The words with commas, the first ones where they are many."""
    words = list(values)
    return ", ".join(words[:most]) + (", …" if len(words) > most else "")
