"""An Excel template for a dataset, and the mapping that reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from xlsxwriter.worksheet import Worksheet

from voimavara.core.language import Language, gettext
from voimavara.core.writing import unit_label
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.programme import Vocabulary
from voimavara.warehouse.disk import room_in

NOBODY = "?"  # stands where somebody has to write whose data they are; the check refuses it
_ROWS = 5000  # that the lists of allowed values reach
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
class _Field:
    """A column of the template: its header, what is said about it, and the words it may hold."""

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
        """The example as a line of the header's note."""
        return gettext(self.language, "Example: {example}").format(example=self.example)


def write_template(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], path: Path, languages: Sequence[Language]
) -> None:
    """Write the template: headers in the first language, help in all, allowed values to choose from.

    It has no rows, so that nothing made up is ever taken for data; the notes of the headers have examples.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(gettext(languages[0], "Rows", "workbook"))
        lists = book.add_worksheet(gettext(languages[0], "Allowed values"))
        fields = _fields(contract, vocabularies, languages)
        _write_headers(book, sheet, fields)
        for place, field in enumerate(field for field in fields if field.words):
            _offer_words(sheet, lists, place, fields.index(field), field)
    with room_in(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())


def has_rows(path: Path) -> bool:
    """Whether somebody has filled the template in; a file that is no workbook counts as filled in."""
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except CalamineError:
        return True
    return any(cell != "" for row in rows[1:] for cell in row)


def template_file(dataset: str) -> str:
    """The files that the mapping made with a template reads.

    >>> template_file("buildings")
    'incoming/buildings_*.xlsx'
    """
    return f"incoming/{dataset}_*.xlsx"


def template_mapping(
    dataset: str,
    contract: Contract,
    vocabularies: Mapping[str, Vocabulary],
    languages: Sequence[Language],
    owners: Sequence[str] = (),
) -> str:
    """The YAML of a source that reads the dataset's template, filled in, from incoming/.

    The owner is written where there is only one to choose, else it has to be filled in.
    """
    replaces = "keys" if contract.expects == "events" else "periods"
    written = CommentedMap(
        dataset=dataset,
        file=template_file(dataset),
        received="name",
        replaces="all" if contract.period is None or not isinstance(contract.period, str) else replaces,
        origin="own",
        owner=owners[0] if len(owners) == 1 else NOBODY,
        columns={field.name: _mapped(field) for field in _fields(contract, vocabularies, languages)},
    )
    said = gettext(
        languages[0], "Who answers for these data: one of the owners in programme.yaml.", "workbook"
    )
    written.yaml_set_comment_before_after_key("owner", before=said)
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 120
    yaml.dump(written, out)
    return out.getvalue()


def template_words(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], language: Language
) -> dict[str, dict[str, str]]:
    """What may be chosen in each column of choices: the template's word → the contract's."""
    words = {name: _words(column, vocabularies, language) for name, column in contract.columns.items()}
    return {name: offered for name, offered in words.items() if offered}


def template_examples(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], languages: Sequence[Language]
) -> tuple[str, ...]:
    """How the cells of a row may be filled in, in the order of the columns."""
    return tuple(field.example for field in _fields(contract, vocabularies, languages))


def _mapped(field: _Field) -> str | dict[str, Any]:
    if any(shown != meant for shown, meant in field.words.items()):
        return {"from": field.header, "values": dict(field.words)}
    return field.header


def _fields(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], languages: Sequence[Language]
) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            name,
            column,
            _named(column, languages[0]) or name,
            "\n".join(_help(column, language) for language in languages),
            _words(column, vocabularies, languages[0]),
            languages[0],
        )
        for name, column in contract.columns.items()
    )


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


def _write_headers(book: xlsxwriter.Workbook, sheet: Worksheet, fields: Sequence[_Field]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    for index, field in enumerate(fields):
        is_number = field.column.type in ("integer", "number", "money")
        sheet.set_column(index, index, max(14, len(field.header) + 2), None if is_number else text)
        sheet.write_string(0, index, field.header, bold)
        sheet.write_comment(0, index, f"{field.help}\n{field.example_said}", {"x_scale": 2.5, "y_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _offer_words(sheet: Worksheet, lists: Worksheet, place: int, index: int, field: _Field) -> None:
    """A list to choose from, kept on a sheet of its own, for Excel takes no long one in the cell itself."""
    lists.write_string(0, place, field.header)
    for row, word in enumerate(field.words, start=1):
        lists.write_string(row, place, word)
    column = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
    source = f"='{lists.get_name()}'!{column}$2:{column}${len(field.words) + 1}"
    sheet.data_validation(1, index, _ROWS, index, {"validate": "list", "source": source})
