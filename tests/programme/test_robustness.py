"""Whatever is done to a programme's files, the check answers with located problems and never breaks."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from voimavara.core.errors import Problem
from voimavara.programme.folder import CATALOGUE
from voimavara.run.programme import inspect_programme

Write = Callable[..., Path]
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    3.5,
    "zzz",
    "",
    [],
    {},
    ["zzz"],
    {"zzz": "zzz"},
    [[1]],
    {"fi": {"a": 1}},
)


def _keys(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in items for found in ((*path, key), *_keys(value, (*path, key)))]


def _around(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data


def _dump(data: Any) -> str:
    stream = io.StringIO()
    YAML(typ="safe").dump(data, stream)
    return stream.getvalue()


def _are_located(problems: tuple[Problem, ...], folder: Path) -> bool:
    return all(
        (folder / problem.place.file).exists() and str(problem.message).endswith((".", "?", "…"))
        for problem in problems
    )


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_misspelt_key_anywhere_is_found_where_it_stands(texts: dict[str, str], data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(texts)))
    content = YAML(typ="safe").load(texts[file])
    free = ("owners", "values", "columns", "moves", "where")  # keys that the city chooses
    paths = [
        path
        for path in _keys(content)
        if isinstance(path[-1], str) and not any(part in free for part in path[:-1])
    ]
    path = data.draw(st.sampled_from(paths))
    around = _around(content, path)
    around[f"{path[-1]}q"] = around.pop(path[-1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for other, text in texts.items():
            (folder / other).parent.mkdir(exist_ok=True)
            (folder / other).write_text(_dump(content) if other == file else text, encoding="utf-8")
        _, problems = inspect_programme(folder)
        assert any(
            problem.place.file == file and f"'{path[-1]}q'" in str(problem.message) for problem in problems
        )
        assert _are_located(problems, folder)


@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_value_of_any_kind_anywhere_never_breaks_the_check(
    texts: dict[str, str], data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from(sorted(texts)))
    content = YAML(typ="safe").load(texts[file])
    path = data.draw(st.sampled_from(_keys(content)))
    _around(content, path)[path[-1]] = deepcopy(data.draw(st.sampled_from(VALUES)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for other, text in texts.items():
            (folder / other).parent.mkdir(exist_ok=True)
            (folder / other).write_text(_dump(content) if other == file else text, encoding="utf-8")
        _, problems = inspect_programme(folder)
        assert _are_located(problems, folder)


@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode())))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_as_a_file_give_a_problem_and_no_crash(write: Write, content: bytes) -> None:
    folder = write()
    (folder / "indicators" / "odd.yaml").write_bytes(content)
    _, problems = inspect_programme(folder)
    assert any(problem.place.file == "indicators/odd.yaml" for problem in problems)


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_catalogue_file_of_the_citys_own_may_be_broken_anyhow(write: Write, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(CATALOGUE.glob("*/*.yaml"))))
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    for _ in range(3):
        at = data.draw(st.sampled_from(_keys(content)))
        _around(content, at)[at[-1]] = deepcopy(data.draw(st.sampled_from(VALUES)))
    folder = write()
    own = folder / path.parent.name / path.name
    own.parent.mkdir(exist_ok=True)
    own.write_text(_dump(content), encoding="utf-8")
    try:
        assert _are_located(inspect_programme(folder)[1], folder)
    finally:
        own.unlink()


def test_half_of_a_file_is_a_problem_of_that_file_only(write: Write, texts: dict[str, str]) -> None:
    whole = texts["indicators/cost.yaml"]
    for length in range(0, len(whole), 7):
        _, problems = inspect_programme(write(indicators__cost=whole[:length]))
        assert {problem.place.file for problem in problems} <= {"indicators/cost.yaml"}
