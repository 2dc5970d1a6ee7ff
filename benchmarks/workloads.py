"""The requests that the one-shot benchmark times, and the answer that is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PERIODS = ("one_time", "monthly", "annual")
PAGE = 100
STATUS = "won"
FIRST_DAY, END_DAY = "2023-04-01", "2023-10-01"
START = datetime(2023, 4, 1, tzinfo=UTC)
END = datetime(2023, 10, 1, tzinfo=UTC)

Cell = tuple[int, int, int]
"""Count, sum of the values, sum of the expected values."""


@dataclass(frozen=True)
class Request:
    """Won deals, their totals and the first 100 of them; the flags add conditions.

    `dated` keeps those created from FIRST_DAY to before END_DAY (UTC), `ordered` asks for the
    largest values first, `grouped` for groups by user in the order of the names.
    """

    name: str
    grouped: bool = False
    ordered: bool = False
    dated: bool = False

    def params(self) -> dict[str, str]:
        """The request as parameters of the list endpoint."""
        params = {"status_type": STATUS, "_limit": str(PAGE)}
        if self.dated:
            params |= {"date_created__gte": FIRST_DAY, "date_created__lt": END_DAY}
        if self.ordered:
            params["_order_by"] = "-value"
        if self.grouped:
            params["_group_by"] = "user_id"
        return params


FULL = Request("full: totals, by user, -value", grouped=True, ordered=True)
FULL_DATED = Request("full, in a datetime range", grouped=True, ordered=True, dated=True)
FLAT = Request("totals, -value", ordered=True)
FLAT_DATED = Request("totals, -value, in a datetime range", ordered=True, dated=True)
TOTALS = Request("totals, input order")
REQUESTS = (FULL, FULL_DATED, FLAT, FLAT_DATED, TOTALS)


@dataclass(frozen=True)
class Answer:
    """What contestants must agree on: cells by value period, overall and of each group that
    has an object on the page, and the ids of the page."""

    totals: dict[str, Cell]
    groups: tuple[tuple[str, dict[str, Cell]], ...]
    ids: tuple[str, ...]


def make_cells(cells: Iterable[tuple[str, int, int, int]]) -> dict[str, Cell]:
    """Cells by period from (period, count, value, expected), zero where there is none."""
    found = {period: (count, value, expected) for period, count, value, expected in cells}
    return {period: found.get(period, (0, 0, 0)) for period in PERIODS}


def add_cells(groups: Iterable[dict[str, Cell]]) -> dict[str, Cell]:
    """The cells of all groups together."""
    total = dict.fromkeys(PERIODS, (0, 0, 0))
    for cells in groups:
        for period, cell in cells.items():
            total[period] = tuple(map(sum, zip(total[period], cell)))
    return total


def make_grouped_answer(
    groups: dict[str, dict[str, Cell]], page: Iterable[tuple[str, str]]
) -> Answer:
    """The answer from the cells of all groups and the (user id, id) pairs of the page."""
    pairs = list(page)
    shown = dict.fromkeys(user_id for user_id, _ in pairs)
    return Answer(
        add_cells(groups.values()),
        tuple((user_id, groups[user_id]) for user_id in shown),
        tuple(id_ for _, id_ in pairs),
    )


def read_response(response: Mapping[str, Any], grouped: bool) -> Answer:
    """What the list endpoint's response says, as the answer that is compared."""
    groups = response["data"] if grouped else []
    return Answer(
        read_cells(response),
        tuple((group["key"], read_cells(group)) for group in groups),
        tuple(row["id"] for row in list_objects(response, grouped)),
    )


def list_objects(response: Mapping[str, Any], grouped: bool) -> list[dict[str, Any]]:
    """The objects of the page, those of its groups one after the other."""
    if not grouped:
        return response["data"]
    return [row for group in response["data"] for row in group["objects"]]


def read_cells(totals: Mapping[str, Any]) -> dict[str, Cell]:
    """Counts and sums by value period from the aggregates of a response or group."""
    counts = totals["count_by_value_period"]
    return {
        period: (
            counts.get(period, 0),
            totals[f"total_value_{period}"],
            totals[f"expected_value_{period}"],
        )
        for period in PERIODS
    }
