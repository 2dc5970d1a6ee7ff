"""The loops that one would write by hand for exactly one of the requests.

One pass over the rows, an accumulator per value period (and user), the hits in a list that is
sorted for the page. Nulls are handled; nothing is validated, keys and periods are taken to be
there. They are the measure that the benchmark divides by, so they are written out one by one:
no call, no flag and no generator stands inside a loop for the sake of sharing code.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from benchmarks.workloads import (
    END,
    END_DAY,
    FIRST_DAY,
    FLAT,
    FLAT_DATED,
    FULL,
    FULL_DATED,
    PAGE,
    PERIODS,
    START,
    TOTALS,
    Answer,
    Cell,
    Request,
    make_grouped_answer,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.data import Row

Rows = list[dict[str, Any]]
Sums = dict[str, list[int]]


def by_value(row: Row) -> tuple[bool, int]:
    """Sorts the largest values first and nulls last."""
    return row["value"] is None, -(row["value"] or 0)


def new_sums() -> Sums:
    return {period: [0, 0, 0] for period in PERIODS}


def freeze(sums: Sums) -> dict[str, Cell]:
    return {period: tuple(cell) for period, cell in sums.items()}


def rank_users(names: dict[str, str]) -> dict[str, int]:
    """The place of each user in the order of the names."""
    order = sorted(names, key=lambda user_id: (names[user_id].casefold(), user_id))
    return {user_id: place for place, user_id in enumerate(order)}


def answer_grouped(hits: Rows, groups: dict[str, Sums], names: dict[str, str]) -> Answer:
    """Sorts all hits by user and value, then takes the page."""
    rank = rank_users(names)
    hits.sort(key=lambda row: (rank[row["user_id"]], row["value"] is None, -(row["value"] or 0)))
    page = [(row["user_id"], row["id"]) for row in hits[:PAGE]]
    return make_grouped_answer({key: freeze(sums) for key, sums in groups.items()}, page)


def answer_flat(hits: Rows, sums: Sums) -> Answer:
    """Sorts all hits by value, then takes the page."""
    hits.sort(key=by_value)
    return Answer(freeze(sums), (), tuple(row["id"] for row in hits[:PAGE]))


def ask_full(rows: Rows) -> Answer:
    hits, groups, names = [], {}, {}
    for row in rows:
        if row["status_type"] != "won":
            continue
        hits.append(row)
        user_id = row["user_id"]
        if user_id not in groups:
            groups[user_id] = new_sums()
            names[user_id] = row["user_name"]
        cell = groups[user_id][row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_grouped(hits, groups, names)


def ask_full_dated(rows: Rows) -> Answer:
    """Compares the dates as text, which holds only while all rows spell them alike."""
    hits, groups, names = [], {}, {}
    for row in rows:
        if row["status_type"] != "won":
            continue
        created = row["date_created"]
        if created is None or not FIRST_DAY <= created < END_DAY:
            continue
        hits.append(row)
        user_id = row["user_id"]
        if user_id not in groups:
            groups[user_id] = new_sums()
            names[user_id] = row["user_name"]
        cell = groups[user_id][row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_grouped(hits, groups, names)


def ask_full_parsed(rows: Rows) -> Answer:
    hits, groups, names = [], {}, {}
    for row in rows:
        if row["status_type"] != "won":
            continue
        created = row["date_created"]
        if created is None or not START <= datetime.fromisoformat(created) < END:
            continue
        hits.append(row)
        user_id = row["user_id"]
        if user_id not in groups:
            groups[user_id] = new_sums()
            names[user_id] = row["user_name"]
        cell = groups[user_id][row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_grouped(hits, groups, names)


def ask_flat(rows: Rows) -> Answer:
    hits, sums = [], new_sums()
    for row in rows:
        if row["status_type"] != "won":
            continue
        hits.append(row)
        cell = sums[row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_flat(hits, sums)


def ask_flat_dated(rows: Rows) -> Answer:
    """Compares the dates as text, which holds only while all rows spell them alike."""
    hits, sums = [], new_sums()
    for row in rows:
        if row["status_type"] != "won":
            continue
        created = row["date_created"]
        if created is None or not FIRST_DAY <= created < END_DAY:
            continue
        hits.append(row)
        cell = sums[row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_flat(hits, sums)


def ask_flat_parsed(rows: Rows) -> Answer:
    hits, sums = [], new_sums()
    for row in rows:
        if row["status_type"] != "won":
            continue
        created = row["date_created"]
        if created is None or not START <= datetime.fromisoformat(created) < END:
            continue
        hits.append(row)
        cell = sums[row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_flat(hits, sums)


def ask_totals(rows: Rows) -> Answer:
    hits, sums = [], new_sums()
    for row in rows:
        if row["status_type"] != "won":
            continue
        hits.append(row)
        cell = sums[row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return Answer(freeze(sums), (), tuple(row["id"] for row in hits[:PAGE]))


def ask_full_touched(rows: Rows) -> Answer:
    """Keeps the hits by user, and sorts only those of the users that the page shows."""
    members, groups, names = {}, {}, {}
    for row in rows:
        if row["status_type"] != "won":
            continue
        user_id = row["user_id"]
        if user_id not in groups:
            members[user_id] = []
            groups[user_id] = new_sums()
            names[user_id] = row["user_name"]
        members[user_id].append(row)
        cell = groups[user_id][row["value_period"]]
        cell[0] += 1
        value = row["value"]
        if value is not None:
            cell[1] += value
            confidence = row["confidence"]
            if confidence is not None:
                cell[2] += (value * confidence + 50) // 100
    return answer_touched(members, groups, names)


def answer_touched(
    members: dict[str, Rows], groups: dict[str, Sums], names: dict[str, str]
) -> Answer:
    page: list[tuple[str, str]] = []
    for user_id in rank_users(names):
        if len(page) == PAGE:
            break
        members[user_id].sort(key=by_value)
        page += [(user_id, row["id"]) for row in members[user_id][: PAGE - len(page)]]
    return make_grouped_answer({key: freeze(sums) for key, sums in groups.items()}, page)


PLAIN: dict[Request, Callable[[Rows], Answer]] = {
    FULL: ask_full,
    FULL_DATED: ask_full_dated,
    FLAT: ask_flat,
    FLAT_DATED: ask_flat_dated,
    TOTALS: ask_totals,
}
PARSED: dict[Request, Callable[[Rows], Answer]] = {
    FULL_DATED: ask_full_parsed,
    FLAT_DATED: ask_flat_parsed,
}
TOUCHED: dict[Request, Callable[[Rows], Answer]] = {FULL: ask_full_touched}
