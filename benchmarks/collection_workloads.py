"""What loaded contestants must agree on: the answer by hand, prepared columns, and replies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from benchmarks.collection_listings import USER
from benchmarks.handwritten import freeze, new_sums, rank_users
from benchmarks.workloads import PAGE, Answer, Cell, make_cells, make_grouped_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.collection_listings import Listing
    from benchmarks.data import Row

PATTERN = r"\bimportant"
"""What engines with regular expressions ask of a note in lower case."""
KEYS = ("user_rank", "won_month")
DERIVED = ("expected_value", "annualized_value", "annualized_expected_value", "value_formatted")
"""What the objects of an answer hold besides the fields of the rows."""
PREPARED = (*DERIVED, *KEYS)

Objects = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Reply:
    """The answer, and the objects of the page in order, reduced to ids where only those count."""

    answer: Answer
    objects: Objects


@dataclass(frozen=True)
class Found:
    """What a rival hands back: (period, count, value, expected) of each cell, before them the
    group's key where there are groups, and the objects of the page, derived fields included, or
    their ids."""

    cells: Sequence[tuple[Any, ...]]
    page: Sequence[Any]


# -------------------------------------------------------------------- by hand


def group_label(row: Mapping[str, Any], group: str) -> str | None:
    """The key of the group that an object belongs to."""
    if group == USER:
        return row["user_id"]
    return row["date_won"] and row["date_won"][:7]


def answer_by_hand(rows: Iterable[Row], listing: Listing) -> Reply:
    """One pass and a sort: the reference that all contestants are held to."""
    has_word = re.compile(PATTERN, re.IGNORECASE).search
    conditions = listing.conditions
    hits = [
        row
        for row in rows
        if all(each.holds(row) for each in conditions)
        and (not listing.has_word or has_word(row["note"]))
    ]
    if listing.group is None:
        page = with_derived(sort_by_hand(hits, listing)[:PAGE])
        answer = Answer(sum_by_hand(hits), (), tuple(row["id"] for row in page))
        return Reply(answer, plain_objects(page, listing))
    return group_by_hand(hits, listing, listing.group)


def sort_by_hand(rows: Iterable[Row], listing: Listing) -> list[Row]:
    """By the order of the listing, rows without a value last, ties as they stand."""
    name, rows = listing.order, list(rows)
    known = [row for row in rows if row[name] is not None]
    known.sort(key=itemgetter(name), reverse=listing.descending)
    return known + [row for row in rows if row[name] is None]


def group_by_hand(hits: list[Row], listing: Listing, group: str) -> Reply:
    members: dict[str | None, list[Row]] = {}
    for row in hits:
        members.setdefault(group_label(row, group), []).append(row)
    if group == USER:
        ranks = rank_users({row["user_id"]: row["user_name"] for row in hits})
        order = sorted(members, key=lambda label: ranks[label])
    else:
        order = sorted(members, key=lambda label: (label is None, label))
    ordered = [row for label in order for row in sort_by_hand(members[label], listing)]
    page = with_derived(ordered[:PAGE])
    cells = {label: sum_by_hand(those) for label, those in members.items()}
    answer = make_grouped_answer(cells, [(group_label(row, group), row["id"]) for row in page])
    return Reply(answer, plain_objects(page, listing))


def with_derived(rows: Iterable[Row]) -> list[Row]:
    return [row | derived_fields(row) for row in rows]


def sum_by_hand(rows: Iterable[Row]) -> dict[str, Cell]:
    sums = new_sums()
    for row in rows:
        cell = sums[row["value_period"]]
        cell[0] += 1
        value, confidence = row["value"] or 0, row["confidence"] or 0
        cell[1] += value
        cell[2] += (value * confidence + 50) // 100
    return freeze(sums)


# ------------------------------------------------------- preparing and reading


def prepare(rows: Iterable[Row]) -> list[Row]:
    """Copies with the columns that a user of the engines would compute once when loading."""
    rows = list(rows)
    ranks = rank_users({row["user_id"]: row["user_name"] for row in rows})
    return [row | prepared_columns(row, ranks[row["user_id"]]) for row in rows]


def prepared_columns(row: Row, rank: int) -> dict[str, Any]:
    won = row["date_won"]
    return {
        **derived_fields(row),
        "user_rank": rank,
        "won_month": int(won[:4] + won[5:7]) if won else None,
    }


def derived_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """The amounts of one row that follow from others, and its value as text."""
    value, confidence, period = row["value"], row["confidence"], row["value_period"]
    missing = value is None or confidence is None
    expected = None if missing else (value * confidence + 50) // 100
    times = 12 if period == "monthly" else 1
    return {
        "expected_value": expected,
        "annualized_value": None if value is None else value * times,
        "annualized_expected_value": None if expected is None else expected * times,
        "value_formatted": None if value is None else format_dollars(value, period),
    }


def format_dollars(cents: int, period: str) -> str:
    whole, rest = divmod(cents, 100)
    fraction = f".{rest:02}" if rest else ""
    return f"${whole:,}{fraction}{' monthly' if period == 'monthly' else ''}"


def read_found(found: Found, listing: Listing, users: Sequence[str]) -> Reply:
    """What a rival found as the reply that is compared; `users` are the ids by rank."""
    objects = plain_objects(found.page, listing)
    ids = tuple(row["id"] for row in objects)
    if listing.group is None:
        return Reply(Answer(make_cells(found.cells), (), ids), objects)
    groups: dict[str | None, list[tuple[str, int, int, int]]] = {}
    for key, *cell in found.cells:
        label = read_key(key, listing.group, users)
        groups.setdefault(label, []).append(tuple(cell))
    cells = {label: make_cells(those) for label, those in groups.items()}
    pairs = [(group_label(row, listing.group), row["id"]) for row in objects]
    return Reply(make_grouped_answer(cells, pairs), objects)


def read_key(key: Any, group: str, users: Sequence[str]) -> str | None:
    """The label of a prepared key; missing ones are None, or NaN from pandas."""
    if key is None or key != key:
        return None
    return users[int(key)] if group == USER else f"{int(key) // 100}-{int(key) % 100:02}"


def plain_objects(page: Iterable[Any], listing: Listing) -> Objects:
    """The objects of a page with their dates as the rows spell them."""
    if not listing.whole:
        return tuple({"id": row["id"] if isinstance(row, dict) else row} for row in page)
    return tuple({name: plain_value(value) for name, value in row.items()} for row in page)


def plain_value(value: Any) -> Any:
    if value is None or value != value:
        return None
    if hasattr(value, "tzinfo"):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
