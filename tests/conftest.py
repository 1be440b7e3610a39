"""What every test may ask for."""

from __future__ import annotations

import pytest

import communique
from communique import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The built-in coder, loaded once for the whole run."""
    return communique.load()
