from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from voimavara.programme.documents import read_document
from voimavara.programme.folder import CATALOGUE
from voimavara.programme.kinds import FOLDERS, KINDS
from voimavara.programme.schema import json_schemas, schema_line, write_schemas

SCHEMAS = json_schemas()
EXAMPLE = Path(__file__).parents[2] / "examples" / "heinola"
REAL = sorted(
    path for folder in (CATALOGUE, EXAMPLE) for kind in FOLDERS for path in folder.glob(f"{kind}/*.yaml")
)
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether the value is valid: the keywords that these schemas use, plainly evaluated."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    alternatives = schema.get("anyOf")
    if alternatives and not any(fits(value, each, root) for each in alternatives):
        return False
    if "oneOf" in schema and sum(fits(value, each, root) for each in schema["oneOf"]) != 1:
        return False
    names = schema.get("type", [])
    allowed = [kind for name in ([names] if isinstance(names, str) else names) for kind in TYPES[name]]
    if allowed and (
        not isinstance(value, tuple(allowed)) or (isinstance(value, bool) and bool not in allowed)
    ):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    return _fits_inside(value, schema, root)


def _fits_inside(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if isinstance(value, dict):
        properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        return all(key in value for key in schema.get("required", ())) and all(
            fits(item, properties[key], root)
            if key in properties
            else (others if isinstance(others, bool) else fits(item, others, root))
            for key, item in value.items()
        )
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        return all(fits(item, schema["items"], root) for item in value)
    return True


def read(text: str) -> dict[str, Any]:
    return dict(read_document("a.yaml", text.encode()).data)


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_editor_accepts_every_real_file(path: Path) -> None:
    schema = SCHEMAS[path.parent.name]
    assert fits(read(path.read_text(encoding="utf-8")), schema, schema)


def test_an_editor_accepts_the_example_cover() -> None:
    schema = SCHEMAS["programme"]
    assert fits(read((EXAMPLE / "programme.yaml").read_text(encoding="utf-8")), schema, schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("better: lower", "beter: lower"),
        ("better: lower", "better: loweer"),
        ("{at_most: 30 EUR/m2}", "{at_moust: 30 EUR/m2}"),
        ("{at_most: 30 EUR/m2}", "{at_most: 30 EUR/m2, at_least: 1 EUR/m2}"),
        ("{at_most: 30 EUR/m2}", "{}"),
        ("  ratio:", "  raito:"),
        ("sum: amount,", "sum: amount, mean: amount,"),
        ("name: {fi: Kulut}", "name: Kulut"),
        ("goal: assets\n", ""),
    ],
)
def test_an_editor_marks_what_the_check_would_refuse(old: str, new: str, texts: dict[str, str]) -> None:
    text = texts["indicators/cost.yaml"]
    assert fits(read(text), SCHEMAS["indicators"], SCHEMAS["indicators"])
    assert old in text
    assert not fits(read(text.replace(old, new)), SCHEMAS["indicators"], SCHEMAS["indicators"])


def test_numbers_need_no_quotes_where_the_reader_needs_none() -> None:
    schema = SCHEMAS["programme"]["$defs"]["City"]
    assert fits(read("code: 111\nname: {fi: Heinola}"), schema, SCHEMAS["programme"])


def test_the_schemas_lie_where_the_first_lines_of_files_look_for_them(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path).as_posix() for path in write_schemas(tmp_path)}
    for kind in KINDS:
        named = schema_line(kind).split("$schema=")[1].removeprefix("../")
        assert named in written
        assert json.loads((tmp_path / named).read_text(encoding="utf-8")) == SCHEMAS[kind]
