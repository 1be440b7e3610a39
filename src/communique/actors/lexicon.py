"""Word lists, written as text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text, set apart by white space, as a set."""
    return frozenset(text.split())
