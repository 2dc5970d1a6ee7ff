"""Requests that no index makes easy: a Collection must never take longer than the one-shot form."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

from benchmarks.data import FREQUENT_WORDS, REGIONS
from benchmarks.one_shot import timed
from benchmarks.prepared import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.figures import Figures

Params = dict[str, str]
CHECKED = (100_903, 100_921)
PAIRS = tuple(permutations(FREQUENT_WORDS, 2))
QUARTER = timedelta(days=90)
NO_VALUE = 10**15


@dataclass(frozen=True)
class Varied:
    """A request with a literal that differs by `number`; `rows` is how many objects there are."""

    name: str
    vary: Callable[[int, int], Params]


def page_deep(number: int, rows: int) -> Params:
    return {"_skip": str(rows * 3 // 4 + number % 1_000), "_order_by": "-value"}


def page_deep_in_input_order(number: int, rows: int) -> Params:
    return {"_skip": str(rows * 3 // 4 + number % 1_000)}


def keep_nearly_all(number: int, rows: int) -> Params:
    return {"value__gte": str(number + 1), "_order_by": "-value"}


def match_no_value(number: int, rows: int) -> Params:
    return {"value__gte": str(NO_VALUE + number), "status_type": "won"}


def match_no_word(number: int, rows: int) -> Params:
    return {"query": f"note:nowhere{number} value >= 1"}


def find_phrase(number: int, rows: int) -> Params:
    first, second = PAIRS[number % len(PAIRS)]
    return {"query": f'note:"{first} {second}" value >= {number + 1}', "_order_by": "-value"}


def exclude_word(number: int, rows: int) -> Params:
    word = FREQUENT_WORDS[number % len(FREQUENT_WORDS)]
    return {"query": f"not note:{word} value >= {number + 1}", "_order_by": "-value"}


def follow_changes(number: int, rows: int) -> Params:
    """Three months, from another day each time; 2023-Q2 is one of them."""
    start = date(2023, 1, 1) + timedelta(days=number % 180)
    return {"query": f"status_change(new_status:won date:{start}..{start + QUARTER})"}


def read_custom_number(number: int, rows: int) -> Params:
    return {"query": f"custom.cf_seats >= {100 + number % 300}", "_order_by": "-value"}


def read_custom_text(number: int, rows: int) -> Params:
    region = REGIONS[number % len(REGIONS)].lower()
    return {"query": f"custom.cf_region:{region} value >= {number + 1}", "_order_by": "-value"}


REQUESTS = (
    Varied("deep page, -value", page_deep),
    Varied("deep page, input order", page_deep_in_input_order),
    Varied("unselective filter", keep_nearly_all),
    Varied("nothing matches: amount", match_no_value),
    Varied("nothing matches: word", match_no_word),
    Varied("phrase of frequent words", find_phrase),
    Varied("not a frequent word", exclude_word),
    Varied("scope: status_change", follow_changes),
    Varied("custom field: number", read_custom_number),
    Varied("custom field: text", read_custom_text),
)


def choose_requests(only: Sequence[str] | None) -> list[Varied]:
    return [each for each in REQUESTS if not only or any(part in each.name for part in only)]


def check_same(name: str, params: Params, ours: Any, theirs: Any) -> None:
    """Raises unless the responses are equal, to the last key."""
    if ours != theirs:
        differing = [key for key in theirs if ours.get(key) != theirs[key]]
        raise SystemExit(f"{name}: {params}: Collection and one-shot differ in {differing}")


def measure_against_one_shot(
    contestants: dict[str, Any],
    requests: Sequence[Varied],
    rows: int,
    repeat: int,
    figures: Figures,
) -> None:
    """Both answer every request in turn; all responses are compared, two of each beforehand."""
    names = list(contestants)
    for request in requests:
        for number in CHECKED:
            params = request.vary(number, rows)
            check_same(request.name, params, *(ask(contestants[name], params) for name in names))
    gc.collect()
    gc.freeze()
    for number in range(repeat):
        for request in requests:
            params, answers = request.vary(number, rows), {}
            for name in reversed(names) if number % 2 else names:
                seconds, answers[name] = timed(lambda name=name: ask(contestants[name], params))
                figures.add(request.name, name, seconds)
            check_same(request.name, params, *(answers[name] for name in names))
    gc.unfreeze()


def ask(source: Any, params: Params) -> Any:
    return source.list(params, now=NOW)
