"""Loaded rivals: the listings on pandas and Polars.

They hold every column, with dates and categories converted and the columns of
`collection_workloads.PREPARED` computed, and are asked in the fastest way found: the cheap
conditions leave few rows for the word to be looked for in, and the objects of the page are
fetched by their place once it is known.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from benchmarks.collection_listings import ASKED, COMPARISONS, Listing
from benchmarks.collection_workloads import DERIVED, KEYS, PATTERN, Found, prepare
from benchmarks.workloads import PAGE

if TYPE_CHECKING:
    from benchmarks.data import Row

CHOICES = ("status_type", "value_period")
MOMENTS = ("date_created", "date_updated")
MEASURES = ("value_period", "value", "expected_value")
FOUND_BY_PANDAS = ["folded", *dict.fromkeys((*MEASURES, *KEYS, "confidence", "date_created"))]

# --------------------------------------------------------------------- pandas


def load_pandas(rows: list[Row]) -> tuple[Any, Any]:
    """With choices as categories, and a lower-case column for the word."""
    import pandas as pd

    frame = pd.DataFrame(prepare(rows))
    for name in CHOICES:
        frame[name] = frame[name].astype("category")
    for name in MOMENTS:
        frame[name] = pd.to_datetime(frame[name], format="ISO8601", utc=True)
    frame["date_won"] = pd.to_datetime(frame["date_won"], format="%Y-%m-%d").dt.date
    frame["folded"] = frame["note"].str.lower()
    return frame, frame[[*rows[0], *DERIVED]]


def ask_pandas(frames: tuple[Any, Any], listing: Listing) -> Found:
    frame, objects = frames
    masks = [
        COMPARISONS[each.operator](frame[each.column], each.value) for each in listing.conditions
    ]
    hits = frame.loc[reduce(and_, masks), FOUND_BY_PANDAS]
    if listing.has_word:
        hits = hits[hits["folded"].str.contains(PATTERN)]
    keys = [listing.key_column] if listing.key_column else []
    sums = hits.groupby([*keys, "value_period"], observed=True, dropna=False).agg(
        count=("value_period", "size"), value=("value", "sum"), expected=("expected_value", "sum")
    )
    cells = list(sums.reset_index().itertuples(index=False, name=None))
    order = listing.order_column
    by = [key for key in keys if key != order]
    ordered = hits[[*by, order]].sort_values(
        [*by, order],
        ascending=[True] * len(by) + [not listing.descending],
        kind="stable",
    )
    places = ordered.index[:PAGE]
    if not listing.whole:
        return Found(cells, objects["id"].loc[places].tolist())
    return Found(cells, objects.loc[places].to_dict("records"))


# --------------------------------------------------------------------- Polars


def load_polars(rows: list[Row]) -> tuple[Any, Any]:
    """The frame that is searched, and the one that objects are taken from."""
    import polars as pl

    frame = pl.DataFrame(prepare(rows), infer_schema_length=None).with_columns(
        pl.col(*MOMENTS).str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us"),
        pl.col("date_won").str.to_date("%Y-%m-%d"),
        pl.col(*CHOICES).cast(pl.Categorical),
    )
    searched = frame.select("note", *dict.fromkeys([*ASKED, *MEASURES]), *KEYS)
    searched = searched.with_row_index("seq")
    return searched, frame.select(*rows[0], *DERIVED)


def load_polars_folded(rows: list[Row]) -> tuple[Any, Any]:
    """The same with the notes in lower case, too."""
    import polars as pl

    searched, objects = load_polars(rows)
    return searched.with_columns(folded=pl.col("note").str.to_lowercase()), objects


def ask_polars(frames: tuple[Any, Any], listing: Listing) -> Found:
    return page_polars(frames, listing, "note", f"(?i){PATTERN}")


def ask_polars_folded(frames: tuple[Any, Any], listing: Listing) -> Found:
    return page_polars(frames, listing, "folded", PATTERN)


def page_polars(frames: tuple[Any, Any], listing: Listing, text: str, pattern: str) -> Found:
    """Two filters in a row: one with all three conditions takes 1.5 to 2.5 times as long."""
    import polars as pl

    searched, objects = frames
    keys = [listing.key_column] if listing.key_column else []
    cheap = [
        COMPARISONS[each.operator](pl.col(each.column), each.value) for each in listing.conditions
    ]
    order = listing.order_column
    named = [each.column for each in listing.conditions]
    columns = dict.fromkeys(["seq", *MEASURES, *keys, *named, order])
    if listing.has_word:
        searched = searched.select(*columns, text).filter(*cheap)
        hits = searched.filter(pl.col(text).str.contains(pattern))
    else:
        hits = searched.select(*columns).filter(*cheap)
    sums = hits.group_by(*keys, "value_period").agg(
        pl.len(), pl.sum("value"), pl.sum("expected_value")
    )
    ordered = hits.select(*dict.fromkeys(["seq", order, *keys])).sort(
        *keys,
        order,
        descending=[False] * len(keys) + [listing.descending],
        nulls_last=True,
        maintain_order=True,
    )
    places = ordered["seq"].head(PAGE)
    if not listing.whole:
        return Found(sums.rows(), objects["id"].gather(places).to_list())
    return Found(sums.rows(), objects[places].rows(named=True))
