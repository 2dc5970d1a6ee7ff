"""The law that a frame of rows answers as the rows, whichever library the frame is of."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppquery import Collection, list_opportunities

pytest.importorskip("narwhals")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

AMOUNTS = st.integers(-(2**53), 2**53)
"""Integers that a column of floats holds exactly; pandas makes integers of whole floats, too."""
COLUMNS: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "status_type": st.sampled_from(["active", "won", "lost"]),
    "value": AMOUNTS,
    "value_period": st.sampled_from(["one_time", "monthly", "annual"]),
    "confidence": st.integers(0, 100),
    "user_id": st.sampled_from(["user_1", "user_2"]),
    "user_name": st.sampled_from(["Gob", "Émile"]),
    "note": st.text("ab é-%", max_size=8),
    "date_won": st.dates().map(str),
    "date_created": st.datetimes().map(lambda moment: f"{moment.isoformat()}Z"),
    "is_stalled": st.booleans(),
    "custom.cf_x": st.floats(-(2**53), 2**53) | st.integers(-9, 9).map(float),
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.none() | column for name, column in COLUMNS.items()}),
    max_size=6,
).map(lambda rows: [{"id": f"oppo_{number}", **row} for number, row in enumerate(rows)])
PARAMS = st.sampled_from(
    [
        "",
        "status_type=won",
        "_order_by=-value,note",
        "_group_by=user_id&_limit=2",
        "_group_by=date_won__year",
        "_group_by=custom.cf_x",
        "query=em* or value > 0",
        "confidence=&_order_by=date_created",
        "is_stalled=true",
        "value_period=one_time&_fields=id,value",
    ]
)
FRAMES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "pandas": pandas.DataFrame,
    "pandas, nullable": lambda rows: pandas.DataFrame(rows).convert_dtypes(),
    "polars": polars.DataFrame,
    "polars, lazy": lambda rows: polars.LazyFrame(rows),
    "pyarrow": pyarrow.Table.from_pylist,
    "duckdb": lambda rows: duckdb.connect().from_arrow(pyarrow.Table.from_pylist(rows)),
}


@pytest.mark.parametrize("library", FRAMES)
@given(rows=ROWS, params=PARAMS)
def test_a_frame_answers_as_its_rows(library: str, rows: list[Any], params: str) -> None:
    if not rows and library == "duckdb":
        return
    expected = list_opportunities(rows, params)
    assert list_opportunities(FRAMES[library](rows), params) == expected
    assert Collection(FRAMES[library](rows)).list(params) == expected
