"""Records made by hand for the tests of the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from norland import made

from communique.record import Record


@pytest.fixture
def record() -> Record:
    return made()


@pytest.fixture
def quiet_record() -> Record:
    """A record in which nothing was found."""
    return replace(made(), meetings=(), statements=(), events=(), actors=())
