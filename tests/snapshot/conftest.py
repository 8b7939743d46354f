"""The programme of the example, read once."""

from __future__ import annotations

import pytest

from voimavara.programme.programme import Programme

from .making import programme as read


@pytest.fixture(scope="session")
def programme() -> Programme:
    return read()
