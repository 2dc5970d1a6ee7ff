"""Habits from other interfaces in parameters: the message shows a spelling that is taken here."""

import re
from datetime import date
from typing import Any

import pytest
from asking import faults, ids, problems

from oppquery import Field, QueryError, list_opportunities, parse_query
from oppquery.errors.wording import suggest
from oppquery.limits import Limits
from oppquery.syntax.param_habits import refused_value

DEALS: list[dict[str, Any]] = [
    {"id": "a", "status_type": "won", "status_label": "Won, paid", "value": 5, "note": "call"},
    {"id": "b", "status_type": "lost", "value": 9, "user_id": "user_1", "custom.cf_x": 5},
    {"id": "c", "status_type": "active", "value": None, "date_won": "2024-05-17"},
]
HABITS = [
    ("status_type!=won", "b c"),
    ("status_type__ne=won", "b c"),
    ("status_type__not_in=won,lost", "c"),
    ("not_status_type=won", "b c"),
    ("-value__gte=9", "a c"),
    ("user_id__isnot=user_1", "a c"),
    ("note__exclude=call", "b c"),
    ("custom.cf_x!=5", "a c"),
    ("status_label__ne=Won, paid", "b c"),
    ("date_won__ne=2024-05-17", "a b"),
    ("status_type=-won", "b c"),
    ("value>=9", "b"),
    ("value>5", "b"),
    ("value=>=9", "b"),
    ("date_won<=2024", "c"),
    ("custom.cf_x>4", "b"),
    ("value=null", "c"),
    ("status_type=won,lost", "a b"),
]


@pytest.mark.parametrize(("params", "found"), HABITS)
def test_the_way_out_is_a_request_that_says_what_was_meant(params: str, found: str) -> None:
    (problem,) = problems(params)
    shown = re.search(r"(?:take|write) (\S+?)=(.*?)(?: for \*is null\*)?$", problem.message)
    assert shown is not None
    assert ids(DEALS, {shown[1]: shown[2]}) == found


@pytest.mark.parametrize("lookup", ["isnull", "is_null", "null", "notnull", "exists", "is_empty"])
def test_the_two_ways_out_of_a_lookup_for_null(lookup: str) -> None:
    (problem,) = problems({f"user_id__{lookup}": "true"})
    assert "write user_id= for *is null*" in problem.message
    assert "query=has:user_id for *is not null*" in problem.message
    assert ids(DEALS, "user_id=") == "a c"
    assert ids(DEALS, "query=has:user_id") == "b"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, "5"),
        (True, "true"),
        (date(2024, 5, 17), "2024-05-17"),
        ("last month", '"last month"'),
        ('say "no"', '"say \\"no\\""'),
        ("x" * 100, "…"),
        ("a\nb", "…"),
        pytest.param(10**5000, "…", id="an integer of 5,001 digits"),
        ("", "…"),
        (None, "…"),
        (1.5, "…"),
        ([1], "…"),
    ],
)
def test_values_in_a_query_that_negates(value: Any, shown: str) -> None:
    (problem,) = problems({"user_id__ne": value})
    assert problem.message.endswith(f"take query=-user_id:{shown}")
    parse_query(problem.message.partition("query=")[2])


def test_long_lists_are_not_repeated() -> None:
    (problem,) = problems({"user_id__nin": ",".join("abcdef")})
    assert problem.message.endswith("take query=-user_id in (…)")


def test_the_names_of_custom_fields_are_quoted_in_a_query() -> None:
    fields = [{"id": "cf_1", "name": "Lead Source", "type": "text"}]
    (problem,) = problems({"custom.Lead Source__ne": "web"}, custom_fields=fields)
    assert problem.message.endswith('take query=-"custom.Lead Source":web')
    (problem,) = problems({"custom.Lead Source__isnull": "1"}, custom_fields=fields)
    assert 'query=has:"custom.Lead Source" for' in problem.message


def test_a_declared_name_with_a_sign_is_a_name() -> None:
    fields = [{"id": "cf_1", "name": "Size > 5", "type": "number"}]
    rows = [{"id": "a", "custom.cf_1": 7}]
    assert ids(rows, {"custom.Size > 5": 7}, custom_fields=fields) == "a"
    assert ids(rows, {"custom.cf_1>": 7}, custom_fields={"custom.cf_1>": "number"}) == ""


@pytest.mark.parametrize("choice", ["s, m", "-l", "null"])
def test_a_choice_with_a_comma_or_a_sign_is_a_choice(choice: str) -> None:
    field = Field("size", "choice", choices=["s, m", "-l", "null"])
    assert refused_value("size", choice, "", field) is None
    assert refused_value("size", choice + ",", "", field) is not None


@pytest.mark.parametrize("params", ["status_label=Won, paid", "note=null", "user_id=null"])
def test_what_may_be_a_value_is_compared_as_given(params: str) -> None:
    list_opportunities(DEALS, params)


def test_labels_are_compared_with_their_commas() -> None:
    assert ids(DEALS, {"status_label": "won, paid"}) == "a"


@pytest.mark.parametrize(
    "name", ["<" * 9_999, "_" * 9_999, "a" * 5_000 + "!", "-", "!", ">=", "__ne"]
)
def test_no_name_is_too_odd(name: str) -> None:
    assert faults({name: "x"}) == [(name, "unknown_parameter")]
    with pytest.raises(QueryError):
        list_opportunities([], {"value": name}, limits=Limits())


@pytest.mark.parametrize(
    "word",
    ["!won", "-won", "won!", "not won", "notwon", "not_won", "wonNot", "nwon!", "<>won", "un_won"],
)
def test_no_suggestion_drops_a_negation(word: str) -> None:
    assert suggest(word, ["won"]) == ()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("not_staled", "not_stalled"),
        ("notes", "note"),
        ("nmae", "name"),
        ("note_", "note"),
        ("number", "numbers"),
    ],
)
def test_words_without_a_negation_are_near_as_before(word: str, name: str) -> None:
    assert suggest(word, [name]) == (name,)
