"""The listings that loaded contestants answer, as data.

All totals and the first page. `FAVOURED` ask for won deals from some amount up with a word in
their notes, by `-value`; `UNFAVOURED` for what no clustering helps. One bound differs in every
request that is asked, so that no answer can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import eq, ge, lt
from typing import Any

from benchmarks.data import YEAR_START
from benchmarks.workloads import PAGE, STATUS

WORD = "important"
LOWEST, STEP, CYCLE = 250_000, 7_919, 50
USER, MONTH = "user_id", "date_won__month"
KEY_COLUMNS = {USER: "user_rank", MONTH: "won_month"}
ORDER_COLUMNS = {"user_name": "user_rank"}
ASKED = ("status_type", "user_id", "confidence", "date_created", "value")
"""The columns that conditions and orders of listings name."""


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
