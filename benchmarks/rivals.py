"""The same requests on pandas, Polars, DuckDB and SQLite.

Each rival loads only the columns that the requests read, by the fastest way found for it, with
the dates parsed, and is asked as its users would. Amounts in the rows are not negative, so that
integer division means the same everywhere.
"""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from benchmarks.workloads import (
    END,
    END_DAY,
    FIRST_DAY,
    PAGE,
    START,
    STATUS,
    Answer,
    Cell,
    Request,
    make_cells,
    make_grouped_answer,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.data import Row

COLUMNS = (
    *("id", "user_id", "user_name", "status_type"),
    *("value", "value_period", "confidence", "date_created"),
)


def group_cells(
    rows: Iterable[tuple[str, str, int, int, int]],
) -> dict[str, dict[str, Cell]]:
    """Cells by user from (user id, period, count, value, expected)."""
    found: dict[str, list[tuple[str, int, int, int]]] = {}
    for user_id, *cell in rows:
        found.setdefault(user_id, []).append(tuple(cell))
    return {user_id: make_cells(cells) for user_id, cells in found.items()}


# --------------------------------------------------------------------- pandas


def load_pandas(rows: list[Row]) -> Any:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["date_created"] = pd.to_datetime(frame["date_created"], format="ISO8601", utc=True)
    return frame


def ask_pandas(frame: Any, request: Request) -> Answer:
    mask = frame["status_type"] == STATUS
    if request.dated:
        mask &= (frame["date_created"] >= START) & (frame["date_created"] < END)
    hits = frame[mask]
    expected = (hits["value"] * hits["confidence"] + 50) // 100
    hits = hits.assign(expected=expected)
    if request.grouped:
        return page_pandas_groups(hits)
    cells = sum_pandas(hits, ["value_period"])
    if request.ordered:
        hits = hits.sort_values("value", ascending=False, kind="stable")
    return Answer(make_cells(cells), (), tuple(hits["id"].head(PAGE)))


def sum_pandas(hits: Any, keys: list[str]) -> list[tuple[Any, ...]]:
    sums = hits.groupby(keys).agg(
        count=("id", "size"), value=("value", "sum"), expected=("expected", "sum")
    )
    table = sums.astype("int64").reset_index()
    return list(table.itertuples(index=False, name=None))


def page_pandas_groups(hits: Any) -> Answer:
    cells = group_cells(sum_pandas(hits, ["user_id", "value_period"]))
    names = hits.groupby("user_id")["user_name"].min().str.casefold()
    order = sorted(names.items(), key=lambda item: (item[1], item[0]))
    rank = {user_id: place for place, (user_id, _) in enumerate(order)}
    ranked = hits.assign(rank=hits["user_id"].map(rank))
    ranked = ranked.sort_values(["rank", "value"], ascending=[True, False], kind="stable")
    page = ranked[["user_id", "id"]].head(PAGE)
    return make_grouped_answer(cells, page.itertuples(index=False, name=None))


# --------------------------------------------------------------------- Polars


def load_polars(rows: list[Row]) -> Any:
    import polars as pl

    schema = dict.fromkeys(COLUMNS, pl.String) | {"value": pl.Int64, "confidence": pl.Int64}
    created = pl.col("date_created").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us")
    return pl.DataFrame(rows, schema=schema).with_columns(created)


def ask_polars(frame: Any, request: Request) -> Answer:
    import polars as pl

    condition = pl.col("status_type") == STATUS
    if request.dated:
        condition &= pl.col("date_created").is_between(START, END, closed="left")
    hits = frame.filter(condition).with_columns(
        expected=(pl.col("value") * pl.col("confidence") + 50) // 100
    )
    if request.grouped:
        return page_polars_groups(hits)
    cells = sum_polars(hits, ["value_period"])
    if request.ordered:
        hits = hits.sort("value", descending=True, nulls_last=True, maintain_order=True)
    return Answer(make_cells(cells), (), tuple(hits["id"].head(PAGE)))


def sum_polars(hits: Any, keys: list[str]) -> list[tuple[Any, ...]]:
    import polars as pl

    return hits.group_by(keys).agg(pl.len(), pl.sum("value"), pl.sum("expected")).rows()


def page_polars_groups(hits: Any) -> Answer:
    import polars as pl

    cells = group_cells(sum_polars(hits, ["user_id", "value_period"]))
    names = hits.group_by("user_id").agg(pl.min("user_name").str.to_lowercase().alias("folded"))
    ranks = names.sort("folded", "user_id").select("user_id").with_row_index("rank")
    ranked = hits.join(ranks, on="user_id", maintain_order="left").sort(
        "rank", "value", descending=[False, True], nulls_last=True, maintain_order=True
    )
    return make_grouped_answer(cells, ranked.select("user_id", "id").head(PAGE).rows())


# ----------------------------------------------------------- DuckDB and SQLite


def load_duckdb(rows: list[Row]) -> Any:
    """By way of Polars and Arrow: row by row takes DuckDB minutes."""
    import duckdb
    import pyarrow as pa  # noqa: F401  # DuckDB reads Polars frames through it

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("frame", load_polars(rows))
    connection.execute("CREATE TABLE deals AS SELECT *, row_number() OVER () AS seq FROM frame")
    connection.unregister("frame")
    return connection


def ask_duckdb(connection: Any, request: Request) -> Answer:
    return ask_sql(connection, request, [START, END], "//")


def load_sqlite(rows: list[Row]) -> sqlite3.Connection:
    """Dates stay text, as SQLite has no other; all rows spell them alike."""
    connection = sqlite3.connect(":memory:")
    columns = ", ".join(COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"CREATE TABLE deals (seq INTEGER PRIMARY KEY, {columns})")
    insert = f"INSERT INTO deals ({columns}) VALUES ({marks})"
    connection.executemany(insert, map(itemgetter(*COLUMNS), rows))
    return connection


def ask_sqlite(connection: sqlite3.Connection, request: Request) -> Answer:
    return ask_sql(connection, request, [FIRST_DAY, END_DAY], "/")


def ask_sql(connection: Any, request: Request, bounds: list[Any], divide: str) -> Answer:
    """Two statements: the cells, and the page."""
    where = "status_type = ?" + (" AND date_created >= ? AND date_created < ?" * request.dated)
    values = [STATUS, *(bounds * request.dated)]
    keys = "user_id, value_period" if request.grouped else "value_period"
    cells = connection.execute(
        f"SELECT {keys}, count(*), coalesce(sum(value), 0),"
        f" coalesce(sum((value * confidence + 50) {divide} 100), 0)"
        f" FROM deals WHERE {where} GROUP BY {keys}",
        values,
    ).fetchall()
    page = connection.execute(
        f"SELECT user_id, id FROM deals WHERE {where} ORDER BY {order_by(request)} LIMIT {PAGE}",
        values,
    ).fetchall()
    if request.grouped:
        return make_grouped_answer(group_cells(cells), page)
    return Answer(make_cells(cells), (), tuple(id_ for _, id_ in page))


def order_by(request: Request) -> str:
    terms = ["lower(user_name)", "user_id"] * request.grouped
    terms += ["value DESC NULLS LAST"] * request.ordered
    return ", ".join([*terms, "seq"])
