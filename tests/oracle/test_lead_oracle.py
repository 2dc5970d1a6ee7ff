"""The interpreters of lead queries and Smart Views against values worked out by hand."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oracle import lead_oracle, query_oracle, smart_view_oracle
from oracle.query_oracle import LEAD, OPPORTUNITY, Data, Query, Row, caller_of
from oracle.smart_view_oracle import moment, node_holds, selected

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
CALLER = caller_of(now=NOW, user_id="user_1")
EVERYTHING = {"where": (), "order": (), "group": None, "limit": None, "skip": None, "fields": None}
ANN = {"id": "cont_1", "name": "Ann Lee", "emails": [{"email": "ann@x.org"}, {"email": None}]}
BOB = {"id": "cont_2", "name": "Bob", "phones": [{"phone": "+1 415"}]}
ALL: Query = ("all",)


def is_(field: str, text: str, op: str = ":") -> Query:
    return "is", field, op, ("word", text)


def number(field: str, value: int, op: str = ":") -> Query:
    return "is", field, op, ("number", value, str(value))


def holds(query: Query, data: Data | None = None, **lead: Any) -> bool:
    return query_oracle.holds(query, ((LEAD, lead),), data or Data(), CALLER)


# --- fields


def test_a_name_is_either_of_two() -> None:
    assert holds(is_("name", "acme"), display_name="Acme")
    assert holds(is_("company", "acme"), name="Acme", display_name="x")
    assert not holds(("is", "name", ":", ("phrase", "a b")), name="a", display_name="b")


def test_a_status_is_a_text_or_an_id() -> None:
    assert holds(is_("status", "trial"), status_label="Old trials")
    assert holds(is_("lead_status", "stat_1"), status_id="stat_1")
    assert not holds(is_("status", "stat"), status_id="stat_1")
    assert holds(("not", is_("status", "trial")))


def test_fields_of_contacts_and_addresses() -> None:
    lead = {"contacts": [ANN, BOB], "addresses": [{"city": "New York"}, {"country": "US"}]}
    assert holds(is_("contact", "bob"), **lead)
    assert holds(is_("email", "ann@x"), **lead)
    assert holds(is_("phone", "415"), **lead)
    assert holds(is_("city", "york"), **lead)
    assert holds(is_("country", "us"), **lead)
    assert not holds(is_("contact", "ann"), contacts=None)


def test_counts_are_never_missing() -> None:
    lead = {"contacts": [ANN, BOB]}
    assert holds(number("contacts", 2), **lead)
    assert holds(number("email_addresses", 2), **lead)
    assert holds(number("phone_numbers", 1), **lead)
    assert holds(number("addresses", 0), **lead)
    assert not holds(("has", "addresses"), **lead)
    assert holds(number("contacts", 0), contacts=None)


def test_counts_of_what_was_given() -> None:
    deals = [{"lead_id": "lead_1", "status_type": "active"}, {"lead_id": "lead_1"}, {"id": "x"}]
    data = Data(related={"call": [{"lead_id": "lead_1"}, {"lead_id": None}]}, opportunities=deals)
    assert holds(number("opportunities", 2), data, id="lead_1")
    assert holds(number("active_opportunities", 1), data, id="lead_1")
    assert holds(number("calls", 1), data, id="lead_1", calls=9)
    assert holds(number("calls", 0), data, id=None)
    assert holds(is_("calls", "9"), id="lead_1", calls=9)


def test_a_number_of_a_lead_is_there_above_0() -> None:
    assert holds(("has", "score"), score=1)
    assert not holds(("has", "score"), score=0)
    assert holds(("has", "custom.cf_x"), **{"custom.cf_x": 0})


def test_plurals() -> None:
    assert lead_oracle.plurals("call") == ("calls",)
    assert lead_oracle.plurals("activity") == ("activitys", "activities")


def test_bare_words_search_every_string() -> None:
    lead: dict[str, Any] = {"id": "lead_1", "contacts": [ANN], "tags": ["vip"]}
    assert holds(("term", "x.org"), **lead)
    assert holds(("term", "vip"), **lead)
    assert holds(("term", "lead_1"), **lead)
    assert not holds(("term", "hidden"), links=[{"name": "hidden"}])


# --- scopes


def test_one_contact_satisfies_all_conditions() -> None:
    both = ("scope", "contact", ("and", (is_("name", "ann"), is_("id", "cont_2"))))
    assert not holds(both, contacts=[ANN, BOB])
    assert holds(("scope", "contact", is_("name", "bob")), contacts=[ANN, BOB])
    assert not holds(("scope", "contact", ALL), contacts=[])
    given = Data(related={"contact": [{"lead_id": "lead_1", "name": "Eve"}]})
    assert not holds(("scope", "contact", is_("name", "ann")), given, id="lead_1", contacts=[ANN])


def test_scopes_there_and_back() -> None:
    leads = [{"id": "lead_1", "name": "Acme"}, {"id": None, "name": "Nobody"}]
    deals = [{"id": "o1", "lead_id": "lead_1"}, {"id": "o2", "lead_id": None}]
    data = Data(leads=leads, opportunities=deals)
    acme = ("scope", LEAD, is_("name", "acme"))
    assert [query_oracle.matches(acme, deal, data, CALLER) for deal in deals] == [True, False]
    nobody = ("scope", LEAD, is_("name", "nobody"))
    assert not any(query_oracle.matches(nobody, deal, data, CALLER) for deal in deals)
    assert holds(("scope", OPPORTUNITY, acme), data, **leads[0])
    assert not holds(("scope", OPPORTUNITY, ALL), data, **leads[1])


def test_a_call_in_a_contact() -> None:
    calls = [{"contact_id": "cont_1", "lead_id": "lead_1"}, {"lead_id": "lead_2"}]
    data = Data(related={"call": calls})
    in_contact = ("scope", "contact", ("and", (is_("id", "cont_2"), ("scope", "call", ALL))))
    assert not holds(in_contact, data, id="lead_1", contacts=[ANN, BOB])
    assert holds(in_contact, data, id="lead_2", contacts=[BOB])


# --- requests


def test_an_opportunity_without_a_lead_never_matches() -> None:
    deals = [{"id": "a", "lead_id": "lead_1"}, {"id": "n"}, {"id": "u", "lead_id": "lead_x"}]
    for tree, count in ((ALL, 1), (("not", ALL), 0), (("not", is_("name", "x")), 1)):
        request = {**EVERYTHING, "lead_query": tree}
        assert selected(deals, request, leads=[{"id": "lead_1"}]) == deals[:count]


def test_a_view_of_ids_needs_no_leads() -> None:
    deals = [{"id": "a", "lead_id": "lead_1"}, {"id": "n"}]
    request = {**EVERYTHING, "lead_view": "save_1"}
    assert selected(deals, request, saved_searches={"save_1": ["lead_1"]}) == deals[:1]


def test_views_in_views() -> None:
    views: list[Row] = [
        {"id": "s1", "name": "Acme", "query": "name:acme"},
        {"id": "s2", "name": "Rest", "query": 'not in:"acme"'},
        {"id": "s3", "name": "All", "s_query": {"type": "match_all"}},
    ]
    trees = {"s1": is_("name", "acme"), "s2": ("not", ("in", "ACME"))}
    deals = [{"id": "a", "lead_id": "l1"}, {"id": "b", "lead_id": "l2"}]
    leads = [{"id": "l1", "name": "Acme"}, {"id": "l2"}]
    kept = {}
    for key in ("s1", "s2", "s3"):
        request = {**EVERYTHING, "lead_view": key, "views": trees}
        rows = selected(deals, request, leads=leads, saved_searches=views)
        kept[key] = "".join(row["id"] for row in rows)
    assert kept == {"s1": "a", "s2": "b", "s3": "ab"}


def test_a_slice_is_of_leads() -> None:
    """md5("lead_c") begins 8caf0e72, md5("lead_a") 04ab265b: even and odd."""
    deals = [{"id": "1", "lead_id": "lead_a"}, {"id": "2", "lead_id": "lead_c"}]
    leads = [{"id": "lead_a"}, {"id": "lead_c"}]
    request = {**EVERYTHING, "lead_query": ("slice", 1, 2)}
    assert selected(deals, request, leads=leads) == deals[1:]


# --- s_query


def asks(node: dict[str, Any], data: Data | None = None, **lead: Any) -> bool:
    return node_holds(node, ((LEAD, lead),), data or Data(), CALLER)


def on(name: str, condition: dict[str, Any], kind: str = "lead") -> dict[str, Any]:
    field = {"type": "regular_field", "object_type": kind, "field_name": name}
    return {"type": "field_condition", "field": field, "condition": condition}


def test_nodes() -> None:
    yes = {"type": "match_all"}
    assert asks(yes)
    assert not asks({**yes, "negate": True})
    assert asks({"type": "and", "queries": []})
    assert not asks({"type": "or", "queries": []})
    assert asks({"type": "or", "queries": [yes, {**yes, "negate": True}]})
    assert asks({"type": "object_type", "object_type": "lead"})
    assert not asks({"type": "object_type", "object_type": "contact"})
    assert asks({"type": "id", "value": "l1"}, id="l1")
    assert not asks({"type": "id", "values": []}, id="l1")


@pytest.mark.parametrize(
    ("mode", "value", "expected"),
    [
        ("full_words", "back call", True),
        ("full_words", "cal", False),
        ("phrase", "back call", False),
        ("phrase", "call back", True),
        ("beginning_of_words", "ba ca", True),
        ("beginning_of_words", "all", False),
    ],
)
def test_texts(mode: str, value: str, expected: bool) -> None:
    condition = {"type": "text", "mode": mode, "value": value}
    assert asks(condition, description="Call back, please") is expected
    assert asks(on("description", condition), description="Call back, please") is expected
    assert not asks(on("description", condition), description=None)


def test_conditions() -> None:
    assert asks(on("name", {"type": "exists"}), name="x")
    assert not asks(on("name", {"type": "exists"}), name="")
    assert asks(on("status_label", {"type": "term", "values": ["TRIAL"]}), status_label="Trial")
    assert not asks(on("status_id", {"type": "term", "values": ["STAT"]}), status_id="stat")
    assert asks(on("created_by", {"type": "current_user"}), created_by="user_1")
    one = {"type": "number_range", "gte": 1, "lt": None}
    assert asks(on("contacts", one), contacts=[{}])
    assert not asks(on("contacts", one), contacts=[])
    assert asks({**on("contacts", one), "negate": True}, contacts=[])


def test_related_objects() -> None:
    data = Data(opportunities=[{"id": "o1", "lead_id": "l1", "status_type": "won"}])
    won = on("status_type", {"type": "term", "values": ["WON"]}, "opportunity")
    node = {"type": "has_related", "this_object_type": "lead", "related_query": won}
    node["related_object_type"] = "opportunity"
    assert asks(node, data, id="l1")
    assert not asks(node, data, id="l2")


@pytest.mark.parametrize(
    ("spec", "utc"),
    [
        ({"type": "now"}, "2024-05-17T12:00"),
        ({"type": "fixed_local_date", "value": "2024-03-10", "which": "start"}, "2024-03-10T05:00"),
        ({"type": "fixed_local_date", "value": "2024-03-10", "which": "end"}, "2024-03-11T04:00"),
    ],
)
def test_moments(spec: dict[str, Any], utc: str) -> None:
    caller = caller_of(now=NOW, tz=ZoneInfo("America/New_York"))
    assert moment(spec, caller) == in_microseconds(utc)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("yesterday", "2024-05-16", "2024-05-17"),
        ("this-week", "2024-05-13", "2024-05-20"),
        ("last-month", "2024-04-01", "2024-05-01"),
        ("next-quarter", "2024-07-01", "2024-10-01"),
        ("last-year", "2023-01-01", "2024-01-01"),
    ],
)
def test_periods(name: str, start: str, end: str) -> None:
    spec = {"type": "start_end_of_predefined_relative_period", "range": name}
    assert moment({**spec, "which": "start"}, CALLER) == in_microseconds(start)
    assert moment({**spec, "which": "end"}, CALLER) == in_microseconds(end)


@pytest.mark.parametrize(
    ("units", "more", "utc"),
    [
        ({"months": 1, "days": 1}, {}, "2024-02-28T09:00"),
        ({"hours": 10}, {}, "2024-03-30T23:00"),
        ({"hours": 10}, {"which_day_end": "start"}, "2024-03-30"),
        ({"hours": 10}, {"which_day_end": "end"}, "2024-03-31"),
        ({"years": 1}, {"direction": "future"}, "2025-03-31T09:00"),
    ],
)
def test_offsets(units: dict[str, int], more: dict[str, str], utc: str) -> None:
    caller = caller_of(now=datetime(2024, 3, 31, 9, tzinfo=UTC))
    spec = {"type": "offset", "direction": "past", "offset": units, **more}
    assert moment(spec, caller) == in_microseconds(utc)


def in_microseconds(utc: str) -> int:
    return int(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp()) * 1_000_000


def test_a_moment_against_a_date_is_its_day() -> None:
    range_ = {"type": "moment_range", "on_or_after": {"type": "now"}, "before": None}
    caller = caller_of(now=NOW, custom_fields={"custom.cf_d": "date"})
    condition = {"type": "field_condition", "condition": range_}
    node = {**condition, "field": {"type": "custom_field", "custom_field_id": "cf_d"}}
    kept = [
        day
        for day in ("2024-05-16", "2024-05-17", "2024-05-18", None)
        if node_holds(node, ((LEAD, {"custom.cf_d": day}),), Data(), caller)
    ]
    assert kept == ["2024-05-17", "2024-05-18"]


def test_a_wrapped_s_query() -> None:
    wrapped = {"query": {"type": "match_all"}, "sort": [], "results_limit": None}
    assert smart_view_oracle.s_query_holds(wrapped, ((LEAD, {}),), Data(), CALLER)
