"""What was measured: tables, files of figures, and how two of them compare."""

from __future__ import annotations

import json
import platform
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

OURS = "Collection"
NOT_RIVALS = frozenset({OURS, "Collection (eager)", "one-shot", "copies"})


@dataclass
class Figures:
    """Seconds by workload and contestant, and bytes a row by what holds them."""

    rows: int
    seconds: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    bytes_a_row: dict[str, float] = field(default_factory=dict)

    def add(self, workload: str, contestant: str, seconds: float) -> None:
        self.seconds[workload][contestant].append(seconds)

    def to_json(self) -> dict[str, Any]:
        """Milliseconds, best and median of each contestant in each workload."""
        return {
            "rows": self.rows,
            "python": platform.python_version(),
            "workloads": {
                workload: {
                    name: {"best": min(times) * 1e3, "median": median(times) * 1e3}
                    for name, times in contestants.items()
                }
                for workload, contestants in self.seconds.items()
            },
            "bytes_a_row": self.bytes_a_row,
        }


Saved = dict[str, Any]
"""Figures as a file holds them."""


def find_yardstick(contestants: dict[str, Any]) -> tuple[str, float] | None:
    """The fastest rival and its best milliseconds; the one-shot form where there is no rival."""
    rivals = {name: each["best"] for name, each in contestants.items() if name not in NOT_RIVALS}
    if not rivals and "one-shot" in contestants:
        rivals = {"one-shot": contestants["one-shot"]["best"]}
    return min(rivals.items(), key=lambda item: item[1]) if rivals else None


def our_ratio(contestants: dict[str, Any]) -> float | None:
    """Best of ours divided by the best of the yardstick."""
    yardstick = find_yardstick(contestants)
    if yardstick is None or OURS not in contestants:
        return None
    return contestants[OURS]["best"] / yardstick[1]


def format_tables(saved: Saved) -> str:
    lines = []
    for workload, contestants in saved["workloads"].items():
        yardstick = find_yardstick(contestants)
        against = f"ratio to {yardstick[0]}" if yardstick else ""
        lines += ["", workload, f"  {'':<26}{'best':>10}{'median':>10}   {against}"]
        for name, each in contestants.items():
            ratio = f"{each['best'] / yardstick[1]:10.3f}" if yardstick else ""
            lines.append(f"  {name:<26}{each['best']:10.2f}{each['median']:10.2f}{ratio}")
    return "\n".join(lines + format_memory(saved))


def format_memory(saved: Saved) -> list[str]:
    if not saved["bytes_a_row"]:
        return []
    lines = ["", "memory, bytes a row"]
    return lines + [f"  {name:<46}{size:10.1f}" for name, size in saved["bytes_a_row"].items()]


def format_comparison(now: Saved, before: Saved) -> str:
    """Our ratio in each workload that both have, then and now."""
    lines = ["", f"ratios against those saved ({before['rows']:,} rows)"]
    lines.append(f"  {'':<46}{'saved':>10}{'now':>10}{'change':>10}")
    for workload, contestants in now["workloads"].items():
        new, old = our_ratio(contestants), our_ratio(before["workloads"].get(workload, {}))
        if new is not None and old is not None:
            lines.append(f"  {workload:<46}{old:10.3f}{new:10.3f}{new / old - 1:+10.0%}")
    return "\n".join(lines)


def save(saved: Saved, path: Path) -> None:
    path.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Saved:
    return json.loads(path.read_text(encoding="utf-8"))
