"""The aggregates of an answer from totals by currency and value period (spec §7.1, §7.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypedDict

from oppquery.result import CellTotals, Totals, roll_up
from oppquery.schema.opportunity import MONTHLY, MONTHS, PERIODS
from oppquery.values.money import Print, money_printer

_ANNUALIZED: Final = "annualized"
_NOTHING: Final = Totals()

Names = tuple[tuple[str, str, str], ...]
"""The periods in the order of an answer, each with the names of its sum and of that as text."""


def _names(sum_: str) -> Names:
    periods = sorted((*PERIODS, _ANNUALIZED))
    return tuple((each, f"{sum_}_{each}", f"{sum_}_{each}_formatted") for each in periods)


_EXPECTED: Final = _names("expected_value")
_VALUE: Final = _names("total_value")
_NO_AMOUNTS: Final = dict.fromkeys(name for _, *both in (*_EXPECTED, *_VALUE) for name in both)


class CountByValuePeriod(TypedDict, total=False):
    """The number of objects of each value period that occurs."""

    annual: int
    monthly: int
    one_time: int


class Aggregates(TypedDict):
    """Sums over all matches, whatever the page: amounts in cents, and the same as text.

    The sum of a period that no match has is 0, and its text null; of `annualized`, the text is
    null where there is no match. Where amounts are in several currencies, all are null.
    """

    count_by_value_period: CountByValuePeriod
    expected_value_annual: int | None
    expected_value_annual_formatted: str | None
    expected_value_annualized: int | None
    expected_value_annualized_formatted: str | None
    expected_value_monthly: int | None
    expected_value_monthly_formatted: str | None
    expected_value_one_time: int | None
    expected_value_one_time_formatted: str | None
    total_results: int
    total_value_annual: int | None
    total_value_annual_formatted: str | None
    total_value_annualized: int | None
    total_value_annualized_formatted: str | None
    total_value_monthly: int | None
    total_value_monthly_formatted: str | None
    total_value_one_time: int | None
    total_value_one_time_formatted: str | None


class SplitAggregates(Aggregates, total=False):
    """Aggregates, and those of each currency where amounts are in several."""

    by_currency: dict[str, Aggregates]


def aggregates(cells: Sequence[CellTotals], otherwise: str) -> dict[str, Any]:
    """The sums of some cells; null, but for the numbers of objects, in several currencies.

    Without amounts they are written in the one currency of the objects, else in the one given.
    """
    codes = _amount_currencies(cells)
    if len(codes) > 1:
        return {**_added(cells, otherwise), **_NO_AMOUNTS}
    return _added(cells, _only(codes or {code for (code, _), _ in cells}, otherwise))


def split_by_currency(cells: Sequence[CellTotals]) -> dict[str, Any]:
    """The member `by_currency` where amounts are in several currencies, else no member."""
    if len(_amount_currencies(cells)) < 2:
        return {}
    parts: dict[str, list[CellTotals]] = {}
    for cell in cells:
        (code, _), _ = cell
        parts.setdefault(code, []).append(cell)
    return {"by_currency": {code: total_first(_added(parts[code], code)) for code in sorted(parts)}}


def total_first(sums: Mapping[str, Any]) -> dict[str, Any]:
    """The order of a group: the number of its objects before the other sums."""
    return {"total_results": sums["total_results"], **sums}


def currency_of_amounts(cells: Iterable[CellTotals], otherwise: str) -> str:
    """The currency of the amounts when it is one, else the other."""
    return _only(_amount_currencies(cells), otherwise)


def _amount_currencies(cells: Iterable[CellTotals]) -> set[str]:
    return {code for (code, _), totals in cells if totals.amounts}


def _only(codes: set[str], otherwise: str) -> str:
    return next(iter(codes)) if len(codes) == 1 else otherwise


def _added(cells: Iterable[CellTotals], currency: str) -> dict[str, Any]:
    """The sums of cells whose amounts are in one currency."""
    periods = roll_up((period, totals) for (_, period), totals in cells)
    totals = {period: periods.get(period, _NOTHING) for period in PERIODS}
    counts = {period: each.count for period, each in totals.items() if each.count}
    printers = _printers(counts, currency)
    return {
        "count_by_value_period": counts,
        **_sums(_EXPECTED, {name: each.expected for name, each in totals.items()}, printers),
        "total_results": sum(counts.values()),
        **_sums(_VALUE, {name: each.value for name, each in totals.items()}, printers),
    }


def _printers(occurring: Mapping[str, int], currency: str) -> dict[str, Print]:
    """The printer of the sums that have a text: of each period that occurs, and annualized."""
    names = (*occurring, _ANNUALIZED) if occurring else ()
    return dict.fromkeys(names, money_printer(currency))


def _sums(names: Names, cents: dict[str, int], printers: Mapping[str, Print]) -> dict[str, Any]:
    cents[_ANNUALIZED] = sum(cents.values()) + (MONTHS - 1) * cents[MONTHLY]
    sums: dict[str, Any] = {}
    for period, name, formatted in names:
        sums[name] = amount = cents[period]
        printed = printers.get(period)
        sums[formatted] = None if printed is None else printed(amount)
    return sums
