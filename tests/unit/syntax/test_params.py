"""Parameters in every form that a caller may hand over, and the traps of Python's own readers."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType, SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from asking import data_error, faults, ids, problems

from oppquery import Limits, QueryError, list_opportunities, select

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
DEALS: list[dict[str, Any]] = [
    {"id": "a", "user_id": "user_1", "value": 100, "note": "Café & bar", "is_stalled": True},
    {"id": "b", "user_id": None, "value": 200, "note": "call back", "is_stalled": False},
    {"id": "c", "value": 300, "note": None},
]


class Text(str):
    """A string of another type."""

    __slots__ = ()


class Hostile:
    """An object that fails at everything a reader might try."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __repr__(self) -> str:
        raise RuntimeError("shown")

    __hash__ = None  # type: ignore[assignment]  # as unhashable values have it


# --- forms


def pairs_one_by_one(params: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from params.items()


FORMS: dict[str, Callable[[dict[str, str]], Any]] = {
    "a dict": dict,
    "a read-only mapping": MappingProxyType,
    "a list of pairs": lambda params: list(params.items()),
    "a tuple of lists": lambda params: tuple([name, value] for name, value in params.items()),
    "the items of a dict": lambda params: params.items(),
    "a generator": pairs_one_by_one,
    "a query string": urlencode,
    "a query string with its question mark": lambda params: "?" + urlencode(params),
    "bytes of a query string": lambda params: urlencode(params).encode(),
    "a whole URL": lambda params: f"https://x.test/api/?{urlencode(params)}#value=1",
    "bytes of a whole URL": lambda params: f"http://x.test?{urlencode(params)}".encode(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_asks_the_same(form: Callable[[dict[str, str]], Any]) -> None:
    params = {"value__gte": "$2", "note": "call", "_order_by": "-value"}
    assert ids(DEALS, form(params)) == "b"


@pytest.mark.parametrize("nothing", [(), [], {}, "", "?", "&", iter(()), b"", b"?", "http://"])
def test_nothing_asks_for_everything(nothing: Any) -> None:
    assert ids(DEALS, nothing) == "a b c"


def test_no_params_at_all_ask_for_everything() -> None:
    assert list_opportunities(DEALS)["total_results"] == 3


@pytest.mark.parametrize("query", ["user_id=", "user_id", "&user_id=&", "?user_id="])
def test_an_empty_value_of_a_query_string_is_kept(query: str) -> None:
    """`parse_qsl` drops it unless told otherwise, and then everybody's deals are the answer."""
    assert ids(DEALS, query) == "b c"


def test_a_query_string_is_unescaped() -> None:
    assert ids(DEALS, "note=%22caf%C3%A9+%26+bar%22") == "a"
    assert ids(DEALS, "note=%22call+back%22") == "b"
    assert ids(DEALS, "%6eote=call%20back") == "b"


def test_only_ampersands_separate() -> None:
    assert faults("value=1;note=call") == [("value", "bad_number")]


@pytest.mark.parametrize("escaped", ["%FF", "caf%E9", "%ED%A0%80", "%C3"])
def test_bytes_that_are_not_utf_8_are_a_problem(escaped: str) -> None:
    """`parse_qsl` puts replacement characters there, and nothing matches."""
    assert faults(f"note={escaped}&value=1") == [("note", "bad_encoding")]


@pytest.mark.parametrize("raw", [b"caf\xe9", b"\xff", b"\xed\xa0\x80"])
def test_raw_bytes_that_are_not_utf_8_are_a_problem_of_their_parameter(raw: bytes) -> None:
    assert faults(b"value=1&note=" + raw) == [("note", "bad_encoding")]
    assert faults(b"https://x.test?value=1&note=" + raw) == [("note", "bad_encoding")]


def test_raw_bytes_of_utf_8_are_text() -> None:
    assert ids(DEALS, 'note="Café"'.encode()) == "a"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.test/api/v1/opportunity/",
        "http://x.test#?note=call",
        "https://x.test/#note=call",
        "https://x.test/?",
        "https://x.test/?#note=call",
    ],
)
def test_a_url_without_a_query_string_asks_for_everything(url: str) -> None:
    assert ids(DEALS, url) == "a b c"


def test_only_the_first_question_mark_of_a_url_begins_its_query_string() -> None:
    rows = [{"id": "a", "note": "why? because"}, {"id": "b", "note": "why not"}]
    assert ids(rows, 'https://x.test?note="why?+because"') == "a"


def test_a_hash_in_a_query_string_alone_belongs_to_the_value() -> None:
    rows = [{"id": "a", "user_id": "x#1"}, {"id": "b", "user_id": "x"}]
    assert ids(rows, "user_id=x#1") == "a"
    assert ids(rows, "https://x.test?user_id=x#1") == "b"


def test_a_name_that_is_not_utf_8_is_shown_as_it_was_escaped() -> None:
    assert faults("caf%e9=1") == [("caf%E9", "bad_encoding")]


@pytest.mark.parametrize("params", [5, None, 1.5, bytearray(b"value=100"), object()])
def test_what_are_no_parameters(params: Any) -> None:
    assert faults(params) == [("params", "bad_parameters")]


@pytest.mark.parametrize("pair", ["ab", ("user_id",), ("value", 1, 2), 5, None, {"value": 1}])
def test_what_is_no_pair(pair: Any) -> None:
    assert faults([("note", "call"), pair]) == [("params", "bad_parameters")]


@pytest.mark.parametrize("name", [5, None, ("value",), b"value"])
def test_what_is_no_name(name: Any) -> None:
    (problem,) = problems({name: "1"})
    assert problem.code == "bad_parameters"
    assert repr(name) in problem.message


def test_a_name_given_twice_whatever_the_values() -> None:
    twice = [("value", "100"), ("note", "call"), ("value", "100")]
    assert faults(twice) == [("value", "duplicate_parameter")]
    assert faults("note=a&note=&note") == [("note", "duplicate_parameter")]


def test_the_items_of_a_repeated_in_join() -> None:
    assert ids(DEALS, "value__in=100&note=call&value__in=200,300") == "b"
    assert ids(DEALS, [("value__in", [100]), ("value__in", ("300",)), ("value__in", "")]) == "a c"


def test_a_repeated_in_of_nothing_matches_nothing() -> None:
    assert ids(DEALS, "user_id__in=&user_id__in=") == ""
    assert ids(DEALS, [("user_id__in", []), ("user_id__in", ())]) == ""


def test_faults_of_a_repeated_in_are_those_of_one() -> None:
    assert faults([("user_id__in", "a"), ("user_id__in", 5)]) == [("user_id__in", "bad_type")]
    assert faults([("user_id__in", "a"), ("user_id__in", None)]) == [("user_id__in", "empty_value")]
    assert faults("user_id__in=a,b&user_id__in=c", limits=Limits(in_list=2)) == [
        ("user_id__in", "too_much")
    ]
    (problem,) = problems("user_id__in=a&user_id__in=b,,c")
    assert problem.message == "item 3 of the list is empty"


@pytest.mark.parametrize("name", ["note__in", "is_stalled__in", "nothing__in", "value__gte"])
def test_nothing_else_may_be_given_twice(name: str) -> None:
    assert (name, "duplicate_parameter") in faults([(name, "1"), (name, "2")])


# --- int() takes too much


@pytest.mark.parametrize("name", ["_limit", "_skip"])
@pytest.mark.parametrize(
    "text", ["٣", "1_000", " 5 ", "5\n", "+5", "-5", "", "5.0", "0x5", "²", "½", "1e3", "five"]
)
def test_a_count_is_ascii_digits(name: str, text: str) -> None:
    assert faults({name: text}) == [(name, "bad_number")]


@pytest.mark.parametrize("text", ["٣", " 5 ", "5\n", "²", "0x5", "1e3", "1__000", "1_00", "--5"])
def test_a_number_is_ascii_digits(text: str) -> None:
    assert faults({"value": text}) == [("value", "bad_number")]
    assert faults({"value__in": ["5", text + "x"]}) == [("value__in", "bad_number")]


def test_numbers_have_signs_and_groups_and_counts_have_not() -> None:
    rows = [{"id": "a", "value": 1000}, {"id": "b", "value": -1000}]
    assert ids(rows, {"value": "1_000"}) == "a"
    assert ids(rows, {"value": "+1,000"}) == "a"
    assert ids(rows, {"value": "-1000"}) == "b"


def test_leading_zeros_count_for_nothing() -> None:
    assert ids(DEALS, {"_limit": "0002"}) == "a b"
    assert ids(DEALS, {"_limit": "000"}) == ""
    assert ids(DEALS, {"value": "00100"}) == "a"


@pytest.mark.parametrize("digits", ["9" * 19, "1" + "0" * 30, "9" * 5_000, 10**18, 10**30, 10**400])
def test_a_count_beyond_all_objects(digits: Any) -> None:
    """`int` refuses 5,000 digits, `islice` refuses more than a machine word."""
    assert ids(DEALS, {"_limit": digits}) == "a b c"
    assert ids(DEALS, {"_skip": digits}) == ""
    assert ids(DEALS, {"_skip": digits, "_limit": digits}) == ""
    assert list_opportunities(DEALS, {"_limit": digits})["has_more"] is False
    assert list_opportunities(DEALS, {"_skip": digits, "_group_by": "user_id"})["data"] == []


def test_a_count_of_thousands_of_digits_is_more_than_a_page() -> None:
    rows = [{"id": str(n)} for n in range(1_500)]
    assert len(list_opportunities(rows, {"_limit": "9" * 5_000})["data"]) == 1_500
    assert list_opportunities(rows, {"_skip": "9" * 5_000})["data"] == []


def test_a_number_of_thousands_of_digits_is_a_problem() -> None:
    (problem,) = problems({"value": "9" * 5_000})
    assert problem.code == "bad_number"
    assert len(problem.message) < 200


def test_a_number_of_a_thousand_digits_is_a_number() -> None:
    rows = [{"id": "a", "value": 10**998}, {"id": "b", "value": 5}]
    assert ids(rows, {"value__gte": "9" * 998}) == "a"
    assert ids(rows, {"value__lt": "$" + "9" * 998}) == "a b"
    assert ids(rows, {"value__lt": 10**400}) == "b"


def test_true_is_no_count_and_no_number() -> None:
    assert faults({"_limit": True}) == [("_limit", "bad_number")]
    assert faults({"_skip": False}) == [("_skip", "bad_number")]
    assert faults({"value": True}) == [("value", "bad_type")]
    assert faults({"confidence__in": [50, True]}) == [("confidence__in", "bad_type")]


@pytest.mark.parametrize("value", [-1, 1.0, float("nan"), [5], {}, b"5", object(), NOW])
def test_what_is_no_count(value: Any) -> None:
    assert faults({"_limit": value}) == [("_limit", "bad_number")]


def test_one_is_not_true() -> None:
    assert ids(DEALS, {"is_stalled": True}) == "a"
    assert faults({"is_stalled": 1}) == [("is_stalled", "bad_type")]
    assert faults({"is_stalled": 0}) == [("is_stalled", "bad_type")]


def test_true_on_an_undeclared_field_is_a_boolean_only() -> None:
    rows = [{"id": str(n), "custom.cf_x": x} for n, x in enumerate([True, 1, 1.0, "true", [1]])]
    assert ids(rows, {"custom.cf_x": True}) == "0"
    assert ids(rows, {"custom.cf_x": 1}) == "1 2 4"
    assert ids(rows, {"custom.cf_x": "true"}) == "0 3"
    assert faults({"custom.cf_x__gt": True}) == [("custom.cf_x__gt", "bad_type")]


# --- fromisoformat takes too much

ISO_BUT_REFUSED = [
    "20240101",
    "2024-W20-1",
    "2024W201",
    "2024-138",
    "20240517T103000",
    "2024-05-17T24:00",
    "2024-05-17T10",
    "2024-05-17T1030",
    "2024-05-17T10:30:00,5",
    "2024-05-17t10:30",
    "2024-05-17x10:30",
    "2024-05-17T10:30:00+02",
    "2024-05-17T10:30:00+02:00:30",
    "2024-05-17T10:30:00z",
]


@pytest.mark.parametrize("text", ISO_BUT_REFUSED)
@pytest.mark.parametrize("name", ["date_won", "date_created__gte", "date_updated__in"])
def test_a_date_parameter_is_of_the_forms_that_are_told(name: str, text: str) -> None:
    if text != "2024-05-17T10:30:00,5" or not name.endswith("__in"):
        assert faults({name: text}) == [(name, "bad_date")]
    else:
        assert faults({name: [text]}) == [(name, "bad_date")]


@pytest.mark.parametrize("text", ISO_BUT_REFUSED)
@pytest.mark.parametrize("field", ["date_won", "date_created"])
@pytest.mark.parametrize("lookup", ["__gte", "__in", ""])
def test_a_date_of_the_data_is_of_the_forms_that_are_told(
    field: str, text: str, lookup: str
) -> None:
    error = data_error([{"id": "a", field: text}], {field + lookup: "2024-05-17"})
    assert (error.index, error.id, error.field, error.value) == (0, "a", field, text)


# --- None


@pytest.mark.parametrize(
    "name",
    [
        *("_limit", "_skip", "_fields", "_order_by", "_group_by"),
        *("query", "lead_query", "lead_saved_search_id"),
    ],
)
def test_none_is_not_given(name: str) -> None:
    assert list_opportunities(DEALS, {name: None}) == list_opportunities(DEALS, {})


@pytest.mark.parametrize("name", ["query", "lead_query", "_order_by", "_group_by"])
def test_an_empty_text_is_not_given(name: str) -> None:
    assert list_opportunities(DEALS, {name: ""}) == list_opportunities(DEALS, {})


@pytest.mark.parametrize("name", ["user_id", "status", "note", "value__gte", "user_id__in"])
def test_none_on_a_field_is_a_problem(name: str) -> None:
    assert faults({name: None}) == [(name, "empty_value")]


def test_none_in_a_list_is_a_problem() -> None:
    assert faults({"user_id__in": ["user_1", None]}) == [("user_id__in", "bad_type")]


# --- Python values


@pytest.mark.parametrize("value", [1.5, b"x", {"a": 1}, {1}, object(), 1j, Hostile(), timedelta()])
@pytest.mark.parametrize("name", ["value", "note", "user_id__in", "custom.cf_x", "date_won__gte"])
def test_values_of_other_types(name: str, value: Any) -> None:
    assert faults({name: value}) == [(name, "bad_type")]


@pytest.mark.parametrize("value", [[1], b"a", 5, object(), Hostile(), True])
@pytest.mark.parametrize("name", ["_fields", "_order_by", "_group_by"])
def test_controls_of_other_types(name: str, value: Any) -> None:
    assert faults({name: value}) == [(name, "bad_type")]


@pytest.mark.parametrize("value", [1.5, Hostile(), None, ["a"], b"x"])
def test_items_of_other_types(value: Any) -> None:
    assert faults({"user_id__in": ["user_1", value]}) == [("user_id__in", "bad_type")]


@pytest.mark.parametrize("value", [["user_1"], ("user_1",), []])
def test_a_list_goes_with_in(value: Any) -> None:
    assert faults({"user_id": value}) == [("user_id", "bad_type")]


@pytest.mark.parametrize("value", [5, {"user_1"}, iter(["user_1"]), NOW, True])
def test_in_takes_lists_tuples_and_text(value: Any) -> None:
    assert faults({"user_id__in": value}) == [("user_id__in", "bad_type")]
    assert ids(DEALS, {"user_id__in": ["user_1"]}) == "a"
    assert ids(DEALS, {"user_id__in": ("user_1", "user_2")}) == "a"
    assert ids(DEALS, {"user_id__in": " user_1 , user_2 "}) == "a"


@pytest.mark.parametrize("nothing", ["", [], ()])
def test_in_nothing_matches_nothing(nothing: Any) -> None:
    assert ids(DEALS, {"user_id__in": nothing}) == ""
    assert ids(DEALS, {"custom.cf_x__in": nothing}) == ""


@pytest.mark.parametrize("items", ["a,,b", ",", " ", ["a", ""], ["", "a"]])
def test_an_empty_item_is_a_problem(items: Any) -> None:
    assert {code for _, code in faults({"user_id__in": items})} == {"empty_value"}


def test_items_of_a_python_list_are_taken_as_they_are() -> None:
    rows = [{"id": "a", "user_id": " x"}, {"id": "b", "user_id": "x,y"}]
    assert ids(rows, {"user_id__in": [" x"]}) == "a"
    assert ids(rows, {"user_id__in": ["x,y"]}) == "b"


def test_subclasses_of_str_are_text() -> None:
    assert ids(DEALS, {Text("note"): Text("call")}) == "b"
    assert ids(DEALS, {"value__in": [Text("100"), Text("$3")], "_limit": Text("1")}) == "a"
    assert ids(DEALS, {"user_id": Text("")}) == "b c"
    assert ids(DEALS, Text("note=call")) == "b"
    assert faults({"user_id__in": [Text("")]}) == [("user_id__in", "empty_value")]


def test_strings_of_other_types_in_the_data() -> None:
    rows = [{"id": Text("a"), "user_id": Text("user_1"), "status_label": Text("WON")}]
    assert ids(rows, {"user_id": "user_1", "status_label": "won", "_order_by": "user_id"}) == "a"


# --- date and datetime objects

WON = [{"id": str(day), "date_won": f"2024-05-{day}"} for day in (16, 17, 18)]
CREATED = [
    {"id": "before", "date_created": "2024-05-17T03:59:59.999999Z"},
    {"id": "midnight", "date_created": "2024-05-17T04:00:00Z"},
    {"id": "evening", "date_created": "2024-05-18T03:59:59.999999Z"},
    {"id": "after", "date_created": "2024-05-18T04:00:00Z"},
]


def test_a_date_is_its_day() -> None:
    day = date(2024, 5, 17)
    assert ids(WON, {"date_won": day}) == "17"
    assert ids(WON, {"date_won__gt": day}) == "18"
    assert ids(WON, {"date_won__in": [day, date(2024, 5, 18)]}) == "17 18"


def test_a_date_is_a_day_of_the_caller() -> None:
    day = date(2024, 5, 17)
    assert ids(CREATED, {"date_created": day}, tz="America/New_York") == "midnight evening"
    assert ids(CREATED, {"date_created__lte": day}, tz=-4) == "before midnight evening"
    assert ids(CREATED, {"date_created": day}) == "before midnight"


def test_an_aware_datetime_is_its_instant() -> None:
    moment = datetime(2024, 5, 17, 0, tzinfo=timezone(timedelta(hours=-4)))
    assert ids(CREATED, {"date_created": moment}) == "midnight"
    assert ids(CREATED, {"date_created__lt": moment}, tz="Asia/Tokyo") == "before"
    assert ids(CREATED, {"date_created__gt": moment}) == "evening after"


def test_a_naive_datetime_is_in_the_zone_of_the_caller() -> None:
    naive = datetime(2024, 5, 17)
    assert ids(CREATED, {"date_created": naive}, tz="America/New_York") == "midnight"
    assert ids(CREATED, {"date_created": naive}, tz="-4") == "midnight"
    assert ids(CREATED, {"date_created__lt": naive}) == ""


def test_a_datetime_against_a_plain_date_is_the_day_of_the_caller() -> None:
    late = datetime(2024, 5, 17, 23, 30, tzinfo=UTC)
    assert ids(WON, {"date_won": late}) == "17"
    assert ids(WON, {"date_won": late}, tz="Asia/Tokyo") == "18"
    assert ids(WON, {"date_won": late}, tz=-23.75) == "16"


def test_dates_on_undeclared_fields() -> None:
    rows = [
        {"id": "day", "custom.cf_x": "2024-05-17"},
        {"id": "instant", "custom.cf_x": "2024-05-17T10:00:00Z"},
        {"id": "object", "custom.cf_x": date(2024, 5, 17)},
        {"id": "moment", "custom.cf_x": NOW},
        {"id": "number", "custom.cf_x": 20240517},
    ]
    assert ids(rows, {"custom.cf_x": date(2024, 5, 17)}) == "day instant object moment"
    assert ids(rows, {"custom.cf_x": NOW}) == "day object moment"
    assert ids(rows, {"custom.cf_x__lt": NOW}) == "instant"


def test_dates_where_none_are_taken() -> None:
    assert faults({"value": NOW, "note": date(2024, 1, 1), "user_id": NOW}) == [
        ("value", "bad_type"),
        ("note", "bad_type"),
        ("user_id", "bad_type"),
    ]


# --- limits


@pytest.mark.parametrize(
    ("params", "limits", "param"),
    [
        ({"user_id__in": "a,b,c"}, Limits(in_list=2), "user_id__in"),
        ({"user_id__in": ["a", "b", "c"]}, Limits(in_list=2), "user_id__in"),
        ({"_limit": 11}, Limits(limit=10), "_limit"),
        ({"_limit": "9" * 5_000}, Limits(limit=10), "_limit"),
        ({"value": "1", "note": "a b c"}, Limits(terms=3), "note"),
        ({"custom.cf_x": "a b c"}, Limits(terms=2), "custom.cf_x"),
    ],
)
def test_more_than_the_limits_allow(params: Any, limits: Limits, param: str) -> None:
    assert faults(params, limits=limits) == [(param, "too_much")]


def test_as_much_as_the_limits_allow() -> None:
    limits = Limits(in_list=2, limit=10, terms=3)
    params = {"user_id__in": "user_1,user_2", "_limit": "10", "note": "café bar"}
    assert ids(DEALS, params, limits=limits) == "a"
    assert ids(DEALS, {"note": '"call back or not"'}, limits=Limits(terms=1)) == ""


def test_words_of_the_values_of_ids_are_not_counted() -> None:
    assert ids(DEALS, {"user_id": "a b c", "status": "d e f"}, limits=Limits(terms=2)) == ""


@pytest.mark.parametrize(("cap", "shown"), [(None, 100), (250, 100), (30, 30), (0, 0)])
def test_the_default_page_shrinks_to_a_lower_cap(cap: int | None, shown: int) -> None:
    rows = [{"id": str(n)} for n in range(120)]
    assert len(list_opportunities(rows, limits=Limits(limit=cap))["data"]) == shown


def test_a_cap_does_not_touch_select() -> None:
    rows = [{"id": str(n)} for n in range(120)]
    assert len(select(rows, limits=Limits(limit=5))) == 120


@pytest.mark.parametrize("name", ["query_length", "depth", "terms", "in_list", "limit"])
def test_a_limit_is_a_whole_number(name: str) -> None:
    assert getattr(Limits(**{name: 0}), name) == 0
    for other in ("5", 5.0, True):
        with pytest.raises(TypeError, match=f"{name} must be an int, not "):
            Limits(**{name: other})
    with pytest.raises(ValueError, match=f"{name} must not be negative"):
        Limits(**{name: -1})


def test_only_the_page_may_be_without_a_limit() -> None:
    assert Limits(limit=None).limit is None
    with pytest.raises(TypeError, match="depth must be an int, not NoneType"):
        Limits(depth=None)  # type: ignore[arg-type]  # the misuse that is tested


# --- everything at once


def test_seven_faults_in_one_request_are_seven_problems() -> None:
    request = {
        "stauts_type": "won",
        "value__between": "1",
        "status_type": "open",
        "date_won": "01/02/2024",
        "user_id": None,
        "_order_by": "-valu",
        "_limit": "-1",
    }
    assert faults(request) == [
        ("stauts_type", "unknown_parameter"),
        ("value__between", "unknown_lookup"),
        ("status_type", "bad_choice"),
        ("date_won", "bad_date"),
        ("user_id", "empty_value"),
        ("_order_by", "bad_field"),
        ("_limit", "bad_number"),
    ]


def test_a_fault_hides_no_other_in_the_same_value() -> None:
    found = faults({"value__in": "1,x,*,1..2", "_order_by": "a,,b,status"})
    assert found == [
        ("value__in", "bad_number"),
        ("value__in", "bad_wildcard"),
        ("value__in", "bad_range"),
        ("_order_by", "empty_value"),
        ("_order_by", "bad_field"),
        ("_order_by", "bad_field"),
        ("_order_by", "bad_field"),
    ]


def test_that_there_are_no_leads_hides_no_other_fault_of_a_lead_query() -> None:
    with pytest.raises(QueryError) as caught:
        list_opportunities([], {"lead_query": "created:01/02/2024 anything:5 contacts:x"})
    assert [each.code for each in caught.value.problems] == ["no_data", "bad_date", "bad_number"]
    assert {each.param for each in caught.value.problems} == {"lead_query"}


def test_names_that_only_look_like_lookups_are_custom_fields() -> None:
    custom = [{"id": "cf_1", "name": "Size__gt", "type": "number"}]
    rows = [{"id": "a", "custom.cf_1": 5}, {"id": "b", "custom.cf_1": 6}]
    assert ids(rows, {"custom.Size__gt": "5"}, custom_fields=custom) == "a"
    assert ids(rows, {"custom.Size__gt__gt": "5"}, custom_fields=custom) == "b"


def test_the_parameters_are_left_as_they_were() -> None:
    params = {"user_id__in": ["user_1"], "_order_by": "-value", "_limit": 1}
    before = {name: list(x) if isinstance(x, list) else x for name, x in params.items()}
    select(DEALS, params)
    assert params == before


def test_objects_without_items_are_no_parameters() -> None:
    assert faults(SimpleNamespace(note="call")) == [("params", "bad_parameters")]


def test_a_dict_of_objects_type_checks() -> None:
    params: dict[str, object] = {"value__gte": 200, "_limit": 1}
    assert ids(DEALS, params) == "b"
    assert [row["id"] for row in select(DEALS, params)] == ["b"]
