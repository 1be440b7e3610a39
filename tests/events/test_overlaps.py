"""Looking up claims and deeds by the characters that they stand on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.events.coding import BLOCK, Overlaps
from communique.record import Span


def spans() -> st.SearchStrategy[Span]:
    return st.builds(
        lambda start, length: Span(start=start, end=start + length),
        st.integers(0, 4 * BLOCK),
        st.integers(1, 2 * BLOCK),
    )


@given(things=st.lists(st.lists(spans(), max_size=3).map(tuple), max_size=6), asked=st.lists(spans(), max_size=2))
def test_overlaps_are_those_that_a_comparison_of_all_with_all_finds(
    things: list[tuple[Span, ...]], asked: list[Span]
) -> None:
    slowly = [n for n, own in enumerate(things) if any(a.start < b.end and b.start < a.end for a in own for b in asked)]
    assert list(Overlaps(enumerate(things)).over(tuple(asked))) == slowly


def test_spans_that_only_touch_do_not_overlap() -> None:
    things = Overlaps([("before", (Span(start=0, end=BLOCK),))])
    assert things.over((Span(start=BLOCK, end=BLOCK + 5),)) == ()
    assert things.over((Span(start=BLOCK - 1, end=BLOCK + 5),)) == ("before",)
