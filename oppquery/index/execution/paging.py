"""One page of the matching rows, merged from the runs of several segments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from oppquery.index.execution.costs import CostModel
from oppquery.index.execution.matched_rows import MatchedRows
from oppquery.index.execution.run import Key, Run
from oppquery.plan import Order
from oppquery.rows import StoredRow

_SPARE: Final = 8
"""Rows read of each run beyond its expected share of a page, so that a second read is rare."""


def page(
    parts: Sequence[MatchedRows],
    orders: Sequence[Order],
    start: int,
    stop: int,
    costs: CostModel,
) -> list[StoredRow]:
    """The matching rows from `start` up to `stop` in an order, ties in input order."""
    parts = [part for part in parts if part.count]
    total = sum(part.count for part in parts)
    start, stop = min(start, total), min(stop, total)
    if start >= stop:
        return []
    if costs.is_deep(start, sum(part.segment.size for part in parts)):
        return _page_by_splitting([Run(part, orders, None, costs) for part in parts], start, stop)
    runs = [Run(part, orders, stop, costs) for part in parts]
    return _merged([(run, run.places()) for run in runs], stop)[start:]


def _page_by_splitting(runs: Sequence[Run], start: int, stop: int) -> list[StoredRow]:
    """A page far from the first row: each run is cut where the page begins, then they are merged.

    So the rows before the page are ordered inside their segments, but never merged.
    """
    whole = [(run, _as_sequence(run.places())) for run in runs]
    tails = [(run, places[at:]) for (run, places), at in zip(whole, _split(whole, start))]
    return _merged(tails, stop - start)


def _as_sequence(places: Iterable[int]) -> Sequence[int]:
    return places if isinstance(places, Sequence) else list(places)


def _split(runs: Sequence[tuple[Run, Sequence[int]]], start: int) -> list[int]:
    """How many rows of each sorted run are among the first `start` of all runs together.

    Multisequence selection: halves the widest open interval, and places its middle row in the
    other runs by binary search.
    """
    low = [0] * len(runs)
    high = [len(places) for _, places in runs]
    while sum(low) < start:
        widest = max(range(len(runs)), key=lambda each: high[each] - low[each])
        middle = (low[widest] + high[widest]) // 2
        run, places = runs[widest]
        pivot = run.key(places[middle])
        before = [
            bisect_left(places, pivot, low[at], high[at], key=run.key)
            for at, (run, places) in enumerate(runs)
        ]
        before[widest] = middle
        if sum(before) >= start:
            high = before
        else:
            low = before
            low[widest] += 1
    return low


def _merged(runs: Sequence[tuple[Run, Iterable[int]]], count: int) -> list[StoredRow]:
    """The first `count` rows of several runs."""
    if len(runs) == 1:
        ((run, places),) = runs
        rows = run.part.segment.rows
        return [rows[place] for place in islice(places, count)]
    return _merged_by_share([(run, iter(places)) for run, places in runs], count)


def _merged_by_share(runs: Sequence[tuple[Run, Iterator[int]]], count: int) -> list[StoredRow]:
    """A k-way merge that first reads of each run only its expected share of the rows.

    One sort of the keys that were read takes less time than a heap. Only if a run may go on
    before the last row found, more of every run is read.
    """
    total = sum([run.part.count for run, _ in runs])
    keys: list[Key] = []
    rows: list[StoredRow] = []
    ends: list[Key] = []
    for run, places in runs:
        share = count * run.part.count // total
        wanted = min(count, share + share // 4 + _SPARE)
        first = run.read(islice(places, wanted), rows)
        keys += first
        ends += first[wanted - 1 :]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if len(keys) < count or min(ends, default=keys[order[-1]]) < keys[order[count - 1]]:
        for run, places in runs:
            keys += run.read(islice(places, count), rows)
        order = sorted(range(len(keys)), key=keys.__getitem__)
    return [rows[each] for each in order[:count]]
