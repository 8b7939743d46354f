"""Sources: mappings that give a dataset all it needs, and nothing that it can't take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from voimavara.core.errors import Problem, did_you_mean
from voimavara.core.message import Message
from voimavara.core.units import NUMBER
from voimavara.programme.checks.conditions import allowed_values
from voimavara.programme.checks.units import as_yaml
from voimavara.programme.draft import Draft
from voimavara.programme.models.contract import Column, Contract
from voimavara.programme.models.source import ColumnMapping, Source
from voimavara.programme.programme import Address

_TIMES = ("month", "year", "date", "datetime")
_NUMBERS = ("integer", "number", "money")
# The parts that a written time must have, as Finnish, English and Swedish name them.
_YEAR, _MONTH, _DAY = ("vvvv", "yyyy", "åååå"), ("kk", "mm"), ("pp", "dd")
_NEEDED = {
    "year": (_YEAR,),
    "month": (_YEAR, _MONTH),
    "date": (_YEAR, _MONTH, _DAY),
    "datetime": (_YEAR, _MONTH, _DAY),
}
_USUAL = {"year": "vvvv", "month": "kk/vvvv", "date": "pp.kk.vvvv", "datetime": "pp.kk.vvvv hh:mi"}


def _mapped(draft: Draft) -> Iterator[tuple[Address, Source, Contract]]:
    """Sources whose dataset is known."""
    for name, source in draft.programme.sources.items():
        if contract := draft.programme.contracts.get(source.dataset):
            yield ("sources", name), source, contract


def check_source_datasets(draft: Draft) -> Iterator[Problem]:
    """Files are read into datasets that there are, and that are not computed."""
    for name, source in draft.programme.sources.items():
        yield from draft.unknown("datasets", source.dataset, "sources", name, "dataset")
    for at, source, contract in _mapped(draft):
        if contract.results_of:
            message = Message.of(
                "'{dataset}' holds what `voimavara plan` works out; no file is read into it.",
                dataset=source.dataset,
            )
            yield draft.problem((*at, "dataset"), message, Message("leave the source out."))
        elif contract.derived:
            behind = ", ".join(contract.derived.from_)
            message = Message.of(
                "'{dataset}' is computed from {behind}; no file is read into it.",
                dataset=source.dataset,
                behind=behind,
            )
            yield draft.problem(
                (*at, "dataset"),
                message,
                Message.of("read the file into {from_}.", from_=contract.derived.from_[0]),
            )


def check_source_files(draft: Draft) -> Iterator[Problem]:
    """Files lie inside the programme's folder."""
    for name, source in draft.programme.sources.items():
        path = PurePosixPath(source.file.replace("\\", "/"))
        if not source.file.strip():
            yield draft.problem(("sources", name, "file"), "the file has no name.", "write incoming/…")
        elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            message = Message.of("'{file}' lies outside the programme's folder.", file=source.file)
            hint = "put the file into incoming/ and write incoming/…"
            yield draft.problem(("sources", name, "file"), message, hint)


def check_required_columns(draft: Draft) -> Iterator[Problem]:
    """Every column that a row must have is mapped."""
    for at, source, contract in _mapped(draft):
        for name, column in contract.columns.items():
            if name not in source.columns and (column.required or name in contract.key):
                message = Message.of(
                    "the column '{name}' of '{dataset}' is not mapped.", name=name, dataset=source.dataset
                )
                yield draft.problem(
                    (*at, "columns"),
                    message,
                    Message.of("add `{name}:` with the header in the file.", name=name),
                )


def check_mapped_columns(draft: Draft) -> Iterator[Problem]:
    """Only columns that the dataset has are mapped, each in one way that suits its type."""
    for at, source, contract in _mapped(draft):
        for name, mapping in source.columns.items():
            here = (*at, "columns", name)
            column = contract.columns.get(name)
            if column is None:
                message = Message.of("'{dataset}' has no column '{name}'.", dataset=source.dataset, name=name)
                yield draft.problem(here, message, did_you_mean(name, contract.columns))
            elif not (mapping.from_ or mapping.value if isinstance(mapping, ColumnMapping) else mapping):
                yield draft.problem(
                    here,
                    Message.of("'{name}' comes from nowhere.", name=name),
                    "write the header in the file.",
                )
            elif isinstance(mapping, ColumnMapping):
                yield from _origin_of_value(draft, here, mapping)
                yield from _unit(draft, here, name, column, mapping)
                yield from _words(draft, here, name, column, mapping)


