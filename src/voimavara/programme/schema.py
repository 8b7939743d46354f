"""JSON Schemas of the programme's files, from the models themselves, so that editors help while writing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from voimavara.programme.kinds import COVER, KINDS, SINGULAR
from voimavara.programme.models.formula import Aggregate, Bounds
from voimavara.programme.models.target import KINDS as TARGET_KINDS
from voimavara.programme.models.target import Target
from voimavara.programme.models.written import Written

FOLDER = (
    ".schemas"  # below the programme's folder; starts with a dot, so that nobody takes it for a part of it
)
_AGGREGATES = ("sum", "mean", "last", "count")
# Of these keys a thing has exactly one.
_ONE_OF: dict[type[Written], tuple[str, ...]] = {Target: tuple(TARGET_KINDS), Aggregate: _AGGREGATES}
# These are words only; elsewhere 2019 or 111 may be written without quotes.
_TEXTS = ("Text", "Break")
_SOME_OF: dict[type[Written], tuple[str, ...]] = {Bounds: ("at_least", "at_most", "below", "within")}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of file, by the name of its folder (and `programme`)."""
    return {kind: _schema(kind) for kind in KINDS}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Writes the schemas below the programme's folder, where the files' first lines look for them."""
    written = []
    for kind, schema in json_schemas().items():
        path = folder / FOLDER / _file_name(kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def schema_line(kind: str) -> str:
    """The first line of a file that tells editors its schema.

    >>> schema_line("indicators")
    '# yaml-language-server: $schema=../.schemas/indicator.json'
    """
    up = "" if kind == COVER else "../"
    return f"# yaml-language-server: $schema={up}{FOLDER}/{_file_name(kind)}"


def _file_name(kind: str) -> str:
    return f"{SINGULAR[kind].replace(' ', '_')}.json"


def _schema(kind: str) -> dict[str, Any]:
    schema = KINDS[kind].model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    for model, keys in _ONE_OF.items():
        if found := definitions.get(model.__name__):
            found["oneOf"] = [{"required": [key]} for key in keys]
    for model, keys in _SOME_OF.items():
        if found := definitions.get(model.__name__):
            found["anyOf"] = [{"required": [key]} for key in keys]
    for name, part in [(SINGULAR[kind], schema), *definitions.items()]:
        if name not in _TEXTS:
            part["properties"] = {key: _lenient(each) for key, each in part.get("properties", {}).items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _lenient(schema: Any) -> Any:
    """The schema, with numbers allowed where the reader takes them for a text, and null dropped."""
    if isinstance(schema, list):
        return [_lenient(part) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string" and not {"enum", "const", "format", "pattern"} & schema.keys():
        schema = {**schema, "type": ["string", "number"]}
    kept = {key: value for key, value in schema.items() if not (key == "default" and value is None)}
    return {
        key: _lenient(value)
        if key in ("anyOf", "oneOf", "items", "prefixItems", "additionalProperties")
        else value
        for key, value in kept.items()
    }
