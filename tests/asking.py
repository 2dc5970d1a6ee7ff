"""The questions that unit tests ask: which objects match, and what is wrong with a request."""

from collections.abc import Iterable
from typing import Any

import pytest

from oppquery import DataError, Problem, QueryError, list_opportunities, select

Rows = Iterable[Any]


def ids(rows: Rows, params: Any, **options: Any) -> str:
    """The ids of the objects that match, in order, as one text."""
    return " ".join(row["id"] for row in select(rows, params, **options))


def problems(params: Any, **options: Any) -> tuple[Problem, ...]:
    """Everything that is wrong with a request over no objects."""
    with pytest.raises(QueryError) as caught:
        list_opportunities([], params, **options)
    return caught.value.problems


def faults(params: Any, **options: Any) -> list[tuple[str, str]]:
    """The parameter and the code of each problem."""
    return [(problem.param, problem.code) for problem in problems(params, **options)]


def data_error(rows: Rows, params: Any = (), **options: Any) -> DataError:
    """What is wrong with some objects."""
    with pytest.raises(DataError) as caught:
        list_opportunities(rows, params, **options)
    return caught.value
