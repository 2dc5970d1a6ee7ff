"""A loaded Collection against loaded engines and against the one-shot form.

    python -m benchmarks.collection [--rows 200000] [--repeat 15] [--only NAME,NAME]
        [--contestants NAME,NAME] [--json FILE] [--compare FILE]

`--only` takes parts of the names of workloads.
"""

from __future__ import annotations

import argparse
import platform
import random
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.against_one_shot import (
    REQUESTS,
    choose_requests,
    follow_changes,
    measure_against_one_shot,
)
from benchmarks.collection_listings import LISTINGS
from benchmarks.construction import WORKLOAD, measure_construction, measure_memory
from benchmarks.data import (
    generate_changes,
    generate_opportunities,
    with_custom_fields,
    with_important_notes,
)
from benchmarks.figures import Figures, format_comparison, format_tables, load, save
from benchmarks.listings import CONTESTANTS, choose_listings, load_installed, measure_listings
from benchmarks.prepared import OneShot, has_collection, make_collection

if TYPE_CHECKING:
    from benchmarks.data import Row

ROUNDS = 100
LOADS = 5
"""Loading takes long; more rounds of it say no more."""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A loaded Collection, timed.")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=15, help="rounds, at most 100")
    parser.add_argument("--only", help="parts of the names of workloads, separated by commas")
    parser.add_argument("--contestants", help="names of contestants, separated by commas")
    parser.add_argument("--json", type=Path, help="file to save the figures in")
    parser.add_argument("--compare", type=Path, help="file of figures to compare ratios with")
    arguments = parser.parse_args()
    if not 1 <= arguments.repeat <= ROUNDS:
        parser.error(f"--repeat is from 1 to {ROUNDS}: beyond that literals come round again")
    unknown = set(split(arguments.contestants) or ()) - {each.name for each in CONTESTANTS}
    if unknown:
        parser.error(f"no contestant is called {', '.join(sorted(unknown))}")
    return arguments


def split(text: str | None) -> list[str] | None:
    return text.split(",") if text else None


def make_rows(count: int, rng: random.Random) -> list[Row]:
    rows = with_important_notes(generate_opportunities(count), rng)
    return with_custom_fields(rows, rng)


def measure_listings_part(rows: list[Row], arguments: argparse.Namespace, figures: Figures) -> None:
    listings = choose_listings(split(arguments.only))
    if listings:
        contestants = load_installed(split(arguments.contestants), rows)
        measure_listings(contestants, listings, rows, arguments.repeat, figures)


def measure_requests_part(
    rows: list[Row], changes: list[Row], arguments: argparse.Namespace, figures: Figures
) -> None:
    requests = choose_requests(split(arguments.only))
    if requests:
        data = {"status_changes": changes}
        contestants = {
            "Collection": make_collection(rows, **data),
            "one-shot": OneShot(rows, data),
        }
        measure_against_one_shot(contestants, requests, len(rows), arguments.repeat, figures)


def measure_loading_part(rows: list[Row], arguments: argparse.Namespace, figures: Figures) -> None:
    only = split(arguments.only)
    if not only or any(part in WORKLOAD for part in only):
        measure_construction(rows, min(arguments.repeat, LOADS), figures)
    if not only or any(part in "memory" for part in only):
        asked = [listing.params() for listing in LISTINGS]
        asked += [
            request.vary(0, len(rows)) for request in REQUESTS if request.vary is not follow_changes
        ]
        measure_memory(rows, asked, figures)


def main() -> None:
    arguments = parse_arguments()
    rng = random.Random(1)
    rows = make_rows(arguments.rows, rng)
    figures = Figures(arguments.rows)
    measure_loading_part(rows, arguments, figures)
    measure_listings_part(rows, arguments, figures)
    measure_requests_part(rows, generate_changes(rows, rng), arguments, figures)
    saved = figures.to_json()
    if not figures.seconds and not figures.bytes_a_row:
        raise SystemExit(f"no workload has a name with {arguments.only}")
    print(
        f"{arguments.rows:,} opportunities, {arguments.repeat} rounds, milliseconds,"
        f" CPython {platform.python_version()}; answers are equal."
    )
    if not has_collection():
        print("There is no oppquery.Collection here: the one-shot form stands in for it.")
    print(format_tables(saved))
    if arguments.compare:
        print(format_comparison(saved, load(arguments.compare)))
    if arguments.json:
        save(saved, arguments.json)


if __name__ == "__main__":
    main()
