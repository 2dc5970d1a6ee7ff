"""8,800 real opportunities, counted by hand beside the library.

The data lies beside the repository and is not part of it; without it these tests are skipped.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oppquery import list_opportunities, merge_pages, select
from oppquery.cli import main

DATA = Path(__file__).parents[3] / "shared" / "data" / "crm_sales_opportunities"
OPPORTUNITIES = DATA / "opportunities.json"

pytestmark = pytest.mark.skipif(
    not OPPORTUNITIES.exists(), reason="the folder ../shared/data is not there"
)

Row = dict[str, Any]
Keep = Callable[[Row], bool]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return json.loads(OPPORTUNITIES.read_text(encoding="utf-8"))


def answer(rows: list[Row], params: Any, **options: Any) -> Any:
    return list_opportunities(rows, params, **options)


def counted(response: Any) -> dict[Any, int]:
    return {group["key"]: group["total_results"] for group in response["data"]}


def quarter(row: Row) -> str:
    year, month, _ = row["date_won"].split("-")
    return f"{year}-Q{(int(month) + 2) // 3}"


def iso_week(row: Row) -> str:
    weekyear, week, _ = date.fromisoformat(row["date_won"]).isocalendar()
    return f"{weekyear}-W{week:02}"


# --- groups


def test_wins_by_quarter(rows: list[Row]) -> None:
    response = answer(rows, "status_type=won&_group_by=date_won__quarter&_limit=0")
    won = [row for row in rows if row["status_type"] == "won"]
    assert counted(response) == Counter(quarter(row) for row in won)
    assert list(counted(response)) == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]
    assert response["total_results"] == len(won) == 4238


def test_wins_by_quarter_from_the_command_line(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    params = ["status_type=won", "_group_by=date_won__quarter", "_limit=0"]
    assert main(["list", str(OPPORTUNITIES), *params]) == 0
    response = json.loads(capsys.readouterr().out)
    assert counted(response) == Counter(quarter(row) for row in rows if row["date_won"])


@pytest.mark.parametrize(
    ("unit", "key"),
    [
        ("day", lambda row: row["date_won"]),
        ("week", iso_week),
        ("month", lambda row: row["date_won"][:7]),
        ("quarter", quarter),
        ("year", lambda row: row["date_won"][:4]),
    ],
)
def test_values_by_period(rows: list[Row], unit: str, key: Callable[[Row], str]) -> None:
    """What has no date stands in a last group, and nothing is lost."""
    sums: dict[str | None, int] = defaultdict(int)
    for row in rows:
        sums[key(row) if row["date_won"] else None] += row["value"]
    response = answer(rows, f"_group_by=date_won__{unit}&_limit=0")
    found = {group["key"]: group["total_value_one_time"] for group in response["data"]}
    assert found == sums
    assert list(found) == [*sorted(each for each in sums if each is not None), None]


@pytest.mark.parametrize(
    ("field", "name"),
    [("user_id", "user_name"), ("lead_id", "lead_name"), ("status_id", "status_label")],
)
def test_groups_with_names(rows: list[Row], field: str, name: str) -> None:
    members = defaultdict(list)
    for row in rows:
        members[row[field]].append(row)
    response = answer(rows, f"_group_by={field}&_limit=0")
    for group in response["data"]:
        some = members.pop(group["key"])
        assert group["total_results"] == len(some)
        assert group[name] == some[0][name]
        assert group["total_value_one_time"] == sum(row["value"] for row in some)
        assert group["expected_value_one_time"] == sum(row["expected_value"] for row in some)
    assert not members


def test_groups_stand_by_their_names(rows: list[Row]) -> None:
    names = sorted({row["lead_name"] for row in rows if row["lead_name"]}, key=str.casefold)
    groups = answer(rows, "_group_by=lead_id&_limit=0")["data"]
    assert [group["lead_name"] for group in groups] == [*names, None]
    backwards = answer(rows, "_group_by=-lead_id&_limit=0")["data"]
    assert [group["lead_name"] for group in backwards] == [*reversed(names), None]


def test_groups_of_a_custom_field(rows: list[Row]) -> None:
    response = answer(rows, "_group_by=custom.cf_series&_limit=0")
    assert counted(response) == Counter(row["custom.cf_series"] for row in rows)


def test_months_are_those_of_the_caller(rows: list[Row]) -> None:
    """Created at 9:00 UTC, which is the evening before in Honolulu."""
    moments = [datetime.fromisoformat(row["date_created"]) for row in rows if row["date_created"]]
    by_zone = [
        Counter(f"{moment.astimezone(ZoneInfo(zone)):%Y-%m}" for moment in moments)
        for zone in ("UTC", "Pacific/Honolulu")
    ]
    params = "_group_by=date_created__month&_limit=0"
    assert counted(answer(rows, params)) == {**by_zone[0], None: 500}
    assert counted(answer(rows, params, tz="Pacific/Honolulu")) == {**by_zone[1], None: 500}
    assert by_zone[0] != by_zone[1]


# --- filters and totals

FILTERS: dict[str, Keep] = {
    "status_type=won": lambda row: row["status_type"] == "won",
    "status_type__in=won,lost": lambda row: row["status_type"] in ("won", "lost"),
    "status_label=*ing": lambda row: row["status_label"].lower().endswith("ing"),
    "status=ENGAGING": lambda row: row["status_label"] == "Engaging",
    "status__in=won,stat_prospecting": lambda row: row["status_label"] in ("Won", "Prospecting"),
    "user_id=user_anna_snelling": lambda row: row["user_name"] == "Anna Snelling",
    "user_name=anna": lambda row: row["user_name"].startswith("Anna "),
    "lead_id=": lambda row: row["lead_id"] is None,
    "lead_id=*": lambda row: row["lead_id"] is not None,
    "note=pro": lambda row: " Pro" in f" {row['note']}",
    'note="gtx plus"': lambda row: row["note"].startswith("GTX Plus "),
    "note=plus+pro": lambda row: row["note"] == "GTX Plus Pro",
    "value__gte=$1,000": lambda row: row["value"] >= 100_000,
    "value=$1k..$2k": lambda row: 100_000 <= row["value"] <= 200_000,
    "expected_value__lt=1&confidence=0": lambda row: row["confidence"] == 0,
    "confidence__in=10,50": lambda row: row["confidence"] in (10, 50),
    "date_won=2017-Q2": lambda row: "2017-04" <= (row["date_won"] or "") < "2017-07",
    "date_won__lte=2017-03-31": lambda row: "0" < (row["date_won"] or "") <= "2017-03-31",
    "date_lost=2017-05..2017-06": lambda row: "2017-05" <= (row["date_lost"] or "") < "2017-07",
    "date_created__gt=2017-06-30": lambda row: (row["date_created"] or "") >= "2017-07-01",
    "date_created=": lambda row: row["date_created"] is None,
    "custom.cf_series=mg": lambda row: row["custom.cf_series"] == "MG",
    "custom.cf_manager=dustin": lambda row: row["custom.cf_manager"].startswith("Dustin "),
    "status_type=won&date_won=2017-12&value__gt=$5,000": lambda row: (
        row["status_type"] == "won" and row["date_won"] >= "2017-12" and row["value"] > 500_000
    ),
}


@pytest.mark.parametrize("params", FILTERS)
def test_filters_and_totals(rows: list[Row], params: str) -> None:
    kept = [row for row in rows if FILTERS[params](row)]
    assert 0 < len(kept) < len(rows)
    assert [row["id"] for row in select(rows, params)] == [row["id"] for row in kept]
    response = answer(rows, f"{params}&_limit=0")
    total = sum(row["value"] for row in kept)
    assert response["total_results"] == len(kept)
    assert response["count_by_value_period"] == {"one_time": len(kept)}
    assert response["total_value_one_time"] == response["total_value_annualized"] == total
    assert response["expected_value_annualized"] == sum(row["expected_value"] for row in kept)


def test_derived_fields_are_those_that_the_data_carries(rows: list[Row]) -> None:
    response = answer(rows, {"_limit": 10_000})
    names = ("expected_value", "annualized_value", "annualized_expected_value")
    assert [[row[name] for name in names] for row in response["data"]] == [
        [row[name] for name in names] for row in rows
    ]


# --- order and pages


@pytest.mark.parametrize(
    ("order", "key", "descending"),
    [
        ("value", lambda row: row["value"], False),
        ("-value", lambda row: row["value"], True),
        ("user_name", lambda row: row["user_name"].casefold(), False),
        ("-date_won", lambda row: row["date_won"], True),
        ("date_created", lambda row: row["date_created"], False),
        ("lead", lambda row: row["lead_name"] and row["lead_name"].casefold(), False),
        ("-custom.cf_manager", lambda row: row["custom.cf_manager"].casefold(), True),
    ],
)
def test_orders(rows: list[Row], order: str, key: Callable[[Row], Any], descending: bool) -> None:
    known = sorted((row for row in rows if key(row) is not None), key=key, reverse=descending)
    wanted = [row["id"] for row in known + [row for row in rows if key(row) is None]]
    assert [row["id"] for row in select(rows, {"_order_by": order})] == wanted
    assert [row["id"] for row in answer(rows, {"_order_by": order})["data"]] == wanted[:100]


def pages(rows: list[Row], params: str, size: int) -> Iterator[Any]:
    skip = 0
    while True:
        page = answer(rows, f"{params}&_limit={size}&_skip={skip}")
        yield page
        if not page["has_more"]:
            return
        skip += size


@pytest.mark.parametrize(
    "params", ["status_type=won", "status_type=won&_order_by=-value&_group_by=date_won__month"]
)
def test_pages_make_the_whole(rows: list[Row], params: str) -> None:
    whole = answer(rows, f"{params}&_limit=100000")
    some = list(pages(rows, params, 999))
    assert len(some) == 5
    assert merge_pages(some) == whole
