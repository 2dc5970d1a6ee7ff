"""A frame of rows answers as the rows, whichever library it is of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from asking import ids

from oppquery import Collection, DataError, list_opportunities, select

Rows = list[dict[str, Any]]
Make = Callable[[Rows], Any]

DEALS: Rows = [
    {
        "id": "oppo_1",
        "lead_id": "lead_1",
        "user_id": "user_1",
        "user_name": "Gob",
        "status_type": "won",
        "value": 500000,
        "value_period": "monthly",
        "confidence": 75,
        "date_won": "2024-05-17",
        "date_created": "2024-05-01T10:30:00+00:00",
        "is_stalled": False,
        "note": "Important: call",
        "custom.cf_size": 12.5,
    },
    {
        "id": "oppo_2",
        "lead_id": "lead_2",
        "user_id": None,
        "user_name": None,
        "status_type": "active",
        "value": None,
        "value_period": None,
        "confidence": None,
        "date_won": None,
        "date_created": None,
        "is_stalled": None,
        "note": None,
        "custom.cf_size": None,
    },
    {
        "id": "oppo_3",
        "lead_id": "lead_1",
        "user_id": "user_2",
        "user_name": "Lucille",
        "status_type": "won",
        "value": -3000,
        "value_period": "one_time",
        "confidence": 0,
        "date_won": "2024-06-30",
        "date_created": "2024-06-01T10:30:00+00:00",
        "is_stalled": True,
        "note": "",
        "custom.cf_size": 8.0,
    },
]
LEADS: Rows = [{"id": "lead_1", "name": "Bluth"}, {"id": "lead_2", "name": None}]
CHANGES: Rows = [
    {"opportunity_id": "oppo_1", "new_status_type": "won", "opportunity_value": 5},
    {"opportunity_id": "oppo_3", "new_status_type": None, "opportunity_value": None},
]
CALLS: Rows = [{"lead_id": "lead_2", "duration": 60}, {"lead_id": "lead_9", "duration": None}]
REQUESTS = [
    "",
    "status_type=won&_order_by=-value&_limit=1",
    "_group_by=user_id",
    "_group_by=-date_won__month&_limit=1&_skip=1",
    "value=&_fields=id,value",
    "query=important or lucille&_order_by=note",
    "custom.cf_size__gte=8&_group_by=custom.cf_size",
    "date_created__gte=2024-05-15&_order_by=date_won",
    "is_stalled=true",
]


def of_pandas(rows: Rows) -> Any:
    return pytest.importorskip("pandas").DataFrame(rows)


def of_nullable_pandas(rows: Rows) -> Any:
    return of_pandas(rows).convert_dtypes()


def of_polars(rows: Rows) -> Any:
    return pytest.importorskip("polars").DataFrame(rows)


def of_lazy_polars(rows: Rows) -> Any:
    return of_polars(rows).lazy()


def of_pyarrow(rows: Rows) -> Any:
    return pytest.importorskip("pyarrow").Table.from_pylist(rows)


def of_duckdb(rows: Rows) -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.connect().from_arrow(of_pyarrow(rows))


@pytest.fixture(
    params=[of_pandas, of_nullable_pandas, of_polars, of_lazy_polars, of_pyarrow, of_duckdb]
)
def make(request: pytest.FixtureRequest) -> Make:
    pytest.importorskip("narwhals")
    chosen: Make = request.param
    chosen(DEALS)
    return chosen


def list_of_collection(rows: Any, params: Any, **data: Any) -> Any:
    return Collection(rows, **data).list(params)


@pytest.mark.parametrize("ask", [list_opportunities, list_of_collection])
@pytest.mark.parametrize("params", REQUESTS)
def test_a_frame_answers_as_its_rows(params: str, ask: Callable[..., Any], make: Make) -> None:
    assert ask(make(DEALS), params) == list_opportunities(DEALS, params)


def test_select_gives_plain_rows(make: Make) -> None:
    found: Any = select(make(DEALS), "status_type=won")
    assert found == [DEALS[0], DEALS[2]]
    assert [type(row["value"]) for row in found] == [int, int]
    assert {type(value) for row in found for value in row.values()} == {str, int, bool, float}


def test_frames_are_taken_for_all_data(make: Make) -> None:
    data = {"leads": LEADS, "status_changes": CHANGES, "related": {"call": CALLS}}
    framed = {
        "leads": make(LEADS),
        "status_changes": make(CHANGES),
        "related": {"call": make(CALLS)},
    }
    for params in (
        "lead_query=bluth",
        "query=status_change(new_status_type:won opportunity_value:5)",
        "query=call(duration > 30)",
        "query=call(not has:duration)",
    ):
        assert ids(DEALS, params, **framed) == ids(DEALS, params, **data)
    assert ids(DEALS, "lead_query=bluth", **framed) == "oppo_1 oppo_3"


def test_a_frame_of_smart_views(make: Make) -> None:
    views = make([{"id": "save_1", "name": "Mine", "query": "bluth"}])
    data = {"leads": LEADS, "saved_searches": views}
    assert ids(DEALS, "lead_saved_search_id=save_1", **data) == "oppo_1 oppo_3"


def test_a_frame_of_custom_fields(make: Make) -> None:
    fields = make([{"id": "cf_size", "name": "Size", "type": "number"}])
    assert ids(DEALS, {"query": '"custom.Size" > 10'}, custom_fields=fields) == "oppo_1"


def test_faults_in_a_frame_are_placed(make: Make) -> None:
    rows = [{"id": "a", "value": 5.0}, {"id": "b", "value": 5.5}]
    with pytest.raises(DataError) as caught:
        list_opportunities(make(rows))
    assert (caught.value.index, caught.value.id, caught.value.value) == (1, "b", 5.5)
    with pytest.raises(DataError, match="perhaps 'value' is meant"):
        list_opportunities(make([{"id": "a", "valeu": 5}]))


def test_a_frame_without_rows() -> None:
    pytest.importorskip("narwhals")
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for empty in (pandas.DataFrame(), pandas.DataFrame({"id": []}), polars.DataFrame({"id": []})):
        assert list_opportunities(empty)["total_results"] == 0


def test_values_of_pandas_and_numpy() -> None:
    pytest.importorskip("narwhals")
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    frame = pandas.DataFrame(
        {
            "id": pandas.Categorical(["a", "b"]),
            "value": pandas.array([numpy.int64(5), pandas.NA], dtype="Int64"),
            "confidence": numpy.array([50, 60], dtype="int8"),
            "date_won": pandas.to_datetime(["2024-05-17", None]),
            "date_created": pandas.to_datetime(["2024-05-17T10:30:00.123456789Z", None]),
            "custom.list": [numpy.array([1, 2]), None],
            "custom.dates": [numpy.array(["2024-05-17"], dtype="datetime64[ns]"), None],
            "custom.deep": [{"a": [numpy.float32(0.5), numpy.datetime64("NaT")]}, pandas.NA],
            "custom.day": [date(2024, 5, 17), None],
            "custom.exact": [Decimal("5.5"), Decimal("NaN")],
        }
    )
    first, second = select(frame)
    assert first == {
        "id": "a",
        "value": 5,
        "confidence": 50,
        "date_won": datetime(2024, 5, 17),
        "date_created": datetime(2024, 5, 17, 10, 30, 0, 123456, tzinfo=UTC),
        "custom.list": [1, 2],
        "custom.dates": [datetime(2024, 5, 17)],
        "custom.deep": {"a": [0.5, None]},
        "custom.day": date(2024, 5, 17),
        "custom.exact": Decimal("5.5"),
    }
    assert [type(value) for value in first.values()] == [
        *(str, int, int, datetime, datetime, list, list, dict, date, Decimal),
    ]
    assert second == {**dict.fromkeys(first), "id": "b", "confidence": 60}


def test_values_of_polars() -> None:
    pytest.importorskip("narwhals")
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        {
            "id": polars.Series(["a", "b"], dtype=polars.Categorical),
            "value": polars.Series([Decimal(5), None]),
            "value_period": polars.Series(["monthly", None], dtype=polars.Enum(["monthly"])),
            "confidence": [float("nan"), 50.0],
            "custom": [{"cf_x": 5, "tags": ["a"]}, None],
        }
    )
    assert select(frame) == [
        {
            "id": "a",
            "value": 5,
            "value_period": "monthly",
            "confidence": None,
            "custom": {"cf_x": 5, "tags": ["a"]},
        },
        {"id": "b", "value": None, "value_period": None, "confidence": 50, "custom": None},
    ]


class FrameOfPolars:
    """As a frame of Polars looks from outside."""

    __module__ = "polars.dataframe"
    columns = ("id",)


def test_a_frame_that_cannot_be_read_says_what_to_install_or_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "narwhals", None)
    frame: Any = FrameOfPolars()
    with pytest.raises(DataError) as caught:
        list_opportunities(frame)
    assert "pip install 'oppquery[frames]'" in caught.value.reason
    assert "frame.to_dicts()" in caught.value.reason
    with pytest.raises(DataError, match="leads must be objects or a frame that can be read"):
        list_opportunities([DEALS[0]], "lead_query=x", leads=frame)


def test_a_frame_that_narwhals_does_not_know() -> None:
    pytest.importorskip("narwhals")
    frame: Any = FrameOfPolars()
    with pytest.raises(DataError, match="narwhals cannot read it"):
        list_opportunities(frame)


def test_no_library_is_imported_for_plain_objects() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from oppquery import list_opportunities; list_opportunities([{'id': 'a'}]);"
        "print({'narwhals', 'pandas', 'polars', 'numpy'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
