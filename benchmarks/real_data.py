"""Where the real data lie."""

from __future__ import annotations

import os
from pathlib import Path

from voimavara.core.errors import UserError


def real_data() -> Path:
    """The folder that VOIMAVARA_TEST_DATA names; raises UserError where it names none."""
    named = os.environ.get("VOIMAVARA_TEST_DATA")
    if not named or not Path(named).is_dir():
        raise UserError(
            "VOIMAVARA_TEST_DATA names no folder (it is '{named}'); let it name the real data.",
            named=named or "",
        )
    return Path(named)
