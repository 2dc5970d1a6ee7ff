"""The interpreter of queries against values worked out by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from oracle import query_oracle
from oracle.query_oracle import Data, Query, Row, caller_of, matches

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
CALLER = caller_of(now=NOW, user_id="user_1")
EVERYTHING = {"where": (), "order": (), "group": None, "limit": None, "skip": None, "fields": None}


def is_(field: str, text: str, op: str = ":") -> Query:
    return "is", field, op, ("word", text)


def holds(query: Query, data: Data | None = None, **row: Any) -> bool:
    return matches(query, row, data or Data(), CALLER)


def custom_list() -> list[dict[str, str]]:
    return [{"id": "cf_1", "name": "Lead Source", "type": "choices"}]


def test_a_prefix_is_found_at_the_beginning_of_a_word() -> None:
    assert holds(is_("note", "import"), note="The Importer")
    assert not holds(is_("note", "import"), note="reimport")


def test_a_phrase_is_whole_words() -> None:
    phrase = ("is", "note", ":", ("phrase", "call back"))
    assert holds(phrase, note="Call, back!")
    assert not holds(phrase, note="call backs")


def test_missing_values_under_not() -> None:
    """Spec §5.9: two-valued."""
    assert not holds(is_("note", "call"))
    assert holds(("not", is_("note", "call")))


def test_an_empty_string_is_not_there() -> None:
    assert not holds(("has", "note"), note="")
    assert not holds(("is", "note", ":", ("star",)), note=None)
    assert holds(("has", "value"), value=0)


def test_an_alias_about_a_user_asks_id_and_name() -> None:
    assert holds(is_("user", "user_1"), user_id="user_1")
    assert not holds(is_("user", "user"), user_id="user_1")
    assert holds(is_("user", "an"), user_id="user_1", user_name="Ann")
    assert holds(("is", "creator", ":", ("me",)), created_by="user_1")


def test_status_is_label_type_or_id() -> None:
    row = {"status_label": "Won big", "status_type": "won", "status_id": "stat_1"}
    assert holds(is_("status", "WON"), **row)
    assert holds(is_("status", "*big"), **row)
    assert holds(is_("status", "stat_1"), **row)
    assert not holds(("is", "status", ":", ("phrase", "*big")), **row)
    assert not holds(is_("status", "big"), **row)


def test_a_bare_word_searches_texts_labels_and_strings_in_custom_fields() -> None:
    row = {"id": "blue", "status_label": "Navy blue", "custom.cf_x": ["red"], "custom.cf_y": 5}
    assert holds(("term", "blu"), **row)
    assert holds(("term", "re"), **row)
    assert not holds(("term", "5"), **row)
    assert not holds(("phrase_term", "blu"), **row)


@pytest.mark.parametrize(
    ("op", "kept"), [("<", "newer"), ("<=", "newer p"), (">", "older"), (">=", "p older")]
)
def test_ages(op: str, kept: str) -> None:
    """p is 14 May at noon; less than three days ago is newer."""
    moments = {"newer": "2024-05-14T12:00:00.000001Z", "p": "2024-05-14T12:00Z"}
    moments["older"] = "2024-05-14T11:59:59.999999Z"
    query = ("is", "created", op, ("date", ("ago", 3, "day"), "3 days ago"))
    assert kept == " ".join(
        name for name, moment in moments.items() if holds(query, date_created=moment)
    )


def test_an_age_against_a_date_is_the_day_of_its_moment() -> None:
    older = ("is", "won", ">", ("date", ("ago", 1, "hour"), "1 hour ago"))
    assert holds(older, date_won="2024-05-16")
    assert not holds(older, date_won="2024-05-17")


def test_in_three_days_compares_as_time() -> None:
    later = ("is", "created", ">", ("date", ("in", 3, "day"), "in 3 days"))
    assert not holds(later, date_created="2024-05-20T12:00Z")
    assert holds(later, date_created="2024-05-20T12:00:00.000001Z")


def test_presence_of_a_date() -> None:
    assert holds(("is", "lost", ":", ("flag", False, "never")))
    assert holds(("is", "lost", ":", ("flag", True, "yes")), date_lost="2024-05-17")


def test_the_kind_of_the_data_reads_an_untyped_value() -> None:
    field = "custom.cf_x"
    assert holds(is_(field, "20"), **{field: 20.0})
    assert not holds(is_(field, "20"), **{field: "2024-05-17"})
    assert holds(is_(field, "20"), **{field: "20 parts"})
    assert holds(is_(field, "2024"), **{field: "2024-05-17"})
    assert holds(is_(field, "2-days-ago", "<"), **{field: "2024-05-15T12:01Z"})
    assert holds(is_(field, "1..5"), **{field: ["x", 5]})
    assert holds(is_(field, "yes"), **{field: True})


def test_a_custom_field_by_name() -> None:
    caller = caller_of(custom_fields=custom_list())
    row = {"custom.cf_1": "Referral"}
    assert matches(is_("custom.Lead Source", "referral"), row, Data(), caller)
    assert not matches(is_("custom.Lead Source", "ref"), row, Data(), caller)


def changes(*sides: tuple[str, str]) -> Data:
    return Data(
        [
            {
                "opportunity_id": "oppo_1",
                "old_status_type": old,
                "new_status_label": new,
                "date_created": "2024-05-16T10:00Z",
            }
            for old, new in sides
        ]
    )


def test_one_change_satisfies_all_conditions() -> None:
    both = ("and", (is_("old_status", "active"), is_("new_status", "Won")))
    query = ("scope", "status_change", both)
    assert holds(query, changes(("active", "won")), id="oppo_1")
    assert not holds(query, changes(("active", "Lost"), ("lost", "Won")), id="oppo_1")
    assert not holds(query, changes(("active", "won")), id="oppo_2")


def test_the_date_of_a_change() -> None:
    on = ("scope", "status_change", ("is", "date", ":", ("date", ("yesterday",), "yesterday")))
    assert holds(on, changes(("active", "won")), id="oppo_1")
    moved = [{**changes(("active", "won")).status_changes[0], "activity_at": "2024-05-17"}]
    assert not holds(on, Data(moved), id="oppo_1")


def test_a_related_object_without_opportunity_belongs_to_the_lead() -> None:
    calls = [{"id": "call_1", "lead_id": "lead_1"}, {"opportunity_id": "o2", "lead_id": "lead_1"}]
    data = Data(related={"call": calls})
    assert holds(("scope", "call", ("all",)), data, id="o9", lead_id="lead_1")
    assert not holds(("scope", "call", ("has", "opportunity_id")), data, id="o9", lead_id="lead_1")
    assert holds(("scope", "call", ("has", "opportunity_id")), data, id="o2")


def test_nested_scopes_belong_to_the_nearest() -> None:
    calls: list[Row] = [{"id": "c1", "opportunity_id": "o1"}, {"id": "c2", "opportunity_id": "o1"}]
    tasks = [{"call_id": "c2", "text": "ring"}, {"opportunity_id": "o1", "text": "write"}]
    data = Data(related={"call": calls, "task": tasks})
    inner = ("scope", "task", is_("text", "ring"))
    assert holds(("scope", "call", ("and", (is_("id", "c2"), inner))), data, id="o1")
    assert not holds(("scope", "call", ("and", (is_("id", "c1"), inner))), data, id="o1")
    assert not holds(inner, data, id="o1")
    write = ("scope", "task", is_("text", "write"))
    assert holds(("scope", "call", ("and", (is_("id", "c1"), write))), data, id="o1")


def test_a_list_under_two_conditions() -> None:
    """Each condition may have its own element; `not` is true of none."""
    row = {"custom.cf_x": ["red", 20]}
    both = ("and", (is_("custom.cf_x", "red"), is_("custom.cf_x", "20")))
    assert holds(both, **row)
    assert not holds(("not", is_("custom.cf_x", "red")), **row)


def test_any_of() -> None:
    query = ("any_of", "lead_id", (("word", "lead_1"), ("word", "lead_2")))
    assert holds(query, lead_id="lead_2")
    assert not holds(query, lead_id="LEAD_2")


def test_query_sort_and_slice_of_a_request() -> None:
    """md5("a") begins 0cc175b9, md5("b") 92eb5ffe: odd and even by their last digits."""
    rows = [{"id": "b", "value": 1}, {"id": "a", "value": 2}]
    request = {**EVERYTHING, "query": ("has", "value"), "sort": (("value", "desc"),)}
    assert query_oracle.selected(rows, request) == [rows[1], rows[0]]
    assert query_oracle.selected(rows, {**request, "slice": (1, 2)}) == [rows[0]]
    assert query_oracle.selected(rows, {**request, "slice": (2, 2)}) == [rows[1]]
