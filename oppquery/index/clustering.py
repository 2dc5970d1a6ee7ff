"""How the rows of a table are split into segments and stored inside them, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oppquery.schema.opportunity import CURRENCY, PERIOD, STATUS_TYPE, VALUE


@dataclass(frozen=True, slots=True)
class Clustering:
    """How opportunities are clustered. Answers do not depend on it, only times do.

    - `currency`, `period`: the fields of a cell. Each segment holds rows of one cell, since the
      totals of an answer are by currency and period: no row has to be asked for its cell.
    - `cut`: a field with few values. A cell of at least `cut_from` rows is split again by it, so
      that a request for one value passes by the other segments.
    - `by`: a field of integers. Rows are stored by its falling value, missing values last, ties
      in input order. The range of a lower bound is then a run of rows, this order needs no sort,
      and the high bits of the values are set in the first rows only, so that their bit slices
      are short numbers.
    """

    currency: str
    period: str
    cut: str
    cut_from: int
    by: str


OPPORTUNITIES: Final = Clustering(
    currency=CURRENCY, period=PERIOD, cut=STATUS_TYPE, cut_from=16_384, by=VALUE
)
"""Clustered for the most common request: deals of one status, some with a least value, listed by
falling value.

Measured on 200,000 rows with a filter on status, value and a word, all totals and one page:
0.7 ms instead of 1.1 ms.

The price, for requests that name neither field: more segments, each of which costs a request some
10 microseconds; rows are not stored in input order, so that other orders break ties through one
more array of 4 bytes a row; pages in other orders are merged from all segments. `cut_from` keeps
the number of segments small where they would gain little.
"""
