"""An Excel template for a dataset, and the mapping that reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from xlsxwriter.worksheet import Worksheet

from voimavara.core.language import Language, gettext
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import Vocabulary
from voimavara.sources.rows.fields import Field, fields_of
from voimavara.warehouse.disk import room_in

NOBODY = "?"  # stands where somebody has to write whose data they are; the check refuses it
_ROWS = 5000  # that the lists of allowed values reach


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
        fields = fields_of(contract, vocabularies, languages)
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
        columns={field.name: _mapped(field) for field in fields_of(contract, vocabularies, languages)},
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


def _mapped(field: Field) -> str | dict[str, Any]:
    if any(shown != meant for shown, meant in field.words.items()):
        return {"from": field.header, "values": dict(field.words)}
    return field.header


def _write_headers(book: xlsxwriter.Workbook, sheet: Worksheet, fields: Sequence[Field]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    for index, field in enumerate(fields):
        is_number = field.column.type in ("integer", "number", "money")
        sheet.set_column(index, index, max(14, len(field.header) + 2), None if is_number else text)
        sheet.write_string(0, index, field.header, bold)
        sheet.write_comment(0, index, f"{field.help}\n{field.example_said}", {"x_scale": 2.5, "y_scale": 1.5})
    sheet.freeze_panes(1, 0)


def _offer_words(sheet: Worksheet, lists: Worksheet, place: int, index: int, field: Field) -> None:
    """A list to choose from, kept on a sheet of its own, for Excel takes no long one in the cell itself."""
    lists.write_string(0, place, field.header)
    for row, word in enumerate(field.words, start=1):
        lists.write_string(row, place, word)
    column = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
    source = f"='{lists.get_name()}'!{column}$2:{column}${len(field.words) + 1}"
    sheet.data_validation(1, index, _ROWS, index, {"validate": "list", "source": source})
