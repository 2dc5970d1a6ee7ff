"""The listings that loaded contestants answer, and what they must agree on.

All totals and the first page. Half of them, `FAVOURED`, ask for won deals from some amount up
with a word in their notes, by `-value`; the others for what no clustering helps. One bound differs
in every request that is asked, so that no answer can be kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import eq, ge, itemgetter, lt
from typing import TYPE_CHECKING, Any

from benchmarks.data import YEAR_START
from benchmarks.handwritten import freeze, new_sums, rank_users
from benchmarks.workloads import PAGE, STATUS, Answer, Cell, make_cells, make_grouped_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.data import Row

WORD = "important"
PATTERN = r"\bimportant"
"""What engines with regular expressions ask of a note in lower case."""
LOWEST, STEP, CYCLE = 250_000, 7_919, 50
USER, MONTH = "user_id", "date_won__month"
KEYS = ("user_rank", "won_month")
DERIVED = ("expected_value", "annualized_value", "annualized_expected_value", "value_formatted")
"""What the objects of an answer hold besides the fields of the rows."""
PREPARED = (*DERIVED, *KEYS)
KEY_COLUMNS = {USER: "user_rank", MONTH: "won_month"}
ORDER_COLUMNS = {"user_name": "user_rank"}
ASKED = ("status_type", "user_id", "confidence", "date_created", "value")
"""The columns that conditions and orders of listings name."""

Objects = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Condition:
    """A comparison of a column with a literal, by an operator of `COMPARISONS`."""

    column: str
    operator: str
    value: str | int | datetime

    def param(self) -> tuple[str, str]:
        """The condition as a parameter of the list endpoint."""
        suffix = SUFFIXES[self.operator]
        return f"{self.column}{suffix}", str(as_spelled(self.value))

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row passes; moments are compared as text, since all are spelled alike."""
        held = row[self.column]
        return held is not None and COMPARISONS[self.operator](held, as_spelled(self.value))


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"=": eq, ">=": ge, "<": lt}
SUFFIXES = {"=": "", ">=": "__gte", "<": "__lt"}


def as_spelled(value: str | int | datetime) -> str | int:
    """A literal as the rows hold it."""
    return value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value


@dataclass(frozen=True)
class Listing:
    """Rows that pass all conditions, by group where `group` names one.

    `floor` is the least value of the column `floored`: it differs in every request. `has_word`
    asks for a word in the note as well. `whole` asks for the objects of the page with all their
    fields, otherwise for their ids. Rows without a value of `order` come last.
    """

    name: str
    group: str | None = None
    whole: bool = True
    where: tuple[Condition, ...] = (Condition("status_type", "=", STATUS),)
    floored: str = "value"
    floor: int | datetime = LOWEST
    has_word: bool = True
    order: str = "value"
    descending: bool = True

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All comparisons, the word in the note left aside."""
        return (*self.where, Condition(self.floored, ">=", self.floor))

    def params(self) -> dict[str, str]:
        """The listing as parameters of the list endpoint."""
        params = dict(each.param() for each in self.conditions)
        if self.has_word:
            params["query"] = f"note:{WORD}"
        params["_order_by"] = f"{'-' if self.descending else ''}{self.order}"
        params["_limit"] = str(PAGE)
        if self.group:
            params["_group_by"] = self.group
        if not self.whole:
            params["_fields"] = "id"
        return params

    def vary(self, number: int) -> Listing:
        """The same with a floor that no other `number` has."""
        step = STEP * (number % CYCLE) + number // CYCLE
        if isinstance(self.floor, datetime):
            return replace(self, floor=YEAR_START + timedelta(milliseconds=step))
        return replace(self, floor=LOWEST + step)

    @property
    def key_column(self) -> str | None:
        """The prepared column by which rivals group."""
        return KEY_COLUMNS[self.group] if self.group else None

    @property
    def order_column(self) -> str:
        """The column by which rivals order; the order of user names is prepared."""
        return ORDER_COLUMNS.get(self.order, self.order)


FLAT = Listing("totals, page of objects")
IDS = Listing("totals, page of ids", whole=False)
BY_MONTH = Listing("by date_won__month", MONTH)
BY_USER = Listing("by user_id", USER)
FAVOURED = (FLAT, IDS, BY_MONTH, BY_USER)
"""Filtered by the fields that a `Collection` clusters its rows by, and in its stored order."""

ANY_TIME = Listing(
    "nearly all, by -date_created",
    where=(),
    floored="date_created",
    floor=YEAR_START,
    has_word=False,
    order="date_created",
)
LOST = replace(
    ANY_TIME, name="lost, by -date_created", where=(Condition("status_type", "=", "lost"),)
)
DATED = replace(
    ANY_TIME,
    name="date range, by user_name",
    where=(Condition("date_created", "<", datetime(2023, 7, 1, tzinfo=UTC)),),
    order="user_name",
    descending=False,
)
LIKELY = replace(
    ANY_TIME,
    name="confidence range, by date_created",
    where=(Condition("confidence", ">=", 40), Condition("confidence", "<", 60)),
    descending=False,
)
OWNED = replace(
    ANY_TIME,
    name="one owner, by -confidence",
    where=(Condition("user_id", "=", "user_003"),),
    order="confidence",
)
LOST_BY_USER = replace(LOST, name="lost by user_id, by -date_created", group=USER)
UNFAVOURED = (ANY_TIME, LOST, DATED, LIKELY, OWNED, LOST_BY_USER)
"""Filtered and ordered by other fields, so that clustering is no help but only a price."""

LISTINGS = (*FAVOURED, *UNFAVOURED)


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
