"""Loaded contestants in turn on the listings, every reply compared."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from benchmarks import loaded_rivals, loaded_sql
from benchmarks.collection_listings import LISTINGS, Listing
from benchmarks.collection_workloads import (
    DERIVED,
    Found,
    Reply,
    answer_by_hand,
    plain_objects,
    read_found,
)
from benchmarks.handwritten import rank_users
from benchmarks.prepared import OneShot, make_collection
from benchmarks.workloads import list_objects, read_response

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.data import Row
    from benchmarks.figures import Figures

CHECKED = (100_003, 100_021)
"""Numbers of the requests that are only compared; the timed ones are numbered from 0."""
WARM_UP = 200_003
WARM_UPS = 1_000
"""So many numbers from `WARM_UP` on are for the first round, as many for the next."""
WARMING = 0.01
"""For so many seconds everybody is asked before the request that is timed. A processor is slow
when it comes back from other work: a request of a millisecond would be measured in that state,
one of ten milliseconds not."""


@dataclass(frozen=True)
class Contestant:
    """`load` prepares the rows, `ask` is what is timed."""

    name: str
    load: Callable[[list[Row]], Any]
    ask: Callable[[Any, Listing], Any]


@dataclass(frozen=True)
class Loaded:
    """A contestant with its data."""

    contestant: Contestant
    data: Any

    @property
    def name(self) -> str:
        return self.contestant.name

    def ask(self, listing: Listing) -> Any:
        return self.contestant.ask(self.data, listing)


def ask_collection(collection: Any, listing: Listing) -> Any:
    return collection.list(listing.params())


CONTESTANTS = (
    Contestant("Collection", make_collection, ask_collection),
    Contestant("one-shot", OneShot, ask_collection),
    Contestant("Polars", loaded_rivals.load_polars, loaded_rivals.ask_polars),
    Contestant(
        "Polars (lower-case column)",
        loaded_rivals.load_polars_folded,
        loaded_rivals.ask_polars_folded,
    ),
    Contestant("DuckDB", loaded_sql.load_duckdb, loaded_sql.ask_duckdb),
    Contestant("pandas", loaded_rivals.load_pandas, loaded_rivals.ask_pandas),
    Contestant("SQLite", loaded_sql.load_sqlite, loaded_sql.ask_sqlite),
)


@dataclass(frozen=True)
class Reader:
    """Turns what contestants hand back into replies; `columns` are the fields of an object."""

    users: tuple[str, ...]
    columns: tuple[str, ...]

    @classmethod
    def of(cls, rows: list[Row]) -> Reader:
        ranks = rank_users({row["user_id"]: row["user_name"] for row in rows})
        return cls(tuple(sorted(ranks, key=ranks.__getitem__)), (*rows[0], *DERIVED))

    def read(self, raw: Any, listing: Listing) -> Reply:
        if isinstance(raw, Found):
            return read_found(raw, listing, self.users)
        grouped = listing.group is not None
        objects = list_objects(raw, grouped)
        names = self.columns if listing.whole else ("id",)
        kept = [{name: row[name] for name in names} for row in objects]
        return Reply(read_response(raw, grouped), plain_objects(kept, listing))


def load_installed(names: Sequence[str] | None, rows: list[Row]) -> list[Loaded]:
    """The chosen contestants that run here, loaded; says which do not."""
    loaded = []
    for contestant in CONTESTANTS:
        if names and contestant.name not in names:
            continue
        try:
            loaded.append(Loaded(contestant, contestant.load(rows)))
        except ModuleNotFoundError as problem:
            print(f"{contestant.name}: {problem.name} is not installed")
    return loaded


def check(loaded: Loaded, listing: Listing, expected: Reply, reply: Reply) -> None:
    """Raises unless totals, groups, ids and objects are those expected."""
    if reply == expected:
        return
    raise SystemExit(
        f"{loaded.name} answers {listing} with\n{reply.answer}\n{reply.objects[:2]}\n"
        f"instead of\n{expected.answer}\n{expected.objects[:2]}"
    )


def check_replies(contestants: list[Loaded], listings: Sequence[Listing], rows: list[Row]) -> None:
    """Compares every contestant with the pass by hand, before anything is timed."""
    reader = Reader.of(rows)
    for template in listings:
        for number in CHECKED:
            listing = template.vary(number)
            expected = answer_by_hand(rows, listing)
            for loaded in contestants:
                check(loaded, listing, expected, reader.read(loaded.ask(listing), listing))


def measure_listings(
    contestants: list[Loaded],
    listings: Sequence[Listing],
    rows: list[Row],
    repeat: int,
    figures: Figures,
) -> None:
    """Rounds in which everybody answers the same amount once, another one in every round.

    Everybody is asked for other amounts right before, for the same time. The order of the
    contestants turns with the rounds, and the replies of each round are compared once all of
    them have answered.
    """
    check_replies(contestants, listings, rows)
    reader = Reader.of(rows)
    gc.collect()
    gc.freeze()
    for number in range(repeat):
        for place, template in enumerate(listings):
            listing = template.vary(number * len(listings) + place)
            turn = number % len(contestants)
            replies = []
            for loaded in contestants[turn:] + contestants[:turn]:
                seconds, raw = timed_warm(loaded, listing, WARM_UP + WARM_UPS * number)
                figures.add(listing.name, loaded.name, seconds)
                replies.append((loaded, reader.read(raw, listing)))
            for loaded, reply in replies[1:]:
                check(loaded, listing, replies[0][1], reply)
    gc.unfreeze()


def timed_warm(loaded: Loaded, listing: Listing, number: int) -> tuple[float, Any]:
    """Seconds and result of a listing, asked after others numbered from `number`."""
    gc.collect()
    gc.disable()
    try:
        warm = time.perf_counter() + WARMING
        for each in count(number):
            loaded.ask(listing.vary(each))
            if time.perf_counter() > warm:
                break
        start = time.perf_counter()
        raw = loaded.ask(listing)
        return time.perf_counter() - start, raw
    finally:
        gc.enable()


def choose_listings(only: Sequence[str] | None) -> list[Listing]:
    return [each for each in LISTINGS if not only or any(part in each.name for part in only)]
