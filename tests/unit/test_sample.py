"""The sample holds what its readers are told it holds, and the generator still writes it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, datetime
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from tools import make_sample

from oppquery import select

Row = dict[str, Any]

NULLABLE = (
    *("lead_id", "user_id", "contact_id", "organization_id", "status_id", "pipeline_id"),
    *("created_by", "updated_by", "status_type", "value_period", "value_currency"),
    *("status_label", "status_display_name", "pipeline_name"),
    *("lead_name", "user_name", "contact_name", "created_by_name", "updated_by_name", "note"),
    *("value", "confidence", "date_won", "date_lost", "date_created", "date_updated"),
    "is_stalled",
)
DERIVED = ("expected_value", "annualized_value", "annualized_expected_value", "value_formatted")
PLACE = ("status_id", "status_label", "status_type", "pipeline_id")
WORDS_BY_LANGUAGE = {
    "English": ("signature", "discount", "important"),
    "German": ("größte", "Verlängerung", "Rückmeldung"),
    "Spanish": ("demostración", "dirección", "Urgente"),
    "French": ("Réunion", "devis", "délai"),
    "Japanese": ("見積書", "予算", "契約更新"),
    "Greek": ("προσφορά", "προϋπολογισμός", "έκπτωση"),
}


def read_text(name: str) -> str:
    return (files("oppquery") / "sample" / name).read_text(encoding="utf-8")


OPPORTUNITIES: list[Row] = json.loads(read_text("opportunities.json"))
STATUS_CHANGES: list[Row] = json.loads(read_text("status_changes.json"))


def group_histories() -> dict[str, list[Row]]:
    """The status changes by opportunity, from the oldest on; ties keep the order of the file."""
    histories = defaultdict(list)
    for change in sorted(STATUS_CHANGES, key=lambda change: change["activity_at"]):
        histories[change["opportunity_id"]].append(change)
    return histories


HISTORIES = group_histories()


def values_of(field: str) -> list[Any]:
    return [row[field] for row in OPPORTUNITIES if row.get(field) is not None]


# ---------------------------------------------------------------------- files


def test_the_generator_writes_exactly_the_shipped_files() -> None:
    rendered = make_sample.render_sample()
    assert set(rendered) == {
        *("opportunities.json", "status_changes.json", "leads.json"),
        *("calls.json", "tasks.json", "saved_searches.json"),
    }
    for name, text in rendered.items():
        assert text == read_text(name), (
            f"{name} is stale: run `python -m tools.make_sample` in tests/"
        )


def test_the_files_are_small_and_have_one_object_per_line() -> None:
    texts = [read_text("opportunities.json"), read_text("status_changes.json")]
    assert sum(len(text.encode()) for text in texts) < 400_000
    for text, rows in zip(texts, (OPPORTUNITIES, STATUS_CHANGES)):
        first, *lines, last = text.splitlines()
        assert (first, last) == ("[", "]")
        assert [json.loads(line.rstrip(",")) for line in lines] == rows


def test_ids_are_unique() -> None:
    assert len(OPPORTUNITIES) >= 240
    assert len({row["id"] for row in OPPORTUNITIES}) == len(OPPORTUNITIES)
    assert len({change["id"] for change in STATUS_CHANGES}) == len(STATUS_CHANGES)
    assert all(row["id"].startswith("oppo_") for row in OPPORTUNITIES)


# --------------------------------------------------------------------- fields


def test_all_periods_and_none_are_there() -> None:
    counts = Counter(row.get("value_period") for row in OPPORTUNITIES)
    assert set(counts) == {"one_time", "monthly", "annual", None}
    assert min(counts.values()) >= 5


def test_two_of_the_six_users_share_a_case_folded_name() -> None:
    users = {(row["user_id"], row["user_name"]) for row in OPPORTUNITIES if row.get("user_id")}
    assert len(users) == len({user_id for user_id, _ in users}) == 6
    folded = Counter(name.casefold() for _, name in users)
    assert sorted(folded.values()) == [1, 1, 1, 1, 2]
    assert len({name for _, name in users}) == 6


def test_the_two_pipelines_have_one_label_in_common() -> None:
    labels = defaultdict(set)
    ids = defaultdict(set)
    for row in OPPORTUNITIES:
        if row["pipeline_id"] is not None:
            labels[row["pipeline_id"]].add(row["status_label"])
            ids[row["pipeline_id"]].add(row["status_id"])
    assert len(labels) == 2
    assert set.intersection(*labels.values()) == {"Won"}
    assert not set.intersection(*ids.values())


@pytest.mark.parametrize("field", NULLABLE)
def test_each_nullable_field_is_null_at_least_five_times(field: str) -> None:
    assert sum(field in row and row[field] is None for row in OPPORTUNITIES) >= 5
    assert values_of(field)


def test_some_keys_are_missing() -> None:
    absent = {name for name in NULLABLE if any(name not in row for row in OPPORTUNITIES)}
    assert {"user_id", "value", "value_period", "value_currency", "confidence", "note"} <= absent


def test_custom_fields_of_every_kind() -> None:
    assert {type(value) for value in values_of("custom.cf_competitor")} == {str}
    assert set(values_of("custom.cf_source")) == set(make_sample.SOURCES)
    assert all(type(value) is int for value in values_of("custom.cf_seats"))
    assert {type(value) for value in values_of("custom.cf_discount")} == {int, float}
    assert all(date.fromisoformat(value) for value in values_of("custom.cf_renewal"))
    assert all(datetime.fromisoformat(value).tzinfo for value in values_of("custom.cf_demo_at"))
    assert set(values_of("custom.cf_reviewed")) == {True, False}
    assert set(values_of("custom.cf_engineer")) <= {user.id for user in make_sample.USERS}
    assert {len(value) for value in values_of("custom.cf_products")} == {1, 2, 3}


def test_notes_in_five_languages() -> None:
    notes = " ".join(values_of("note"))
    spoken = [name for name, words in WORDS_BY_LANGUAGE.items() if any(w in notes for w in words)]
    assert len(spoken) >= 5
    assert "" in values_of("note")


def test_amounts_are_whole_cents_of_one_currency() -> None:
    values = values_of("value")
    assert all(type(value) is int for value in values)
    assert any(value < 0 for value in values)
    assert any(value % 100 for value in values)
    assert set(values_of("value_currency")) == {"USD"}


def test_confidence_is_a_percentage_that_makes_rounding_count() -> None:
    assert all(type(value) is int and 0 <= value <= 100 for value in values_of("confidence"))
    pairs = [(row.get("value"), row.get("confidence")) for row in OPPORTUNITIES]
    assert any(value * part % 100 for value, part in pairs if None not in (value, part))


def test_derived_fields_are_left_out() -> None:
    assert not any(name in row for name in DERIVED for row in OPPORTUNITIES)


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize("day", ["2024-12-30", "2021-01-01"])
def test_wins_on_days_of_another_iso_year(day: str) -> None:
    wins = [row for row in OPPORTUNITIES if row.get("date_won") == day]
    assert any(row["status_type"] == "won" for row in wins)
    assert date.fromisoformat(day).isocalendar().year != date.fromisoformat(day).year


def test_dates_lie_between_2020_and_2025() -> None:
    fields = ("date_won", "date_lost", "date_created", "date_updated")
    moments = [text for field in fields for text in values_of(field)]
    moments += [change["activity_at"] for change in STATUS_CHANGES]
    assert {datetime.fromisoformat(text).year for text in moments} == set(range(2020, 2026))


def test_dates_of_an_opportunity_are_in_order() -> None:
    for row in OPPORTUNITIES:
        steps = HISTORIES[row["id"]]
        moments = [row.get("date_created"), steps[0]["activity_at"], steps[-1]["activity_at"]]
        known = [text for text in (*moments, row.get("date_updated")) if text is not None]
        assert sorted(known, key=datetime.fromisoformat) == known


# ------------------------------------------------------------------ histories


def test_every_opportunity_has_one_to_four_changes() -> None:
    assert set(HISTORIES) == {row["id"] for row in OPPORTUNITIES}
    assert {len(history) for history in HISTORIES.values()} == {1, 2, 3, 4}


def test_each_change_begins_where_the_one_before_ended() -> None:
    for history in HISTORIES.values():
        for before, after in pairwise(history):
            assert place_of(before, "new_") == place_of(after, "old_")


def test_the_last_change_leads_to_the_current_status() -> None:
    for row in OPPORTUNITIES:
        assert place_of(HISTORIES[row["id"]][-1], "new_") == place_of(row, "")


def place_of(row: Row, prefix: str) -> list[Any]:
    return [row.get(prefix + name) for name in PLACE]


def test_histories_agree_with_the_closing_dates() -> None:
    for row in OPPORTUNITIES:
        last = HISTORIES[row["id"]][-1]["activity_at"]
        if row["status_type"] == "won":
            assert row["date_won"] == last[:10]
        assert row["date_lost"] == (last if row["status_type"] == "lost" else None)


def test_histories_agree_with_their_opportunities() -> None:
    by_id = {row["id"]: row for row in OPPORTUNITIES}
    for change in STATUS_CHANGES:
        row = by_id[change["opportunity_id"]]
        assert change.get("lead_id") == row.get("lead_id")
        if "created_by" in change:
            assert change.get("opportunity_value") == row.get("value")
            assert change.get("opportunity_confidence") == row.get("confidence")
            assert (change.get("opportunity_date_won") or "")[:10] == (row["date_won"] or "")


def test_some_histories_are_out_of_the_ordinary() -> None:
    kinds = [[change.get("new_status_type") for change in steps] for steps in HISTORIES.values()]
    assert any("lost" in kind[:-1] for kind in kinds), "a deal that was reopened"
    assert any(
        change.get("old_pipeline_id") not in (None, change.get("new_pipeline_id"))
        for change in STATUS_CHANGES
    ), "a deal that changed the pipeline"
    assert any(
        before["activity_at"] == after["activity_at"]
        for steps in HISTORIES.values()
        for before, after in pairwise(steps)
    ), "two changes at one instant"


# ---------------------------------------------------------------------- leads

LEADS: list[Row] = json.loads(read_text("leads.json"))
CALLS: list[Row] = json.loads(read_text("calls.json"))
TASKS: list[Row] = json.loads(read_text("tasks.json"))
SAVED_SEARCHES: list[Row] = json.loads(read_text("saved_searches.json"))


def test_every_opportunity_with_a_lead_has_it() -> None:
    leads = {lead["id"]: lead["name"] for lead in LEADS}
    named = [row for row in OPPORTUNITIES if row.get("lead_id") is not None]
    assert all(leads[row["lead_id"]] == row["lead_name"] for row in named)
    assert len(leads) == len(LEADS) >= 30


def test_contacts_are_those_of_the_opportunities() -> None:
    contacts = {each["id"]: each["name"] for lead in LEADS for each in lead["contacts"]}
    known = [row for row in OPPORTUNITIES if row.get("contact_id") in contacts]
    assert len(known) > 150
    assert all(contacts[row["contact_id"]] == row["contact_name"] for row in known)
    assert any(not lead["contacts"] for lead in LEADS)
    assert {len(each["emails"]) for lead in LEADS for each in lead["contacts"]} >= {0, 1, 2}


def test_calls_and_tasks_are_of_leads_that_are_there() -> None:
    leads = {lead["id"] for lead in LEADS}
    assert {each["lead_id"] for each in (*CALLS, *TASKS)} <= leads
    assert len(CALLS) >= 50
    assert len(TASKS) >= 50
    assert any("opportunity_id" in call for call in CALLS)


def test_smart_views_of_both_forms_keep_some_and_not_all() -> None:
    data = {
        "leads": LEADS,
        "related": {"call": CALLS, "task": TASKS},
        "saved_searches": SAVED_SEARCHES,
    }
    assert {view["query"] is None for view in SAVED_SEARCHES} == {True, False}
    for view in SAVED_SEARCHES:
        found = select(OPPORTUNITIES, {"lead_saved_search_id": view["id"]}, **data)
        assert 5 < len(found) < len(OPPORTUNITIES), view["name"]
