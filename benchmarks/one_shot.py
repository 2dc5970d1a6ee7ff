"""One-shot list requests against loops written by hand and engines to load first.

    python -m benchmarks.one_shot [--rows 200000] [--repeat 5] [--users 24] [--only NAME,NAME]

Every contestant answers every request on the same list of dicts, and all answers are compared
before anything is timed. Then the repeats are interleaved: each contestant loads the rows and
answers each request once per repeat, with the garbage collector off and run in between.
"""

from __future__ import annotations

import argparse
import gc
import platform
import time
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import handwritten, rivals
from benchmarks.data import generate_opportunities
from benchmarks.workloads import REQUESTS, Answer, Request, read_response

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from benchmarks.data import Row

BASELINE = "loop by hand"


@dataclass(frozen=True)
class Contestant:
    """`load` makes of the rows what `ask` answers from; without it `ask` takes the rows."""

    name: str
    ask: Callable[[Any, Request], Answer]
    load: Callable[[list[Row]], Any] | None = None
    requests: Collection[Request] = REQUESTS


@dataclass
class Timings:
    """Seconds by contestant, and by contestant and request."""

    loads: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    asks: dict[tuple[str, Request], list[float]] = field(default_factory=lambda: defaultdict(list))


# ---------------------------------------------------------------- contestants


def ask_oppquery(rows: list[Row], request: Request) -> Answer:
    from oppquery import list_opportunities

    return read_response(list_opportunities(rows, request.params()), request.grouped)


def by_hand(name: str, loops: Mapping[Request, Callable[[list[Row]], Answer]]) -> Contestant:
    return Contestant(name, lambda rows, request: loops[request](rows), requests=loops)


CONTESTANTS = (
    by_hand(BASELINE, handwritten.PLAIN),
    by_hand("loop (dates parsed)", handwritten.PARSED),
    by_hand("loop (sorts by user)", handwritten.TOUCHED),
    Contestant("oppquery", ask_oppquery),
    Contestant("pandas", rivals.ask_pandas, rivals.load_pandas),
    Contestant("Polars", rivals.ask_polars, rivals.load_polars),
    Contestant("DuckDB", rivals.ask_duckdb, rivals.load_duckdb),
    Contestant("SQLite", rivals.ask_sqlite, rivals.load_sqlite),
)


def load(contestant: Contestant, rows: list[Row]) -> Any:
    return contestant.load(rows) if contestant.load else rows


# ---------------------------------------------------------- checking and timing


def split_installed(
    contestants: Iterable[Contestant], rows: list[Row]
) -> tuple[list[Contestant], dict[str, str]]:
    """Those that run here, and what the others lack."""
    installed, missing = [], {}
    for contestant in contestants:
        try:
            load(contestant, rows[:10])
        except ModuleNotFoundError as problem:
            missing[contestant.name] = f"{problem.name} is not installed"
        else:
            installed.append(contestant)
    return installed, missing


def check_answers(contestants: Iterable[Contestant], rows: list[Row]) -> None:
    """Raises unless all contestants answer each request as the loop by hand does."""
    for contestant in contestants:
        data = load(contestant, rows)
        for request in contestant.requests:
            expected, answer = handwritten.PLAIN[request](rows), contestant.ask(data, request)
            if answer != expected:
                difference = f"{answer}\ninstead of\n{expected}"
                raise SystemExit(f"{contestant.name} answers {request.name!r} with\n{difference}")


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result of one call, the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        result = function()
        return time.perf_counter() - start, result
    finally:
        gc.enable()


def measure(contestants: Iterable[Contestant], rows: list[Row], repeat: int) -> Timings:
    contestants, timings = list(contestants), Timings()
    for _ in range(repeat):
        for contestant in contestants:
            seconds, data = timed(lambda: load(contestant, rows))
            timings.loads[contestant.name].append(seconds)
            for request in contestant.requests:
                seconds, _answer = timed(lambda: contestant.ask(data, request))
                timings.asks[contestant.name, request].append(seconds)
    return timings


# --------------------------------------------------------------------- report


def format_line(
    name: str, loads: list[float], asks: list[float], baseline: list[float] | None
) -> str:
    """Milliseconds, best and median, and how often the best whole time holds the loop's."""
    whole = min(loads) + min(asks)
    ratio = f"{whole / min(baseline):7.2f}" if baseline else "      -"
    times = f"{min(loads) * 1e3:9.1f}{min(asks) * 1e3:9.1f}{median(asks) * 1e3:9.1f}"
    return f"  {name:<20}{times}{whole * 1e3:9.1f}{ratio}"


def format_report(timings: Timings, missing: Mapping[str, str]) -> str:
    lines = []
    for request in REQUESTS:
        lines += ["", f"{request.name}   {request.params()}"]
        columns = ("load", "best", "median", "whole")
        lines.append(" " * 22 + "".join(f"{column:>9}" for column in columns) + "  ratio")
        baseline = timings.asks.get((BASELINE, request))
        lines += [
            format_line(name, timings.loads[name], asks, baseline)
            for (name, asked), asks in timings.asks.items()
            if asked is request
        ]
    lines += [f"  {name:<20}{reason}" for name, reason in missing.items()]
    return "\n".join(lines)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="One-shot list requests, timed.")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--users", type=int, default=24, help="6 to 60 (default: 24)")
    parser.add_argument("--only", help="names of contestants, separated by commas")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    rows = generate_opportunities(arguments.rows, users=arguments.users)
    only = arguments.only.split(",") if arguments.only else None
    chosen = [contestant for contestant in CONTESTANTS if not only or contestant.name in only]
    contestants, missing = split_installed(chosen, rows)
    check_answers(contestants, rows)
    timings = measure(contestants, rows, arguments.repeat)
    print(
        f"{arguments.rows:,} opportunities, {arguments.users} users, best of {arguments.repeat},"
        f" milliseconds, CPython {platform.python_version()}; answers are equal."
    )
    print("whole = best load + best request; ratio = whole / best loop by hand.")
    print(format_report(timings, missing))


if __name__ == "__main__":
    main()
