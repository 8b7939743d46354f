"""Runs the benchmarks and prints one JSON object a line: all of them, or the one that is named.

Each module has `run()`, which gives one result or several. Ends with 1 where a limit is not kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.result import Result
from voimavara.core.errors import UserError

# The results that each module gives.
MODULES = {
    "example_run": ("example_run",),
    "load_ratio": ("load_ratio",),
    "engine_ratio": ("engine_ratio",),
    "engine_memory": ("engine_memory",),
    "refresh_share": ("refresh_share",),
    "spark_20m": ("spark_20m",),
    "page_p95": ("page_p95", "page_p95_four"),
    "page_size": ("page_size",),
    "plan": (
        "plan_gap_5000",
        "plan_speedup_5000",
        "plan_gap_50000",
        "plan_growth_50000",
        "plan_memory_50000",
    ),
    "mmkp": tuple(f"mmkp_I{number:02}" for number in range(1, 7)),
    "pmed": tuple(f"pmed_{number}" for number in range(1, 11)),
    "markov_ratio": ("markov_ratio",),
    "thousand_years": ("thousand_years",),
    "streets": ("streets", "streets_load", "streets_plan", "streets_pages"),
}


def results(only: str | None) -> Iterator[Result]:
    """What the modules measure, one after another."""
    for name, given in MODULES.items():
        if only is None or only in (name, *given):
            found = import_module(f"benchmarks.{name}").run()
            for result in found if isinstance(found, Iterable) else (found,):
                if only in (None, name, result.name):
                    yield result


def main() -> None:
    """Print each result as it comes."""
    only = sys.argv[1] if len(sys.argv) > 1 else None
    kept = []
    try:
        for result in results(only):
            print(result.to_json(), flush=True)
            kept.append(result.ok)
    except UserError as error:
        sys.exit(str(error))
    if not kept:
        sys.exit(f"there is no benchmark '{only}'; run all to see their names.")
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