def _origin_of_value(draft: Draft, at: Address, mapping: ColumnMapping) -> Iterator[Problem]:
    if mapping.from_ is not None and mapping.value is not None:
        hint = "keep `from` with the header, or `value` with what every row has."
        yield draft.problem(at, "a column comes from a header or has one value, not both.", hint)


def _unit(draft: Draft, at: Address, name: str, column: Column, mapping: ColumnMapping) -> Iterator[Problem]:
    if mapping.as_ is not None and column.type not in _TIMES:
        message = Message.of(
            "`as` says how dates are written, and '{name}' is {in_words}.",
            name=name,
            in_words=column.in_words,
        )
        yield draft.problem((*at, "as"), message, "leave `as` out.")
    elif mapping.as_ is not None:
        lacking = [
            names[0]
            for names in _NEEDED[column.type]
            if not any(token in mapping.as_.lower() for token in names)
        ]
        if lacking:
            message = Message.of(
                "'{as_}' doesn't say where {words} of a {type} stands.",
                as_=mapping.as_,
                words=", ".join(lacking),
                type=column.type,
            )
            yield draft.problem(
                (*at, "as"), message, Message.of("write it as {usual}.", usual=_USUAL[column.type])
            )
    if mapping.unit is None:
        return
    if column.type not in _NUMBERS:
        message = Message.of("'{name}' is {in_words} and has no unit.", name=name, in_words=column.in_words)
        yield draft.problem((*at, "unit"), message, "leave `unit` out.")
    elif not mapping.unit.fits(column.measured_in):
        message = Message.of(
            "{unit} can't be turned into {measured_in}, the unit of '{name}'.",
            unit=mapping.unit,
            measured_in=column.measured_in,
            name=name,
        )
        yield draft.problem(
            (*at, "unit"),
            message,
            Message.of("write a unit such as {measured_in}.", measured_in=as_yaml(column.measured_in)),
        )


def _words(draft: Draft, at: Address, name: str, column: Column, mapping: ColumnMapping) -> Iterator[Problem]:
    allowed = ("yes", "no") if column.type == "yes_no" else allowed_values(draft, column)
    if allowed is None:
        return
    given = [((*at, "values", word), value) for word, value in mapping.values.items()]
    for key, value in (("value", mapping.value), ("empty", mapping.empty)):
        if value is not None:
            given.append(((*at, key), value))
    for address, value in given:
        if value not in allowed:
            yield draft.problem(
                address,
                Message.of("'{name}' has no value '{value}'.", name=name, value=value),
                did_you_mean(value, allowed),
            )


def check_replacing(draft: Draft) -> Iterator[Problem]:
    """Only rows that speak of periods can be replaced by period."""
    for at, source, contract in _mapped(draft):
        if source.replaces == "periods" and not isinstance(contract.period, str):
            message = Message.of(
                "rows of '{dataset}' speak of no period, so none can be replaced.", dataset=source.dataset
            )
            yield draft.problem((*at, "replaces"), message, "use replaces: all or keys.")


def check_delimiters(draft: Draft) -> Iterator[Problem]:
    """What stands between cells is one character."""
    for name, source in draft.programme.sources.items():
        delimiter = source.read.delimiter
        if delimiter is not None and len(delimiter) != 1:
            message = Message.of(
                "got '{delimiter}', expected the one character between two cells.", delimiter=delimiter
            )
            at = ("sources", name, "read", "delimiter")
            yield draft.problem(at, message, 'write ";" or ",", or leave it out to have it found.')


def check_tolerances(draft: Draft) -> Iterator[Problem]:
    """A tolerance is a share of the rows, less than all of them."""
    for name, source in draft.programme.sources.items():
        tolerance = source.tolerance
        if tolerance is None:
            continue
        at = ("sources", name, "tolerance")
        if not tolerance.unit.fits(NUMBER):
            yield draft.problem(
                at,
                Message.of("{tolerance} is no share of rows.", tolerance=tolerance),
                "write a share, as in 1 %.",
            )
        elif not 0 <= tolerance.value * tolerance.unit.scale < 1:
            message = Message.of(
                "{tolerance} is no share of the rows that is less than all of them.", tolerance=tolerance
            )
            yield draft.problem(at, message, "write a share, as in 1 %.")


def check_constant_keys(draft: Draft) -> Iterator[Problem]:
    """A row can be told from another: not every column of the key has one value for all."""
    for at, source, contract in _mapped(draft):
        mapped = [source.columns.get(name) for name in contract.key]
        if mapped and all(isinstance(each, ColumnMapping) and each.value is not None for each in mapped):
            message = "every row of the file would have the same key."
            yield draft.problem((*at, "columns"), message, "take a part of the key from a header.")
