"""Query text against loops written by hand, in one run; answers compared.

    python -m benchmarks.queries [--rows 200000] [--repeat 5]

The loops compare text as it stands, which is right only while all rows spell it alike.
"""

from __future__ import annotations

import argparse
import gc
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.data import Row, generate_changes, generate_opportunities, with_important_notes
from oppquery import select

LONG_QUERY = (
    "note:important status_type:won value >= $5,000 "
    '(user:ana or date_won:2024-Q1) -custom.cf_x:"a b" created:today'
)
FIRST_QUERY = """
import time
start = time.perf_counter()
from oppquery import select
select([], {"query": "note:important"})
print(time.perf_counter() - start)
"""


def notes_by_hand(rows: list[Row], changes: list[Row]) -> list[Row]:
    return [row for row in rows if row["note"] and "important" in row["note"].lower()]


def moves_by_hand(rows: list[Row], changes: list[Row]) -> list[Row]:
    ids = {each["opportunity_id"] for each in changes if each["new_status_type"] == "won"}
    return [row for row in rows if row["id"] in ids]


def named_moves_by_hand(rows: list[Row], changes: list[Row]) -> list[Row]:
    """A status goes by its label, its id or its type."""
    ids = {
        each["opportunity_id"]
        for each in changes
        if each["new_status_type"] == "won"
        or each["new_status_id"] == "won"
        or (each["new_status_label"] or "").lower() == "won"
    }
    return [row for row in rows if row["id"] in ids]


def dated_moves_by_hand(rows: list[Row], changes: list[Row]) -> list[Row]:
    ids = {
        each["opportunity_id"]
        for each in changes
        if each["new_status_type"] == "won" and "2023-04" <= each["date_created"] < "2023-07"
    }
    return [row for row in rows if row["id"] in ids]


WORKLOADS: dict[str, Callable[[list[Row], list[Row]], list[Row]]] = {
    "note:important": notes_by_hand,
    "status_change(new_status_type:won)": moves_by_hand,
    "status_change(new_status:won)": named_moves_by_hand,
    "status_change(new_status_type:won date:2023-Q2)": dated_moves_by_hand,
}


def best(function: Callable[[], Any], repeat: int) -> float:
    """The shortest of several runs, in milliseconds."""
    shortest = float("inf")
    for _ in range(repeat):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        function()
        shortest = min(shortest, time.perf_counter() - start)
        gc.enable()
    return shortest * 1e3


def first_query() -> float:
    """Milliseconds from the start of the import to the first answer, in a new process."""
    command = [sys.executable, "-c", FIRST_QUERY]
    return float(subprocess.run(command, check=True, capture_output=True).stdout) * 1e3


def plan_a_hundred() -> None:
    for _ in range(100):
        select([], {"query": LONG_QUERY})


def main() -> None:
    parser = argparse.ArgumentParser(description="Query text against loops by hand.")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    rng = random.Random(1)
    rows = with_important_notes(generate_opportunities(options.rows), rng)
    changes = generate_changes(rows, rng)
    print(
        f"first query in a new process: {min(first_query() for _ in range(options.repeat)):.0f} ms"
    )
    planned = best(plan_a_hundred, options.repeat) / 100
    print(f"parsing and planning {len(LONG_QUERY)} characters: {planned:.2f} ms")
    print(f"{len(rows):,} opportunities, {len(changes):,} status changes")
    for query, loop in WORKLOADS.items():
        found = select(rows, {"query": query}, status_changes=changes)
        expected = loop(rows, changes)
        assert len(found) <= len(expected), "a word beginning is a substring, too"
        assert "note" in query or found == expected
        hand = best(lambda loop=loop: loop(rows, changes), options.repeat)
        ours = best(
            lambda query=query: select(rows, {"query": query}, status_changes=changes),
            options.repeat,
        )
        print(f"{query:50} by hand {hand:6.1f} ms  oppquery {ours:6.1f} ms  {ours / hand:.2f}x")


if __name__ == "__main__":
    main()
