"""What it takes to load: the time beside a Polars frame with its dates converted, and memory.

Memory is what `tracemalloc` sees set free when a Collection is dropped, less the same for a
`dict` of each row: what it holds beyond the objects and their copies, that is.
"""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING, Any

from benchmarks.loaded_rivals import MOMENTS
from benchmarks.one_shot import timed
from benchmarks.prepared import has_collection, make_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.data import Row
    from benchmarks.figures import Figures

WORKLOAD = "construction"
Params = dict[str, str]


def make_frame(rows: list[Row]) -> Any:
    """`polars.DataFrame(rows)`, moments and days converted."""
    import polars as pl

    return pl.DataFrame(rows).with_columns(
        pl.col(*MOMENTS).str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us"),
        pl.col("date_won").str.to_date("%Y-%m-%d"),
    )


def make_eager(rows: list[Row]) -> Any:
    return make_collection(rows, eager=True)


def copy_rows(rows: list[Row]) -> list[Row]:
    return [dict(row) for row in rows]


MAKERS: dict[str, Callable[[list[Row]], Any]] = {"Polars": make_frame}
PREPARED: dict[str, Callable[[list[Row]], Any]] = {
    "Collection": make_collection,
    "Collection (eager)": make_eager,
}


def measure_construction(rows: list[Row], repeat: int, figures: Figures) -> None:
    """Everybody loads the rows in turn; what was loaded is dropped before the next."""
    makers = {"copies": copy_rows} | (PREPARED if has_collection() else {}) | MAKERS
    for number in range(repeat):
        names = list(makers)
        for name in reversed(names) if number % 2 else names:
            try:
                seconds, made = timed(lambda name=name: makers[name](rows))
            except ModuleNotFoundError as problem:
                print(f"{name}: {problem.name} is not installed")
                makers.pop(name)
                continue
            del made
            figures.add(WORKLOAD, name, seconds)


def trace(make: Callable[[], Any], asked: Iterable[Params] = ()) -> int:
    """Bytes that what is made holds after it was asked: those that dropping it sets free."""
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        for params in asked:
            made.list(params)
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
        del made
        gc.collect()
        return held - tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def measure_memory(rows: list[Row], asked: list[Params], figures: Figures) -> None:
    """Bytes a row beyond the rows and a copy of each: fresh, after requests, and eager."""
    if not has_collection():
        return
    copies = trace(lambda: copy_rows(rows))
    fresh = trace(lambda: make_collection(rows))
    used = trace(lambda: make_collection(rows), asked)
    eager = trace(lambda: make_eager(rows))
    beyond = {
        "a copy of the object": copies,
        "Collection beyond copies": fresh - copies,
        "the same after the requests of this benchmark": used - copies,
        "Collection (eager) beyond copies": eager - copies,
    }
    figures.bytes_a_row.update({name: size / len(rows) for name, size in beyond.items()})
