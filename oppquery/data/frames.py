"""Data frames and tables, read as rows: plain dicts of plain Python values.

Narwhals reads pandas, Polars, PyArrow, DuckDB and others alike; it is imported for the first
frame, and comes with `oppquery[frames]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, Final, Protocol, TypeGuard

from oppquery.errors.errors import DataError

EXTRA: Final = "pip install 'oppquery[frames]'"
_LIBRARIES: Final[Mapping[str, str]] = {
    "pandas": 'frame.to_dict("records")',
    "polars": "frame.to_dicts()",
    "pyarrow": "table.to_pylist()",
    "duckdb": "relation.to_arrow_table().to_pylist()",
    "_duckdb": "relation.to_arrow_table().to_pylist()",
    "modin": 'frame.to_dict("records")',
    "cudf": 'frame.to_pandas().to_dict("records")',
    "dask": 'frame.compute().to_dict("records")',
    "ibis": "table.to_pyarrow().to_pylist()",
    "pyspark": "[row.asDict() for row in frame.collect()]",
    "sqlframe": "[row.asDict() for row in frame.collect()]",
    "narwhals": "list(frame.iter_rows(named=True))",
}
"""The libraries whose frames are read, each with its own way to make mappings of the rows."""
_PLAIN: Final = frozenset({str, int, bool, NoneType, date, datetime})
_NOT_A_NUMBER: Final = "NAType"
"""The name of the class of `pandas.NA`, which compares with nothing."""


class FrameLike(Protocol):
    """A data frame or table of a library that narwhals reads."""

    @property
    def columns(self) -> Any:
        """The columns or their names."""


def is_frame(given: object) -> TypeGuard[FrameLike]:
    """Whether something is a frame or table of a known library, told without importing any."""
    return _library(given) is not None and hasattr(type(given), "columns")


def _library(frame: object) -> str | None:
    roots = (base.__module__.partition(".")[0] for base in type(frame).__mro__)
    return next((root for root in roots if root in _LIBRARIES), None)


def frame_rows(frame: FrameLike, argument: str, integers: Iterable[str] = ()) -> list[Any]:
    """The rows of a frame as dicts; a lazy frame is collected.

    Missing markers (NaN, NaT, NA) become `None`, values of pandas and NumPy those of Python, and
    whole floats and Decimals `int` in the columns `integers`, since a column of integers with a
    missing one is a column of floats. Raises `DataError` when narwhals is not installed or cannot
    read the frame.
    """
    columns = _columns(frame, argument)
    for name in columns.keys() & set(integers):
        columns[name] = list(map(_whole, columns[name]))
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def _columns(frame: FrameLike, argument: str) -> dict[Any, Sequence[Any]]:
    try:
        import narwhals

        from_native: Any = narwhals.from_native  # its overloads name each kind of frame
        read = from_native(frame, pass_through=False)
        if isinstance(read, narwhals.LazyFrame):
            read = read.collect()
    except ImportError as missing:
        raise _unread(frame, argument, f"{EXTRA} ({missing})") from None
    except (TypeError, ValueError) as fault:
        raise _unread(frame, argument, f"narwhals cannot read it ({fault})") from None
    return {column.name: plain_column(column.to_list()) for column in read.iter_columns()}


def _unread(frame: FrameLike, argument: str, hint: str) -> DataError:
    call = _LIBRARIES[_library(frame) or "pandas"]
    reason = f"{argument} must be objects or a frame that can be read: {hint}; or pass {call}"
    return DataError(None, None, "", frame, reason)


def plain_column(values: Sequence[Any]) -> Sequence[Any]:
    """The values of a column as plain Python values, missing markers as `None`.

    >>> plain_column([5.0, float("nan")])
    [5.0, None]
    """
    kinds = set(map(type, values))
    if kinds <= _PLAIN:
        return values
    if kinds <= {float, NoneType}:
        return [None if value != value else value for value in values]
    return list(map(_plain, values))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {_plain(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_plain, value))
    return None if _is_missing(value) else _scalar(value)


def _is_missing(value: Any) -> bool:
    if type(value).__name__ == _NOT_A_NUMBER:
        return True
    return isinstance(value, float | Decimal | datetime) and bool(value != value)


def _scalar(value: Any) -> Any:
    """A value of pandas or NumPy as one of Python, an array as a list."""
    if isinstance(value, float):
        return float(value)
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime(warn=False)
    if not hasattr(value, "tolist"):
        return value
    if value.dtype.kind in "mM":  # nanoseconds would become plain integers
        value = value.astype(f"{value.dtype.kind}8[us]")
    return _plain(value.tolist())


def _whole(value: Any) -> Any:
    match value:
        case float() if value.is_integer():
            return int(value)
        case Decimal() if value.is_finite() and value == value.to_integral_value():
            return int(value)
    return value
