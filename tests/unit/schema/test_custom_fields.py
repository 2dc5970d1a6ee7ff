"""Custom fields declared, by key and as the API's endpoint lists them."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest
from asking import data_error, faults, ids, problems

from oppquery import list_opportunities
from oppquery.schema.custom_fields import with_custom_fields
from oppquery.schema.fields import Field, Type
from oppquery.schema.opportunity import OPPORTUNITY

KEY = "custom.cf_x"
ENDPOINT = [
    {"id": "cf_seats", "name": "Seats", "type": "number"},
    {"id": "cf_source", "name": "Lead Source", "type": "choices", "choices": ["Web", "Fair"]},
    {"id": "cf_owner", "name": "Engineer", "type": "user", "accepts_multiple_values": True},
    {"id": "cf_memo", "name": "Memo", "type": "textarea"},
]
DEALS: list[dict[str, Any]] = [
    {"id": "a", "custom.cf_seats": 5, "custom.cf_source": "Web", "custom.cf_owner": ["u1", "u2"]},
    {"id": "b", "custom.cf_seats": 10, "custom.cf_source": "fair", "custom.cf_owner": "u2"},
    {"id": "c", "custom.cf_memo": "call back"},
]


def field(declared: Any, key: str = KEY) -> Field:
    found = with_custom_fields(OPPORTUNITY, declared).field(key)
    assert found is not None
    return found


def listed(type_: Any) -> list[dict[str, Any]]:
    return [{"id": "cf_x", "name": "X", "type": type_}]


# --- types


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("text", Type.TEXT),
        ("choice", Type.CHOICE),
        ("number", Type.NUMBER),
        ("date", Type.DATE),
        ("datetime", Type.DATETIME),
        ("boolean", Type.BOOLEAN),
        ("user", Type.ID),
    ],
)
def test_types_are_declared_alike_in_both_forms(name: str, type_: Type) -> None:
    by_key, by_endpoint = field({KEY: name}), field(listed(name))
    assert by_key == by_endpoint
    assert by_key.type is type_
    assert by_key.about_user is (name == "user")


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("choices", Type.CHOICE),
        ("textarea", Type.TEXT),
        ("hidden", Type.TEXT),
        ("contact", Type.ID),
        ("custom_object", Type.UNTYPED),
        (None, Type.UNTYPED),
        (5, Type.UNTYPED),
        (["choices"], Type.UNTYPED),
    ],
)
def test_types_of_the_endpoint(name: Any, type_: Type) -> None:
    """A type that is not known here makes a field without a declared one."""
    assert field(listed(name)).type is type_
    assert field(listed(name)).about_user is False


@pytest.mark.parametrize(
    "name", ["choices", "textarea", "hidden", "contact", "Number", "", None, 5]
)
def test_types_that_a_mapping_does_not_take(name: Any) -> None:
    with pytest.raises(ValueError, match=r"custom\.cf_x must be text, choice, number, date"):
        list_opportunities([], custom_fields={KEY: name})


def test_choices_of_custom_fields_are_open() -> None:
    assert ids(DEALS, "custom.cf_source=FAIR", custom_fields=ENDPOINT) == "b"
    assert ids(DEALS, "custom.cf_source=Radio", custom_fields=ENDPOINT) == ""


def test_me_stands_for_the_caller_in_fields_of_users_only() -> None:
    rows = [{"id": "a", KEY: "u1"}, {"id": "b", KEY: "me"}]
    assert ids(rows, {KEY: "me"}, custom_fields={KEY: "user"}, user_id="u1") == "a"
    assert ids(rows, {KEY: "me"}, custom_fields=listed("contact"), user_id="u1") == "b"
    assert ids(rows, {KEY: "me"}, user_id="u1") == "b"


def test_what_a_declared_field_must_hold() -> None:
    error = data_error([{"id": "a", KEY: [1, "2"]}], {KEY: "5"}, custom_fields={KEY: "number"})
    assert (error.id, error.field, error.value) == ("a", KEY, "2")
    assert "the field is declared a number, give a finite one" in str(error)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "5"])
def test_what_is_no_number(value: Any) -> None:
    error = data_error([{"id": "a", KEY: value}], {KEY: "5"}, custom_fields={KEY: "number"})
    assert error.value is value


# --- forms


@pytest.mark.parametrize(
    "declared",
    [
        {KEY: "number"},
        MappingProxyType({KEY: "number"}),
        listed("number"),
        tuple(listed("number")),
        iter(listed("number")),
        [MappingProxyType(listed("number")[0])],
        [{"id": KEY, "name": "X", "type": "number"}],
        [{"id": "cf_x", "type": "number"}],
        [{"id": "cf_x", "type": "number", "name": None}],
    ],
)
def test_forms(declared: Any) -> None:
    assert field(declared).type is Type.NUMBER


def test_a_generator_of_fields_is_read_once_for_the_request() -> None:
    def fields() -> Iterator[dict[str, Any]]:
        yield from ENDPOINT

    params = {"custom.Seats__gt": "5", "_order_by": "custom.Seats", "_group_by": "custom.Seats"}
    assert ids(DEALS, params, custom_fields=fields()) == "b"


@pytest.mark.parametrize("nothing", [None, {}, [], ()])
def test_nothing_declared(nothing: Any) -> None:
    assert field(nothing).type is Type.UNTYPED


@pytest.mark.parametrize("declared", ["custom.cf_x", b"x", 5, 1.5, True, object()])
def test_another_type_is_a_type_error(declared: Any) -> None:
    with pytest.raises(TypeError, match="custom_fields must be a mapping of key to type, or the"):
        list_opportunities([], custom_fields=declared)


@pytest.mark.parametrize("key", ["cf_x", "custom", "custom.", "", "value", 5, None, "Custom.cf_x"])
def test_keys_begin_with_custom(key: Any) -> None:
    with pytest.raises(ValueError, match=r"is no key such as 'custom\.cf_x'"):
        list_opportunities([], custom_fields={key: "number"})


@pytest.mark.parametrize("item", [5, None, "cf_x", {}, {"id": None}, {"id": 5}, {"name": "X"}, []])
def test_what_is_no_custom_field(item: Any) -> None:
    with pytest.raises(ValueError, match="is no custom field with an id"):
        list_opportunities([], custom_fields=[*ENDPOINT, item])


def test_a_declaration_is_for_one_call() -> None:
    rows = [{"id": "a", KEY: "20"}, {"id": "b", KEY: "20 seats"}]
    assert faults({f"{KEY}__gt": "5"}, custom_fields={KEY: "text"}) == [
        (f"{KEY}__gt", "unknown_lookup")
    ]
    assert ids(rows, {KEY: "seats"}) == "b"
    assert KEY not in OPPORTUNITY.fields


# --- names


def test_names_work_like_ids() -> None:
    assert ids(DEALS, {"custom.Seats__gte": "10"}, custom_fields=ENDPOINT) == "b"
    assert ids(DEALS, {"custom.Lead Source": "web"}, custom_fields=ENDPOINT) == "a"
    assert ids(DEALS, {"custom.Engineer__in": "u2"}, custom_fields=ENDPOINT) == "a b"
    assert ids(DEALS, "custom.Lead+Source=web", custom_fields=ENDPOINT) == "a"
    assert ids(DEALS, {"_order_by": "-custom.Seats"}, custom_fields=ENDPOINT) == "b a c"


def test_names_are_case_sensitive_and_another_spelling_is_another_field() -> None:
    assert ids(DEALS, {"custom.seats__gte": "10"}, custom_fields=ENDPOINT) == ""


def test_groups_by_name_show_the_key() -> None:
    response: Any = list_opportunities(
        DEALS, {"_group_by": "custom.Seats", "_limit": 0}, custom_fields=ENDPOINT
    )
    assert [(each["key"], each["custom.cf_seats"]) for each in response["data"]] == [
        ("5", 5),
        ("10", 10),
        (None, None),
    ]


def test_fields_by_name() -> None:
    params = {"_fields": "id,custom.Seats", "_limit": "1"}
    response = list_opportunities(DEALS, params, custom_fields=ENDPOINT)
    assert response["data"] == [{"id": "a", "custom.cf_seats": 5}]


def test_a_name_that_two_fields_share_is_a_problem_that_names_them() -> None:
    twins = [*ENDPOINT, {"id": "cf_b", "name": "Seats", "type": "text"}]
    (problem,) = problems({"custom.Seats": "5"}, custom_fields=twins)
    assert problem.code == "duplicate_name"
    assert problem.expected == ("custom.cf_seats", "custom.cf_b")
    assert faults({"custom.Seats__gt": "5"}, custom_fields=twins) == [
        ("custom.Seats__gt", "duplicate_name")
    ]


def test_a_shared_name_that_nobody_uses_is_none() -> None:
    twins = [*ENDPOINT, {"id": "cf_b", "name": "Seats", "type": "text"}]
    assert ids(DEALS, {"custom.cf_seats": "5"}, custom_fields=twins) == "a"


def test_fields_by_a_shared_name_keep_both() -> None:
    twins = [{"id": "cf_a", "name": "X", "type": "text"}, {"id": "cf_b", "name": "X"}]
    rows = [{"id": "1", "custom.cf_a": 1, "custom.cf_b": 2, "custom.cf_c": 3}]
    response = list_opportunities(rows, "_fields=custom.X", custom_fields=twins)
    assert response["data"] == [{"custom.cf_a": 1, "custom.cf_b": 2}]


def test_a_name_that_is_another_fields_key_is_the_key() -> None:
    fields = [
        {"id": "cf_a", "name": "cf_b", "type": "number"},
        {"id": "cf_b", "name": "other", "type": "number"},
    ]
    rows = [{"id": "1", "custom.cf_a": 1}, {"id": "2", "custom.cf_b": 1}]
    assert ids(rows, "custom.cf_b=1", custom_fields=fields) == "2"
