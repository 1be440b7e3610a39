"""Scores worked out by hand."""

from __future__ import annotations

import pytest

from communique.commitments.scoring import accuracy, b_cubed


def test_equal_clusterings_agree_whatever_their_names() -> None:
    agreement = b_cubed({1: "x", 2: "x", 3: "y"}, {1: "a", 2: "a", 3: "b"})
    assert (agreement.precision, agreement.recall, agreement.f1, agreement.items) == (1.0, 1.0, 1.0, 3)


def test_one_cluster_for_all_costs_precision() -> None:
    # each of a, a has 2 of 3 right, b has 1 of 3: (2/3 + 2/3 + 1/3) / 3 = 5/9
    agreement = b_cubed({1: "x", 2: "x", 3: "x"}, {1: "a", 2: "a", 3: "b"})
    assert agreement.precision == pytest.approx(5 / 9)
    assert agreement.recall == 1.0
    assert agreement.f1 == pytest.approx(2 * (5 / 9) / (5 / 9 + 1))


def test_all_alone_costs_recall() -> None:
    # the two of a find half of their cluster each: (1/2 + 1/2 + 1) / 3 = 2/3
    agreement = b_cubed({1: "x", 2: "y", 3: "z"}, {1: "a", 2: "a", 3: "b"})
    assert (agreement.precision, agreement.recall) == (1.0, pytest.approx(2 / 3))


def test_what_is_missing_is_alone() -> None:
    # item 2 is not found: its own cluster on that side, so both items of a have half their cluster
    agreement = b_cubed({1: "x"}, {1: "a", 2: "a"})
    assert (agreement.precision, agreement.recall, agreement.items) == (1.0, 0.5, 2)


def test_missing_items_do_not_cluster_together() -> None:
    assert b_cubed({}, {1: "a", 2: "a"}).recall == 0.5


def test_nothing_agrees_with_nothing() -> None:
    assert b_cubed({}, {}).f1 == 1.0


def test_accuracy_counts_over_gold() -> None:
    assert accuracy({1: "signed", 2: "agreed", 9: "agreed"}, {1: "signed", 2: "pledged", 3: "agreed"}) == pytest.approx(
        1 / 3
    )
    assert accuracy({1: "signed"}, {}) == 1.0
