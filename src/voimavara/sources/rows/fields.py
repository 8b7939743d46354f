"""What people fill in for a row of a dataset: a field a column, with its help and the words it may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voimavara.core.language import Language, gettext
from voimavara.core.writing import unit_label
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.programme import Vocabulary

_LARGEST_EXAMPLE = 1235
_EXAMPLES = {
    "id": "A1",
    "text": "…",
    "integer": "100",
    "number": "1234,5",
    "money": "1234,50",
    "month": "8/2020",
    "year": "2020",
    "date": "1.8.2020",
    "datetime": "1.8.2020 12.30",
    "municipality": "111",
}


@dataclass(frozen=True, slots=True)
class Field:
    """What is filled in for a column: its header, what is said about it, and the words it may hold."""

    name: str
    column: Column
    header: str
    help: str
    words: Mapping[str, str]  # as shown → as the contract has it
    language: Language

    @property
    def example(self) -> str:
        """How a cell is filled in: a word that may be chosen, or a value within the limits."""
        if self.column.max is not None and self.column.max < _LARGEST_EXAMPLE:
            return str(self.column.max)
        return next(iter(self.words), _EXAMPLES.get(self.column.type, ""))

    @property
    def example_said(self) -> str:
        """The example as a line of the field's help."""
        return gettext(self.language, "Example: {example}").format(example=self.example)


def fields_of(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], languages: Sequence[Language]
) -> tuple[Field, ...]:
    """The fields of the dataset's columns: headers and words in the first language, help in all."""
    return tuple(
        Field(
            name,
            column,
            _named(column, languages[0]) or name,
            "\n".join(_help(column, language) for language in languages),
            _words(column, vocabularies, languages[0]),
            languages[0],
        )
        for name, column in contract.columns.items()
    )


def offered_words(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], language: Language
) -> dict[str, dict[str, str]]:
    """What may be chosen in each column of choices: the word as shown → the contract's."""
    words = {name: _words(column, vocabularies, language) for name, column in contract.columns.items()}
    return {name: offered for name, offered in words.items() if offered}


def _named(column: Column, language: Language) -> str:
    return column.name.within(language) if column.name else ""


def _help(column: Column, language: Language) -> str:
    """One line: what the column is, its unit, whether it may be empty."""
    parts = [_named(column, language)]
    if column.help:
        parts.append(column.help.within(language))
    unit = str(column.measured_in)
    if unit != "1":
        parts.append(gettext(language, "Unit: {unit}").format(unit=unit_label(unit, language)))
    if not column.required:
        parts.append(gettext(language, "May be left empty"))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _words(column: Column, vocabularies: Mapping[str, Vocabulary], language: Language) -> dict[str, str]:
    if column.type == "yes_no":
        return {gettext(language, "yes", "workbook"): "yes", gettext(language, "no", "workbook"): "no"}
    if column.type != "choice":
        return {}
    if isinstance(column.of, str):
        vocabulary = vocabularies.get(column.of)  # a city that has not written it yet fills in freely
        labels = vocabulary.values.items() if vocabulary else ()
        return {label.within(language) or word: word for word, label in labels}
    return {word: word for word in column.of or ()}
