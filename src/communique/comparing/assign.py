"""The assignment problem: partners for rows and columns so that their worth together is greatest."""

from __future__ import annotations

from collections.abc import Sequence


def assign(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return the one-to-one mapping of rows to columns of the greatest total worth; a pair worth nothing is left out.

    The Hungarian method with potentials, in time of rows squared times columns.
    """
    if not worth or not worth[0]:
        return {}
    if len(worth) > len(worth[0]):
        turned = assign(list(zip(*worth, strict=True)))
        return {row: column for column, row in sorted(turned.items(), key=lambda pair: pair[1])}
    columns = len(worth[0])
    row_price, column_price = [0.0] * (len(worth) + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)  # 1-based row of each column; column 0 holds the row being placed
    for row in range(1, len(worth) + 1):
        taken[0] = row
        _place(worth, taken, row_price, column_price)
    pairs = {taken[c] - 1: c - 1 for c in range(1, columns + 1) if taken[c]}
    return {row: column for row, column in sorted(pairs.items()) if worth[row][column] > 0}


def _place(
    worth: Sequence[Sequence[float]], taken: list[int], row_price: list[float], column_price: list[float]
) -> None:
    """Place the row in ``taken[0]``, moving others along the cheapest chain of exchanges."""
    columns = len(worth[0])
    slack, came_from, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    column = 0
    while taken[column]:
        seen[column] = True
        row, step, following = taken[column], float("inf"), 0
        for c in range(1, columns + 1):
            if seen[c]:
                continue
            cost = -worth[row - 1][c - 1] - row_price[row] - column_price[c]
            if cost < slack[c]:
                slack[c], came_from[c] = cost, column
            if slack[c] < step:
                step, following = slack[c], c
        for c in range(columns + 1):
            if seen[c]:
                row_price[taken[c]] += step
                column_price[c] -= step
            else:
                slack[c] -= step
        column = following
    while column:
        taken[column] = taken[came_from[column]]
        column = came_from[column]
