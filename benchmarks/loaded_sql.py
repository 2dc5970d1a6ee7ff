"""Loaded rivals: the listings on DuckDB and SQLite.

Both put the hits into a temporary table, which takes less time than to search twice, then read
the cells, the places of the page, and the objects at those places by the index on `seq`.
"""

from __future__ import annotations

import sqlite3
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from benchmarks.collection_listings import ASKED, WORD, Listing, as_spelled
from benchmarks.collection_workloads import DERIVED, KEYS, PATTERN, Found, prepare
from benchmarks.loaded_rivals import CHOICES, MEASURES, load_polars_folded
from benchmarks.workloads import PAGE

if TYPE_CHECKING:
    from benchmarks.data import Row

COLUMNS = "seq, value_period, value, expected_value, user_rank, won_month, confidence, date_created"
COVERED = (*dict.fromkeys((*ASKED, *MEASURES, *KEYS)),)
"""All columns that a listing without a word reads, so that an index answers it alone."""


def load_duckdb(rows: list[Row]) -> tuple[Any, list[str]]:
    """With choices as ENUM, notes in lower case and a unique index on the place."""
    import duckdb
    import polars as pl
    import pyarrow as pa  # noqa: F401  # DuckDB reads Polars frames through it

    searched, objects = load_polars_folded(rows)
    added = searched.select("seq", "folded", *KEYS)
    frame = pl.concat([added, objects], how="horizontal").with_columns(
        pl.col(*CHOICES).cast(pl.String)
    )
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("frame", frame)
    for name in CHOICES:
        connection.execute(f"CREATE TYPE {name}_t AS ENUM (SELECT DISTINCT {name} FROM frame)")
    choices = ", ".join(f"{name}::{name}_t AS {name}" for name in CHOICES)
    connection.execute(
        f"CREATE TABLE deals AS SELECT * REPLACE ({choices}) FROM frame ORDER BY seq"
    )
    connection.unregister("frame")
    connection.execute("CREATE UNIQUE INDEX deals_by_seq ON deals (seq)")
    return connection, objects.columns


def ask_duckdb(loaded: tuple[Any, list[str]], listing: Listing) -> Found:
    """`contains` first, as it is much faster and lets few notes through to the pattern."""
    connection, names = loaded
    where, values = where_clause(listing)
    if listing.has_word:
        where += f" AND contains(folded, '{WORD}') AND regexp_matches(folded, '{PATTERN}')"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE hits AS SELECT {COLUMNS} FROM deals WHERE {where}", values
    )
    return read_hits(connection, names, listing)


def where_clause(listing: Listing) -> tuple[str, list[Any]]:
    """The comparisons of a listing as SQL, and their literals."""
    conditions = listing.conditions
    clause = " AND ".join(f"{each.column} {each.operator} ?" for each in conditions)
    return clause, [each.value for each in conditions]


def quote_names(names: list[str]) -> str:
    """Column names for a statement: those of custom fields have a dot."""
    return ", ".join(f'"{name}"' for name in names)


def load_sqlite(rows: list[Row]) -> tuple[sqlite3.Connection, list[str]]:
    """With a full-text index on the notes and a covering one for the rest of the filter.

    Dates stay text, as SQLite has no other.
    """
    connection = sqlite3.connect(":memory:")
    names = [*rows[0], *DERIVED]
    columns = [*names, *KEYS]
    listed = quote_names(columns)
    marks = ", ".join("?" * len(columns))
    connection.execute(f"CREATE TABLE deals (seq INTEGER PRIMARY KEY, {listed})")
    insert = f"INSERT INTO deals ({listed}) VALUES ({marks})"
    connection.executemany(insert, map(itemgetter(*columns), prepare(rows)))
    connection.execute(
        "CREATE INDEX deals_by_value ON deals"
        " (status_type, value, value_period, expected_value, user_rank, won_month)"
    )
    for name in ("date_created", "confidence", "user_id"):
        covered = [each for each in COVERED if each != name]
        connection.execute(f"CREATE INDEX deals_by_{name} ON deals ({name}, {', '.join(covered)})")
    connection.execute(
        "CREATE VIRTUAL TABLE notes USING fts5"
        " (note, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 0')"
    )
    connection.execute("INSERT INTO notes (rowid, note) SELECT seq, note FROM deals")
    connection.execute("ANALYZE")
    return connection, names


def ask_sqlite(loaded: tuple[sqlite3.Connection, list[str]], listing: Listing) -> Found:
    """A prefix of a word is what its full-text index answers."""
    connection, names = loaded
    connection.execute("DROP TABLE IF EXISTS hits")
    where, values = where_clause(listing)
    if listing.has_word:
        where += " AND seq IN (SELECT rowid FROM notes WHERE notes MATCH ?)"
        values.append(f"{WORD}*")
    connection.execute(
        f"CREATE TEMP TABLE hits AS SELECT {COLUMNS} FROM deals WHERE {where}",
        [as_spelled(value) for value in values],
    )
    return read_hits(connection, names, listing)


def read_hits(connection: Any, names: list[str], listing: Listing) -> Found:
    keys = [listing.key_column] if listing.key_column else []
    groups = ", ".join([*keys, "value_period"])
    cells = connection.execute(
        f"SELECT {groups}, count(*), coalesce(sum(value), 0), coalesce(sum(expected_value), 0)"
        f" FROM hits GROUP BY {groups}"
    ).fetchall()
    direction = "DESC" if listing.descending else "ASC"
    last = f"{listing.order_column} {direction} NULLS LAST"
    order = ", ".join([*(f"{key} NULLS LAST" for key in keys), last, "seq"])
    page = connection.execute(f"SELECT seq FROM hits ORDER BY {order} LIMIT {PAGE}").fetchall()
    places = [place for (place,) in page]
    wanted = ", ".join(map(str, places)) or "NULL"
    columns = quote_names(names) if listing.whole else "id"
    found = connection.execute(
        f"SELECT seq, {columns} FROM deals WHERE seq IN ({wanted})"
    ).fetchall()
    by_place = {row[0]: row[1:] for row in found}
    if not listing.whole:
        return Found(cells, [by_place[place][0] for place in places])
    return Found(cells, [dict(zip(names, by_place[place])) for place in places])
