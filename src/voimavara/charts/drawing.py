"""The process that draws: Vega-Lite specifications in, SVG out, line by line."""

from __future__ import annotations

import json
import os
import sys
from threading import Timer

import vl_convert

from voimavara.charts.chart import Spec
from voimavara.charts.dressing import bare

_IDLE = 10.0  # seconds without a question after which the process ends


def draw(spec: Spec) -> str:
    """The specification as SVG, without its words; nothing is fetched from anywhere."""
    return bare(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def main() -> None:
    """Answer until nobody asks."""
    for line in iter(_next_line, ""):
        try:
            answer = {"svg": draw(json.loads(line))}
        except Exception as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


def _next_line() -> str:
    """The next question; the process ends where none comes."""
    bored = Timer(_IDLE, os._exit, (0,))
    bored.daemon = True
    bored.start()
    line = sys.stdin.readline()
    bored.cancel()
    return line


if __name__ == "__main__":
    main()
